/** Colours of the house; each stands for one meaning wherever it is drawn. */
export type Tone = 'main' | 'good' | 'bad' | 'waiting' | 'line';

/** One row of numbers of a chart. */
export interface Series {
  name: string;
  tone: Tone;
  values: (number | null)[];
  /** A line over the bars instead of bars of its own. */
  asLine?: true;
}

/** A chart as data: every word in it is already in the reader's language. */
export interface ChartSpec {
  title: string;
  /** What stands under the title in small: unit and period. */
  subtitle: string;
  /** What the picture shows, for those who do not see it. */
  description: string;
  language: 'id' | 'en';
  /** Upright bars over time, or lying bars for a list of names. */
  shape: 'upright' | 'lying';
  /** What stands at each bar, in order. */
  labels: string[];
  series: Series[];
  /** Bars of one label stand on each other instead of side by side. */
  stacked?: true;
  /** What is said in place of bars when there is nothing. */
  empty: string;
}
