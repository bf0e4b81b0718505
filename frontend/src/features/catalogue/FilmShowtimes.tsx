import { Link } from 'wouter';
import { useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { placeName } from '@/lib/labels';
import { useQueryParams } from '@/lib/navigation';
import { paths } from '@/lib/paths';
import { dayOf, PLATFORM_ZONE } from '@/lib/time';
import { DateStrip } from '@/ui/DateStrip';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Stub } from '@/ui/Stub';
import { chosenDay, groupShowtimes } from './days';
import { type Film, type Showtime, useCity, useShowtimes } from './queries';
import { StubGrid, StubSkeletons } from './StubGrid';
import { catalogueTexts } from './texts';

/** The days of a film, and for the chosen one its cinemas with their times. */
export function FilmShowtimes({ film }: { film: Film }) {
  const t = useTexts(catalogueTexts);
  const { city, slug } = useCity();
  const [params, change] = useQueryParams();
  const today = dayOf(serverNow(), city?.timezone ?? PLATFORM_ZONE);
  const days = film.showing_dates.filter((day) => day >= today);
  const day = chosenDay(days, params.get('date'));
  const showtimes = useShowtimes(day ? { film_id: film.id, city: slug, date: day } : null);
  if (!day) {
    return <Empty title={t.noDates}>{t.noDatesWhy}</Empty>;
  }
  return (
    <section aria-labelledby="showtimes" className="grid gap-6">
      <h2 id="showtimes" className="sr-only">
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
        groupShowtimes(showtimes.data, (showtime) => showtime.cinema.id).map((group) => (
          <CinemaTimes key={group[0].cinema.id} showtimes={group} />
        ))
      )}
    </section>
  );
}

function CinemaTimes({ showtimes }: { showtimes: readonly [Showtime, ...Showtime[]] }) {
  const lz = useLocalized();
  const { cinema } = showtimes[0];
  const date = showtimes[0].business_date;
  return (
    <section className="grid gap-3 border-t border-line pt-5">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h3 className="text-lg font-semibold">
          <Link
            href={paths.cinema(cinema.id, { date })}
            className="underline-offset-4 hover:underline"
          >
            {lz(cinema.name)}
          </Link>
        </h3>
        <p className="text-sm text-ink-muted">
          {placeName(lz(cinema.district.name), lz(cinema.address))}
        </p>
      </div>
      <StubGrid>
        {showtimes.map((showtime) => (
          <li key={showtime.id}>
            <Stub showtime={showtime} />
          </li>
        ))}
      </StubGrid>
    </section>
  );
}
