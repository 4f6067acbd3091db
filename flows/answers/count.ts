import { type Answer, say } from '../kit.ts';
import { typedAnswer, unclear } from './typed.ts';
import { numberWord } from './words.ts';

const UNITS =
  /\s*(?:orang|org|peserta|siswa|siswi|mahasiswa|anak|sampel|sample|contoh|buah|bh|pcs|lembar|lbr|botol|kali|unit|people|persons?|samples?)$/;

/** A whole number from `min` to `max`: `5`, `5 orang`, `lima`, `1.000`. */
export function count({ min, max }: { min: number; max: number }): Answer<number> {
  return typedAnswer(say('answers.countExample', { min, max }), (text) => {
    const bare = text.trim().toLowerCase().slice(0, 60).replace(/\.$/, '').replace(UNITS, '').trim();
    if (/^[-+]?\d+,\d+$|^[-+]?\d+\.\d{1,2}$/.test(bare)) return unclear(say('answers.countNotWhole'));
    const signed = /^([-–−])?\s*(\d{1,9}|\d{1,3}(?:\.\d{3}){1,2})$/.exec(bare);
    const size = signed ? Number((signed[2] ?? '').replaceAll('.', '')) : numberWord(bare);
    if (size === undefined) {
      const huge = /^\d{10,}$/.test(bare);
      return unclear(huge ? say('answers.countOutOfRange', { min, max }) : say('answers.countUnclear'));
    }
    const value = signed?.[1] ? -size : size;
    return value < min || value > max
      ? unclear(say('answers.countOutOfRange', { min, max }))
      : { outcome: 'read', value };
  });
}
