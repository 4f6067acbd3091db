import { z } from 'zod';
import { name } from '../../../../flows/answers/name.ts';
import { nik } from '../../../../flows/answers/nik.ts';
import { phone } from '../../../../flows/answers/phone.ts';
import type { Answer as Reader, Said } from '../../../../flows/kit.ts';
import { longDay } from '../../../../templates/messages/format.ts';
import { render } from '../../../../templates/messages/index.ts';
import { visitDay } from '../../../domain/calendar/index.ts';
import type { VisitDay } from '../../../domain/calendar/values.ts';
import { testsByIds } from '../../../domain/catalogue/index.ts';
import { addWalkIn, answerConsent, writerFrom } from '../../../domain/citizens/index.ts';
import type { DomainContext } from '../../../domain/context.ts';
import { submit } from '../../../domain/laboratory/index.ts';
import type { LaboratoryAnswers } from '../../../domain/laboratory/values.ts';
import { registrationByCode } from '../../../domain/registrations/index.ts';
import { parseLabDay } from '../../../domain/values/lab-day.ts';
import { birthDateInNik } from '../../../domain/values/nik.ts';
import type { FileProblem } from '../../../transports/transport.ts';
import { FILE_FIELD, labDay, oneOf } from '../../forms.ts';
import { reachesNewRequest } from '../../objects.ts';
import type { Deed, Done, SentFile, StaffVisit } from '../../visit.ts';
import { WALK_IN, walkInPage } from './walk-in.tsx';

const typed = z.string({ error: 'Wajib diisi.' });
const ticked = z.literal('on').optional();
const form = z
  .object({
    source: oneOf(['counter', 'phone'], 'Pilih cara datangnya.'),
    personName: typed,
    nik: typed,
    birthDate: z.string().optional().default(''),
    phone: typed,
    visitOn: labDay(),
    birthDateChecked: ticked,
    tellsChat: ticked,
    consent: z.literal('on', {
      error: 'Bacakan dulu untuk apa datanya dipakai. Tanpa persetujuan, layani tanpa mendaftarkan di sini.',
    }),
  })
  // The tests stand as `test-12`, one field each, so that ticks are there again after a mistake.
  .catchall(z.string());
type WalkIn = z.infer<typeof form>;

/** What became of the letter before the transaction. */
type Letter =
  | { outcome: 'none' }
  | { outcome: 'kept'; fileId: number; name: string }
  | { outcome: 'refused'; sentence: string };

const FILE_SENTENCES: Record<FileProblem, string> = {
  tooLarge: 'Berkas ini terlalu besar. Perkecil dulu, lalu pilih lagi.',
  empty: 'Berkas ini kosong. Pilih berkas lain.',
  wrongKind: 'Hanya PDF, JPEG, atau PNG. Pilih berkas lain.',
  damaged: 'Berkas ini rusak dan tidak bisa dibuka. Pilih berkas lain.',
  encrypted: 'PDF ini dikunci dengan kata sandi. Simpan tanpa kata sandi, lalu pilih lagi.',
  unsafe: 'PDF ini berisi program atau lampiran. Cetak ke PDF baru, lalu pilih lagi.',
  macros: 'Berkas Excel ini berisi makro. Simpan sebagai Excel Workbook (.xlsx), lalu pilih lagi.',
  tooManyRows:
    'Berkas Excel ini berisi lebih dari 2.000 baris. Bagi menjadi beberapa berkas, lalu pilih lagi.',
  overfull: 'Isi berkas Excel ini terlalu besar. Salin barisnya ke format kosong, lalu pilih lagi.',
  notFetched: 'Berkas tidak sampai. Pilih lagi.',
};

/** Registers somebody who stands at the counter or calls: read by the readers of the chat, sent by its way. */
export const walkInDeed: Deed<WalkIn, Letter> = {
  form,
  page: walkInPage,
  back: () => WALK_IN,
  prepare: (visit, _form, file) => keepLetter(visit, file),
  carryOut(ctx, visit, sent, letter) {
    if (!reachesNewRequest(visit, 'laboratory')) return { outcome: 'notFound' };
    const read = readAnswers(ctx, visit, sent, letter);
    if ('errors' in read) return { outcome: 'mistake', errors: read.errors };
    const { answers } = read;
    const writer = sent.tellsChat ? writerFrom(ctx.tx, answers.phone) : undefined;
    if (sent.tellsChat && !writer) return mistake('phone', NEVER_WROTE);
    // Asked before anything is written: a form that is shown again leaves nothing behind.
    const day = visitDay(ctx, answers.visitOn);
    if (day.outcome !== 'open') return mistake('visitOn', dayWords(day));
    const citizenId = writer?.id ?? addWalkIn(ctx, { name: answers.personName, phone: answers.phone });
    const submitted = submit(ctx, { citizenId, answers, source: sent.source });
    if (submitted.outcome !== 'done')
      throw new Error(`a walk-in that was checked came to ${submitted.outcome}`);
    answerConsent(ctx, citizenId, 'given');
    const registration = registrationByCode(ctx.tx, submitted.code);
    return { outcome: 'done', to: `/admin/registrations/${registration?.id}/slip`, notice: 'registered' };
  },
};

