import { FILLS, HEIGHT, Plot } from './Plot';
import { placeOf, scaleOf, stacked } from './scale';
import type { ChartProps } from './types';

/** A bar a point; several series stand on top of each other, what is below zero hangs down. */
export default function BarChart(props: ChartProps) {
  const { points, series } = props;
  const stacks = points.map((point) => stacked(point.values));
  const scale = scaleOf(stacks.flatMap((stack) => stack.map(({ to }) => to)));
  return (
    <Plot
      {...props}
      scale={scale}
      draw={(slot) => {
        const width = Math.max(1, Math.min(36, slot * 0.68));
        return stacks.map((stack, place) => (
          <g
            key={points[place]?.key}
            transform={`translate(${(place + 0.5) * slot - width / 2} 0)`}
          >
            {stack.map(({ from, to }, one) => {
              if (from === to) return null;
              const y = placeOf(scale, Math.max(from, to), HEIGHT);
              const height = placeOf(scale, Math.min(from, to), HEIGHT) - y;
              // A hair of the ground between parts: they are told apart without their colours too.
              return (
                <rect
                  key={series[one]}
                  y={y}
                  width={width}
                  height={Math.max(1, height - 1)}
                  rx={Math.min(2, width / 4)}
                  className={FILLS[one % FILLS.length]}
                />
              );
            })}
          </g>
        ));
      }}
    />
  );
}
