import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterEach, expect, test } from 'vitest';
import { createPrinter, MAX_WAITING, type Printer } from '../../src/print/index.ts';
import { lab, labelData, letterData, mark } from '../documents/given.ts';

const printers: Printer[] = [];
const folder = mkdtempSync(join(tmpdir(), 'print-'));

function printer(parts?: Parameters<typeof createPrinter>[0]): Printer {
  const made = createPrinter(parts);
  printers.push(made);
  return made;
}
const odd = (patienceMs = 20_000): Printer =>
  printer({ thread: join(import.meta.dirname, 'odd-thread.ts'), patienceMs });

afterEach(async () => {
  for (const one of printers.splice(0)) await one.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('labels, letters and sheets come back from the thread, and the event loop goes on meanwhile', async () => {
  const { print } = printer();
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 5);
  const [label, letter, sheet] = await Promise.all([
    print('label', labelData),
    print('replyLetter', letterData),
    print('sheetTemplate', { kind: 'identity', lab }),
  ]);
  clearInterval(turning);
  expect((await PDFDocument.load(label)).getPageCount()).toBe(1);
  expect((await PDFDocument.load(letter)).getTitle()).toBe('Surat balasan HM.02/17/XI/2026');
  expect(Buffer.from(sheet.subarray(0, 2)).toString()).toBe('PK');
  expect(turns).toBeGreaterThan(10);
}, 30_000);

test('a PDF is marked where it lies', async () => {
  const { mkdirSync } = await import('node:fs');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'report.pdf');
  const document = await PDFDocument.create();
  document.addPage([595, 842]);
  writeFileSync(path, await document.save());
  const stamped = await printer().print('stamped', { path, labName: lab.name, mark });
  expect(stamped.outcome).toBe('stamped');
}, 30_000);

test('a thread that ends by itself costs one errand; the next is printed in another', async () => {
  const { print } = odd();
  const stamp = print('stamped', { path: '', labName: '', mark });
  const label = print('label', labelData);
  await expect(stamp).rejects.toMatchObject({ name: 'NotPrinted', reason: 'broken' });
  expect(await label).toEqual(new Uint8Array([1, 2, 3]));
});

test('what goes wrong in the thread is told, and the thread goes on', async () => {
  const { print } = odd();
  await expect(print('sheetTemplate', { kind: 'nar', lab })).rejects.toMatchObject({
    reason: 'broken',
    cause: 'no paper in the tray',
  });
  expect(await print('label', labelData)).toHaveLength(3);
});

test('what takes too long is given up, and nothing behind it waits for it', async () => {
  const { print } = odd(1_500);
  const letter = print('replyLetter', letterData);
  const label = print('label', labelData);
  await expect(letter).rejects.toMatchObject({ reason: 'tooSlow' });
  expect(await label).toHaveLength(3);
});

test('who comes when too many wait is sent away, and who waits when the lab closes is told', async () => {
  const one = odd();
  const waiting = Array.from({ length: MAX_WAITING + 1 }, () => one.print('replyLetter', letterData));
  await expect(one.print('label', labelData)).rejects.toMatchObject({ reason: 'busy' });
  const told = Promise.allSettled(waiting);
  await one.stop();
  const reasons = (await told).map((each) => (each.status === 'rejected' ? each.reason.reason : 'printed'));
  expect(new Set(reasons)).toEqual(new Set(['closed']));
  await expect(one.print('label', labelData)).rejects.toMatchObject({ reason: 'closed' });
});
