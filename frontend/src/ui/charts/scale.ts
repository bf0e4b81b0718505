/** The arithmetic of charts: where a value stands, and which values deserve a line. Pure. */

export interface Scale {
  low: number;
  high: number;
  /** Round values to draw lines at, from `low` to `high`. */
  ticks: number[];
}

/** The least of 1, 2 or 5 times a power of ten that is not below `wanted`, and not below 1. */
export function roundStep(wanted: number): number {
  if (wanted <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= wanted) ?? 10;
  return step * power;
}

/**
 * A scale with round ends that holds zero and all of the values: a bar that did not begin at zero
 * would lie about its size. Values are whole (fen, counts), so steps are too.
 */
export function scaleOf(values: readonly number[], lines = 5): Scale {
  const top = Math.max(0, ...values);
  const bottom = Math.min(0, ...values);
  const step = roundStep((top - bottom) / lines);
  const high = Math.max(step, Math.ceil(top / step) * step);
  const low = Math.floor(bottom / step) * step;
  const ticks: number[] = [];
  for (let tick = low; tick <= high; tick += step) ticks.push(tick === 0 ? 0 : tick);
  return { low: low === 0 ? 0 : low, high, ticks };
}

/** How far from the top of a plot of that height a value stands. */
export const placeOf = ({ low, high }: Scale, value: number, height: number): number =>
  ((high - value) / (high - low)) * height;

/** Values on top of each other: those above zero upwards, those below it downwards. */
export function stacked(values: readonly number[]): { from: number; to: number }[] {
  let above = 0;
  let below = 0;
  return values.map((value) => {
    const from = value < 0 ? below : above;
    const to = from + value;
    if (value < 0) below = to;
    else above = to;
    return { from, to };
  });
}

/** Every how many points a label fits under the axis. */
export function labelEvery(points: number, width: number, labelWidth: number): number {
  const room = Math.max(1, Math.floor(width / labelWidth));
  return Math.max(1, Math.ceil(points / room));
}

/** The share of each value in their sum in tenths of a percent, which add up to 1000. */
export function shares(values: readonly number[]): number[] {
  const sum = values.reduce((all, value) => all + value, 0);
  if (sum <= 0) return values.map(() => 0);
  const exact = values.map((value) => (value * 1000) / sum);
  const whole = exact.map(Math.floor);
  const left = 1000 - whole.reduce((all, value) => all + value, 0);
  const byRest = exact.map((value, place) => ({ place, rest: value - Math.floor(value) }));
  byRest.sort((a, b) => b.rest - a.rest || a.place - b.place);
  for (const { place } of byRest.slice(0, left)) whole[place] = (whole[place] ?? 0) + 1;
  return whole;
}
