/** One measured number, beside what it has to reach. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
  /** What the lab must have, and what it should have; a figure without either is only shown. */
  must?: Target;
  better?: Target;
}

export type Target = { atLeast: number } | { atMost: number };

/** The value below which `share` (0…1) of the samples lie. */
export function quantile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new Error('no samples');
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number; // never beyond the end
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/** Whether a figure is where it has to be. */
export function verdictOf({ value, must, better }: Figure): 'better' | 'met' | 'MISSED' | '' {
  if (must && !reaches(value, must)) return 'MISSED';
  if (better && reaches(value, better)) return 'better';
  return must ? 'met' : '';
}

/** The figures as lines of a table. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    `${rounded(figure.value)} ${figure.unit}`.trim(),
    worded(figure.must),
    worded(figure.better),
    verdictOf(figure),
  ]);
  const all = [['figure', 'measured', 'must', 'better', ''], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

const reaches = (value: number, target: Target): boolean =>
  'atLeast' in target ? value >= target.atLeast : value <= target.atMost;

const worded = (target: Target | undefined): string =>
  !target ? '' : 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;

const rounded = (value: number): string =>
  Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en-GB')
    : String(Math.round(value * 1_000) / 1_000);

/** Bytes in use once everything that nobody holds is gone. */
export function heapAfterCollection(): number {
  if (!globalThis.gc) throw new Error('run node with --expose-gc');
  for (let time = 0; time < 3; time += 1) globalThis.gc();
  return process.memoryUsage().heapUsed;
}
