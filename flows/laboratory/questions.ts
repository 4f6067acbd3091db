import type { VisitDay } from '../../src/domain/calendar/values.ts';
import type { LaboratoryAnswers } from '../../src/domain/registrations/values.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { birthDateInNik } from '../../src/domain/values/nik.ts';
import { birthDate } from '../answers/birth-date.ts';
import { file } from '../answers/file.ts';
import { name } from '../answers/name.ts';
import { nik } from '../answers/nik.ts';
import { phone } from '../answers/phone.ts';
import { visitDate } from '../answers/visit-date.ts';
import { isSkip } from '../answers/words.ts';
import { type AnyQuestion, looking, lookUp, type Question, type Step, type View } from '../form/question.ts';
import { say } from '../kit.ts';
import { tests } from './tests-question.ts';

type Ask<Key extends keyof LaboratoryAnswers> = Question<LaboratoryAnswers, Key>;
type Sight = View<LaboratoryAnswers>;

const position = ({ at, of, changing }: Sight) => ({ at, of, changing });

const WISH =
  /^(?:ya|iya|y|yes|ok|oke|okay|setuju|saya setuju|agree|tidak|tdk|gak|ga|nggak|no|daftar|harga|biaya|hasil|cek|periksa|komplain|lapor|kirim|lanjutkan|mulai baru|english|inggris|indonesia)$/i;

const personName: Ask<'personName'> = {
  key: 'personName',
  words: ['nama', 'nama lengkap', 'name', 'full name'],
  ask: (view) => say('laboratory.askName', position(view)),
  read(heard) {
    if (isSkip(heard.text)) return { outcome: 'unclear', said: say('form.cannotSkip') };
    // A second "ya" to the consent, or a word for another service, is nobody's name.
    if (WISH.test(heard.text)) return { outcome: 'unclear', said: say('laboratory.nameIsWish') };
    return name.read(heard);
  },
  example: name.example,
};

const identity: Ask<'nik'> = {
  key: 'nik',
  words: ['nik', 'ktp', 'nomor identitas', 'id number'],
  ask: (view) => say('laboratory.askNik', position(view)),
  read: (heard) => nik.read(heard),
  example: nik.example,
  clears: ['birthDate'],
};

const born: Ask<'birthDate'> = {
  key: 'birthDate',
  words: ['lahir', 'tanggal lahir', 'tgl lahir', 'birth date', 'born'],
  ask: (view) => say('laboratory.askBirthDate', position(view)),
  // Never ask what can be known: the NIK holds the birth date, so it only has to be confirmed.
  offer: (view) => {
    const day = birthDateInNik(view.answers.nik ?? '', view.today);
    return day && { value: day, said: say('laboratory.confirmBirthDate', { ...position(view), day }) };
  },
  read(heard, view) {
    const reading = birthDate.read(heard);
    const inNik = birthDateInNik(view.answers.nik ?? '', view.today);
    if (reading.outcome !== 'echo' || inNik === undefined || inNik === reading.value) return reading;
    // Some NIKs carry a wrong date: asked about, never refused.
    return { ...reading, said: say('laboratory.confirmOtherBirthDate', { day: reading.value, inNik }) };
  },
  example: birthDate.example,
};

const visit: Ask<'visitOn'> = {
  key: 'visitOn',
  words: [
    'datang',
    'tanggal',
    'tanggal datang',
    'tanggal kunjungan',
    'kunjungan',
    'visit',
    'visit date',
    'hari',
  ],
  ask(view) {
    const nearest = offered(view);
    return nearest.length > 0
      ? say('laboratory.askVisitAmong', { ...position(view), nearest })
      : say('laboratory.askVisit', position(view));
  },
  read(heard, view) {
    const day = /^[1-3][.)]?$/.test(heard.text) ? offered(view)[Number(heard.text[0]) - 1] : undefined;
    if (day) return looking<'visitDay'>({ day });
    const reading = visitDate.read(heard);
    return reading.outcome === 'read' ? looking<'visitDay'>({ day: reading.value }) : reading;
  },
  look: lookUp('visitDay', judgeDay),
  example: visitDate.example,
};

// The draft of this question: the days that were offered instead, to be chosen by number.
const offered = (view: Sight): LabDay[] => (view.draft as LabDay[] | null) ?? [];

function judgeDay(found: VisitDay, view: Sight): Step<LaboratoryAnswers['visitOn']> {
  if (found.outcome === 'open') {
    const { day, opens, closes } = found;
    return {
      outcome: 'echo',
      value: day,
      said: say('laboratory.confirmVisit', { day, opens, closes, today: view.today }),
    };
  }
  const { outcome, ...vars } = found;
  const nearest = 'nearest' in found ? found.nearest : offered(view);
  // A day that is taken is nobody's mistake.
  return { outcome: 'keep', draft: nearest, said: say('laboratory.visitImpossible', { outcome, ...vars }) };
}

const telephone: Ask<'phone'> = {
  key: 'phone',
  words: ['hp', 'nomor hp', 'telepon', 'no hp', 'wa', 'phone', 'phone number'],
  ask: (view) => say('laboratory.askPhone', position(view)),
  offer: (view) =>
    view.phone === null
      ? undefined
      : { value: view.phone, said: say('laboratory.offerPhone', { ...position(view), phone: view.phone }) },
  read: (heard) => phone.read(heard),
  example: phone.example,
};

const referral = file({ accepts: ['pdf', 'photo'] });

const letter: Ask<'letter'> = {
  key: 'letter',
  words: ['rujukan', 'surat rujukan', 'surat', 'referral', 'letter'],
  ask: (view) => say('laboratory.askLetter', position(view)),
  read(heard) {
    const reading = referral.read(heard);
    return reading.outcome === 'unclear' && heard.kind === 'text'
      ? { outcome: 'unclear', said: say('laboratory.letterWanted') }
      : reading;
  },
  example: referral.example,
  skipTo: null,
  takesFile: true,
};

/** What a laboratory registration asks, in order (REG-LAB-02 to REG-LAB-08). */
export const laboratoryQuestions: readonly AnyQuestion<LaboratoryAnswers>[] = [
  personName,
  identity,
  born,
  visit,
  tests,
  telephone,
  letter,
];
