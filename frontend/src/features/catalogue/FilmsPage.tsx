import { useTexts } from '@/i18n/texts';
import { useQueryParams } from '@/lib/navigation';
import { paths } from '@/lib/paths';
import { useTitle } from '@/lib/title';
import { ButtonLink } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { FilmCard, posterGrid } from '@/ui/FilmCard';
import { MoreButton } from '@/ui/MoreButton';
import { Skeleton } from '@/ui/Skeleton';
import { Tabs } from '@/ui/Tabs';
import { type FilmStatus, useCity, useFilms } from './queries';
import { SearchBox } from './SearchBox';
import { catalogueTexts } from './texts';

/** All films on show, or coming; the tab and the search are in the address. */
export default function FilmsPage() {
  const t = useTexts(catalogueTexts);
  const [params, change] = useQueryParams();
  const { slug } = useCity();
  const status: FilmStatus = params.get('tab') === 'upcoming' ? 'upcoming' : 'showing';
  const q = params.get('q') ?? '';
  const films = useFilms({
    status,
    city: slug,
    q: q || undefined,
    genre: params.get('genre') ?? undefined,
  });
  useTitle(status === 'showing' ? t.showing : t.upcoming);
  const list = films.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="column grid gap-6 pt-4 pb-8 lg:pt-8">
      <h1 className="sr-only">{t.films}</h1>
      <div className="flex flex-col-reverse gap-4 lg:flex-row lg:items-end lg:justify-between">
        <Tabs
          label={t.films}
          panelId="films"
          value={status}
          onChange={(next) => change({ tab: next === 'upcoming' ? next : null })}
          items={[
            { value: 'showing', label: t.showing },
            { value: 'upcoming', label: t.upcoming },
          ]}
        />
        <SearchBox label={t.searchFilms} value={q} onChange={(next) => change({ q: next })} />
      </div>
      <div id="films" role="tabpanel" aria-busy={films.isFetching} className="grid gap-8">
        {films.isPending ? (
          <PosterSkeletons />
        ) : films.error ? (
          <ErrorPanel error={films.error} onRetry={() => void films.refetch()} />
        ) : list.length === 0 ? (
          <NothingFound q={q} />
        ) : (
          <ul className={posterGrid}>
            {list.map((film) => (
              <li key={film.id}>
                <FilmCard film={film} />
              </li>
            ))}
          </ul>
        )}
        <MoreButton list={films} label={t.more} />
      </div>
    </div>
  );
}

function NothingFound({ q }: { q: string }) {
  const t = useTexts(catalogueTexts);
  if (!q) return <Empty title={t.nothingShowing}>{t.nothingShowingWhy}</Empty>;
  return (
    <Empty
      title={t.noFilms}
      action={
        <ButtonLink href={paths.films()} look="secondary">
          {t.allFilms}
        </ButtonLink>
      }
    >
      {t.noFilmsWhy(q)}
    </Empty>
  );
}

const PLACES = Array.from({ length: 12 }, (_, index) => index);

function PosterSkeletons() {
  return (
    <div className={posterGrid}>
      {PLACES.map((place) => (
        <div key={place} className="grid gap-2.5">
          <Skeleton className="aspect-2/3" />
          <Skeleton className="h-5 w-3/4" />
        </div>
      ))}
    </div>
  );
}
