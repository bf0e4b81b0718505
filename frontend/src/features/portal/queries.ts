import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Schema } from '@/api/types';

export type Portal = Schema<'Portal'>;
export type PortalApp = Schema<'PortalApp'>;
export type Article = Schema<'Article'>;
export type ArticleSummary = Schema<'ArticleSummary'>;

const MINUTE = 60_000;

/** Everything on the front page in one answer; the next showtimes age quickest. */
export function usePortal(city: string | null) {
  return useQuery({
    queryKey: ['portal', city],
    queryFn: () => unwrap(api.GET('/portal', { params: { query: city ? { city } : {} } })),
    staleTime: MINUTE,
    refetchInterval: 2 * MINUTE,
  });
}

/** The applications alone, for a page of one of them. */
export function useApps() {
  return useQuery({
    queryKey: ['apps'],
    queryFn: () => unwrap(api.GET('/apps')),
    staleTime: MINUTE,
  });
}

export function useArticles(category: string | null) {
  return useInfiniteQuery({
    queryKey: ['articles', category],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/articles', {
          params: {
            query: {
              ...(category ? { category } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    staleTime: 5 * MINUTE,
  });
}

export function useArticle(slug: string) {
  return useQuery({
    queryKey: ['article', slug],
    queryFn: () => unwrap(api.GET('/articles/{slug}', { params: { path: { slug } } })),
    staleTime: 5 * MINUTE,
  });
}
