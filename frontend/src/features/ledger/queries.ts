import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { saveAs } from '@/api/download';
import type { Schema } from '@/api/types';

export type LedgerEntry = Schema<'LedgerEntry'>;
export type LedgerTotal = Schema<'LedgerTotal'>;

/** What the list of entries is narrowed to; days are inclusive. */
export type EntryFilter = {
  from: string;
  to: string;
  category?: string | undefined;
  cinema_id?: string | undefined;
  gateway?: string | undefined;
  order_id?: string | undefined;
};

const PAGE = 100;

export const overviewQuery = queryOptions({
  queryKey: ['admin', 'overview'],
  queryFn: () => unwrap(api.GET('/admin/overview')),
  staleTime: 0,
  refetchInterval: 15_000,
});

export const daysQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['admin', 'ledger', 'days', from, to],
    queryFn: () => unwrap(api.GET('/admin/ledger/days', { params: { query: { from, to } } })),
  });

export const dayQuery = (date: string) =>
  queryOptions({
    queryKey: ['admin', 'ledger', 'day', date],
    queryFn: () => unwrap(api.GET('/admin/ledger/days/{date}', { params: { path: { date } } })),
  });

export const entriesQuery = (filter: EntryFilter) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'ledger', 'entries', filter],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/admin/ledger/entries', {
          params: {
            query: { ...given(filter), limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

/** Without the empty narrowings, which the server would refuse. */
function given(filter: EntryFilter) {
  const { from, to, ...rest } = filter;
  return { from, to, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value)) };
}

export const cinemaNamesQuery = queryOptions({
  queryKey: ['cinemas', 'names'],
  queryFn: () => unwrap(api.GET('/cinemas', { params: { query: { limit: 100 } } })),
  staleTime: 3_600_000,
});

export const saveCsv = (from: string, to: string) =>
  saveAs(
    api.GET('/admin/ledger/export', {
      params: { query: { from, to, format: 'csv' } },
      parseAs: 'blob',
    }) as unknown as Parameters<typeof saveAs>[0],
    from === to ? `ledger-${from}.csv` : `ledger-${from}-${to}.csv`,
  );
