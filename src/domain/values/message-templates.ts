import { z } from 'zod';

/**
 * Everything people are told unasked, by name. Each has a text of this name in
 * `templates/messages/notices.ts` and may have a template that WhatsApp has approved.
 */
export const NOTICE_NAMES = [
  'registrationReceived',
  'stageChanged',
  'moved',
  'corrected',
  'expectedChanged',
  'visitReminder',
  'consultationReceived',
  'consultationStage',
  'consultationReminder',
  'dateProposed',
  'proposalWithdrawn',
  'shipmentReceived',
  'shipmentToFix',
  'shipmentAwaited',
  'shipmentArrived',
  'tourReceived',
  'tourStage',
  'tourReminder',
  'paymentRecorded',
  'takenOver',
  'handedBack',
  'staffReply',
  'putAside',
  'digest',
] as const;
export type NoticeName = (typeof NOTICE_NAMES)[number];

/** What WhatsApp can be asked to approve: one template for each notice, and one that asks a person to write. */
export const TEMPLATE_NAMES = [...NOTICE_NAMES, 'invitation'] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];

type Language = 'id' | 'en';

const approvedName = z
  .string()
  .max(512)
  .regex(/^[a-z0-9_]*$/, 'Hanya huruf kecil, angka, dan garis bawah. Contoh: kabar_tahap.')
  .default('');

const whatsappLanguage = z
  .string()
  .regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, 'Tulis kode seperti id, en, atau en_US.');

/** The codes by which WhatsApp knows our two languages. */
export const templateLanguagesSchema = z
  .object({ id: whatsappLanguage.default('id'), en: whatsappLanguage.default('en') })
  .prefault({});

const inBothLanguages = z.object({ id: approvedName, en: approvedName }).prefault({});

/** The approved template of each notice in each language; empty where there is none. */
export const templatesSchema = z
  .object(
    // `fromEntries` forgets the names it is given.
    Object.fromEntries(TEMPLATE_NAMES.map((name) => [name, inBothLanguages])) as Record<
      TemplateName,
      typeof inBothLanguages
    >,
  )
  .prefault({});

/** The settings in which a lab keeps what WhatsApp has approved. */
export interface ApprovedTemplates {
  templateLanguages: z.infer<typeof templateLanguagesSchema>;
  templates: z.infer<typeof templatesSchema>;
}

/**
 * The approved template for a notice, with the language WhatsApp knows it by. One in the other language
 * is better than none: the words inside it are in the person's own.
 */
export function approvedTemplate(
  { templates, templateLanguages }: ApprovedTemplates,
  name: TemplateName,
  language: Language,
): { name: string; language: string } | undefined {
  // A letter may have been written by a version that knew other notices.
  if (!Object.hasOwn(templates, name)) return undefined;
  const bothWays: readonly Language[] = language === 'id' ? ['id', 'en'] : ['en', 'id'];
  const found = bothWays.find((each) => templates[name][each] !== '');
  return found && { name: templates[name][found], language: templateLanguages[found] };
}
