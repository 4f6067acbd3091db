import { z } from 'zod';
import { checklistsSchema, dueSoonPercentSchema, macrosSchema } from './case-settings.ts';
import { codePrefixesSchema } from './code.ts';
import { templateLanguagesSchema, templatesSchema } from './message-templates.ts';
import { retentionSchema } from './retention.ts';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Tulis jam seperti 07:30.');
const point = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) });
const openDay = z.object({ opens: clockTime, closes: clockTime }).nullable();

/**
 * What makes this lab this lab. Editable by an administrator; the defaults are a sample lab.
 * `openingHours` starts on Sunday, as `weekdayOf` counts; null means closed.
 */
export const labSettingsSchema = z.object({
  name: z.string().min(3).max(120).default('Balai Laboratorium Kesehatan Masyarakat Magelang'),
  shortName: z.string().min(2).max(40).default('Labkesmas Magelang'),
  address: z.string().max(300).default('Jalan Contoh Raya 1, Magelang, Jawa Tengah'),
  phone: z.string().max(30).default('(0293) 555-0100'),
  email: z.string().max(120).default('halo@labkesmas.example'),
  /** The lab's own WhatsApp number, digits with country code: the target of `wa.me` links. */
  whatsappNumber: z
    .string()
    .regex(/^\d{8,15}$/, 'Tulis 8–15 angka dengan kode negara. Contoh: 6282100000000.')
    .default('6282100000000'),
  /** Stands under the name on letters and sheets: who the lab belongs to. */
  letterhead: z.string().max(120).default('Kementerian Kesehatan Republik Indonesia'),
  /** Where the lab stands on a map. */
  mapPoint: z
    .custom<z.infer<typeof point>>(
      (value) => point.safeParse(value).success,
      'Tulis lintang dan bujur dengan titik desimal. Contoh: -7.4706, 110.2178.',
    )
    .default({ latitude: -7.4706, longitude: 110.2178 }),
  /** The procedures the lab works by, as they are named on its sheets. */
  procedures: z
    .array(
      z.object({
        number: z.string().min(1).max(60),
        title: z.string().min(1).max(120),
        /** The day of its last revision, `YYYY-MM-DD`. */
        revisedOn: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Pilih tanggal revisinya.'),
      }),
    )
    .max(40)
    .default([
      { number: 'SOP-01/PL', title: 'Pendaftaran pasien', revisedOn: '2026-01-05' },
      { number: 'SOP-02/PL', title: 'Penerimaan sampel', revisedOn: '2026-01-05' },
      { number: 'SOP-03/PL', title: 'Penyerahan laporan hasil uji', revisedOn: '2026-01-05' },
    ]),
  /** What the codes of each service begin with; codes given before keep theirs. */
  codePrefixes: codePrefixesSchema,
  /** When supervisors get their digest on working days. */
  digestAt: clockTime.default('07:30'),
  openingHours: z
    .array(openDay)
    .length(7)
    .default([
      null,
      { opens: '07:30', closes: '14:00' },
      { opens: '07:30', closes: '14:00' },
      { opens: '07:30', closes: '14:00' },
      { opens: '07:30', closes: '14:00' },
      { opens: '07:30', closes: '11:00' },
      null,
    ]),
  /** Visits that fit into one day. */
  visitsPerDay: z.number().int().min(1).max(10_000).default(60),
  /** Days between asking and the first possible visit: 0 allows today while the lab is open. */
  leadDays: z.number().int().min(0).max(60).default(1),
  /** How many days ahead a visit may be planned. */
  horizonDays: z.number().int().min(7).max(365).default(60),
  /** Consultations that fit into one day. */
  consultationsPerDay: z.number().int().min(1).max(1_000).default(20),
  /** Days between asking and the first possible consultation. */
  consultationLeadDays: z.number().int().min(0).max(60).default(1),
  /** What a consultation costs; 0 when it is free of charge. */
  consultationFeeRupiah: z.number().int().min(0).max(100_000_000).default(50_000),
  /** What the hall holds: visitors of all groups of one day together. */
  tourVisitorsPerDay: z.number().int().min(1).max(10_000).default(80),
  /** Days between asking and the first possible tour. */
  tourLeadDays: z.number().int().min(0).max(120).default(7),
  /** How many days ahead a tour may be planned. */
  tourHorizonDays: z.number().int().min(7).max(730).default(180),
  /** The most days one tour may take, from its first to its last. */
  tourLongestDays: z.number().int().min(1).max(30).default(5),
  /** Working days until a group gets its reply letter. */
  tourReplyDays: z.number().int().min(1).max(30).default(3),
  /** Working days that samples are on their way, for the expected day until they are here. */
  shipmentTransitDays: z.number().int().min(0).max(30).default(3),
  /** Why a sample is turned away, to choose from. */
  sampleRejections: z
    .array(z.string().min(3).max(120))
    .min(1)
    .max(20)
    .default([
      'Volume sampel kurang',
      'Wadah bocor atau pecah',
      'Suhu pengiriman tidak sesuai',
      'Identitas pada wadah tidak cocok',
      'Sampel lisis atau rusak',
      'Lewat batas waktu pengiriman',
    ]),
  /** How people pay, in one or two sentences that stand where a price is said. */
  howToPay: z
    .string()
    .max(300)
    .default('Bayar di loket dengan tunai, QRIS, atau kartu debit; untuk instansi, dengan tagihan.'),
  /** The same for who reads English. */
  howToPayEn: z
    .string()
    .max(300)
    .default('Pay at the counter in cash, by QRIS or by debit card; institutions are sent an invoice.'),
  /** Who signs letters. */
  signer: z
    .object({
      name: z.string().min(1).max(120),
      title: z.string().min(1).max(120),
      number: z.string().max(40),
    })
    .default({ name: 'dr. Contoh Pratama', title: 'Kepala', number: 'NIP 00000000 000000 0 000' }),
  /** How letters are numbered: `{nomor}` of the year, `{bulan}` in Roman numerals, `{tahun}`. */
  letterNumber: z
    .string()
    .max(60)
    .regex(
      /\{nomor\}.*\{tahun\}/,
      'Harus memuat {nomor}, lalu {tahun}. Contoh: HM.02/{nomor}/{bulan}/{tahun}.',
    )
    .default('HM.02/{nomor}/{bulan}/{tahun}'),
  /** Which services can be asked for on the website too. */
  webForms: z
    .object({
      laboratory: z.boolean().default(true),
      consultation: z.boolean().default(true),
      tour: z.boolean().default(true),
      shipment: z.boolean().default(true),
    })
    .prefault({}),
  /** Minutes between release of a report and its going out, in which staff can take it back. */
  releaseUndoMinutes: z.number().int().min(0).max(120).default(10),
  /** The number named when somebody writes of an emergency. */
  emergencyPhone: z.string().max(30).default('119'),
  /** Raise it when the consent text changes: everybody is asked once more. */
  consentVersion: z.number().int().min(1).default(2),
  /** Minutes without a click after which staff are signed out. */
  staffIdleMinutes: z.number().int().min(5).max(600).default(15),
  /** Who must confirm signing in with a second factor; leaders are administrators and coordinators. */
  secondFactorRequired: z.enum(['nobody', 'leaders', 'everybody']).default('nobody'),
  /** How many of the nightly backups are kept. */
  backupsKept: z.number().int().min(1).max(60).default(7),
  /** Months after which data of each kind may go, and only then. */
  retention: retentionSchema,
  /** By which codes WhatsApp knows the languages of our templates. */
  templateLanguages: templateLanguagesSchema,
  /** What WhatsApp has approved to be said after its time for free answers; only the Cloud API asks for it. */
  templates: templatesSchema,
  /** What is to be done on a case, service by service. */
  checklists: checklistsSchema,
  /** Answer, stage and note in one press. */
  macros: macrosSchema,
  /** How much of a deadline is used when its officers are warned. */
  dueSoonPercent: dueSoonPercentSchema,
});

export type LabSettings = z.infer<typeof labSettingsSchema> & { timeZone: string };
