import type { TourAnswers } from '../../src/domain/tours/values.ts';
import { file } from '../answers/file.ts';
import { type AnyQuestion, position, type Question } from '../form/question.ts';
import { say } from '../kit.ts';
import { telephone } from '../questions/phone.ts';
import { email, inCharge, institution } from '../questions/sender.ts';
import { untilOn, visitOn } from './day-questions.ts';
import { kind, visitors } from './kind-question.ts';

const LETTER_KINDS = ['pdf'] as const;
const coverLetter = file({ accepts: LETTER_KINDS });

/** The cover letter, without which no group is looked at. */
const letter: Question<TourAnswers, 'letter'> = {
  key: 'letter',
  words: ['surat', 'surat pengantar', 'pengantar', 'cover letter', 'letter'],
  ask: (view) => say('tour.askLetter', position(view)),
  read(heard) {
    const reading = coverLetter.read(heard);
    return reading.outcome === 'unclear' && heard.kind === 'text'
      ? { outcome: 'unclear', said: say('tour.letterWanted') }
      : reading;
  },
  example: coverLetter.example,
  takesFile: true,
  field: { kind: 'file', label: say('tour-labels.letter'), accepts: LETTER_KINDS },
};

/** What a tour asks, in order (REG-TOUR-02 to REG-TOUR-10). */
export const tourQuestions: readonly AnyQuestion<TourAnswers>[] = [
  inCharge,
  institution,
  email,
  telephone,
  kind,
  visitors,
  visitOn,
  untilOn,
  letter,
];
