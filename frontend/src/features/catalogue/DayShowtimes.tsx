import type { ReactNode } from 'react';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { useQueryParams } from '@/lib/navigation';
import { dayOf } from '@/lib/time';
import { DateStrip } from '@/ui/DateStrip';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { chosenDay, groupShowtimes } from './days';
import { type Showtime, type ShowtimeFilter, useShowtimes } from './queries';
import { StubSkeletons } from './StubGrid';
import { catalogueTexts } from './texts';

export type ShowtimeGroup = readonly [Showtime, ...Showtime[]];

interface DayShowtimesProps {
  id: string;
  /** Days on which there is something, and the zone in which today is reckoned. */
  dates: readonly string[];
  zone: string;
  /** Which showtimes, but for their day. */
  filter: Omit<ShowtimeFilter, 'date'>;
  keyOf: (showtime: Showtime) => string;
  /** Stands for the whole where no day has anything. */
  nothing: ReactNode;
  group: (showtimes: ShowtimeGroup) => ReactNode;
}

/** A strip of days and, for the chosen one, its showtimes in groups. The day is in the address. */
export function DayShowtimes(props: DayShowtimesProps) {
  const { id, dates, zone, filter, keyOf, nothing, group } = props;
  const t = useTexts(catalogueTexts);
  const [params, change] = useQueryParams();
  const today = dayOf(serverNow(), zone);
  const days = dates.filter((day) => day >= today);
  const day = chosenDay(days, params.get('date'));
  const showtimes = useShowtimes(day ? { ...filter, date: day } : null);
  if (!day) return nothing;
  return (
    <section aria-labelledby={id} className="grid gap-6">
      <h2 id={id} className="sr-only">
        {t.showtimes}
      </h2>
      <DateStrip
        days={days}
        today={today}
        value={day}
        onChange={(next) => change({ date: next === days[0] ? null : next })}
      />
      {showtimes.isPending ? (
        <StubSkeletons />
      ) : showtimes.error ? (
        <ErrorPanel error={showtimes.error} onRetry={() => void showtimes.refetch()} />
      ) : showtimes.data.length === 0 ? (
        <Empty title={t.noShowtimes}>{t.noShowtimesWhy}</Empty>
      ) : (
        groupShowtimes(showtimes.data, keyOf).map(group)
      )}
    </section>
  );
}
