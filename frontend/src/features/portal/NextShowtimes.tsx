import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Schema } from '@/api/types';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { cx } from '@/lib/cx';
import { hallTypeName } from '@/lib/labels';
import { formatMoney } from '@/lib/money';
import { paths } from '@/lib/paths';
import { dayOf, formatTime, nameDay } from '@/lib/time';
import { Empty } from '@/ui/Empty';
import { Poster } from '@/ui/Poster';
import { portalTexts } from './texts';

type Showtime = Schema<'Showtime'>;

const TWO_HOURS = 2 * 3_600_000;
const SHOWN = 6;

/** Those still on sale within two hours; if there are none, whatever comes first. */
export function soonest(
  showtimes: readonly Showtime[],
  now: number,
): { list: Showtime[]; soon: boolean } {
  const open = showtimes.filter(
    (one) =>
      one.status === 'on_sale' && Date.parse(one.stop_sell_at) > now && one.seats_available !== 0,
  );
  const soon = open.filter((one) => Date.parse(one.starts_at) - now <= TWO_HOURS);
  return { list: (soon.length > 0 ? soon : open).slice(0, SHOWN), soon: soon.length > 0 };
}

/** The board over the door: what one could still walk into. */
export function NextShowtimes({ showtimes, now }: { showtimes: readonly Showtime[]; now: number }) {
  const t = useTexts(portalTexts);
  const moment = useMinute(now);
  const { list, soon } = soonest(showtimes, moment);
  if (list.length === 0) {
    return <Empty title={t.noSoon}>{t.noSoonWhy}</Empty>;
  }
  return (
    <section aria-labelledby="soon" className="grid gap-4">
      <h2 id="soon" className="headline text-xl lg:text-2xl">
        {soon ? t.soon : t.later}
      </h2>
      <ul className="grid border-b border-line lg:grid-cols-2 lg:gap-x-12">
        {list.map((showtime) => (
          <Row key={showtime.id} showtime={showtime} now={moment} />
        ))}
      </ul>
    </section>
  );
}

function Row({ showtime, now }: { showtime: Showtime; now: number }) {
  const t = useTexts(portalTexts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const zone = showtime.cinema.timezone;
  const minutes = Math.round((Date.parse(showtime.starts_at) - now) / 60_000);
  const today = dayOf(now, zone);
  const day = dayOf(showtime.starts_at, zone);
  const wait =
    minutes <= 1 ? t.now : minutes < 120 ? t.inMinutes(minutes) : nameDay(day, today, locale).name;
  const left = showtime.seats_available;
  return (
    <li className="border-t border-line">
      <Link
        href={paths.seats(showtime.id)}
        className="grid grid-cols-[4.25rem_2.75rem_minmax(0,1fr)_auto] items-center gap-x-3 py-3 transition-colors lg:rounded-md lg:hover:bg-surface-2 lg:grid-cols-[5rem_2.75rem_minmax(0,1fr)_auto] lg:-mx-2 lg:px-2"
      >
        <span className="grid">
          <time
            dateTime={showtime.starts_at}
            className="figures text-xl leading-none lg:text-[2rem]"
          >
            {formatTime(showtime.starts_at, zone)}
          </time>
          <span className="mt-1 text-xs whitespace-nowrap text-accent tabular-nums">{wait}</span>
        </span>
        <span className="w-11">
          <Poster film={showtime.film} className="rounded-[3px]" />
        </span>
        <span className="grid min-w-0 gap-0.5">
          <span className="truncate font-semibold">{lz(showtime.film.title)}</span>
          <span className="truncate text-sm text-ink-muted">
            {lz(showtime.cinema.name)}
            {showtime.hall.hall_type !== 'standard' &&
              ` · ${hallTypeName(showtime.hall.hall_type, lang)}`}
          </span>
        </span>
        <span className="grid justify-items-end gap-0.5">
          <span className="figures text-lg leading-tight">
            {formatMoney(showtime.price_from, locale)}
          </span>
          {left != null && (
            <span
              className={cx(
                'text-xs tabular-nums',
                left <= 10 ? 'font-medium text-warn' : 'text-ink-muted',
              )}
            >
              {t.seatsLeft(left)}
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}

/** The server's time, moved on every half minute, so that the waits on the board stay true. */
function useMinute(first: number): number {
  const [moment, setMoment] = useState(first);
  useEffect(() => {
    const timer = setInterval(() => setMoment(serverNow()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return moment;
}
