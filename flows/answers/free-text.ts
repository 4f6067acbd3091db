import { type Answer, say } from '../kit.ts';
import { typedAnswer, unclear } from './typed.ts';

/** A person's own words, kept as they are: at least two letters or digits, at most `max` characters. */
export function freeText({ max }: { max: number }): Answer<string> {
  return typedAnswer(say('answers.freeTextExample', { max }), (text) => {
    const length = Array.from(text).length;
    if (length > max) return unclear(say('answers.freeTextTooLong', { max, typed: length }));
    return /[\p{L}\p{N}][^\p{L}\p{N}]*[\p{L}\p{N}]/u.test(text)
      ? { outcome: 'read', value: text }
      : unclear(say('answers.freeTextUnclear'));
  });
}
