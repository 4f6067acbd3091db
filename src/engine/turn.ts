import { type Heard, type Said, say } from '../../flows/kit.ts';
import type { Scene } from '../../templates/messages/kit.ts';
import { type Citizen, citizenById, handBack, isHandled, recognise } from '../domain/citizens/index.ts';
import type { DomainContext } from '../domain/context.ts';
import { fileById } from '../domain/files/index.ts';
import { cleanText } from '../domain/values/clean-text.ts';
import type { FileProblem } from '../transports/transport.ts';
import { type IntakeRow, markDone } from './intake.ts';
import { letters, post } from './outbox.ts';
import { countExchange, isSilenced, type Pace, paceOf } from './pace.ts';
import { createTalk, momentOf, type TalkParts } from './talk.ts';
import { answerBeside, isWordless } from './wordless.ts';

/** What a turn needs of the house. */
export interface TurnParts extends TalkParts {
  scene(ctx: DomainContext): Scene;
}

/** How a turn is taken for one intake row, inside an open transaction. */
export type Turn = (ctx: DomainContext, row: IntakeRow, moreOfThisPerson: boolean) => void;

const TOO_LATE_MS = 12 * 3_600_000;
const LATE_MS = 10 * 60_000;

/** One message, one unit of work: who is it, what is meant, what does the flow say, what is kept. */
export function createTurn({ flows, perform, scene }: TurnParts): Turn {
  let languageChosen = false;
  const { talk, tapOnOld, takeUpAsOf } = createTalk({
    flows,
    perform(ctx, name, input) {
      if (name === 'chooseLanguage') languageChosen = true;
      return perform(ctx, name, input);
    },
  });

  return (system, row, moreOfThisPerson) => {
    const citizen = recognise(system, {
      transport: row.transport,
      address: row.address,
      aliases: row.aliases ?? [],
      phone: row.phone,
      displayName: row.displayName,
    });
    const ctx = system.as({ kind: 'citizen', id: citizen.id });
    languageChosen = false;
    markDone(ctx, row.id, citizen.id);
    const pace = paceOf(ctx, citizen.id);
    if (isWordless(row.kind)) {
      const said = isSilenced(pace, ctx.now) ? [] : answerBeside(ctx, row, citizen);
      if (said.length > 0) reply(ctx, row, citizen, { input: `${row.kind} ${row.messageId}`, said, pace });
      return;
    }
    if (isHandled(citizen, ctx.now)) {
      ctx.record({ kind: 'citizen.wroteToOfficer', citizenId: citizen.id });
      return;
    }
    if (citizen.handledUntil !== null) handBack(system, citizen.id);

    const text = cleanText(row.text);
    if (isSilenced(pace, ctx.now) && !wantsPerson(text)) return;
    const ageMs = ctx.now.getTime() - row.sentAt.getTime();
    if (ageMs > LATE_MS && ageMs <= TOO_LATE_MS) takeUpAsOf(ctx, citizen, row.sentAt);
    // Put under what they have read; an apology for the delay belongs to what they said.
    if (row.kind === 'reaction' && ageMs > LATE_MS) return;
    const said =
      ageMs > TOO_LATE_MS
        ? tooLate(moreOfThisPerson)
        : row.kind === 'oldTap'
          ? tapOnOld(ctx, citizen, { ...momentOf(ctx), kind: 'text', text })
          : talk(ctx, citizen, { ...momentOf(ctx), kind: row.kind, text, ...fileOf(ctx, row) });
    // After an outage only the last of several late answers is still of use.
    const stale = ageMs > LATE_MS && moreOfThisPerson;
    if (said.length === 0 || stale) return;
    // Ten photos of an album are ten messages; ten equal stickers are one, over and over.
    const input = text === '' && row.kind !== 'text' ? `${row.kind} ${row.fileId ?? ''}` : text;
    reply(ctx, row, citizen, { input, said, pace });
  };

  function reply(
    ctx: DomainContext,
    row: IntakeRow,
    citizen: Citizen,
    { input, said, pace }: { input: string; said: Said[]; pace: Pace },
  ): void {
    const to = { citizenId: citizen.id, transport: row.transport, address: row.address };
    // Chosen in this very turn, it is already the language of the answer.
    const { language } = (languageChosen && citizenById(ctx.tx, citizen.id)) || citizen;
    const written = letters(said, language, scene(ctx));
    const counted = countExchange(ctx, citizen.id, pace, { input, reply: written[0]?.text ?? '' });
    const sent = counted === 'loop' ? letters([say('engine.loop')], language, scene(ctx)) : written;
    for (const letter of sent) post(ctx, to, letter);
  }
}

function fileOf(ctx: DomainContext, row: IntakeRow): Pick<Heard, 'file'> {
  // The problem was written by `writeDown` from a FileProblem.
  if (row.fileProblem !== null) return { file: { problem: row.fileProblem as FileProblem } };
  if (row.fileId === null) return {};
  const stored = fileById(ctx.tx, row.fileId);
  if (!stored) throw new Error(`intake ${row.id}: file ${row.fileId} is missing`);
  return { file: { fileId: stored.id, name: stored.name, mimeType: stored.mimeType } };
}

const wantsPerson = (text: string): boolean => /^(petugas|agent)$/i.test(text);

// Of several messages from before a long outage only the last is answered, with one apology.
const tooLate = (moreOfThisPerson: boolean): Said[] => (moreOfThisPerson ? [] : [say('engine.tooLate')]);
