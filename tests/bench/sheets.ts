import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readSheet } from '../../src/files/read-sheet.ts';
import { fullWorkbook, madeWorkbook } from '../support/made-zip.ts';
import { type Figure, quantile } from './figures.ts';

const TRIES = 5;

/** What the worst workbooks somebody may upload do to everybody else: they are read in a thread of their own. */
export async function measureSheets(): Promise<Figure[]> {
  const manyPieces = '<r><t>x</t></r>'.repeat(700_000);
  const hostile = [
    fullWorkbook(4_400, 99),
    madeWorkbook(
      `<sheetData><row r="1"><c r="A1" t="inlineStr"><is>${manyPieces}</is></c></row></sheetData>`,
    ),
    madeWorkbook('<sheetData/>', [{ name: 'xl/media/a.xml', bytes: Buffer.alloc(30 * 1024 * 1024) }]),
  ];
  const times: number[] = [];
  const stall = monitorEventLoopDelay({ resolution: 1 });
  stall.enable();
  for (let time = 0; time < TRIES; time += 1)
    for (const bytes of hostile) {
      const began = performance.now();
      const { outcome } = await readSheet(bytes);
      times.push(performance.now() - began);
      if (outcome === 'read') throw new Error('a workbook that is far too big was read');
    }
  stall.disable();
  return [
    {
      what: 'hostile workbook refused, slowest',
      value: quantile(times, 1) / 1_000,
      unit: 's',
      must: { atMost: 10 },
    },
    { what: 'worst stall meanwhile', value: stall.max / 1e6, unit: 'ms', must: { atMost: 50 } },
  ];
}
