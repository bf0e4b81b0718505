import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Schema } from '@/api/types';
import { useCitySlug } from '@/lib/city';

export type City = Schema<'City'>;
export type Film = Schema<'Film'>;
export type FilmSummary = Schema<'FilmSummary'>;
export type Cinema = Schema<'Cinema'>;
export type CinemaSummary = Schema<'CinemaSummary'>;
export type Showtime = Schema<'Showtime'>;

const HOUR = 3_600_000;

const citiesQuery = queryOptions({
  queryKey: ['cities'],
  queryFn: () => unwrap(api.GET('/cities')),
  staleTime: HOUR,
});

/** The chosen city, or the platform's first one; `slug` is absent until the list is there. */
export function useCity(): { city: City | undefined; slug: string | undefined; cities: City[] } {
  const chosen = useCitySlug();
  const { data } = useQuery(citiesQuery);
  const cities = data?.items ?? [];
  const city = cities.find((one) => one.slug === chosen) ?? cities[0];
  return { city, slug: city?.slug ?? chosen ?? undefined, cities };
}
