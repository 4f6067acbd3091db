import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createSheetLook } from '../../src/sheets/index.ts';
import { filledTemplate, GOOD_ROW, SHEET_LAB, TODAY } from '../support/sheets.ts';
import { type Figure, quantile } from './figures.ts';

const TRIES = 7;
const ROWS = 1_000;

/** How long the sender of a full sheet waits, and what everybody else feels of it meanwhile. */
export async function measureShipmentSheets(): Promise<Figure[]> {
  // Every row has something to put right, and every third one a mistake: the slow way through.
  const bytes = await filledTemplate(
    'nar',
    Array.from({ length: ROWS }, (_, at) => ({
      ...GOOD_ROW.nar,
      ...{ sampleCode: `S-${at}`, nik: '3308 1057 0890 0001', birthDate: '17 Agustus 1990', sex: 'P' },
      ...(at % 3 === 0 && { takenOn: null }),
    })),
  );
  const look = createSheetLook({ today: () => TODAY, lab: () => SHEET_LAB });
  const times: number[] = [];
  const stall = monitorEventLoopDelay({ resolution: 1 });
  stall.enable();
  for (let time = 0; time < TRIES; time += 1) {
    const began = performance.now();
    const looked = await look(bytes);
    times.push(performance.now() - began);
    if (looked.outcome !== 'looked' || looked.found.rows !== ROWS || !looked.corrected)
      throw new Error(`a sheet of ${ROWS} rows was not checked: ${looked.outcome}`);
  }
  stall.disable();
  return [
    {
      what: 'a sheet of 1,000 rows is checked and put right, slowest',
      value: quantile(times, 1) / 1_000,
      unit: 's',
      must: { atMost: 3 },
    },
    { what: 'worst stall meanwhile', value: stall.max / 1e6, unit: 'ms', must: { atMost: 50 } },
  ];
}
