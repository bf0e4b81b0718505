import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Schema } from '@/api/types';
import { useCitySlug } from '@/lib/city';

export type City = Schema<'City'>;
export type Film = Schema<'Film'>;
export type FilmSummary = Schema<'FilmSummary'>;
export type FilmStatus = Schema<'FilmStatus'>;
export type Cinema = Schema<'Cinema'>;
export type CinemaSummary = Schema<'CinemaSummary'>;
export type Showtime = Schema<'Showtime'>;

const MINUTE = 60_000;
/** The most that the API gives at once. */
const PAGE_LIMIT = 100;

const citiesQuery = queryOptions({
  queryKey: ['cities'],
  queryFn: () => unwrap(api.GET('/cities')),
  staleTime: 60 * MINUTE,
});

/** The chosen city, or the platform's first one; `slug` is absent until one of them is known. */
export function useCity(): { city: City | undefined; slug: string | undefined; cities: City[] } {
  const chosen = useCitySlug();
  const { data } = useQuery(citiesQuery);
  const cities = data?.items ?? [];
  const city = cities.find((one) => one.slug === chosen) ?? cities[0];
  return { city, slug: city?.slug ?? chosen ?? undefined, cities };
}

export interface FilmFilter {
  status: FilmStatus;
  city?: string | undefined;
  genre?: string | undefined;
  q?: string | undefined;
}

const filmsQuery = (filter: FilmFilter) =>
  infiniteQueryOptions({
    queryKey: ['films', filter],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/films', { params: { query: { ...filter, limit: 36, ...cursorOf(pageParam) } } }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    staleTime: 5 * MINUTE,
  });

const cursorOf = (cursor: string | null) => (cursor ? { cursor } : {});

export function useFilms(filter: FilmFilter) {
  return useInfiniteQuery({ ...filmsQuery(filter), placeholderData: keepPreviousData });
}

/** Until the whole film is there, what a list already knows of it is enough for its poster. */
export function useFilm(id: string) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['film', id],
    queryFn: () => unwrap(api.GET('/films/{id}', { params: { path: { id } } })),
    staleTime: 5 * MINUTE,
  });
  return { ...query, preview: query.data ? undefined : findPreview(client, id) };
}

interface FilmHolder {
  pages?: { items: FilmSummary[] }[];
  showing?: FilmSummary[];
  upcoming?: FilmSummary[];
}

function findPreview(
  client: ReturnType<typeof useQueryClient>,
  id: string,
): FilmSummary | undefined {
  const held = [
    ...client.getQueriesData<FilmHolder>({ queryKey: ['films'] }),
    ...client.getQueriesData<FilmHolder>({ queryKey: ['portal'] }),
  ];
  for (const [, data] of held) {
    const films = [
      ...(data?.pages?.flatMap((page) => page.items) ?? []),
      ...(data?.showing ?? []),
      ...(data?.upcoming ?? []),
    ];
    const film = films.find((one) => one.id === id);
    if (film) return film;
  }
  return undefined;
}

export interface CinemaFilter {
  city?: string | undefined;
  district?: string | undefined;
  hall_type?: string | undefined;
  q?: string | undefined;
  /** "lat,lng": sorts by distance from there. */
  near?: string | undefined;
}

export function useCinemas(filter: CinemaFilter) {
  return useInfiniteQuery({
    queryKey: ['cinemas', filter],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/cinemas', {
          params: { query: { ...filter, limit: 50, ...cursorOf(pageParam) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    staleTime: 5 * MINUTE,
    placeholderData: keepPreviousData,
  });
}

export function useCinema(id: string) {
  return useQuery({
    queryKey: ['cinema', id],
    queryFn: () => unwrap(api.GET('/cinemas/{id}', { params: { path: { id } } })),
    staleTime: 5 * MINUTE,
  });
}

export interface ShowtimeFilter {
  film_id?: string;
  cinema_id?: string;
  city?: string | undefined;
  date: string;
}

/** All showtimes of a day for one film or one cinema; pages are fetched until there are no more. */
export function useShowtimes(filter: ShowtimeFilter | null) {
  return useQuery({
    queryKey: ['showtimes', filter],
    enabled: filter !== null,
    queryFn: async () => {
      const found: Showtime[] = [];
      let cursor: string | null = null;
      do {
        const page: Schema<'ShowtimePage'> = await unwrap(
          api.GET('/showtimes', {
            params: {
              query: { ...(filter ?? {}), limit: PAGE_LIMIT, ...cursorOf(cursor) },
            },
          }),
        );
        found.push(...page.items);
        cursor = page.next_cursor ?? null;
      } while (cursor);
      return found;
    },
    staleTime: MINUTE,
    refetchInterval: 2 * MINUTE,
  });
}
