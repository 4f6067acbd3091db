import type { LaboratoryAnswers } from '../../src/domain/laboratory/values.ts';
import { file } from '../answers/file.ts';
import { type AnyQuestion, position, type Question } from '../form/question.ts';
import { say } from '../kit.ts';
import { born, identity, personName } from '../questions/person.ts';
import { telephone } from '../questions/phone.ts';
import { visitOn } from '../questions/visit.ts';
import { tests } from './tests-question.ts';

const LETTER_KINDS = ['pdf', 'photo'] as const;
const referral = file({ accepts: LETTER_KINDS });

const letter: Question<LaboratoryAnswers, 'letter'> = {
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
  field: {
    kind: 'file',
    label: say('page-labels.letter'),
    hint: say('page-labels.letterHint'),
    accepts: LETTER_KINDS,
  },
};

/** What a laboratory registration asks, in order (REG-LAB-02 to REG-LAB-08). */
export const laboratoryQuestions: readonly AnyQuestion<LaboratoryAnswers>[] = [
  personName((view) => say('laboratory.askName', position(view))),
  identity,
  born,
  visitOn('laboratory'),
  tests,
  telephone,
  letter,
];
