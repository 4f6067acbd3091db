import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createPrinter } from '../../src/print/index.ts';
import { lab, labelData, letterData, mark } from '../documents/given.ts';
import { type Figure, quantile } from './figures.ts';

const TIMES = 30;
/** A shipment of several boxes of many kinds. */
const label = {
  ...labelData,
  boxes: 6,
  contents: Array.from({ length: 10 }, (_, at) => ({ test: `Uji ${at}`, sampleType: 'Serum', samples: 20 })),
};

/** How long a citizen waits for a label or a letter, and what everybody else notices of it. */
export async function measurePapers(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'papers-'));
  const { print, stop } = createPrinter();
  const stall = monitorEventLoopDelay({ resolution: 1 });
  try {
    stall.enable();
    const timed = async (work: () => Promise<unknown>): Promise<number> => {
      const began = performance.now();
      await work();
      return performance.now() - began;
    };
    const first = await timed(() => print('label', label));
    const letter = await print('replyLetter', letterData);
    const path = join(folder, 'report.pdf');
    writeFileSync(path, letter);
    const times: Record<'label' | 'letter' | 'mark', number[]> = { label: [], letter: [], mark: [] };
    for (let time = 0; time < TIMES; time += 1) {
      times.label.push(await timed(() => print('label', label)));
      times.letter.push(await timed(() => print('replyLetter', letterData)));
      times.mark.push(await timed(() => print('stamped', { path, labName: lab.name, mark })));
    }
    stall.disable();
    const must = { atMost: 300 };
    return [
      { what: 'first label after the start', value: first, unit: 'ms' },
      { what: 'labels of 6 boxes printed, p95', value: quantile(times.label, 0.95), unit: 'ms', must },
      { what: 'reply letter printed, p95', value: quantile(times.letter, 0.95), unit: 'ms', must },
      { what: 'report marked, p95', value: quantile(times.mark, 0.95), unit: 'ms', must },
      { what: 'worst stall while printing', value: stall.max / 1e6, unit: 'ms', must: { atMost: 50 } },
    ];
  } finally {
    await stop();
    rmSync(folder, { recursive: true });
  }
}
