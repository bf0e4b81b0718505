import { FILLS, HEIGHT, Plot, STROKES } from './Plot';
import { placeOf, scaleOf } from './scale';
import type { ChartProps } from './types';

/* A series is known by its dashes as well as by its colour. */
const DASHES = ['', '6 4', '2 3', '8 3 2 3', '1 4', '10 5'];

/** A line a series. */
export default function LineChart(props: ChartProps) {
  const { points, series } = props;
  const scale = scaleOf(points.flatMap((point) => [...point.values]));
  return (
    <Plot
      {...props}
      scale={scale}
      draw={(slot, at) =>
        series.map((name, one) => {
          const places = points.map((point, place) => ({
            x: (place + 0.5) * slot,
            y: placeOf(scale, point.values[one] ?? 0, HEIGHT),
          }));
          const marked = at === null ? undefined : places[at];
          return (
            <g key={name}>
              <polyline
                points={places.map(({ x, y }) => `${x},${y}`).join(' ')}
                className={STROKES[one % STROKES.length]}
                strokeDasharray={DASHES[one % DASHES.length]}
                strokeWidth="2"
                strokeLinejoin="round"
                fill="none"
              />
              {places.length === 1 &&
                places.map(({ x, y }) => (
                  <circle key={x} cx={x} cy={y} r="3" className={FILLS[one % FILLS.length]} />
                ))}
              {marked && (
                <circle cx={marked.x} cy={marked.y} r="4" className={FILLS[one % FILLS.length]} />
              )}
            </g>
          );
        })
      }
    />
  );
}
