import { z } from 'zod';
import {
  type Assigned,
  assign,
  assignee,
  type Case,
  type CaseChanged,
  forward,
  type PlacedCase,
  placedCase,
  returnToQueue,
  take,
  tick,
  unitNameOf,
} from '../../../domain/cases/index.ts';
import { applyMacro } from '../../../domain/macros/index.ts';
import { reaches } from '../../../domain/staff/values.ts';
import { comparisonPage } from '../../comparison.tsx';
import { oneOf, optionalWords, versioned, words } from '../../forms.ts';
import type { Deed, Done, StaffVisit } from '../../visit.ts';
import { assignPage, forwardPage, macroPage, returnPage, takePage } from './pages.tsx';
import { caseHome, statusName, UNFIT_WORDS } from './words.ts';

/** The case that the address names, or undefined. */
function caseIn(visit: StaffVisit): PlacedCase | undefined {
  const id = Number(visit.params.caseId);
  return Number.isSafeInteger(id) && id > 0 ? placedCase(visit.parts.db, id) : undefined;
}

const back = (visit: StaffVisit): string => {
  const one = caseIn(visit);
  return one ? `${caseHome(one)}#case` : '/admin/today';
};

const REASON_NEEDED = 'Tulis alasannya, paling sedikit 3 huruf.';
const mistakeAt = (field: string, sentence: string): Done => ({
  outcome: 'mistake',
  errors: { [field]: sentence },
});

/** What came of a change, as the page answers it. */
function answered(
  visit: StaffVisit,
  seen: number,
  wanted: { name: 'Petugas' | 'Unit' | 'Tindakan'; words: string },
  changed: Assigned | CaseChanged | { outcome: 'reasonNeeded' },
): Done {
  switch (changed.outcome) {
    case 'changed':
      return { outcome: 'done', notice: 'saved' };
    case 'stale':
      return { outcome: 'stale', comparison: compared(visit, seen, wanted, changed.current) };
    case 'ended':
      return mistakeAt('key', 'Permintaan ini sudah berakhir; tidak perlu dipegang lagi.');
    case 'reasonNeeded':
      return mistakeAt('reason', REASON_NEEDED);
    case 'unfit':
      return mistakeAt('to', UNFIT_WORDS[changed.why]);
  }
}

function compared(visit: StaffVisit, seen: number, wanted: { name: string; words: string }, current: Case) {
  const { db } = visit.parts;
  const holder = current.assigneeId === null ? undefined : assignee(db, current.assigneeId);
  const now = {
    Petugas: holder?.name ?? 'belum ada',
    Unit: unitNameOf(db, current.unitId) ?? '',
    Tahap: statusName(current.status),
  };
  const rows = Object.entries(now).map(([name, stands]) => ({
    name,
    wanted: name === wanted.name ? wanted.words : 'tidak diubah',
    now: stands,
  }));
  if (wanted.name === 'Tindakan')
    rows.unshift({ name: 'Tindakan', wanted: wanted.words, now: 'belum terjadi' });
  return comparisonPage(visit, { subject: `case:${current.id}`, seen, back: caseHome(current), rows });
}

const plainForm = z.object(versioned());

/** Takes a request that nobody has. */
export const takeDeed: Deed<z.infer<typeof plainForm>> = {
  form: plainForm,
  page: takePage,
  back,
  carryOut(ctx, visit, { version, seen }) {
    const one = caseIn(visit);
    if (!one) return { outcome: 'notFound' };
    const taken = take(ctx, { caseId: one.id, expectedVersion: version });
    if (taken.outcome === 'unfit') return mistakeAt('key', UNFIT_WORDS[taken.why]);
    if (taken.outcome === 'reasonNeeded')
      return mistakeAt('key', 'Sudah dipegang petugas lain. Pilih Lainnya → Serahkan, dan tulis alasannya.');
    return answered(visit, seen, { name: 'Petugas', words: visit.staff.name }, taken);
  },
};

const assignForm = z.object({
  ...versioned(),
  to: words(12, 'Pilih petugasnya.'),
  reason: optionalWords(300),
});

