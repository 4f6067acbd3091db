import { readNik } from '../../src/domain/values/nik.ts';
import { type Answer, say } from '../kit.ts';
import { typedAnswer, unclear } from './typed.ts';

/** A NIK as sixteen digits. What date stands in it is read by `birthDateInNik`. */
export const nik: Answer<string> = typedAnswer(say('answers.nikExample'), (text, { today }) => {
  const found = readNik(text, today);
  switch (found.outcome) {
    case 'nik':
      return { outcome: 'read', value: found.nik };
    case 'length':
      return unclear(say('answers.nikLength', { digits: found.digits }));
    case 'notDigits':
      return unclear(say('answers.nikNotDigits', { position: found.position, character: found.character }));
    case 'allSame':
      return unclear(say('answers.nikAllSame'));
    case 'notANik':
      return unclear(say('answers.nikUnclear'));
  }
});
