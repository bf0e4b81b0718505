import { FILLS } from './Plot';
import { shares } from './scale';

export interface ShareProps {
  title: string;
  /** Greatest first reads best; amounts below zero have no share. */
  parts: readonly { key: string; name: string; value: number }[];
  format: (value: number) => string;
}

/** Parts of a whole as bars with their names and shares: a list, so that everybody can read it. */
export default function ShareChart({ title, parts, format }: ShareProps) {
  const portions = shares(parts.map((part) => Math.max(0, part.value)));
  const most = Math.max(1, ...portions);
  return (
    <figure className="grid grid-cols-[minmax(0,1fr)] content-start gap-3">
      <figcaption className="font-semibold">{title}</figcaption>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
        {parts.map((part, place) => {
          const portion = portions[place] ?? 0;
          return (
            <li key={part.key} className="grid grid-cols-[minmax(0,1fr)] gap-1">
              <span className="flex items-baseline justify-between gap-4">
                <span className="truncate">{part.name}</span>
                <span className="flex gap-3 whitespace-nowrap tabular-nums">
                  <span>{format(part.value)}</span>
                  <span className="w-13 text-right text-ink-muted">
                    {Math.floor(portion / 10)}.{portion % 10}%
                  </span>
                </span>
              </span>
              <svg
                className="h-2 w-full"
                preserveAspectRatio="none"
                viewBox="0 0 100 1"
                aria-hidden="true"
              >
                <rect width="100" height="1" className="fill-surface-3" />
                <rect width={(portion / most) * 100} height="1" className={FILLS[0]} />
              </svg>
            </li>
          );
        })}
      </ul>
    </figure>
  );
}
