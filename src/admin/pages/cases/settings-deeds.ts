import { z } from 'zod';
import type { DomainContext } from '../../../domain/context.ts';
import { readLab, saveLab } from '../../../domain/lab/index.ts';
import { macroProblem } from '../../../domain/macros/index.ts';
import { checklistsSchema, type Macro, macroSchema } from '../../../domain/values/case-settings.ts';
import type { LabSettings } from '../../../domain/values/lab-settings.ts';
import { SERVICES } from '../../../domain/values/services.ts';
import { comparisonPage } from '../../comparison.tsx';
import { fingerprint, mistakesOf } from '../../forms.ts';
import type { Deed, Done, StaffVisit } from '../../visit.ts';
import { checklistsShown, HANDLING, handlingPage, macroSettingsPage, placeIn } from './settings.tsx';

// The schemas of the settings check what they mean; here only that each came once, as text.
const anyTexts = z.record(z.string().max(40), z.string().max(2_000));
type Texts = z.infer<typeof anyTexts>;

const linesOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The lab as it is kept now, not as it was when the form was sent. */
const labNow = (ctx: DomainContext): LabSettings => readLab(ctx.tx, ctx.lab.timeZone);

/** Saves what is to be done on a request of each service. */
export const saveChecklistsDeed: Deed<Texts> = {
  form: anyTexts,
  page: handlingPage,
  back: () => HANDLING,
  carryOut(ctx, visit, form) {
    const shown = checklistsShown(labNow(ctx));
    const lists = SERVICES.map((service) => [service, [...new Set(linesOf(form[service]))]] as const);
    if (form.was !== fingerprint(shown)) {
      const rows = shown.map(({ field, label, value }) => ({
        name: label,
        wanted: linesOf(form[field]).join(' · ') || 'kosong',
        now: linesOf(value).join(' · ') || 'kosong',
      }));
      return stale(
        visit,
        rows.filter(({ wanted, now }) => wanted !== now),
      );
    }
    const checked = checklistsSchema.safeParse(
      Object.fromEntries(lists.filter(([, items]) => items.length > 0)),
    );
    if (!checked.success) {
      const services = checked.error.issues.map(({ path }) => String(path[0]));
      const sentence = 'Paling banyak 15 baris, masing-masing 2–100 huruf.';
      return { outcome: 'mistake', errors: Object.fromEntries(services.map((name) => [name, sentence])) };
    }
    return saved(saveLab(ctx, { checklists: checked.data }));
  },
};

/** Saves a macro, or adds one. */
export const saveMacroDeed: Deed<Texts> = {
  form: anyTexts,
  page: macroSettingsPage,
  back: () => HANDLING,
  carryOut(ctx, visit, form) {
    const { macros } = labNow(ctx);
    const parsed = macroSchema.safeParse(withPlainLines(form));
    if (form.was !== fingerprint(macros)) return stale(visit, comparedMacro(visit, macros, form));
    const place = placeIn(visit, macros);
    if (place === undefined) return { outcome: 'notFound' };
    if (!parsed.success) return { outcome: 'mistake', errors: mistakesOf(parsed.error) };
    const problem = macroProblem(parsed.data);
    if (problem) return { outcome: 'mistake', errors: { [problem.field]: problem.problem } };
    const others = macros.filter((_macro, index) => index !== place);
    if (others.some(({ name, service }) => name === parsed.data.name && service === parsed.data.service))
      return { outcome: 'mistake', errors: { name: 'Sudah ada tombol dengan nama ini. Pilih nama lain.' } };
    const next =
      place < 0
        ? [...macros, parsed.data]
        : macros.map((macro, index) => (index === place ? parsed.data : macro));
    return saved(saveLab(ctx, { macros: next }));
  },
};

/** Takes a macro off the list. */
export const removeMacroDeed: Deed<Texts> = {
  form: anyTexts,
  page: macroSettingsPage,
  back: () => HANDLING,
  carryOut(ctx, visit, form) {
    const { macros } = labNow(ctx);
    if (form.was !== fingerprint(macros)) return stale(visit, comparedMacro(visit, macros, {}));
    const place = placeIn(visit, macros);
    if (place === undefined || place < 0) return { outcome: 'notFound' };
    return saved(saveLab(ctx, { macros: macros.filter((_macro, index) => index !== place) }));
  },
};

// A browser ends lines in its own way; what is sent to a citizen has one.
const withPlainLines = (form: Texts): Texts =>
  Object.fromEntries(Object.entries(form).map(([name, text]) => [name, text.replace(/\r\n/g, '\n')]));

const MACRO_LABELS: Record<keyof Macro, string> = {
  name: 'Nama tombol',
  service: 'Layanan',
  reply: 'Balasan kepada warga',
  stage: 'Tahap sesudahnya',
  reason: 'Alasan',
  note: 'Catatan untuk petugas',
};

function comparedMacro(visit: StaffVisit, macros: readonly Macro[], form: Texts) {
  const place = placeIn(visit, macros);
  const now = place === undefined || place < 0 ? undefined : macros[place];
  // The keys of a record of all fields are the fields.
  const fields = Object.keys(MACRO_LABELS) as (keyof Macro)[];
  return fields.map((field) => ({
    name: MACRO_LABELS[field],
    wanted: form[field] ?? 'dihapus',
    now: now?.[field] ?? 'tidak ada',
  }));
}

function stale(visit: StaffVisit, rows: { name: string; wanted: string; now: string }[]): Done {
  // Settings have no list of changes of their own; the rows say it all.
  const comparison = comparisonPage(visit, { subject: 'settings', seen: 0, back: HANDLING, rows });
  return { outcome: 'stale', comparison };
}

const saved = (result: ReturnType<typeof saveLab>): Done =>
  result.outcome === 'saved'
    ? { outcome: 'done', notice: 'saved' }
    : {
        outcome: 'mistake',
        errors: Object.fromEntries(result.problems.map(({ field, problem }) => [field, problem])),
      };
