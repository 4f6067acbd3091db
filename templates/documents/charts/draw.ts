import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ChartSpec, Series, Tone } from './spec.ts';

// Drawn in a thread of its own: loading this file alone takes a fifth of a second.
echarts.use([BarChart, LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

/** As wide as it is on a page; a picture for WhatsApp is the same, larger. */
const WIDTH_PIXELS = 800;
/** For the screen of a phone, where the same letters must stay as large. */
export const NARROW_PIXELS = 400;
const UPRIGHT_HEIGHT = 440;
const ABOVE_BARS = 84;
const LEGEND_HEIGHT = 30;
const LYING_BAR_HEIGHT = 34;
const MAX_LABEL_CHARACTERS = { wide: 28, narrow: 16 } as const;
/** A long legend breaks into two lines on a phone. */
const NARROW_LEGEND = 24;
const SUBTITLE_LINE = 18;
/** More bars than this are too thin for a number on each. */
const MAX_NUMBERED_BARS = 16;

const TONES: Record<Tone, string> = {
  main: '#10776e',
  good: '#10776e',
  bad: '#c2410c',
  waiting: '#a9c9c5',
  line: '#d97706',
};
const INK = '#2f3437';
const SOFT_INK = '#5b6469';
const RULE = '#d9dee1';
const FONT = 'Inter, system-ui, sans-serif';

/** Draws a chart as an SVG picture with a title and a description for those who do not see it. */
export function draw(spec: ChartSpec, width = WIDTH_PIXELS): string {
  const isNarrow = width < WIDTH_PIXELS;
  const height =
    spec.shape === 'upright'
      ? UPRIGHT_HEIGHT
      : Math.max(aboveBars(spec, isNarrow) + 44 + spec.labels.length * LYING_BAR_HEIGHT, 200);
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(optionOf(spec, isNarrow));
    return named(chart.renderToSVGString(), spec);
  } finally {
    chart.dispose();
  }
}

function optionOf(spec: ChartSpec, isNarrow: boolean): echarts.EChartsCoreOption {
  const number = new Intl.NumberFormat(spec.language === 'id' ? 'id-ID' : 'en-GB', {
    maximumFractionDigits: 1,
  });
  const shown = (value: number) => number.format(value);
  const isLying = spec.shape === 'lying';
  const isEmpty = spec.series.every(({ values }) => values.every((value) => !value));
  const bars = spec.series.filter(({ asLine }) => !asLine);
  const names = {
    type: 'category',
    data: spec.labels,
    // A list of names is read from above.
    inverse: isLying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: SOFT_INK } },
    axisLabel: {
      color: SOFT_INK,
      fontSize: 13,
      hideOverlap: true,
      formatter: (label: string) => shortened(label, MAX_LABEL_CHARACTERS[isNarrow ? 'narrow' : 'wide']),
      ...(isLying && { interval: 0 }),
    },
  };
  const numbers = {
    type: 'value',
    minInterval: bars.some(({ values }) => values.some((value) => value !== null && value % 1 !== 0)) ? 0 : 1,
    max: ({ max }: { max: number }) => (max > 0 ? null : 1),
    axisLabel: { color: SOFT_INK, fontSize: 13, formatter: shown },
    splitLine: { lineStyle: { color: RULE } },
  };
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: FONT },
    title: [
      {
        text: spec.title,
        subtext: spec.subtitle,
        left: 20,
        top: 14,
        itemGap: 6,
        textStyle: { color: INK, fontSize: 18, fontWeight: 600, fontFamily: FONT },
        subtextStyle: {
          color: SOFT_INK,
          fontSize: 13,
          fontFamily: FONT,
          ...(isNarrow && { width: NARROW_PIXELS - 40, overflow: 'break', lineHeight: SUBTITLE_LINE }),
        },
      },
      ...(isEmpty
        ? [
            {
              text: spec.empty,
              left: 'center',
              top: 'middle',
              textStyle: { color: SOFT_INK, fontSize: 15, fontWeight: 400, fontFamily: FONT },
            },
          ]
        : []),
    ],
    legend: {
      show: spec.series.length > 1 && !isEmpty,
      left: 16,
      top: 68 + (isNarrow ? SUBTITLE_LINE : 0),
      itemGap: 18,
      itemWidth: 18,
      itemHeight: 12,
      textStyle: { color: SOFT_INK, fontSize: 13, fontFamily: FONT },
      data: spec.series.map(({ name }) => name),
    },
    grid: {
      left: 24,
      right: 36,
      top: aboveBars(spec, isNarrow),
      bottom: 20,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: isLying ? { ...numbers, splitNumber: isNarrow ? 3 : 5 } : names,
    yAxis: isLying ? names : numbers,
    series: spec.series.map((series) => seriesOf(spec, series, shown, isNarrow)),
  };
}

function aboveBars({ series }: ChartSpec, isNarrow: boolean): number {
  const above = ABOVE_BARS + (isNarrow ? SUBTITLE_LINE : 0);
  if (series.length <= 1) return above;
  return above + LEGEND_HEIGHT + (isNarrow && series.length > 2 ? NARROW_LEGEND : 0);
}

function seriesOf(
  spec: ChartSpec,
  { name, tone, values, asLine }: Series,
  shown: (value: number) => string,
  isNarrow: boolean,
) {
  const colour = TONES[tone];
  if (asLine) {
    return {
      type: 'line',
      name,
      data: values,
      symbol: 'circle',
      symbolSize: 8,
      itemStyle: { color: '#ffffff', borderColor: colour, borderWidth: 2 },
      lineStyle: { color: colour, width: 2.5 },
    };
  }
  const isLying = spec.shape === 'lying';
  const isNumbered = spec.labels.length <= MAX_NUMBERED_BARS / (isNarrow ? 2 : 1) || isLying;
  return {
    type: 'bar',
    name,
    data: values,
    ...(spec.stacked && { stack: 'all' }),
    barMaxWidth: isLying ? 20 : 56,
    itemStyle: {
      color: colour,
      ...(!spec.stacked && { borderRadius: isLying ? [0, 3, 3, 0] : [3, 3, 0, 0] }),
    },
    label: {
      show: isNumbered && !spec.stacked,
      position: isLying ? 'right' : 'top',
      color: INK,
      fontSize: 13,
      formatter: ({ value }: { value: number | null }) => (value === null ? '' : shown(value)),
    },
  };
}

const shortened = (label: string, most: number): string =>
  label.length > most ? `${label.slice(0, most - 1)}…` : label;

/** Says to a screen reader what the picture is. */
function named(svg: string, { title, description }: ChartSpec): string {
  return svg.replace(
    /^<svg ([^>]*)>/,
    (_tag, attributes: string) =>
      `<svg ${attributes} role="img" aria-labelledby="chart-title chart-desc"><title id="chart-title">${escaped(title)}</title><desc id="chart-desc">${escaped(description)}</desc>`,
  );
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
