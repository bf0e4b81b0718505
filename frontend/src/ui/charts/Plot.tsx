import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { defineTexts, useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { Disclosure } from '@/ui/Disclosure';
import { labelEvery, placeOf, type Scale } from './scale';
import type { ChartProps } from './types';

const texts = defineTexts({
  numbers: { zh: '看数字', en: 'Show the numbers' },
  keys: { zh: '左右键逐点查看', en: 'Left and right go from point to point' },
});

export const HEIGHT = 200;
const HEAD = 8;
const FOOT = 24;
const LABEL = 52;

export const FILLS = [
  'fill-chart-1',
  'fill-chart-2',
  'fill-chart-3',
  'fill-chart-4',
  'fill-chart-5',
  'fill-chart-6',
];
export const STROKES = [
  'stroke-chart-1',
  'stroke-chart-2',
  'stroke-chart-3',
  'stroke-chart-4',
  'stroke-chart-5',
  'stroke-chart-6',
];

interface PlotProps extends ChartProps {
  scale: Scale;
  /** Draws the values on a plot of that width; `slot` is the room of one point. */
  draw: (slot: number, at: number | null) => ReactNode;
}

/** What bars and lines have in common: axis, legend, tooltip, and the same as a table. */
export function Plot(props: PlotProps) {
  const { title, points, series, format, formatAxis = format, scale, draw } = props;
  const t = useTexts(texts);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [at, setAt] = useState<number | null>(null);
  const ticks = scale.ticks.map((value) => ({ value, text: formatAxis(value) }));
  const left = 10 + Math.max(...ticks.map(({ text }) => widthOf(text)));
  const plotWidth = Math.max(60, width - left - 8);
  const slot = plotWidth / Math.max(1, points.length);
  const every = labelEvery(points.length, plotWidth, LABEL);
  const toPoint = (clientX: number) => {
    const box = frame.current?.getBoundingClientRect();
    if (!box) return;
    const place = Math.floor((clientX - box.left - left) / slot);
    setAt(place >= 0 && place < points.length ? place : null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = points.length - 1;
    const to: Record<string, number> = {
      ArrowRight: (at ?? -1) + 1,
      ArrowLeft: (at ?? points.length) - 1,
      Home: 0,
      End: last,
    };
    const target = to[event.key];
    if (event.key === 'Escape') setAt(null);
    if (target === undefined) return;
    event.preventDefault();
    setAt(Math.min(last, Math.max(0, target)));
  };
  const point = at === null ? undefined : points[at];
  const said = point ? `${point.title ?? point.label}: ${spoken(props, point.values)}` : t.keys;
  return (
    <figure className="grid grid-cols-[minmax(0,1fr)] content-start gap-3">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <span className="font-semibold">{title}</span>
        {series.length > 1 && <Legend names={series} />}
      </figcaption>
      <div
        ref={frame}
        role="slider"
        tabIndex={0}
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={points.length}
        aria-valuenow={at === null ? 0 : at + 1}
        aria-valuetext={said}
        className="relative touch-pan-y rounded-sm"
        onKeyDown={onKeyDown}
        onBlur={() => setAt(null)}
        onPointerMove={(event) => toPoint(event.clientX)}
        onPointerDown={(event) => toPoint(event.clientX)}
        onPointerLeave={() => setAt(null)}
      >
        <svg width={width} height={HEAD + HEIGHT + FOOT} className="block" aria-hidden="true">
          <g transform={`translate(${left} ${HEAD})`}>
            {ticks.map(({ value, text }) => {
              const y = placeOf(scale, value, HEIGHT);
              return (
                <g key={value}>
                  <line
                    x2={plotWidth}
                    y1={y}
                    y2={y}
                    className={value === 0 ? 'stroke-line-strong' : 'stroke-line'}
                    shapeRendering="crispEdges"
                  />
                  <text
                    x={-8}
                    y={y + 4}
                    textAnchor="end"
                    className="fill-ink-muted text-xs tabular-nums"
                  >
                    {text}
                  </text>
                </g>
              );
            })}
            {at !== null && (
              <rect
                x={at * slot}
                width={slot}
                height={HEIGHT}
                className="fill-surface-3 opacity-60"
              />
            )}
            {draw(slot, at)}
            {points.map((one, place) =>
              place % every === 0 ? (
                <text
                  key={one.key}
                  x={(place + 0.5) * slot}
                  y={HEIGHT + 18}
                  textAnchor="middle"
                  className="fill-ink-muted text-xs tabular-nums"
                >
                  {one.label}
                </text>
              ) : null,
            )}
          </g>
        </svg>
        {point && at !== null && (
          <Tooltip
            {...props}
            values={point.values}
            head={point.title ?? point.label}
            isLeft={at > points.length / 2}
            x={left + (at + 0.5) * slot}
            width={width}
          />
        )}
      </div>
      <Numbers {...props} label={t.numbers} />
    </figure>
  );
}

/** Roughly how wide figures of 12 px are; an axis needs no better. */
const widthOf = (text: string) =>
  [...text].reduce((sum, letter) => sum + (letter > '⺀' ? 12 : 7), 0);

function useWidth(frame: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(640);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    setWidth(Math.max(240, element.clientWidth));
    const observer = new ResizeObserver(() => setWidth(Math.max(240, element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

function spoken({ series, format, sum }: ChartProps, values: readonly number[]): string {
  const parts = values.flatMap((value, place) =>
    value === 0 && series.length > 1 ? [] : [`${series[place]} ${format(value)}`],
  );
  if (sum && series.length > 1) parts.unshift(`${sum} ${format(total(values))}`);
  return parts.join(', ');
}

function Legend({ names }: { names: readonly string[] }) {
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-muted">
      {names.map((name, place) => (
        <span key={name} className="flex items-center gap-1.5">
          <Swatch place={place} />
          {name}
        </span>
      ))}
    </span>
  );
}

function Swatch({ place }: { place: number }) {
  return (
    <svg viewBox="0 0 10 10" className="size-2.5 shrink-0" aria-hidden="true">
      <rect width="10" height="10" rx="2" className={FILLS[place % FILLS.length]} />
    </svg>
  );
}

interface TooltipProps extends ChartProps {
  head: string;
  values: readonly number[];
  x: number;
  width: number;
  /** Stands at the left of its point, so as not to leave the chart. */
  isLeft: boolean;
}

function Tooltip({ head, values, series, format, sum, x, width, isLeft }: TooltipProps) {
  return (
    <div
      aria-hidden="true"
      className={cx(
        'pointer-events-none absolute top-2 z-10 grid max-w-64 gap-1 rounded-sm bg-surface-1 px-3 py-2 text-xs shadow-float',
        isLeft ? 'mr-3' : 'ml-3',
      )}
      style={isLeft ? { right: width - x } : { left: x }}
    >
      <span className="font-semibold">{head}</span>
      {sum && series.length > 1 && (
        <span className="flex justify-between gap-6">
          {sum}
          <b className="font-semibold tabular-nums">{format(total(values))}</b>
        </span>
      )}
      {values.map((value, place) =>
        value === 0 && series.length > 1 ? null : (
          <span key={series[place]} className="flex items-center justify-between gap-6">
            <span className="flex items-center gap-1.5">
              {series.length > 1 && <Swatch place={place} />}
              {series[place]}
            </span>
            <span className="tabular-nums">{format(value)}</span>
          </span>
        ),
      )}
    </div>
  );
}

/** The chart for those who cannot see it, or want to know exactly. */
function Numbers({
  title,
  points,
  series,
  format,
  axis,
  sum,
  label,
}: ChartProps & { label: string }) {
  const isSummed = sum !== undefined && series.length > 1;
  return (
    <div className="text-xs">
      <Disclosure label={label}>
        <div className="relative max-h-72 overflow-auto rounded-sm border border-line">
          <table className="w-full whitespace-nowrap tabular-nums">
            <caption className="sr-only">{title}</caption>
            <thead>
              <tr className="bg-surface-2 text-left [&>th]:px-3 [&>th]:py-1.5">
                <th scope="col">{axis}</th>
                {series.map((name) => (
                  <th key={name} scope="col" className="text-right">
                    {name}
                  </th>
                ))}
                {isSummed && (
                  <th scope="col" className="text-right">
                    {sum}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {points.map((point) => (
                <tr
                  key={point.key}
                  className="[&>*]:border-t [&>*]:border-line [&>*]:px-3 [&>*]:py-1"
                >
                  <th scope="row" className="text-left font-normal">
                    {point.title ?? point.label}
                  </th>
                  {series.map((name, place) => (
                    <td key={name} className="text-right">
                      {format(point.values[place] ?? 0)}
                    </td>
                  ))}
                  {isSummed && <td className="text-right">{format(total(point.values))}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Disclosure>
    </div>
  );
}
