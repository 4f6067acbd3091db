import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { birthDateInNik } from '../../src/domain/values/nik.ts';
import { birthDate } from '../answers/birth-date.ts';
import { name } from '../answers/name.ts';
import { nik } from '../answers/nik.ts';
import { isSkip } from '../answers/words.ts';
import { position, type Question, type View } from '../form/question.ts';
import { type Said, say } from '../kit.ts';

/** Who somebody is, as every form about a person asks for it. */
export interface PersonAnswers {
  personName: string;
  /** Sixteen digits. */
  nik: string;
  birthDate: LabDay;
}

type Ask<Key extends keyof PersonAnswers> = Question<PersonAnswers, Key>;

const WISH =
  /^(?:ya|iya|y|yes|ok|oke|okay|setuju|saya setuju|agree|tidak|tdk|gak|ga|nggak|no|daftar|harga|biaya|hasil|cek|periksa|komplain|lapor|kirim|lanjutkan|mulai baru|english|inggris|indonesia)$/i;

/** The full name; `ask` says whose. */
export const personName = (
  ask: (view: View<{ personName: string }>) => Said,
): Question<{ personName: string }, 'personName'> => ({
  key: 'personName',
  words: ['nama', 'nama lengkap', 'name', 'full name'],
  ask,
  read(heard) {
    if (isSkip(heard.text)) return { outcome: 'unclear', said: say('form.cannotSkip') };
    // A second "ya" to the consent, or a word for another service, is nobody's name.
    if (WISH.test(heard.text)) return { outcome: 'unclear', said: say('asking.nameIsWish') };
    return name.read(heard);
  },
  example: name.example,
  field: { kind: 'text', label: say('page-labels.personName') },
});

/** The NIK; another one asks for the birth date anew. */
export const identity: Ask<'nik'> = {
  key: 'nik',
  words: ['nik', 'ktp', 'nomor identitas', 'id number'],
  ask: (view) => say('asking.askNik', position(view)),
  read: (heard) => nik.read(heard),
  example: nik.example,
  clears: ['birthDate'],
  field: { kind: 'text', label: say('page-labels.nik'), hint: say('page-labels.nikHint') },
};

/** The birth date, read out of the NIK and only confirmed. */
export const born: Ask<'birthDate'> = {
  key: 'birthDate',
  words: ['lahir', 'tanggal lahir', 'tgl lahir', 'birth date', 'born'],
  ask: (view) => say('asking.askBirthDate', position(view)),
  // Never ask what can be known: the NIK holds the birth date, so it only has to be confirmed.
  offer: (view) => {
    const day = birthDateInNik(view.answers.nik ?? '', view.today);
    return day && { value: day, said: say('asking.confirmBirthDate', { ...position(view), day }) };
  },
  read(heard, view) {
    const reading = birthDate.read(heard);
    const inNik = birthDateInNik(view.answers.nik ?? '', view.today);
    if (reading.outcome !== 'echo' || inNik === undefined || inNik === reading.value) return reading;
    // A NIK that was taken over opens the earlier request: its date is told to nobody.
    if (view.recalled.includes('nik')) return reading;
    // Some NIKs carry a wrong date: asked about, never refused.
    return { ...reading, said: say('asking.confirmOtherBirthDate', { day: reading.value, inNik }) };
  },
  example: birthDate.example,
  field: {
    kind: 'text',
    label: say('page-labels.birthDate'),
    hint: say('page-labels.birthDateHint'),
    mayStayEmpty: true,
    confirm: say('page-labels.otherBirthDate'),
  },
};
