import { readPhone } from '../../src/domain/values/phone.ts';
import { type Answer, say } from '../kit.ts';
import { typedAnswer, unclear } from './typed.ts';

/** A mobile number, as digits with country code: `6281234567890`. */
export const phone: Answer<string> = typedAnswer(say('answers.phoneExample'), (text) => {
  const found = readPhone(text);
  switch (found.outcome) {
    case 'phone':
      return { outcome: 'read', value: found.phone };
    case 'tooShort':
      return unclear(say('answers.phoneTooShort', { digits: found.digits }));
    case 'tooLong':
      return unclear(say('answers.phoneTooLong', { digits: found.digits }));
    case 'notMobile':
      return unclear(say('answers.phoneNotMobile'));
    case 'notAPhone':
      return unclear(say('answers.phoneUnclear'));
  }
});
