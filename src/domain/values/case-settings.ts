import { z } from 'zod';
import { SERVICES } from './services.ts';

const MOST_ITEMS = 15;

/** What is to be done on a case of each service, one line each; ticked off on its page. */
export const checklistsSchema = z
  .partialRecord(z.enum(SERVICES), z.array(z.string().trim().min(2).max(100)).max(MOST_ITEMS))
  .default({
    laboratory: [
      'Identitas dicocokkan dengan KTP atau KK',
      'Persiapan ditanyakan (puasa, obat yang diminum)',
      'Label terpasang di semua wadah sampel',
      'Nomor HP untuk hasil sudah benar',
    ],
  });

/** One press that answers, takes the next step and leaves a note for colleagues; each part may be missing. */
export const macroSchema = z
  .object({
    /** On the button. */
    name: z.string().trim().min(3, 'Tulis nama tombolnya, paling sedikit 3 huruf.').max(60),
    service: z.enum(SERVICES),
    /** To the citizen, with `{nama}`, `{kode}` … filled in; empty sends nothing of one's own. */
    reply: z.string().trim().max(1_500).default(''),
    /** The stage it leads to, in the words of the service; empty leaves it. */
    stage: z.string().max(40).default(''),
    /** Why, where that stage wants a reason; the citizen reads it. */
    reason: z.string().trim().max(500).default(''),
    /** For colleagues only. */
    note: z.string().trim().max(1_000).default(''),
  })
  .refine(({ reply, stage, note }) => reply !== '' || stage !== '' || note !== '', {
    path: ['reply'],
    message: 'Isi sedikitnya satu: balasan, tahap, atau catatan.',
  });

/** One of them. */
export type Macro = z.infer<typeof macroSchema>;

const MOST_MACROS = 30;

/** All of them, in the order of the buttons. */
export const macrosSchema = z
  .array(macroSchema)
  .max(MOST_MACROS)
  .default([
    {
      name: 'Sampel kurang: minta datang lagi',
      service: 'laboratory',
      reply:
        'Yth. {nama}, sampel untuk {kode} belum cukup untuk diperiksa. Mohon datang lagi ke {lab} pada jam layanan dengan membawa pesan ini.',
      stage: 'sampleRejected',
      reason: 'Jumlah sampel belum cukup',
      note: 'Sampel kurang, pemohon diminta datang lagi.',
    },
    {
      name: 'Surat rujukan belum jelas',
      service: 'laboratory',
      reply:
        'Yth. {nama}, foto surat rujukan untuk {kode} belum terbaca. Mohon kirim ulang fotonya di percakapan ini, lurus dan terang.',
      stage: '',
      reason: '',
      note: 'Surat rujukan diminta ulang.',
    },
  ]);

/** Of a deadline's working time, after which its officers are warned. */
export const dueSoonPercentSchema = z.number().int().min(10).max(100).default(80);
