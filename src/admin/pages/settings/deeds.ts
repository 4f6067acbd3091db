import { z } from 'zod';
import type { DomainContext } from '../../../domain/context.ts';
import { readLab, saveLab } from '../../../domain/lab/index.ts';
import { codePrefixesSchema } from '../../../domain/values/code.ts';
import { type FieldProblem, problemsOf } from '../../../domain/values/field-problem.ts';
import { type LabSettings, labSettingsSchema } from '../../../domain/values/lab-settings.ts';
import {
  TEMPLATE_NAMES,
  type TemplateName,
  templateLanguagesSchema,
  templatesSchema,
} from '../../../domain/values/message-templates.ts';
import { comparisonPage } from '../../comparison.tsx';
import { fingerprint } from '../../forms.ts';
import type { Deed, Done, Page, StaffVisit } from '../../visit.ts';
import { SETTINGS } from './frame.tsx';
import { DAYS, hoursShown } from './hours.tsx';
import { codesPage, hoursPage, servicesPage, settingsPage, templatesPage, workPage } from './page.tsx';
import { proceduresIn, proceduresShown } from './procedures.tsx';
import { codes, identity, type Section, shownIn, visits, work } from './sections.ts';
import { consultations, letters, payments, shipments, tours, webForms } from './service-sections.ts';
import { fieldName, LANGUAGES, templatesShown } from './templates.tsx';

// The domain checks what they mean; here only that each came once, as text.
const anyTexts = z.record(z.string().max(40), z.string().max(3_000));
type Texts = z.infer<typeof anyTexts>;
type Shown = readonly { field: string; label: string; value: string }[];

/** What saving settings needs: where the form stands, how it stands now, and what it means. */
interface Saving {
  page: Page;
  back: string;
  shown(lab: LabSettings): Shown;
  /** Checks what cannot be left to the domain, because its mistakes stand at fields of their own. */
  save(ctx: DomainContext, form: Texts): FieldProblem[];
}

/** Saves settings, unless somebody else was faster. */
const savingDeed = ({ page, back, shown, save }: Saving): Deed<Texts> => ({
  form: anyTexts,
  page,
  back: () => back,
  carryOut(ctx, visit, form) {
    const changed = changedMeanwhile(visit, form, shown(readLab(ctx.tx, ctx.lab.timeZone)), back);
    if (changed) return changed;
    const problems = save(ctx, form);
    return problems.length === 0 ? { outcome: 'done', notice: 'saved' } : mistakes(problems);
  },
});

const problemsIn = (saved: ReturnType<typeof saveLab>): FieldProblem[] =>
  saved.outcome === 'saved' ? [] : saved.problems;

const sectionDeed = (section: Section, page: Page): Deed<Texts> =>
  savingDeed({
    page,
    back: section.path,
    shown: (lab) => shownIn(section, lab),
    save: (ctx, form) => problemsIn(saveLab(ctx, section.changes(form))),
  });

/** Saves who the lab is. */
export const saveLabDeed = sectionDeed(identity, settingsPage);
/** Saves how many visits there may be. */
export const saveVisitsDeed = sectionDeed(visits, hoursPage);
/** Saves how staff work. */
export const saveWorkDeed = sectionDeed(work, workPage);

/** Saves what consultations keep to. */
export const saveConsultationsDeed = sectionDeed(consultations, servicesPage);
/** Saves what scientific tours keep to. */
export const saveToursDeed = sectionDeed(tours, servicesPage);
/** Saves what sample shipments keep to. */
export const saveShipmentsDeed = sectionDeed(shipments, servicesPage);
/** Saves how people pay. */
export const savePaymentsDeed = sectionDeed(payments, servicesPage);
/** Saves who signs letters and how they are numbered; each mistake about the signer stands at its field. */
export const saveLettersDeed = savingDeed({
  page: servicesPage,
  back: letters.path,
  shown: (lab) => shownIn(letters, lab),
  save(ctx, form) {
    const changes = letters.changes(form);
    const checked = labSettingsSchema.shape.signer.safeParse(changes.signer);
    const atSigner = problemsOf(checked.error, ([part]) => `signer-${String(part)}`);
    return atSigner.length > 0 ? atSigner : problemsIn(saveLab(ctx, changes));
  },
});
/** Saves which services stand on the website too. */
export const saveWebFormsDeed = sectionDeed(webForms, servicesPage);

/** Saves what new codes begin with; each mistake stands at its service. */
export const saveCodesDeed = savingDeed({
  page: codesPage,
  back: codes.path,
  shown: (lab) => shownIn(codes, lab),
  save(ctx, form) {
    const changes = codes.changes(form);
    const checked = codePrefixesSchema.safeParse(changes.codePrefixes);
    if (!checked.success) return problemsOf(checked.error);
    return problemsIn(saveLab(ctx, changes));
  },
});

/** Saves when the lab is open. */
export const saveHoursDeed = savingDeed({
  page: hoursPage,
  back: `${SETTINGS}/hours`,
  shown: hoursShown,
  save(ctx, form) {
    const openingHours = DAYS.map((_name, day) => {
      const [opens, closes] = [form[`opens${day}`] ?? '', form[`closes${day}`] ?? ''];
      return opens === '' && closes === '' ? null : { opens, closes };
    });
    return problemsIn(saveLab(ctx, { openingHours })).flatMap((problem) =>
      atTheirDays(problem, openingHours),
    );
  },
});

/** Saves the procedures; each mistake stands at its row. */
export const saveProceduresDeed = savingDeed({
  page: settingsPage,
  back: `${SETTINGS}#procedures`,
  shown: proceduresShown,
  save(ctx, form) {
    const rows = proceduresIn(form);
    const procedures = rows.map(({ procedure }) => procedure);
    const checked = labSettingsSchema.shape.procedures.safeParse(procedures);
    if (checked.success) return problemsIn(saveLab(ctx, { procedures }));
    return problemsOf(checked.error, ([index, part]) => `${String(part)}-${rows[Number(index)]?.row ?? 0}`);
  },
});

/** Somebody else was faster, and what this form would have changed back is shown beside what stands now. */
function changedMeanwhile(
  visit: StaffVisit,
  form: Record<string, string>,
  now: Shown,
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
export const saveTemplatesDeed = savingDeed({
  page: templatesPage,
  back: `${SETTINGS}/templates`,
  shown: templatesShown,
  save(ctx, form) {
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
    return problems.length > 0 ? problems : problemsIn(saveLab(ctx, { templates, templateLanguages }));
  },
});

/** Mistakes, each at its field. */
export const mistakes = (problems: readonly FieldProblem[]): Done => ({
  outcome: 'mistake',
  errors: Object.fromEntries(problems.map(({ field, problem }) => [field, problem])),
});
