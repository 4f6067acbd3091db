import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { addFile } from '../../src/domain/files/index.ts';
import { openIncidents } from '../../src/domain/incidents/index.ts';
import {
  beginOrder,
  compareFile,
  drawPaperCode,
  failOrder,
  finishOrder,
  genuineness,
  issuePaper,
  keepPaper,
  nextLetterNumber,
  orderPrint,
  papersOf,
} from '../../src/domain/papers/index.ts';
import type { Registration } from '../../src/domain/registrations/index.ts';
import { release, upload, validate } from '../../src/domain/reports/index.ts';
import { newPaperCode, readPaperCode } from '../../src/domain/values/paper-code.ts';
import { type RegistrationLab, registrationLab } from '../support/registrations.ts';

let lab: RegistrationLab;
let siti: Registration;
beforeEach(() => {
  lab = registrationLab({ releaseUndoMinutes: 0 });
  siti = lab.register();
});

const fileOf = (sha256: string): number =>
  lab.change((ctx) =>
    addFile(ctx, {
      ...{ storedAs: sha256, name: 'x.pdf', mimeType: 'application/pdf', sizeBytes: 1, sha256 },
      origin: 'lab',
    }),
  );

function issued(sha256 = 'a'): { code: string; fileId: number } {
  const fileId = fileOf(sha256);
  return lab.change((ctx) => {
    const code = drawPaperCode(ctx);
    keepPaper(ctx, { code, kind: 'label', registrationId: siti.id, fileId });
    issuePaper(ctx, { registrationId: siti.id, fileIds: [fileId] });
    return { code, fileId };
  });
}

const ask = (typed: string) => genuineness(lab.db, typed, 'Asia/Jakarta');

describe('the code of a paper', () => {
  test('is read back however it is typed, and as an address', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes) => {
        const code = newPaperCode(bytes);
        expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);
        for (const typed of [
          code,
          code.toLowerCase(),
          code.replaceAll('-', ' '),
          ` ${code.replaceAll('-', '')} `,
          code.replaceAll('0', 'O').replaceAll('1', 'l'),
          `https://lab.example/v/${code}`,
        ])
          expect(readPaperCode(typed)).toEqual({ outcome: 'code', code });
      }),
    );
  });

  test('with one wrong character is a slip, never another code', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 8, maxLength: 8 }),
        fc.nat(8),
        fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
        (bytes, place, other) => {
          const plain = newPaperCode(bytes).replaceAll('-', '');
          fc.pre(plain[place] !== other);
          const wrong = plain.slice(0, place) + other + plain.slice(place + 1);
          expect(readPaperCode(`${wrong.slice(0, 4)}-${wrong.slice(4, 8)}-${wrong[8]}`)).toEqual({
            outcome: 'typo',
          });
        },
      ),
    );
  });

  test('is no name of a test, and no code of a registration', () => {
    for (const words of ['trombosit', 'gula darah', 'hematokrit', 'kreatinin', 'LAB-7K2M-9QXP-C', ''])
      expect(readPaperCode(words), words).toEqual({ outcome: 'notACode' });
  });
});

describe('a paper', () => {
  test('is unknown while it is a draft, genuine once it is issued', () => {
    const fileId = fileOf('a');
    const code = lab.change((ctx) => drawPaperCode(ctx));
    lab.change((ctx) => keepPaper(ctx, { code, kind: 'report', registrationId: siti.id, fileId }));
    expect(ask(code)).toEqual({ outcome: 'unknown', code });
    lab.change((ctx) => issuePaper(ctx, { registrationId: siti.id, fileIds: [fileId] }));
    expect(ask(code)).toEqual({ outcome: 'genuine', code, paper: 'report', issuedOn: '2026-11-20' });
    expect(lab.facts).toContainEqual(expect.objectContaining({ kind: 'paper.issued', paper: 'report' }));
  });

  test('says that it was replaced once another of its kind counts', () => {
    const first = issued('a');
    lab.clock.pass({ days: 3 });
    const second = issued('b');
    expect(ask(first.code)).toMatchObject({ outcome: 'replaced', replacedOn: '2026-11-23' });
    expect(ask(second.code)).toMatchObject({ outcome: 'genuine' });
  });

  test('never tells whom it is about', () => {
    const { code } = issued();
    const said = JSON.stringify(ask(code));
    for (const personal of [siti.personName, siti.code, siti.phone, siti.nik ?? '?'])
      expect(said).not.toContain(personal);
  });

  test('goes on being answered after its file is erased', () => {
    const { code, fileId } = issued();
    lab.db.$client.prepare('update papers set file_id = null').run();
    lab.db.$client.prepare('delete from files where id = ?').run(fileId);
    expect(ask(code)).toMatchObject({ outcome: 'genuine' });
    expect(lab.change((ctx) => compareFile(ctx, { sha256: 'a' }))).toMatchObject({ outcome: 'same' });
  });

  test('is compared by its bytes, with the one it claims to be', () => {
    const { code } = issued('a');
    const [claimed] = papersOf(lab.db, siti.id);
    if (!claimed) throw new Error('no paper');
    const compare = (sha256: string, by?: typeof claimed) =>
      lab.change((ctx) => compareFile(ctx, { sha256, ...(by && { claimed: by }) })).outcome;
    expect(claimed.code).toBe(code);
    expect([compare('a', claimed), compare('b', claimed), compare('a'), compare('b')]).toEqual([
      'same',
      'different',
      'same',
      'unknown',
    ]);
    expect(lab.facts.filter(({ kind }) => kind === 'paper.compared')).toHaveLength(4);
  });
});

