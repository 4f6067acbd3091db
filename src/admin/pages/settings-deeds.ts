import { z } from 'zod';
import { removeHoliday, saveHoliday } from '../../domain/calendar/index.ts';
import { readLab, saveLab } from '../../domain/lab/index.ts';
import { type FieldProblem, problemsOf } from '../../domain/values/field-problem.ts';
import { parseLabDay } from '../../domain/values/lab-day.ts';
import {
  TEMPLATE_NAMES,
  type TemplateName,
  templateLanguagesSchema,
  templatesSchema,
} from '../../domain/values/message-templates.ts';
import { comparisonPage } from '../comparison.tsx';
import { fingerprint } from '../forms.ts';
import type { Deed, Done, StaffVisit } from '../visit.ts';
import { DAYS, labShown, NUMBERS, settingsPage, TEXTS } from './settings.tsx';
import { fieldName, LANGUAGES, templatesShown } from './templates.tsx';

// The domain checks what they mean; here only that each came once, as text.
const anyTexts = z.record(z.string().max(40), z.string().max(1000));

/** Saves the lab's settings. */
export const saveLabDeed: Deed<z.infer<typeof anyTexts>> = {
  form: anyTexts,
  page: settingsPage,
  back: () => '/admin/settings',
  carryOut(ctx, visit, form) {
    const changed = changedMeanwhile(
      visit,
      form,
      labShown(readLab(ctx.tx, ctx.lab.timeZone)),
      '/admin/settings',
    );
    if (changed) return changed;
    const texts = TEXTS.map((name) => [name, (form[name] ?? '').trim()]);
    // What is no number stays text, and the domain says so at its field.
    const numbers = NUMBERS.map((name) => [
      name,
      /^\d{1,6}$/.test(form[name] ?? '') ? Number(form[name]) : form[name],
    ]);
    const openingHours = DAYS.map((_name, day) => {
      const [opens, closes] = [form[`opens${day}`] ?? '', form[`closes${day}`] ?? ''];
      return opens === '' && closes === '' ? null : { opens, closes };
    });
    const changes = { ...Object.fromEntries([...texts, ...numbers]), openingHours };
    const saved = saveLab(ctx, changes);
    if (saved.outcome === 'saved') return { outcome: 'done', notice: 'saved' };
    return mistakes(saved.problems.flatMap((problem) => atTheirDays(problem, openingHours)));
  },
};

/** Somebody else was faster, and what this form would have changed back is shown beside what stands now. */
function changedMeanwhile(
  visit: StaffVisit,
  form: Record<string, string>,
  now: readonly { field: string; label: string; value: string }[],
  back: string,
): Done | undefined {
  if (form.was === fingerprint(now)) return undefined;
  const rows = now
    .map(({ field, label, value }) => ({ name: label, wanted: (form[field] ?? '').trim(), now: value }))
    .filter(({ wanted, now: stands }) => wanted !== stands)
    .map((row) => ({ ...row, wanted: row.wanted || 'kosong', now: row.now || 'kosong' }));
  // Settings have no list of changes of their own; the rows say it all.
  const comparison = comparisonPage(visit, { subject: 'settings', seen: 0, back, rows });
  return { outcome: 'stale', comparison };
}

/** The domain says that some hours are wrong; staff see at which day. */
function atTheirDays(
  problem: FieldProblem,
  openingHours: readonly ({ opens: string; closes: string } | null)[],
): FieldProblem[] {
  if (problem.field !== 'openingHours') return [problem];
  const found = openingHours.flatMap((hours, day): FieldProblem[] => {
    if (!hours) return [];
    const { opens, closes } = hours;
    if (opens === '' || closes === '') {
      const field = opens === '' ? `opens${day}` : `closes${day}`;
      return [{ field, problem: 'Isi jam buka dan tutupnya, atau kosongkan keduanya.' }];
    }
    return opens >= closes ? [{ field: `closes${day}`, problem: 'Harus sesudah jam buka.' }] : [];
  });
  return found.length > 0 ? found : [problem];
}

/** Saves which templates WhatsApp has approved. */
export const saveTemplatesDeed: Deed<z.infer<typeof anyTexts>> = {
  form: anyTexts,
  page: settingsPage,
  back: () => '/admin/settings#templates',
  carryOut(ctx, visit, form) {
    const changed = changedMeanwhile(
      visit,
      form,
      templatesShown(readLab(ctx.tx, ctx.lab.timeZone)),
      '/admin/settings#templates',
    );
    if (changed) return changed;
    const inBoth = (name: TemplateName | 'code') =>
      Object.fromEntries(LANGUAGES.map(([language]) => [language, form[fieldName(name, language)]?.trim()]));
    const templates = Object.fromEntries(TEMPLATE_NAMES.map((name) => [name, inBoth(name)]));
    const templateLanguages = inBoth('code');
    // Each mistake stands at its own field, which is called as the setting's parts are.
    const problems = [
      ...problemsOf(templatesSchema.safeParse(templates).error, (path) => path.join('-')),
      ...problemsOf(
        templateLanguagesSchema.safeParse(templateLanguages).error,
        ([language]) => `code-${String(language)}`,
      ),
    ];
    if (problems.length > 0) return mistakes(problems);
    const saved = saveLab(ctx, { templates, templateLanguages });
    return saved.outcome === 'saved' ? { outcome: 'done', notice: 'saved' } : mistakes(saved.problems);
  },
};

const dayForm = z.object({
  day: z.string().max(20).optional(),
  name: z.string().max(200).optional(),
  kind: z.string().max(20).optional(),
});

/** Adds or corrects a day off. Where visits are booked on it already, staff are led to them. */
export const saveHolidayDeed: Deed<z.infer<typeof dayForm>> = {
  form: dayForm,
  page: settingsPage,
  back: () => '/admin/settings#holidays',
  carryOut(ctx, _visit, form) {
    const saved = saveHoliday(ctx, form);
    if (saved.outcome === 'invalid') return mistakes(saved.problems);
    if (saved.visits > 0) {
      return {
        outcome: 'done',
        notice: 'visitsOnHoliday',
        to: `/admin/registrations?stage=all&visitOn=${form.day}`,
      };
    }
    return { outcome: 'done', notice: 'saved', to: `/admin/settings?year=${form.day?.slice(0, 4)}#holidays` };
  },
};

/** Makes a day off an ordinary day again. */
export const removeHolidayDeed: Deed<unknown> = {
  form: z.unknown(),
  page: settingsPage,
  back: (visit) => `/admin/settings?year=${visit.params.day?.slice(0, 4)}#holidays`,
  carryOut(ctx, visit) {
    const day = parseLabDay(visit.params.day ?? '');
    if (!day) return { outcome: 'notFound' };
    removeHoliday(ctx, day);
    return { outcome: 'done', notice: 'removed' };
  },
};

const mistakes = (problems: readonly FieldProblem[]): Done => ({
  outcome: 'mistake',
  errors: Object.fromEntries(problems.map(({ field, problem }) => [field, problem])),
});
