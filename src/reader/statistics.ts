import { figureChart } from '../../templates/documents/charts/figure-chart.ts';
import { trendChart } from '../../templates/documents/charts/trend-chart.ts';
import type { Db } from '../db/open.ts';
import { snapshot } from '../db/snapshot.ts';
import { dayNumbers, weekNumbers } from '../domain/digests/index.ts';
import type { OutputOf, Readings } from '../domain/readings.ts';
import { figureOf } from '../domain/statistics/index.ts';

type InputOf<Name extends keyof Readings> = Parameters<Readings[Name]>[0];

// What draws and writes sheets is loaded with the first use: it is large, and search needs none of it.
const drawing = () => import('../../templates/documents/charts/draw.ts');
const painting = () => import('../../templates/documents/charts/paint.ts');
const sheets = () => import('../../templates/documents/statistics-sheet.ts');

/** Counts a chart and draws it. */
export async function chart(db: Db, input: InputOf<'chart'>): Promise<OutputOf<Readings['chart']>> {
  const { question, lab, now, subtitle } = input;
  const figure = figureOf(db, question, lab, now);
  const { draw, NARROW_PIXELS } = await drawing();
  const spec = figureChart(figure, { step: question.step, subtitle, language: 'id' });
  return { figure, svg: draw(spec), narrowSvg: draw(spec, NARROW_PIXELS), description: spec.description };
}

/** Counts a chart and writes its table as a workbook. */
export async function chartSheet(db: Db, input: InputOf<'chartSheet'>): Promise<Uint8Array> {
  const { question, lab, now, subtitle } = input;
  const { statisticsSheet } = await sheets();
  return statisticsSheet(figureOf(db, question, lab, now), { step: question.step, subtitle });
}

/** Counts somebody's digest at one moment, and draws its chart. */
export async function digest(db: Db, input: InputOf<'digest'>): Promise<OutputOf<Readings['digest']>> {
  const { unitId, unitPath, since, monday, lab, now, picture } = input;
  const counted = snapshot(db, () => ({
    ...(since && { day: dayNumbers(db, { unitId, unitPath, since, lab, now }) }),
    ...(monday && { week: weekNumbers(db, { unitId, monday, lab, now }) }),
  }));
  if (!counted.day || !picture) return counted;
  const [{ draw }, { paint }] = await Promise.all([drawing(), painting()]);
  return { ...counted, png: paint(draw(trendChart(counted.day.trend, picture))) };
}
