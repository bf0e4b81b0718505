/** A place on the horizontal axis, with one value a series. Values are whole: fen or counts. */
export interface Point {
  key: string;
  /** Under the axis; short. */
  label: string;
  /** In the tooltip and the table; `label` where there is none. */
  title?: string;
  values: readonly number[];
}

export interface ChartProps {
  /** The question that the chart answers. */
  title: string;
  points: readonly Point[];
  /** Names of the values of each point, in their order; at most six. */
  series: readonly string[];
  /** A value in full, for the tooltip and the table. */
  format: (value: number) => string;
  /** A value at the axis; `format` where there is none. */
  formatAxis?: (value: number) => string;
  /** Head of the table's first column: day, hour. */
  axis: string;
  /** Name of the sum of several series; without it no sum is shown. */
  sum?: string;
}
