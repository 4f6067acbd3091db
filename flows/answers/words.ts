/** What people write so that it compares: lower case, without signs and emoji, single spaces. */
export function asWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

/** Words of agreement, as they are typed in Central Java and elsewhere. */
export const YES_WORDS: ReadonlySet<string> = new Set(
  `y ya iya iy yes yep yup yoi yo ye yah ok oke okay okey okeh sip siip siap setuju betul btul benar bener bnr
  sesuai cocok boleh mau pas tepat agree correct right true sure nggih inggih njih injih`.split(/\s+/),
);

/** Words of refusal. */
export const NO_WORDS: ReadonlySet<string> = new Set(
  `n t no not nope tidak tdk tak tidk ga gak gk g nggak ngga enggak engga ngak kagak bukan bkn belum blm jangan
  salah keliru wrong false disagree mboten ora ogah`.split(/\s+/),
);

// What people add out of courtesy; it decides nothing.
const COURTESY: ReadonlySet<string> = new Set(
  `pak bapak bu ibu kak kakak mas mbak min admin dok dokter bos gan sis dong deh lah sih kok ya saja aja sudah
  itu nya terima kasih makasih please sir`.split(/\s+/),
);

/** `words` without the courtesies around them, but never without all words. */
export function withoutCourtesy(words: readonly string[]): string[] {
  return words.filter((word, place) => place === 0 || !COURTESY.has(word));
}

const SKIP: ReadonlySet<string> = new Set([
  'lewati',
  'lewat',
  'lewatkan',
  'lewati saja',
  'skip',
  'lompati',
  'kosong',
  'kosongkan',
  'tidak',
  'tdk',
  'gak',
  'ga',
  'nggak',
  'enggak',
  'tidak ada',
  'tdk ada',
  'tidak punya',
  'ga ada',
  'gak ada',
  'gk ada',
  'nggak ada',
  'ngga ada',
  'enggak ada',
  'ga punya',
  'gak punya',
  'nggak punya',
  'belum ada',
  'blm ada',
  'none',
  'nothing',
  'no',
]);

/** True when the person passes the question over: "lewati", "tidak ada", a lone dash. */
export function isSkip(text: string): boolean {
  return /^\s*[-–—]\s*$/.test(text) || SKIP.has(asWords(text));
}

const FINISH: ReadonlySet<string> = new Set([
  'selesai',
  'selesei',
  'selsai',
  'sudah',
  'sudah selesai',
  'sudah cukup',
  'sudah itu saja',
  'sdh',
  'udah',
  'udh',
  'cukup',
  'cukup itu',
  'itu saja',
  'itu aja',
  'tidak ada lagi',
  'ga ada lagi',
  'gak ada lagi',
  'nggak ada lagi',
  'done',
  'finish',
  'finished',
  'thats all',
]);

/** True when the person has nothing to add: "selesai", "sudah", "itu saja". */
export function isFinish(text: string): boolean {
  return FINISH.has(asWords(text));
}

const UNITS = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'];

const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((word, value): [string, number] => [word, value]),
  ...UNITS.slice(2).map((word, place): [string, number] => [`ke${word}`, place + 2]),
  ...UNITS.slice(2).map((word, place): [string, number] => [`${word} belas`, place + 12]),
  ['sebelas', 11],
  ...UNITS.slice(2).map((word, place): [string, number] => [`${word} puluh`, (place + 2) * 10]),
  ['sepuluh', 10],
  ['seratus', 100],
  ['pertama', 1],
  ['kesatu', 1],
  ['stu', 1],
  ['tujuh', 7],
  ['lapan', 8],
  ['zero', 0],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['seven', 7],
  ['eight', 8],
  ['nine', 9],
  ['ten', 10],
  ['eleven', 11],
  ['twelve', 12],
  ['fifteen', 15],
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['first', 1],
  ['second', 2],
  ['third', 3],
]);

/** The number that is spelled out: "satu", "dua belas", "tiga puluh lima", "kedua", "one". */
export function numberWord(text: string): number | undefined {
  const words = asWords(text);
  const known = NUMBERS.get(words);
  if (known !== undefined) return known;
  const parts = /^(\S+ puluh) (\S+)$/.exec(words);
  const tens = NUMBERS.get(parts?.[1] ?? '');
  const units = UNITS.indexOf(parts?.[2] ?? '');
  return tens !== undefined && units > 0 ? tens + units : undefined;
}

const THANKS =
  /^(?:(?:ok|oke|baik|siap|sip|ya|iya)\s)?(?:terima kasih|terimakasih|trima kasih|trimakasih|makasih|makasi|mksh|tks|thx|trims|matur nuwun|suwun|thanks?|thank you|tq)(?:\s(?:ya|banyak|kak|pak|bu|min|infonya|atas infonya|a lot))*$|^[\s👍🙏👌]+$/u;

const FINE = new Set('ok oke okay baik siap sip mantap noted'.split(' '));

/** Whether a message is thanks and nothing more. */
export const isThanks = (text: string): boolean => THANKS.test(asWords(text) || text);

/** Whether a message only says that all is well. */
export const isFine = (text: string): boolean => FINE.has(asWords(text));
