import { expect, test } from 'vitest';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { draw } from '../../templates/documents/charts/draw.ts';
import { figureChart } from '../../templates/documents/charts/figure-chart.ts';
import { paint } from '../../templates/documents/charts/paint.ts';
import type { ChartSpec } from '../../templates/documents/charts/spec.ts';
import { periodName } from '../../templates/documents/charts/words.ts';

const spec: ChartSpec = {
  title: 'Penanganan per petugas',
  subtitle: 'Labkesmas Contoh · 1–20 November 2026',
  description: 'Penanganan <per> petugas & unit',
  language: 'id',
  shape: 'lying',
  labels: ['Rina Wulandari', 'Bagus Prakoso'],
  series: [{ name: 'Masuk', tone: 'main', values: [1_250, 3.5] }],
  empty: 'Belum ada data pada periode ini',
};

test('the words of a chart are in its picture, with numbers as they are written here', () => {
  const svg = draw(spec);
  for (const words of ['Penanganan per petugas', 'Rina Wulandari', '1.250', '3,5'])
    expect(svg).toContain(words);
  expect(draw({ ...spec, language: 'en' })).toContain('1,250');
});

test('somebody who does not see the chart is told what it is', () => {
  const svg = draw(spec);
  expect(svg).toContain('role="img"');
  expect(svg).toContain('<desc id="chart-desc">Penanganan &lt;per&gt; petugas &amp; unit</desc>');
});

test('names that look like markup stay words', () => {
  const svg = draw({ ...spec, labels: ['<script>alert(1)</script>', '" onload="x'] });
  expect(svg).not.toContain('<script>');
  expect(svg).not.toContain('" onload="x');
});

test('the picture for WhatsApp has its letters', () => {
  const svg = draw(spec);
  const withLetters = paint(svg);
  const without = paint(svg, { fonts: [] });
  expect(Buffer.from(withLetters.slice(1, 4)).toString()).toBe('PNG');
  expect(withLetters.length).toBeGreaterThan(without.length * 1.5);
  expect(withLetters.length).toBeLessThan(200_000);
});

test('a chart of nothing says so', () => {
  expect(draw({ ...spec, labels: [], series: [{ name: 'Masuk', tone: 'main', values: [] }] })).toContain(
    'Belum ada data',
  );
});

test('a figure is drawn as bars that together are what was received', () => {
  const made = figureChart(
    {
      chart: 'timeliness',
      measures: ['received', 'onTime', 'late', 'open', 'openLate'],
      rows: [{ key: 'laboratory', name: '', values: [10, 5, 2, 3, 1] }],
      received: 10,
    },
    { step: 'day', subtitle: 'Labkesmas Contoh', language: 'id' },
  );
  expect(made.labels).toEqual(['Pemeriksaan laboratorium']);
  expect(made.series.reduce((sum, { values }) => sum + (values[0] ?? 0), 0)).toBe(10);
});

test('a period is named as short as it can be', () => {
  const name = (from: string, to: string) => periodName(from as LabDay, to as LabDay, 'id');
  expect(name('2026-11-01', '2026-11-20')).toBe('1–20 November 2026');
  expect(name('2026-10-26', '2026-11-20')).toBe('26 Oktober–20 November 2026');
  expect(name('2025-12-01', '2026-01-02')).toBe('1 Desember 2025–2 Januari 2026');
  expect(name('2026-11-20', '2026-11-20')).toBe('20 November 2026');
});
