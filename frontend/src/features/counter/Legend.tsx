import { useId } from 'react';
import { useTexts } from '@/i18n/texts';
import { Hatch } from '@/ui/hall/HallMap';
import type { Look } from '@/ui/hall/look';
import { SeatShape } from '@/ui/hall/SeatShape';
import type { StaffSeatMap } from './queries';
import { texts } from './texts';

/** The key of the staff's map, with how many seats are in each state. */
export function Legend({ map }: { map: StaffSeatMap }) {
  const t = useTexts(texts);
  const hatch = `key${useId().replace(/[^\w-]/g, '')}`;
  const entries: [StaffSeatMap['seats'][number]['state'], Look, string][] = [
    ['available', 'free', t.free],
    ['sold', 'sold', t.sold],
    ['locked', 'locked', t.locked],
    ['blocked', 'blocked', t.blocked],
    ['unusable', 'off', t.unusable],
  ];
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1.5 text-sm">
      {entries.map(([state, look, name]) => (
        <li key={state} className="flex items-center gap-1.5">
          <svg
            viewBox="-.1 -.1 2.2 2.2"
            className="size-5 shrink-0 [&_.seat-number]:hidden"
            aria-hidden="true"
          >
            <Hatch id={hatch} />
            <SeatShape kind="normal" look={look} zone={0} number="" hatch={hatch} />
          </svg>
          {name}
          <span className="figures text-ink-muted">
            {map.seats.filter((seat) => seat.state === state).length}
          </span>
        </li>
      ))}
    </ul>
  );
}
