import { z } from 'zod';
import { openVariables } from '../domain/canned-replies/values.ts';
import { addNote, NOTE_CHARACTERS, noteAnswered } from '../domain/cases/index.ts';
import { handBack, reply, takeOver } from '../domain/citizens/index.ts';
import { staffById } from '../domain/staff/index.ts';
import { words } from './forms.ts';
import type { Deed, Page, StaffVisit } from './visit.ts';

/** How long an officer's reply may be. */
export const REPLY_CHARACTERS = 3000;

const replyForm = z.object({
  text: words(REPLY_CHARACTERS, 'Tulis balasannya dulu.').refine((text) => openVariables(text).length === 0, {
    error: (issue) =>
      `Isi dulu ${openVariables(String(issue.input))
        .map((name) => `{${name}}`)
        .join(', ')}.`,
  }),
});
const noteForm = z.object({ note: words(NOTE_CHARACTERS, 'Tulis catatannya dulu.') });

/** What can be done with a chat. */
export interface ChatDeeds {
  takeOver: Deed<unknown>;
  handBack: Deed<unknown>;
  reply: Deed<z.infer<typeof replyForm>>;
  note: Deed<z.infer<typeof noteForm>>;
  resend: Deed<unknown>;
}

/**
 * What can be done with the chat that stands on `page`.
 *
 * @param caseIdOf the case that officers' notes beside this chat belong to
 */
export function chatDeeds(
  page: Page,
  back: (visit: StaffVisit) => string,
  citizenIdOf: (visit: StaffVisit) => number | undefined,
  caseIdOf: (visit: StaffVisit) => number | undefined,
): ChatDeeds {
  const heldBy = (visit: StaffVisit, staffId: number): string =>
    `Percakapan ini sedang dipegang ${staffById(visit.parts.db, staffId)?.name ?? 'petugas lain'}.`;
  return {
    takeOver: {
      form: z.unknown(),
      page,
      back,
      carryOut(ctx, visit) {
        const citizenId = citizenIdOf(visit);
        if (citizenId === undefined) return { outcome: 'notFound' };
        const taken = takeOver(ctx, citizenId);
        if (taken.outcome === 'unknown') return { outcome: 'notFound' };
        if (taken.outcome === 'heldBy')
          return { outcome: 'mistake', errors: { key: heldBy(visit, taken.staffId) } };
        return { outcome: 'done', notice: 'takenOver' };
      },
    },
    handBack: {
      form: z.unknown(),
      page,
      back,
      carryOut(ctx, visit) {
        const citizenId = citizenIdOf(visit);
        if (citizenId === undefined) return { outcome: 'notFound' };
        handBack(ctx, citizenId);
        return { outcome: 'done', notice: 'handedBack' };
      },
    },
    note: {
      form: noteForm,
      page,
      back: (visit) => `${back(visit)}#writing`,
      carryOut(ctx, visit, { note }) {
        const caseId = caseIdOf(visit);
        if (caseId === undefined) return { outcome: 'notFound' };
        // Its length was checked by the form.
        addNote(ctx, { caseId, text: note });
        return { outcome: 'done', notice: 'noted' };
      },
    },
    resend: {
      form: z.unknown(),
      page,
      back,
      carryOut(ctx, visit) {
        const citizenId = citizenIdOf(visit);
        if (citizenId === undefined) return { outcome: 'notFound' };
        const letterId = Number(visit.params.letterId);
        const { outcome } = visit.parts.resend(ctx, { citizenId, letterId });
        if (outcome === 'unknown') return { outcome: 'notFound' };
        if (outcome === 'otherHolder')
          return {
            outcome: 'mistake',
            errors: { key: 'Nomor ini mungkin sudah dipakai orang lain. Hubungi pemohon dengan cara lain.' },
          };
        return outcome === 'resent' ? { outcome: 'done', notice: 'resent' } : { outcome: 'done' };
      },
    },
    reply: {
      form: replyForm,
      page,
      back,
      carryOut(ctx, visit, { text }) {
        const citizenId = citizenIdOf(visit);
        const replied =
          citizenId === undefined ? { outcome: 'unknown' as const } : reply(ctx, citizenId, text);
        switch (replied.outcome) {
          case 'replied': {
            const caseId = caseIdOf(visit);
            if (caseId !== undefined) noteAnswered(ctx, caseId);
            return { outcome: 'done', notice: 'replied' };
          }
          case 'heldBy':
            return { outcome: 'mistake', errors: { text: heldBy(visit, replied.staffId) } };
          case 'empty':
            return { outcome: 'mistake', errors: { text: 'Tulis balasannya dulu.' } };
          case 'tooLong':
            return { outcome: 'mistake', errors: { text: `Paling banyak ${replied.maximum} huruf.` } };
          case 'unknown':
            return { outcome: 'notFound' };
        }
      },
    },
  };
}
