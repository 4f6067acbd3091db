import { z } from 'zod';
import type { DomainContext } from '../../../domain/context.ts';
import { drawPaperCode, nextLetterNumber } from '../../../domain/papers/index.ts';
import type { ReplyLetterData } from '../../../domain/papers/values.ts';
import { NotPrinted } from '../../../domain/prints.ts';
import { type Registration, reasonIn } from '../../../domain/registrations/index.ts';
import { reportsOf, takesUpload } from '../../../domain/reports/index.ts';
import {
  type Decided,
  type Decision,
  decide,
  groupIn,
  type Tour,
  tourOf,
} from '../../../domain/tours/index.ts';
import { labDayAt } from '../../../domain/values/lab-day.ts';
import { FILE_FIELD, oneOf, optionalWords, versioned } from '../../forms.ts';
import type { Deed, Done, StaffVisit } from '../../visit.ts';
import { backToRegistration, mistakeAt, staleRegistration } from './deeds.ts';
import { registrationIn, registrationPage } from './page.tsx';
import { type Received, receiveReport } from './report-deeds.ts';

const place = { page: registrationPage, back: (visit: StaffVisit) => `${backToRegistration(visit)}#report` };

/** A letter that has been drawn and kept, but belongs to nothing yet. */
type Drawn =
  | { outcome: 'drawn'; fileId: number; number: string; paperCode: string }
  | { outcome: 'refused'; sentence: string }
  /** The page was older than the registration, or it takes no letter: nothing was drawn. */
  | { outcome: 'outdated' };

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const approveForm = z.object({
  ...versioned(),
  startsAt: z
    .union([z.literal(''), z.string().regex(CLOCK, 'Tulis jam seperti 08:30.')])
    .optional()
    .default(''),
  bring: optionalWords(600),
  note: optionalWords(600),
});

/** Draws the letter that lets a group come, to be read before it is validated. */
export const approveDeed: Deed<z.infer<typeof approveForm>, Drawn> = {
  ...place,
  form: approveForm,
  prepare: (visit, { version, startsAt, bring, note }) =>
    draw(visit, version, ({ totalRupiah }) => ({
      outcome: 'approved',
      startsAt: startsAt.replace(':', '.'),
      bring: bring
        .split('\n')
        .map((line) => line.replace(/^[-•\s]+/, '').trim())
        .filter(Boolean),
      feeRupiah: totalRupiah,
      howToPay: visit.lab.howToPay,
      note,
    })),
  carryOut: (ctx, visit, { version, seen }, drawn) =>
    carryOut(ctx, visit, { version, seen, decision: 'approved' }, drawn),
};

const turnDownForm = z.object({ ...versioned(), reason: optionalWords(500) });

/** Draws the letter that turns a group down, with the reason. */
export const turnDownDeed: Deed<z.infer<typeof turnDownForm>, Drawn> = {
  ...place,
  form: turnDownForm,
  async prepare(visit, { version, reason: words }) {
    const reason = reasonIn(words);
    if (reason === undefined) return { outcome: 'refused', sentence: REASON_NEEDED };
    return draw(visit, version, () => ({ outcome: 'rejected', reason }));
  },
  carryOut: (ctx, visit, { version, seen, reason }, drawn) =>
    drawn.outcome === 'refused' && drawn.sentence === REASON_NEEDED
      ? mistakeAt('reason', REASON_NEEDED)
      : carryOut(ctx, visit, { version, seen, decision: 'rejected', reason }, drawn),
};

const uploadForm = z.object({
  ...versioned(),
  decision: oneOf(['approved', 'rejected'], 'Pilih keputusannya.'),
  reason: optionalWords(500),
  number: optionalWords(60),
});

/** Keeps a letter that was written elsewhere, after it was searched for the code. */
export const uploadLetterDeed: Deed<z.infer<typeof uploadForm>, Received> = {
  ...place,
  form: uploadForm,
  async prepare(visit, { version }, file) {
    const registration = registrationIn(visit);
    if (!file || file.bytes.length === 0)
      return { outcome: 'refused', sentence: 'Pilih berkas PDF-nya dulu.' };
    if (registration?.version !== version || registration.service !== 'tour') return { outcome: 'outdated' };
    return receiveReport(visit, registration, file);
  },
  carryOut(ctx, visit, { version, seen, decision, reason, number }, received) {
    const registration = registrationIn(visit);
    if (registration?.service !== 'tour') return { outcome: 'notFound' };
    if (received.outcome === 'refused') return mistakeAt(FILE_FIELD, received.sentence);
    if (received.outcome === 'outdated') return stale(visit, seen, registration, decision);
    const { fileId, evidence, paperCode } = received;
    return answerTo(visit, seen, decision, {
      ...decide(ctx, {
        registrationId: registration.id,
        expectedVersion: version,
        decision,
        reason,
        fileId,
        evidence,
        paperCode,
        number: number === '' ? null : number,
      }),
    });
  },
};

