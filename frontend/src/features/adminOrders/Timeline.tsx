import { Building2, Landmark, type LucideIcon, Server } from 'lucide-react';
import { useLang } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { dayOf, formatTime, PLATFORM_ZONE } from '@/lib/time';
import { Day } from '@/ui/DateTime';
import { Quoted } from './Quoted';
import type { AdminOrder, TimelineEvent } from './queries';
import { texts } from './texts';
import { byDay, eventDetail, eventName } from './words';

/** What happened here, at the bank and at the cinema; the sides are told apart by sign and word. */
export function Timeline({ order: { seats, timeline } }: { order: AdminOrder }) {
  const days = byDay(timeline, (at) => dayOf(at, PLATFORM_ZONE));
  return (
    <div className="grid gap-4">
      {days.map(({ day, events }) => (
        <section key={day} className="grid gap-2">
          <h3 className="text-xs text-ink-muted">
            <Day day={day} />
          </h3>
          <ol className="grid border-l border-line">
            {events.map((event, place) => (
              <Line key={place} event={event} seats={seats} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Line({ event, seats }: { event: TimelineEvent; seats: AdminOrder['seats'] }) {
  const t = useTexts(texts);
  const lang = useLang();
  const sides: Record<string, { icon: LucideIcon; name: string }> = {
    platform: { icon: Server, name: t.platform },
    cinema: { icon: Building2, name: t.cinema },
    bank: { icon: Landmark, name: t.bank },
  };
  const { icon: Icon, name } = sides[event.side] ?? { icon: Server, name: event.side };
  const { said, quoted } = eventDetail(event, seats, lang);
  return (
    <li className="relative grid grid-cols-[3.25rem_minmax(0,1fr)] gap-x-3 py-1.5 pl-6">
      <span className="absolute top-1.5 -left-2.5 grid size-5 place-items-center rounded-full bg-surface-2">
        <Icon className="size-3.5" aria-hidden="true" />
      </span>
      <time dateTime={event.at} className="text-ink-muted tabular-nums">
        {formatTime(event.at, PLATFORM_ZONE)}
      </time>
      <div className="grid min-w-0 gap-0.5">
        <p>
          <span className="mr-2 text-xs text-ink-muted">{name}</span>
          {eventName(event.kind, lang)}
        </p>
        {said && <p className="text-xs break-words text-ink-muted">{said}</p>}
        {quoted && <Quoted {...quoted} />}
      </div>
    </li>
  );
}
