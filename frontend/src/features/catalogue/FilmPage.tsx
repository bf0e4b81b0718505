import { useState } from 'react';
import { useParams } from 'wouter';
import { ApiError } from '@/api/errors';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { languageName, specialFormats } from '@/lib/labels';
import { paths } from '@/lib/paths';
import { formatRuntime, nameDay } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { ButtonLink } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { POSTER_IN_FLIGHT } from '@/ui/FilmCard';
import { Poster } from '@/ui/Poster';
import { Skeleton } from '@/ui/Skeleton';
import { FilmShowtimes } from './FilmShowtimes';
import { type Film, type FilmSummary, useFilm } from './queries';
import { catalogueTexts } from './texts';

export default function FilmPage() {
  const { id } = useParams<{ id: string }>();
  const t = useTexts(catalogueTexts);
  const lz = useLocalized();
  const query = useFilm(id);
  const known = query.data ?? query.preview;
  useTitle(known && lz(known.title));
  if (query.error && !query.data) {
    const gone = query.error instanceof ApiError && query.error.status === 404;
    return (
      <div className="column py-12">
        <ErrorPanel
          error={query.error}
          onRetry={gone ? undefined : () => void query.refetch()}
          action={<ButtonLink href={paths.films()}>{t.allFilms}</ButtonLink>}
        />
      </div>
    );
  }
  return (
    <article className="column grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-5 gap-y-8 pt-5 pb-8 md:grid-cols-[minmax(12rem,17rem)_minmax(0,1fr)] md:grid-rows-[auto_1fr] md:gap-x-10 lg:gap-x-14 lg:pt-10">
      <div className="md:row-span-2">
        <div
          ref={(element) => {
            if (element) element.style.viewTransitionName = POSTER_IN_FLIGHT;
          }}
          className="overflow-hidden rounded-sm ring-1 ring-line md:sticky md:top-24"
        >
          {known ? <Poster film={known} /> : <Skeleton className="aspect-2/3" />}
        </div>
      </div>
      <header className="self-end md:self-start">
        {known ? <Title film={known} /> : <TitleSkeleton />}
      </header>
      <div className="col-span-2 grid min-w-0 content-start gap-8 md:col-span-1">
        {query.data ? <Credits film={query.data} /> : <CreditsSkeleton />}
        {query.data && <FilmShowtimes film={query.data} />}
      </div>
    </article>
  );
}

function Title({ film }: { film: FilmSummary | Film }) {
  const lang = useLang();
  const other = lang === 'zh' ? film.title.en : film.title.zh;
  const lz = useLocalized();
  return (
    <div className="grid gap-2">
      <h1 className="headline text-xl text-balance md:text-2xl">{lz(film.title)}</h1>
      {other !== lz(film.title) && (
        <p className="text-ink-muted md:text-lg" lang={lang === 'zh' ? 'en' : 'zh-CN'}>
          {other}
        </p>
      )}
      <Facts film={film} />
    </div>
  );
}

/** Year, length, genres, language: one line, in the order in which one asks. */
function Facts({ film }: { film: FilmSummary | Film }) {
  const t = useTexts(catalogueTexts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const opens = nameDay(film.released_on, film.released_on, locale).date;
  const facts = [
    film.status === 'upcoming' ? t.opens(opens) : String(film.year),
    formatRuntime(film.runtime_min, locale),
    film.genres.map((genre) => lz(genre.name)).join(lang === 'zh' ? '、' : ', '),
    languageName(film.original_language, lang),
    ...specialFormats(film.formats),
  ];
  return (
    // Each dot stands before its fact and the first of a line falls off the edge: none is left over.
    <p className="overflow-hidden text-sm text-ink-muted md:mt-1 md:text-base">
      <span className="-ml-5 flex flex-wrap">
        {facts.filter(Boolean).map((fact) => (
          <span key={fact} className="flex tabular-nums">
            <span className="w-5 shrink-0 text-center text-line-strong" aria-hidden="true">
              ·
            </span>
            {fact}
          </span>
        ))}
      </span>
    </p>
  );
}

/** Longer stories than this start folded on any screen. */
const LONG_STORY = 150;

function Credits({ film }: { film: Film }) {
  const t = useTexts(catalogueTexts);
  const lang = useLang();
  const lz = useLocalized();
  const [open, setOpen] = useState(false);
  const story = lz(film.synopsis);
  const long = story.length > LONG_STORY;
  const names = (people: Film['cast']) =>
    people.map((person) => lz(person.name)).join(lang === 'zh' ? '、' : ', ');
  return (
    <div className="grid max-w-prose gap-4">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        {film.directors.length > 0 && (
          <>
            <dt className="text-ink-muted">{t.directors}</dt>
            <dd>{names(film.directors)}</dd>
          </>
        )}
        {film.cast.length > 0 && (
          <>
            <dt className="text-ink-muted">{t.cast}</dt>
            <dd>{names(film.cast)}</dd>
          </>
        )}
      </dl>
      {story && (
        <div>
          <h2 className="sr-only">{t.synopsis}</h2>
          <p className={long && !open ? 'line-clamp-3' : undefined}>{story}</p>
          {long && (
            <button
              type="button"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
              className="mt-1 min-h-9 font-medium text-accent"
            >
              {open ? t.readLess : t.readMore}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function TitleSkeleton() {
  return (
    <div className="grid gap-3">
      <Skeleton className="h-9 w-64 max-w-full" />
      <Skeleton className="h-5 w-40 max-w-full" />
    </div>
  );
}

function CreditsSkeleton() {
  return (
    <div className="grid max-w-prose gap-3">
      <Skeleton className="h-4 w-56" />
      <Skeleton className="h-4" />
      <Skeleton className="h-4 w-4/5" />
      <Skeleton className="mt-6 h-14" />
    </div>
  );
}
