import type { ReactNode } from 'react';
import type { Schema } from '@/api/types';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { addMoney, formatMoney, type Money } from '@/lib/money';
import { seatNameOf, sortSeats, upperFirst } from '@/lib/seats';
import { formatDateTime, formatTime } from '@/lib/time';
import { Perforated } from '@/ui/Perforated';
import { texts } from './texts';

type Props = {
  showtime: Schema<'Showtime'>;
  seats: Schema<'LockedSeat'>[];
  price: Schema<'Price'>;
  /** At the right of the film's title: the countdown, or where the order stands. */
  corner: ReactNode;
};

/** The order as a ticket: film, time, hall and seats above the perforation, the price below it. */
export function OrderCard({ showtime, seats, price, corner }: Props) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const zone = showtime.cinema.timezone;
  const hallFee = hallFeeOf(price);
  return (
    <Perforated
      top={
        <div className="grid gap-4">
          <div className="flex items-start justify-between gap-4">
            <div className="grid gap-1">
              <h2 className="text-lg font-semibold">{lz(showtime.film.title)}</h2>
              <p className="tabular-nums">
                <time dateTime={showtime.starts_at} className="font-medium">
                  {formatDateTime(showtime.starts_at, zone, locale)}
                </time>
                <span className="text-sm whitespace-nowrap text-ink-muted">
                  {' '}
                  {t.lasts(formatTime(showtime.ends_at, zone))}
                </span>
              </p>
              <p className="text-sm text-ink-muted">
                {lz(showtime.cinema.name)} · {lz(showtime.hall.name)} ·{' '}
                {showtime.format.replace('_', ' ').toUpperCase()}
              </p>
            </div>
            {corner}
          </div>
          <ul className="flex flex-wrap gap-2" aria-label={t.seats}>
            {sortSeats(seats).map((seat) => (
              <li key={seat.seat_code} className="rounded-sm bg-surface-2 px-3 py-1.5 font-medium">
                {upperFirst(seatNameOf(seat, lang))}
              </li>
            ))}
          </ul>
        </div>
      }
      bottom={
        <dl className="grid grid-cols-[1fr_auto] gap-y-1.5">
          <dt className="text-ink-muted">{t.tickets(seats.length)}</dt>
          <dd className="figures text-right">{formatMoney(price.tickets, locale, true)}</dd>
          {hallFee.amount > 0 && (
            <>
              <dt className="pl-4 text-sm text-ink-muted">{t.hallFee}</dt>
              <dd className="figures text-right text-sm text-ink-muted">
                {formatMoney(hallFee, locale, true)}
              </dd>
            </>
          )}
          <dt className="text-ink-muted">{t.fee}</dt>
          <dd className="figures text-right">{formatMoney(price.service_fee, locale, true)}</dd>
          <dt className="mt-1 font-semibold">{t.total}</dt>
          <dd className="figures mt-1 text-right text-lg">
            {formatMoney(price.total, locale, true)}
          </dd>
        </dl>
      }
    />
  );
}

/** What of the tickets' price is the hall's own fee. */
function hallFeeOf({ lines, tickets }: Schema<'Price'>): Money {
  const nothing: Money = { amount: 0, currency: tickets.currency };
  return lines.reduce((sum, line) => addMoney(sum, line.screen_fee ?? nothing), nothing);
}