describe('a report with a code', () => {
  function goesOut(sha256: string): string {
    const fileId = fileOf(sha256);
    const now = () => lab.now(siti).version;
    const code = lab.change((ctx) => drawPaperCode(ctx));
    const uploaded = lab.as(lab.ratna, (ctx) =>
      upload(ctx, {
        ...{ registrationId: siti.id, expectedVersion: now(), fileId, evidence: 'code' },
        paperCode: code,
      }),
    );
    if (uploaded.outcome !== 'uploaded') throw new Error(uploaded.outcome);
    const { reportId } = uploaded;
    lab.as(lab.joko, (ctx) => validate(ctx, { reportId, expectedVersion: now() }));
    expect(ask(code)).toMatchObject({ outcome: 'unknown' });
    lab.as(lab.joko, (ctx) => release(ctx, { reportId, expectedVersion: now() }));
    return code;
  }

  test('is genuine from when it goes out until a correction has gone out', () => {
    lab.walk(siti, 'verified', 'sampleReceived', 'testing');
    const first = goesOut('a');
    expect(ask(first)).toMatchObject({ outcome: 'genuine', paper: 'report' });
    const second = goesOut('b');
    expect(ask(first)).toMatchObject({ outcome: 'replaced' });
    expect(ask(second)).toMatchObject({ outcome: 'genuine' });
  });
});

describe('the number of a letter', () => {
  test('counts from one in each year, with its month in Roman numerals', () => {
    const next = () => lab.change((ctx) => nextLetterNumber(ctx));
    expect([next(), next()]).toEqual(['HM.02/1/XI/2026', 'HM.02/2/XI/2026']);
    lab.clock.set('2026-12-31T23:59:00+07:00');
    expect(next()).toBe('HM.02/3/XII/2026');
    lab.clock.set('2027-01-01T00:01:00+07:00');
    expect(next()).toBe('HM.02/1/I/2027');
  });
});

describe('an order to print', () => {
  const wish = () => ({ what: 'label', registrationId: siti.id, citizenId: lab.siti.id }) as const;
  const order = () => lab.change((ctx) => orderPrint(ctx, wish()));
  const begin = () => lab.change((ctx) => beginOrder(ctx));

  test('given twice before it is printed is one order with the same codes', () => {
    const id = order();
    expect(order()).toBe(id);
    const first = begin();
    lab.clock.pass({ minutes: 1 });
    const again = begin();
    expect(first?.codes).toHaveLength(2);
    expect(again?.codes).toEqual(first?.codes);
  });

  test('is done once, however often it is printed', () => {
    order();
    const one = begin();
    if (!one) throw new Error('nothing waits');
    expect(lab.change((ctx) => finishOrder(ctx, one, [1]))).toBe(true);
    expect(lab.change((ctx) => finishOrder(ctx, one, [1]))).toBe(false);
    expect(lab.facts.filter(({ kind }) => kind === 'paper.printed')).toHaveLength(1);
    expect(begin()).toBeUndefined();
    expect(order()).not.toBe(one.id);
  });

  test('that fails five times is given up, and staff are told', () => {
    order();
    for (let round = 0; round < 5; round += 1) {
      lab.clock.pass({ hours: 1 });
      const one = begin();
      if (!one) throw new Error(`given up too early, after ${round}`);
      lab.change((ctx) => failOrder(ctx, one));
    }
    lab.clock.pass({ hours: 1 });
    expect(begin()).toBeUndefined();
    expect(openIncidents(lab.db, { limit: 10 }).map(({ kind }) => kind)).toContain('printFailed');
  });

  test('that failed waits a while, and holds up no other', () => {
    order();
    begin();
    expect(begin()).toBeUndefined();
    const other = lab.change((ctx) => orderPrint(ctx, { what: 'sheetTemplates', citizenId: lab.budi.id }));
    expect(begin()?.id).toBe(other);
    lab.clock.pass({ minutes: 1 });
    expect(begin()?.what).toBe('label');
  });
});
