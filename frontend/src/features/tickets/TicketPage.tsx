import { useQuery } from '@tanstack/react-query';
import { CalendarPlus, MapPin, Phone } from 'lucide-react';
import { useState } from 'react';
import { Redirect, useParams } from 'wouter';
import { ApiError } from '@/api/errors';
import { savedTickets } from '@/api/savedTickets';
import { useSession } from '@/api/session';
import { type Lang, useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { useServerNow } from '@/lib/countdown';
import { paths } from '@/lib/paths';
import { seatNameOf, upperFirst } from '@/lib/seats';
import { formatDateTime, formatTime } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { useWakeLock } from '@/lib/wakeLock';
import { Button, ButtonLink, buttonClass } from '@/ui/Button';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { Perforated } from '@/ui/Perforated';
import { Skeleton } from '@/ui/Skeleton';
import { Digits, PickupCode } from './PickupCode';
import { type OrderTickets, saveCalendar, ticketsQuery } from './queries';
import { Square } from './Square';
import { type Stamp as StampData, stampOf } from './stamp';
import { texts } from './texts';

/** The ticket to hold up at the door. It opens without a network too, from what was seen last. */
export default function TicketPage() {
  const { id = '' } = useParams<{ id: string }>();
  const t = useTexts(texts);
  useTitle(t.title);
  useWakeLock();
  const session = useSession();
  const live = useQuery({ ...ticketsQuery(id), enabled: session.status !== 'anonymous' });
  // Not yet or no longer: the order's page says which, and what that means for the money.
  const withoutTickets = live.error instanceof ApiError && live.error.code === 'order_not_ticketed';
  const saved = live.data || withoutTickets ? undefined : savedTickets.find(id);
  const tickets = live.data ?? saved?.tickets;

  // No guard stands before this page, because a saved ticket opens without a network to ask who one is.
  if (session.status === 'anonymous') {
    return <Redirect to={paths.signIn(paths.ticket(id))} replace />;
  }
  if (withoutTickets) return <Redirect to={paths.order(id)} replace />;
  if (tickets) {
    return <Ticket tickets={tickets} savedAt={saved && live.error ? saved.savedAt : undefined} />;
  }
  if (live.error) {
    return (
      <div className="column py-8">
        <ErrorPanel error={live.error} onRetry={() => void live.refetch()} />
      </div>
    );
  }
  return (
    <div
      className="column lg:ml-[max(0px,calc((100%-75rem)/2))] grid max-w-md gap-4 py-6"
      aria-busy="true"
    >
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-80 w-full" />
    </div>
  );
}

function Ticket({ tickets, savedAt }: { tickets: OrderTickets; savedAt: number | undefined }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const { showtime } = tickets;
  const zone = showtime.cinema.timezone;
  const stamp = stampOf(tickets.items.map((ticket) => ticket.state));
  return (
    <div className="column lg:ml-[max(0px,calc((100%-75rem)/2))] grid max-w-4xl gap-6 py-6 lg:grid-cols-[26rem_1fr] lg:items-start lg:gap-10 lg:py-10">
      <div className="grid gap-4">
        {savedAt !== undefined && (
          <p className="rounded-md bg-warn-soft p-3 text-sm" role="status">
            {t.offline(formatDateTime(savedAt, zone, locale))}
          </p>
        )}
        <Perforated
          top={
            <div className="relative grid gap-4">
              <div className="grid gap-1">
                <p className="text-sm text-ink-muted">
                  <StartsIn showtime={showtime} />
                </p>
                <h1 className="text-xl font-semibold">{lz(showtime.film.title)}</h1>
                <p className="text-sm text-ink-muted">
                  {lz(showtime.cinema.name)} · {showtime.format.replace('_', ' ').toUpperCase()}
                </p>
              </div>
              <div className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
                <p className="figures text-2xl leading-none">
                  {formatTime(showtime.starts_at, zone)}
                </p>
                <div className="self-end text-sm">
                  <p className="tabular-nums">
                    {formatDateTime(showtime.starts_at, zone, locale).replace(/ \d\d:\d\d$/, '')}
                  </p>
                  <p className="font-medium">{lz(showtime.hall.name)}</p>
                </div>
              </div>
              <ul className="grid gap-1" aria-label={t.seats}>
                {tickets.items.map((ticket) => (
                  <li key={ticket.id} className="flex items-baseline justify-between gap-3">
                    <span className="text-lg font-semibold">
                      {upperFirst(seatNameOf(ticket, lang))}
                    </span>
                    <span className="text-sm text-ink-muted">{stateWord(ticket.state, lang)}</span>
                  </li>
                ))}
              </ul>
              {stamp && <Stamp stamp={stamp} />}
            </div>
          }
          bottom={
            <div className="grid gap-5">
              <Square tickets={tickets} />
              <PickupCode code={tickets.pickup_code} />
              <div className="grid gap-1">
                <p className="text-sm text-ink-muted">{t.verification}</p>
                <Digits code={tickets.verification_code} className="text-lg" />
              </div>
            </div>
          }
        />
      </div>
      <Around tickets={tickets} />
    </div>
  );
}

function stateWord(state: OrderTickets['items'][number]['state'], lang: Lang): string {
  const t = texts[lang];
  return {
    issued: '',
    collected: t.stampCollected,
    checked_in: t.stampCheckedIn,
    refunded: t.stampRefunded,
  }[state];
}

/** A rubber stamp across the ticket's corner. */
function Stamp({ stamp }: { stamp: StampData }) {
  const t = useTexts(texts);
  const words = {
    collected: t.stampCollected,
    checked_in: t.stampCheckedIn,
    refunded: t.stampRefunded,
  };
  const tone = stamp.kind === 'refunded' ? 'border-bad text-bad' : 'border-ok text-ok';
  return (
    <p
      className={`pointer-events-none absolute top-1 right-0 grid rotate-[-9deg] justify-items-center rounded-sm border-2 px-3 py-1 ${tone}`}
    >
      <span className="text-base font-bold tracking-wide">{words[stamp.kind]}</span>
      {stamp.done < stamp.all && <span className="text-xs">{t.partly(stamp.done, stamp.all)}</span>}
    </p>
  );
}

function StartsIn({ showtime }: { showtime: OrderTickets['showtime'] }) {
  const t = useTexts(texts);
  const now = useServerNow(15_000);
  const starts = Date.parse(showtime.starts_at);
  if (now >= Date.parse(showtime.ends_at)) return t.over;
  if (now >= starts) return t.running;
  const minutes = Math.ceil((starts - now) / 60_000);
  return t.startsIn(Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60);
}

/** Calendar, way there, order: what one may want beside the code. */
function Around({ tickets }: { tickets: OrderTickets }) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const [error, setError] = useState<unknown>(null);
  const { cinema } = tickets.showtime;
  const name = lz(cinema.name);
  const map = `https://uri.amap.com/marker?position=${cinema.longitude},${cinema.latitude}&coordinate=wgs84&name=${encodeURIComponent(name)}`;
  const save = () => {
    setError(null);
    saveCalendar(tickets.order_id, tickets.order_no).catch(setError);
  };
  return (
    <div className="grid gap-6">
      <section className="grid gap-2">
        <h2 className="text-sm font-medium text-ink-muted">{t.howToGet}</h2>
        <p className="font-semibold">{name}</p>
        <p>{lz(cinema.address)}</p>
        <div className="mt-1 flex flex-wrap gap-3">
          <a href={map} target="_blank" rel="noreferrer" className={buttonClass('secondary')}>
            <MapPin className="size-4" aria-hidden="true" />
            {t.openMap}
          </a>
          <a
            href={`tel:${cinema.phone.replace(/[^\d+]/g, '')}`}
            className={buttonClass('secondary')}
          >
            <Phone className="size-4" aria-hidden="true" />
            {t.call(cinema.phone)}
          </a>
        </div>
      </section>
      <section className="flex flex-wrap gap-3">
        <Button look="secondary" onClick={save}>
          <CalendarPlus className="size-4" aria-hidden="true" />
          {t.calendar}
        </Button>
        <ButtonLink href={paths.order(tickets.order_id)} look="quiet">
          {t.seeOrder}
        </ButtonLink>
      </section>
      <ErrorLine error={error} />
      <p className="text-sm text-ink-muted tabular-nums">{t.orderNo(tickets.order_no)}</p>
    </div>
  );
}
