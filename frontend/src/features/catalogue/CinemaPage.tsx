import { MapPin, Phone, TriangleAlert } from 'lucide-react';
import { Link, useParams } from 'wouter';
import { ApiError } from '@/api/errors';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { hallTypeName, languageName, placeName, serviceName } from '@/lib/labels';
import { paths } from '@/lib/paths';
import { formatRuntime } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { ButtonLink } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Poster } from '@/ui/Poster';
import { Skeleton } from '@/ui/Skeleton';
import { Stub } from '@/ui/Stub';
import { DayShowtimes, type ShowtimeGroup } from './DayShowtimes';
import { type Cinema, useCinema } from './queries';
import { StubGrid, StubSkeletons } from './StubGrid';
import { catalogueTexts } from './texts';

export default function CinemaPage() {
  const { id } = useParams<{ id: string }>();
  const t = useTexts(catalogueTexts);
  const lz = useLocalized();
  const cinema = useCinema(id);
  useTitle(cinema.data && lz(cinema.data.name));
  if (cinema.isPending) {
    return (
      <div className="column grid gap-4 pt-5 lg:pt-10">
        <Skeleton className="h-10 w-64 max-w-full" />
        <Skeleton className="h-4 w-80 max-w-full" />
        <Skeleton className="mt-4 h-14" />
        <StubSkeletons />
      </div>
    );
  }
  if (cinema.error) {
    const gone = cinema.error instanceof ApiError && cinema.error.status === 404;
    return (
      <div className="column py-12">
        <ErrorPanel
          error={cinema.error}
          onRetry={gone ? undefined : () => void cinema.refetch()}
          action={<ButtonLink href={paths.cinemas()}>{t.cinemas}</ButtonLink>}
        />
      </div>
    );
  }
  return (
    <div className="column grid gap-8 pt-5 pb-8 lg:pt-10">
      <Header cinema={cinema.data} />
      <Programme cinema={cinema.data} />
      <House cinema={cinema.data} />
    </div>
  );
}

function Header({ cinema }: { cinema: Cinema }) {
  const t = useTexts(catalogueTexts);
  const lang = useLang();
  const lz = useLocalized();
  const place = `${cinema.latitude},${cinema.longitude}`;
  return (
    <header className="grid gap-3">
      <h1 className="headline text-xl lg:text-2xl">{lz(cinema.name)}</h1>
      <p className="flex flex-wrap gap-x-5 gap-y-1 text-ink-muted">
        <a
          href={`geo:${place}?q=${place}(${encodeURIComponent(lz(cinema.name))})`}
          className="flex min-h-9 items-center gap-1.5 underline-offset-4 hover:text-ink hover:underline"
          title={t.map}
        >
          <MapPin className="size-4 shrink-0" aria-hidden="true" />
          {placeName(lz(cinema.district.name), lz(cinema.address))}
        </a>
        <a
          href={`tel:${cinema.phone.replaceAll(/[^+\d]/g, '')}`}
          className="flex min-h-9 items-center gap-1.5 tabular-nums underline-offset-4 hover:text-ink hover:underline"
          title={t.call}
        >
          <Phone className="size-4 shrink-0" aria-hidden="true" />
          {cinema.phone}
        </a>
      </p>
      {cinema.services.length > 0 && (
        <p className="text-sm text-ink-muted">
          {cinema.services.map((service) => serviceName(service, lang)).join(' · ')}
        </p>
      )}
      {!cinema.available && (
        <p role="status" className="flex gap-2.5 rounded-md bg-warn-soft px-4 py-3">
          <TriangleAlert className="mt-0.5 size-5 shrink-0 text-warn" aria-hidden="true" />
          {t.unavailable}
        </p>
      )}
    </header>
  );
}

function Programme({ cinema }: { cinema: Cinema }) {
  const t = useTexts(catalogueTexts);
  return (
    <DayShowtimes
      id="programme"
      dates={cinema.showing_dates}
      zone={cinema.timezone}
      filter={{ cinema_id: cinema.id }}
      keyOf={(showtime) => showtime.film.id}
      nothing={<Empty title={t.nothingShowing}>{t.nothingShowingWhy}</Empty>}
      group={(showtimes) => <FilmTimes key={showtimes[0].film.id} showtimes={showtimes} />}
    />
  );
}

function FilmTimes({ showtimes }: { showtimes: ShowtimeGroup }) {
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const { film } = showtimes[0];
  const facts = [
    formatRuntime(film.runtime_min, locale),
    film.genres.map((genre) => lz(genre.name)).join(lang === 'zh' ? '、' : ', '),
    languageName(film.original_language, lang),
  ];
  return (
    <section className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-4 gap-y-3 border-t border-line pt-5 lg:grid-cols-[7rem_minmax(0,1fr)] lg:gap-x-8">
      <Link href={paths.film(film.id)} tabIndex={-1} aria-hidden="true" className="lg:row-span-2">
        <Poster film={film} />
      </Link>
      <div className="grid content-start gap-0.5">
        <h3 className="text-lg font-semibold">
          <Link href={paths.film(film.id)} className="underline-offset-4 hover:underline">
            {lz(film.title)}
          </Link>
        </h3>
        <p className="text-sm text-ink-muted">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <div className="col-span-2 lg:col-span-1 lg:col-start-2">
        <StubGrid>
          {showtimes.map((showtime) => (
            <li key={showtime.id}>
              <Stub showtime={showtime} />
            </li>
          ))}
        </StubGrid>
      </div>
    </section>
  );
}

/** The house itself: its halls and its terms. */
function House({ cinema }: { cinema: Cinema }) {
  const t = useTexts(catalogueTexts);
  const lang = useLang();
  const lz = useLocalized();
  return (
    <div className="grid gap-10 border-t border-line pt-8 md:grid-cols-2">
      <section className="grid content-start gap-3">
        <h2 className="text-lg font-semibold">{t.halls(cinema.halls.length)}</h2>
        <ul className="grid gap-1.5">
          {cinema.halls.map((hall) => (
            <li key={hall.id} className="flex items-baseline gap-3">
              <span>{lz(hall.name)}</span>
              {hall.hall_type !== 'standard' && (
                <span className="text-sm font-semibold text-accent">
                  {hallTypeName(hall.hall_type, lang)}
                </span>
              )}
              <span className="ml-auto text-sm text-ink-muted tabular-nums">
                {t.seats(hall.seat_count)}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {cinema.refund_policy.lines.length > 0 && (
        <section className="grid content-start gap-3">
          <h2 className="text-lg font-semibold">{t.refunds}</h2>
          <ul className="grid gap-1.5">
            {cinema.refund_policy.lines.map((line) => (
              <li key={line.en}>{lz(line)}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