const NEVER_WROTE =
  'Nomor ini belum pernah menulis ke WhatsApp laboratorium. Hilangkan centangnya, atau minta pemohon menulis "halo" dulu.';

const mistake = (field: string, sentence: string): Done => ({
  outcome: 'mistake',
  errors: { [field]: sentence },
});

function dayWords(found: Exclude<VisitDay, { outcome: 'open' }>): string {
  if (found.outcome === 'tooFar') return `Terlalu jauh. Paling akhir ${longDay(found.last, 'id')}.`;
  const days = found.nearest.map((day) => longDay(day, 'id')).join('; ');
  return `Hari itu penuh, tutup, atau sudah lewat.${days ? ` Yang terdekat: ${days}.` : ''}`;
}

async function keepLetter(visit: StaffVisit, file: SentFile | undefined): Promise<Letter> {
  if (!file || file.bytes.length === 0) return { outcome: 'none' };
  const { name: called, mimeType, bytes } = file;
  const admitted = await visit.parts.files.admit(bytes, {
    name: called,
    mimeType,
    origin: 'staff',
    accepts: ['pdf', 'jpeg', 'png'],
  });
  return admitted.outcome === 'stored'
    ? { outcome: 'kept', fileId: admitted.fileId, name: called }
    : { outcome: 'refused', sentence: FILE_SENTENCES[admitted.problem] };
}

type Read = { answers: LaboratoryAnswers } | { errors: Record<string, string> };

function readAnswers(ctx: DomainContext, visit: StaffVisit, sent: WalkIn, letter: Letter): Read {
  const errors: Record<string, string> = {};
  const read = <Value>(field: 'personName' | 'nik' | 'phone', reader: Reader<Value>): Value | undefined => {
    const heard = { kind: 'text', text: sent[field], now: ctx.now.toISOString(), today: ctx.today } as const;
    const found = reader.read(heard);
    if (found.outcome !== 'unclear') return found.value;
    errors[field] = sentenceOf(visit, found.said);
    return undefined;
  };
  const personName = read('personName', name);
  const number = read('nik', nik);
  const phoneNumber = read('phone', phone);
  const inNik = number === undefined ? undefined : birthDateInNik(number, ctx.today);
  const birthDate = sent.birthDate === '' ? inNik : parseLabDay(sent.birthDate);
  if (birthDate === undefined || birthDate > ctx.today) errors.birthDate = 'Isi tanggal lahirnya.';
  else if (inNik !== undefined && inNik !== birthDate && !sent.birthDateChecked)
    errors.birthDate = `Menurut NIK: ${longDay(inNik, 'id')}. Cocokkan dengan KTP, lalu centang di bawah.`;
  const tests = testsByIds(ctx.tx, chosenIn(sent), ctx.today);
  if (tests.length === 0) errors.tests = 'Pilih sedikitnya satu pemeriksaan.';
  if (letter.outcome === 'refused') errors[FILE_FIELD] = letter.sentence;
  if (Object.keys(errors).length > 0 || !personName || !number || !phoneNumber || !birthDate)
    return { errors };
  return {
    answers: {
      personName,
      nik: number,
      birthDate,
      visitOn: sent.visitOn,
      tests,
      phone: phoneNumber,
      letter: letter.outcome === 'kept' ? { fileId: letter.fileId, name: letter.name } : null,
    },
  };
}

const chosenIn = (sent: WalkIn): number[] =>
  Object.entries(sent).flatMap(([field, value]) => {
    const id = /^test-(\d{1,9})$/.exec(field)?.[1];
    return id && value === 'on' ? [Number(id)] : [];
  });

// In the words of the chat, so that both doors say the same.
const sentenceOf = (visit: StaffVisit, said: Said): string =>
  render(said, 'id', { lab: visit.lab, publicUrl: visit.parts.publicUrl, simulated: false }).replace(
    /\*/g,
    '',
  );
