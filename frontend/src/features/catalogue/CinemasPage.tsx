import { LocateFixed } from 'lucide-react';
import { useState } from 'react';
import { useLang, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { hallTypeName } from '@/lib/labels';
import { useQueryParams } from '@/lib/navigation';
import { useTitle } from '@/lib/title';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { MoreButton } from '@/ui/MoreButton';
import { Skeleton } from '@/ui/Skeleton';
import { CinemaRow } from './CinemaRow';
import { useCinemas, useCity } from './queries';
import { SearchBox } from './SearchBox';
import { catalogueTexts } from './texts';

/** The kinds of hall worth travelling for; an ordinary one is not a filter. */
const HALL_TYPES = ['imax', 'dolby', 'giant', 'laser', 'vip'] as const;

/** The city's cinemas: by district, by hall, by name, by distance; all of it in the address. */
export default function CinemasPage() {
  const t = useTexts(catalogueTexts);
  const lang = useLang();
  const lz = useLocalized();
  const [params, change] = useQueryParams();
  const { city, slug } = useCity();
  const district = params.get('district');
  const hallType = params.get('hall');
  const q = params.get('q') ?? '';
  const near = params.get('near') ?? undefined;
  const cinemas = useCinemas({
    city: slug,
    district: district ?? undefined,
    hall_type: hallType ?? undefined,
    q: q || undefined,
    near,
  });
  useTitle(t.cinemas);
  const list = cinemas.data?.pages.flatMap((page) => page.items) ?? [];
  const offered = new Set(list.flatMap((cinema) => cinema.hall_types));
  const halls = [...new Set([...HALL_TYPES, ...offered])].filter(
    (type) => type !== 'standard' && (offered.has(type) || type === hallType),
  );
  const filtered = Boolean(district || hallType || q);
  return (
    <div className="column grid gap-6 pt-5 pb-8 lg:pt-10">
      <div className="flex flex-col gap-4 lg:flex-row lg:items-center lg:justify-between">
        <h1 className="headline text-xl lg:text-2xl">
          {city ? t.cinemasIn(lz(city.name)) : t.cinemas}
        </h1>
        <div className="flex gap-2 lg:w-[30rem] lg:justify-end">
          <SearchBox label={t.searchCinemas} value={q} onChange={(next) => change({ q: next })} />
          <NearMe near={near} onChange={(next) => change({ near: next })} />
        </div>
      </div>
      <div className="grid gap-2.5">
        <Chips
          label={t.district}
          all={t.allDistricts}
          value={district}
          onChange={(next) => change({ district: next })}
          items={(city?.districts ?? []).map((one) => ({ value: one.slug, label: lz(one.name) }))}
        />
        {halls.length > 0 && (
          <Chips
            label={t.hallType}
            all={t.allHalls}
            value={hallType}
            onChange={(next) => change({ hall: next })}
            items={halls.map((type) => ({ value: type, label: hallTypeName(type, lang) }))}
          />
        )}
      </div>
      {cinemas.isPending ? (
        <RowSkeletons />
      ) : cinemas.error ? (
        <ErrorPanel error={cinemas.error} onRetry={() => void cinemas.refetch()} />
      ) : list.length === 0 ? (
        <Empty
          title={t.noCinemas}
          action={
            filtered && (
              <Button
                look="secondary"
                onClick={() => change({ district: null, hall: null, q: null })}
              >
                {t.clearFilters}
              </Button>
            )
          }
        >
          {t.noCinemasWhy}
        </Empty>
      ) : (
        <ul className="border-b border-line" aria-busy={cinemas.isFetching}>
          {list.map((cinema) => (
            <CinemaRow key={cinema.id} cinema={cinema} />
          ))}
        </ul>
      )}
      <MoreButton list={cinemas} label={t.more} />
    </div>
  );
}

interface NearMeProps {
  near: string | undefined;
  onChange: (near: string | null) => void;
}

/** Asks for the position only when pressed, and rounds it to some hundred metres. */
function NearMe({ near, onChange }: NearMeProps) {
  const t = useTexts(catalogueTexts);
  const [state, setState] = useState<'idle' | 'asking' | 'denied'>('idle');
  const ask = () => {
    if (near) {
      onChange(null);
      return;
    }
    if (!navigator.geolocation) {
      setState('denied');
      return;
    }
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle');
        onChange(`${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`);
      },
      () => setState('denied'),
      { timeout: 10_000, maximumAge: 300_000 },
    );
  };
  return (
    <div className="shrink-0">
      <button
        type="button"
        aria-pressed={Boolean(near)}
        disabled={state === 'asking'}
        onClick={ask}
        className={`flex min-h-11 items-center gap-2 rounded-md border px-4 transition-colors ${near ? 'border-accent bg-accent-soft font-medium' : 'border-line-strong hover:bg-surface-2'}`}
      >
        <LocateFixed className="size-4.5 shrink-0" aria-hidden="true" />
        {state === 'asking' ? t.locating : near ? t.nearOn : t.near}
      </button>
      {state === 'denied' && (
        <p role="alert" className="mt-1 max-w-60 text-sm text-warn">
          {t.nearDenied}
        </p>
      )}
    </div>
  );
}

const PLACES = [0, 1, 2, 3, 4, 5];

function RowSkeletons() {
  return (
    <div className="border-b border-line" aria-busy="true">
      {PLACES.map((place) => (
        <div key={place} className="grid gap-2.5 border-t border-line py-5">
          <Skeleton className="h-6 w-52" />
          <Skeleton className="h-4 w-80 max-w-full" />
        </div>
      ))}
    </div>
  );
}