/** Gives a request to somebody. */
export const assignDeed: Deed<z.infer<typeof assignForm>> = {
  form: assignForm,
  page: assignPage,
  back,
  carryOut(ctx, visit, { version, seen, to, reason }) {
    const one = caseIn(visit);
    if (!one) return { outcome: 'notFound' };
    const wanted = assignee(ctx.tx, Number(to));
    if (!wanted) return mistakeAt('to', UNFIT_WORDS.unknown);
    const given = assign(ctx, { caseId: one.id, expectedVersion: version, to: wanted.id, reason });
    return answered(visit, seen, { name: 'Petugas', words: wanted.name }, given);
  },
};

const returnForm = z.object({ ...versioned(), reason: optionalWords(300) });

/** Gives a request back to the queue. */
export const returnDeed: Deed<z.infer<typeof returnForm>> = {
  form: returnForm,
  page: returnPage,
  back,
  carryOut(ctx, visit, { version, seen, reason }) {
    const one = caseIn(visit);
    if (!one) return { outcome: 'notFound' };
    const returned = returnToQueue(ctx, { caseId: one.id, expectedVersion: version, reason });
    return answered(visit, seen, { name: 'Petugas', words: 'belum ada' }, returned);
  },
};

const forwardForm = z.object({
  ...versioned(),
  to: words(12, 'Pilih unitnya.'),
  reason: words(300, REASON_NEEDED),
});

/** Sends a request to another unit. Whoever does not see that unit is led back to the list. */
export const forwardDeed: Deed<z.infer<typeof forwardForm>> = {
  form: forwardForm,
  page: forwardPage,
  back,
  carryOut(ctx, visit, { version, seen, to, reason }) {
    const one = caseIn(visit);
    if (!one) return { outcome: 'notFound' };
    const sent = forward(ctx, { caseId: one.id, expectedVersion: version, to: Number(to), reason });
    if (sent.outcome === 'notThere')
      return mistakeAt('to', 'Hanya ke unit di bawah, atau tepat di atas unit yang memegangnya sekarang.');
    const unit = unitNameOf(ctx.tx, Number(to)) ?? 'unit lain';
    const done = answered(visit, seen, { name: 'Unit', words: unit }, sent);
    const moved = placedCase(ctx.tx, one.id);
    const isSeen = moved !== undefined && reaches(visit.staff, moved);
    return done.outcome === 'done' ? { ...done, ...(!isSeen && { to: '/admin/today' }) } : done;
  },
};

const checkForm = z.object({ item: words(100), done: oneOf(['yes', 'no']) });

/** Ticks a line of the list of things to do, or takes the tick away. */
export const checkDeed: Deed<z.infer<typeof checkForm>> = {
  form: checkForm,
  page: takePage,
  back: (visit) => back(visit).replace('#case', '#checklist'),
  carryOut(ctx, visit, { item, done }) {
    const one = caseIn(visit);
    if (!one) return { outcome: 'notFound' };
    const ticked = tick(ctx, { caseId: one.id, item, done: done === 'yes' });
    return ticked.outcome === 'ticked'
      ? { outcome: 'done' }
      : mistakeAt('key', 'Butir ini tidak ada lagi di daftar. Buka halamannya lagi.');
  },
};

const macroForm = z.object({ ...versioned(), name: words(60), shown: optionalWords(3_000) });

const BARRED = {
  noSuchStep: 'Dari tahapnya sekarang langkah ini tidak bisa.',
  noReader: 'Permintaan ini tidak punya percakapan, jadi tidak ada yang membaca balasannya.',
  heldByColleague: 'Percakapannya sedang dipegang petugas lain.',
} as const;

/** Answers, takes the next step and leaves a note, with one press. */
export const macroDeed: Deed<z.infer<typeof macroForm>> = {
  form: macroForm,
  page: macroPage,
  back,
  carryOut(ctx, visit, { version, seen, name, shown }) {
    const one = caseIn(visit);
    if (!one) return { outcome: 'notFound' };
    // A browser sends the ends of lines in its own way.
    const asShown = shown.replace(/\r\n/g, '\n');
    const done = applyMacro(ctx, { caseId: one.id, expectedVersion: version, name, shown: asShown });
    switch (done.outcome) {
      case 'done':
        return { outcome: 'done', notice: 'macro' };
      case 'stale':
        return {
          outcome: 'stale',
          comparison: compared(visit, seen, { name: 'Tindakan', words: name }, done.current),
        };
      case 'changed':
        return mistakeAt('key', 'Isinya baru saja diubah di pengaturan. Periksa lagi, lalu kirim.');
      case 'barred':
        return mistakeAt('key', BARRED[done.why]);
    }
  },
};
