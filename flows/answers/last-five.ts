import { type Answer, say } from '../kit.ts';
import { typedAnswer, unclear } from './typed.ts';

/** The last five digits of a phone number, as text: they may begin with 0. */
export const lastFive: Answer<string> = typedAnswer(say('answers.lastFiveExample'), (text) => {
  const plain = text.replace(/[\s.\-–]/g, '');
  if (!/^\d+$/.test(plain)) return unclear(say('answers.lastFiveUnclear'));
  return plain.length === 5
    ? { outcome: 'read', value: plain }
    : unclear(say('answers.lastFiveLength', { digits: plain.length }));
});
