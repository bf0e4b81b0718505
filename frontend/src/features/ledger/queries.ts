import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { type Progress, saveWithProgress } from '@/api/download';
import type { Schema } from '@/api/types';
import type { Lang } from '@/i18n/lang';

export type LedgerEntry = Schema<'LedgerEntry'>;
export type LedgerTotal = Schema<'LedgerTotal'>;
export type LedgerDay = Schema<'LedgerDay'>;
export type CinemaTotal = Schema<'LedgerCinemaTotal'>;
export type LedgerSeal = Schema<'LedgerSeal'>;
export type LedgerProof = Schema<'LedgerProof'>;
export type OrderStatus = Schema<'OrderStatus'>;

/** What the books are asked for; days are inclusive. */
export interface EntryFilter {
  from: string;
  to: string;
  category?: string | null;
  cinema_id?: string | null;
  gateway?: string | null;
  status?: OrderStatus | null;
  order_no?: string | null;
  phone?: string | null;
}

export type ExportFormat = 'csv' | 'xlsx' | 'jsonl';

const PAGE = 100;

export const daysQuery = (filter: EntryFilter) =>
  queryOptions({
    queryKey: ['admin', 'ledger', 'days', filter],
    queryFn: () => unwrap(api.GET('/admin/ledger/days', { params: { query: given(filter) } })),
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

export const proofQuery = (entryId: string) =>
  queryOptions({
    queryKey: ['admin', 'ledger', 'proof', entryId],
    queryFn: () =>
      unwrap(
        api.GET('/admin/ledger/proof/{entry_id}', { params: { path: { entry_id: entryId } } }),
      ),
  });

export const trialBalanceQuery = (asOf: string) =>
  queryOptions({
    queryKey: ['admin', 'ledger', 'accounts', asOf],
    queryFn: () =>
      unwrap(api.GET('/admin/ledger/accounts', { params: { query: { as_of: asOf } } })),
  });

/** Without the empty conditions, which would say nothing. */
function given({ from, to, ...rest }: EntryFilter) {
  return { from, to, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value)) };
}

export const cinemaNamesQuery = queryOptions({
  queryKey: ['cinemas', 'names'],
  queryFn: () => unwrap(api.GET('/cinemas', { params: { query: { limit: 100 } } })),
  staleTime: 3_600_000,
});

/** Saves what the filter finds as a file; `signal` gives it up. */
export const saveExport = (
  filter: EntryFilter,
  format: ExportFormat,
  lang: Lang,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
) =>
  saveWithProgress(
    api.GET('/admin/ledger/export', {
      params: { query: { ...given(filter), format, lang } },
      parseAs: 'stream',
      signal,
    }) as unknown as Parameters<typeof saveWithProgress>[0],
    `marquee-ledger-${filter.from}${filter.to === filter.from ? '' : `-${filter.to}`}.${format}`,
    onProgress,
  );
