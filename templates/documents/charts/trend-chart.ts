import type { DayNumbers } from '../../../src/domain/digests/values.ts';
import type { Language } from '../../messages/kit.ts';
import type { ChartSpec } from './spec.ts';
import { dayName, measureName, periodName } from './words.ts';

/** The chart of a digest: what came and what was finished, day by day. */
export function trendChart(
  trend: DayNumbers['trend'],
  { place, language }: { place: string; language: Language },
): ChartSpec {
  const id = language === 'id';
  const [first, last] = [trend[0], trend.at(-1)];
  const period = first && last ? periodName(first.day, last.day, language) : '';
  return {
    title: id ? 'Masuk dan selesai per hari' : 'Received and finished by day',
    subtitle: `${place} · ${period}`,
    description: `${place}, ${period}`,
    language,
    shape: 'upright',
    labels: trend.map(({ day }) => dayName(day, language)),
    series: [
      {
        name: measureName('received', language),
        tone: 'main',
        values: trend.map(({ received }) => received),
      },
      {
        name: measureName('ended', language),
        tone: 'line',
        values: trend.map(({ ended }) => ended),
        asLine: true,
      },
    ],
    empty: id ? 'Belum ada data pada periode ini' : 'No data in this period',
  };
}
