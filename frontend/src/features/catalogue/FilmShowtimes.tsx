import { Link } from 'wouter';
import { useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { placeName } from '@/lib/labels';
import { paths } from '@/lib/paths';
import { PLATFORM_ZONE } from '@/lib/time';
import { Empty } from '@/ui/Empty';
import { Status } from '@/ui/Status';
import { Stub } from '@/ui/Stub';
import { DayShowtimes, type ShowtimeGroup } from './DayShowtimes';
import { type Film, useCity } from './queries';
import { StubGrid } from './StubGrid';
import { catalogueTexts } from './texts';

/** The days of a film, and for the chosen one its cinemas with their times. */
export function FilmShowtimes({ film }: { film: Film }) {
  const t = useTexts(catalogueTexts);
  const { city, slug } = useCity();
  return (
    <DayShowtimes
      id="showtimes"
      dates={film.showing_dates}
      zone={city?.timezone ?? PLATFORM_ZONE}
      filter={{ film_id: film.id, city: slug }}
      keyOf={(showtime) => showtime.cinema.id}
      nothing={<Empty title={t.noDates}>{t.noDatesWhy}</Empty>}
      group={(showtimes) => <CinemaTimes key={showtimes[0].cinema.id} showtimes={showtimes} />}
    />
  );
}

function CinemaTimes({ showtimes }: { showtimes: ShowtimeGroup }) {
  const t = useTexts(catalogueTexts);
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
        {!cinema.available && (
          <p className="text-sm">
            <Status tone="warn">{t.unavailableShort}</Status>
          </p>
        )}
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
