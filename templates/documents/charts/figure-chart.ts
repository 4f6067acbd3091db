import type { Figure, Measure, Step } from '../../../src/domain/statistics/values.ts';
import type { Language } from '../../messages/kit.ts';
import type { ChartSpec, Tone } from './spec.ts';
import { chartTitle, measureName, rowName } from './words.ts';

/** More names than this are in the table only. */
const MAX_BARS = 14;

const TONES: Record<Measure, Tone> = {
  received: 'main',
  ended: 'main',
  onTime: 'good',
  late: 'bad',
  open: 'waiting',
  openLate: 'line',
  answered: 'main',
  medianDays: 'main',
};

/** What is drawn of a figure; everything else of it stands in its table. */
export function figureChart(
  figure: Figure,
  { step, subtitle, language }: { step: Step; subtitle: string; language: Language },
): ChartSpec {
  const isOverTime = figure.chart === 'volume';
  const drawn = drawnOf(figure);
  const rows = isOverTime ? figure.rows : figure.rows.slice(0, MAX_BARS);
  const labels = rows.map((row) => rowName(figure, row, step, language));
  const series = drawn.map((measure) => ({
    name: measureName(measure, language),
    tone: TONES[measure],
    values: rows.map(({ values }) => values[figure.measures.indexOf(measure)] ?? null),
  }));
  const id = language === 'id';
  const largest = labels[0] ?? '';
  return {
    title: chartTitle(figure.chart, language),
    subtitle,
    description: `${subtitle}. ${series.map(({ name }) => name).join(', ')}. ${
      id ? `${figure.received} seluruhnya` : `${figure.received} in all`
    }${!isOverTime && largest ? `; ${id ? 'terbanyak' : 'most'}: ${largest}` : ''}.`,
    language,
    shape: isOverTime ? 'upright' : 'lying',
    labels,
    series,
    ...(drawn.length > 1 && { stacked: true }),
    empty: id ? 'Belum ada data pada periode ini' : 'No data in this period',
  };
}

/** What stands on each other in the bars: together they are what was received. */
function drawnOf({ measures }: Figure): Measure[] {
  if (measures.includes('onTime')) return ['onTime', 'late', 'open'];
  return measures.includes('medianDays') ? ['medianDays'] : ['received'];
}
