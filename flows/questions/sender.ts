import { email as emailAnswer } from '../answers/email.ts';
import { freeText } from '../answers/free-text.ts';
import { position, type Question } from '../form/question.ts';
import { say } from '../kit.ts';
import { personName } from './person.ts';

/** Who comes or sends samples for an institution. A form may ask in words of its own. */
export interface SenderAnswers {
  /** Who is in charge. */
  personName: string;
  institution: string;
  email: string;
}

type Ask<Key extends keyof SenderAnswers> = Question<SenderAnswers, Key>;

/** Who is in charge of a group or of a shipment. */
export const inCharge: Question<{ personName: string }, 'personName'> = {
  ...personName((view) => say('asking.askInCharge', position(view))),
  words: ['nama', 'penanggung jawab', 'nama lengkap', 'name', 'person in charge'],
  field: { kind: 'text', label: say('page-labels.inCharge') },
};

const institutionName = freeText({ max: 100 });

/** Where they come from. */
export const institution: Ask<'institution'> = {
  key: 'institution',
  words: ['instansi', 'nama instansi', 'institusi', 'sekolah', 'lembaga', 'asal', 'institution', 'school'],
  ask: (view) => say('asking.askInstitution', position(view)),
  read(heard) {
    const reading = institutionName.read(heard);
    return reading.outcome === 'unclear' && heard.kind === 'text'
      ? { outcome: 'unclear', said: say('asking.institutionUnclear') }
      : reading;
  },
  example: say('asking.institutionExample'),
  field: { kind: 'text', label: say('page-labels.institution') },
};

/** Where letters can be sent besides. */
export const email: Ask<'email'> = {
  key: 'email',
  words: ['email', 'e-mail', 'surel', 'mail'],
  ask: (view) => say('asking.askEmail', position(view)),
  read: (heard) => emailAnswer.read(heard),
  example: emailAnswer.example,
  field: { kind: 'email', label: say('page-labels.email') },
};