const REASON_NEEDED = 'Tulis alasannya, paling sedikit 3 huruf.';
const NOT_NOW = 'Surat belum bisa dibuat. Tunggu sebentar, lalu coba lagi.';

/** Draws and keeps a letter with the next number and a code of its own. */
async function draw(
  visit: StaffVisit,
  version: number,
  decisionOf: (registration: Registration) => ReplyLetterData['decision'],
): Promise<Drawn> {
  const registration = registrationIn(visit);
  const tour = registration && tourOf(visit.parts.db, registration.id);
  if (!tour || registration.version !== version || !takesUpload(registration)) return { outcome: 'outdated' };
  const { transact, print, files, log, publicUrl } = visit.parts;
  const { number, paperCode } = transact({ kind: 'staff', id: visit.staff.staffId }, (ctx) => ({
    number: draftNumber(ctx, registration) ?? nextLetterNumber(ctx),
    paperCode: drawPaperCode(ctx),
  }));
  const mark = { code: paperCode, url: `${publicUrl}/v/${paperCode}` };
  try {
    const bytes = await print('replyLetter', {
      ...letterHead(visit, registration, tour),
      number,
      mark,
      decision: decisionOf(registration),
    });
    const name = `SuratBalasan-${registration.code}.pdf`;
    return { outcome: 'drawn', number, paperCode, fileId: await files.keepOwn(bytes, { name, kind: 'pdf' }) };
  } catch (error) {
    if (!(error instanceof NotPrinted)) throw error;
    log.warn({ reason: error.reason }, 'a reply letter was not drawn');
    return { outcome: 'refused', sentence: NOT_NOW };
  }
}

// A draft that nobody outside has seen gives its number to the next one, so that none is missing.
function draftNumber({ tx }: DomainContext, { id }: Registration): string | undefined {
  const [newest] = reportsOf(tx, id);
  return newest?.wentOutAt === null ? (newest.number ?? undefined) : undefined;
}

function letterHead(
  { lab, today }: StaffVisit,
  registration: Registration,
  { kindName, visitors }: Tour,
): Omit<ReplyLetterData, 'number' | 'mark' | 'decision'> {
  const { letterhead, name, address, phone, email, shortName, signer, timeZone } = lab;
  const { institution } = groupIn(registration);
  return {
    lab: { letterhead, name, address, phone, email },
    place: townIn(address),
    writtenOn: today,
    addressee: { person: registration.personName, institution },
    code: registration.code,
    receivedOn: labDayAt(registration.createdAt, timeZone),
    tour: {
      kind: kindName,
      from: registration.visitOn,
      until: registration.untilOn ?? registration.visitOn,
      visitors,
    },
    contact: `${shortName}, telepon ${phone}`,
    signer,
  };
}

// `Jalan Contoh Raya 1, Magelang, Jawa Tengah`: the town stands after the street.
const townIn = (address: string): string => address.split(',')[1]?.trim() || address;

interface Wish {
  version: number;
  seen: number;
  decision: Decision['decision'];
  reason?: string;
}

function carryOut(ctx: DomainContext, visit: StaffVisit, wish: Wish, drawn: Drawn): Done {
  const registration = registrationIn(visit);
  if (registration?.service !== 'tour') return { outcome: 'notFound' };
  if (drawn.outcome === 'refused') return mistakeAt('key', drawn.sentence);
  if (drawn.outcome === 'outdated' && registration.version !== wish.version)
    return stale(visit, wish.seen, registration, wish.decision);
  if (drawn.outcome === 'outdated') return mistakeAt('key', NO_LETTER);
  const { fileId, number, paperCode } = drawn;
  const decided = decide(ctx, {
    registrationId: registration.id,
    expectedVersion: wish.version,
    decision: wish.decision,
    ...(wish.reason !== undefined && { reason: wish.reason }),
    fileId,
    // We have printed the code ourselves.
    evidence: 'code',
    paperCode,
    number,
  });
  return answerTo(visit, wish.seen, wish.decision, decided);
}

const NO_LETTER = 'Pada tahap ini surat balasan tidak bisa dibuat.';

function answerTo(visit: StaffVisit, seen: number, decision: Decision['decision'], decided: Decided): Done {
  switch (decided.outcome) {
    case 'uploaded':
      return { outcome: 'done', notice: 'letterMade' };
    case 'stale':
      return stale(visit, seen, decided.current, decision);
    case 'notAllowed':
      return mistakeAt('key', NO_LETTER);
    case 'reasonNeeded':
      return mistakeAt('reason', REASON_NEEDED);
    case 'noRoom':
      return mistakeAt(
        'key',
        'Tempat pada hari-hari itu sudah diberikan ke rombongan lain. Minta pemohon mendaftar untuk hari lain.',
      );
  }
}

const stale = (visit: StaffVisit, seen: number, current: Registration, decision: Decision['decision']) =>
  staleRegistration(visit, seen, current, {
    'Surat balasan': decision === 'approved' ? 'Disetujui' : 'Ditolak',
  });
