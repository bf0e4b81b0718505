import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, unwrap } from '@/api/client';
import { saveAs } from '@/api/download';
import type { Schema } from '@/api/types';

export type Reconciliation = Schema<'Reconciliation'>;
export type ReconciliationDetail = Schema<'ReconciliationDetail'>;
export type ReconciliationStatus = Schema<'ReconciliationStatus'>;
export type BreakSummary = Schema<'BreakSummary'>;
export type Break = Schema<'Break'>;
export type BreakSide = Schema<'BreakSide'>;
export type BreakClass = Schema<'BreakClass'>;
export type BreakState = Schema<'BreakState'>;
export type BreakAge = Schema<'BreakAge'>;
export type Resolution = Schema<'Resolution'>;
export type ResolutionAction = Schema<'ResolutionAction'>;
export type LedgerEntry = Schema<'LedgerEntry'>;

const KEY = ['admin', 'reconciliation'] as const;
const PAGE = 100;
/** How often a comparison is looked at that goes on without us, in milliseconds. */
const WHILE_RUNNING = 2_000;

/** Every batch of a range of days, however many pages there are: the board shows all of them. */
export const boardQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: [...KEY, 'board', from, to],
    queryFn: async () => {
      const found: Reconciliation[] = [];
      let cursor: string | null = null;
      do {
        const page: Schema<'ReconciliationPage'> = await unwrap(
          api.GET('/admin/reconciliations', {
            params: { query: { from, to, limit: PAGE, ...(cursor ? { cursor } : {}) } },
          }),
        );
        found.push(...page.items);
        cursor = page.next_cursor ?? null;
      } while (cursor);
      return found;
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.some((batch) => batch.is_running) ? WHILE_RUNNING : 30_000,
  });

export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: [...KEY, 'batch', id],
    queryFn: () => unwrap(api.GET('/admin/reconciliations/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) =>
      state.data?.reconciliation.is_running ? WHILE_RUNNING : (false as const),
  });

/** A batch that is watched while it is compared; what came of that is then read anew. */
export function useBatch(id: string) {
  const client = useQueryClient();
  const batch = useQuery(batchQuery(id));
  const isRunning = batch.data?.reconciliation.is_running ?? false;
  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && !isRunning) {
      void client.invalidateQueries({ queryKey: [...KEY, 'breaks'] });
    }
    wasRunning.current = isRunning;
  }, [client, isRunning]);
  return batch;
}

export interface BreakFilter {
  state?: BreakState | null;
  class?: BreakClass | null;
  source?: string | null;
  age?: BreakAge | null;
  owner_id?: string | null;
  reconciliation_id?: string | null;
}

export const breaksQuery = (filter: BreakFilter) =>
  infiniteQueryOptions({
    queryKey: [...KEY, 'breaks', filter],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/admin/breaks', {
          params: {
            query: {
              ...Object.fromEntries(Object.entries(filter).filter(([, value]) => value)),
              limit: PAGE,
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const breakQuery = (id: string, breakId: string) =>
  queryOptions({
    queryKey: [...KEY, 'break', breakId],
    queryFn: () =>
      unwrap(
        api.GET('/admin/reconciliations/{id}/breaks/{break_id}', {
          params: { path: { id, break_id: breakId } },
        }),
      ),
  });

/** Everybody who may own a break: all administrators, however many pages there are. */
export const administratorsQuery = queryOptions({
  queryKey: ['admin', 'users', 'administrators'],
  queryFn: async () => {
    const found: Schema<'AdminUser'>[] = [];
    let cursor: string | null = null;
    do {
      const page: Schema<'AdminUserPage'> = await unwrap(
        api.GET('/admin/users', {
          params: {
            query: { role: 'administrator', limit: PAGE, ...(cursor ? { cursor } : {}) },
          },
        }),
      );
      found.push(...page.items);
      cursor = page.next_cursor ?? null;
    } while (cursor);
    return found;
  },
  staleTime: 60_000,
});

/** Sources to compare with, apart from the banks: every cinema has a statement. */
export const cinemaNamesQuery = queryOptions({
  queryKey: ['cinemas', 'names'],
  queryFn: () => unwrap(api.GET('/cinemas', { params: { query: { limit: 100 } } })),
  staleTime: 3_600_000,
});

export function useRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: { day: string; source: string }) =>
      unwrap(api.POST('/admin/reconciliations', { body: what })),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useClose(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(api.POST('/admin/reconciliations/{id}/closure', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export const saveSource = (id: string, name: string) =>
  saveAs(
    api.GET('/admin/reconciliations/{id}/raw', {
      params: { path: { id } },
      parseAs: 'blob',
    }) as unknown as Parameters<typeof saveAs>[0],
    name,
  );

interface BreakPlace {
  id: string;
  breakId: string;
}

/** What changes a break answers with the break; the lists that it is in are asked anew. */
function useBreakChange<Input>({ breakId }: BreakPlace, change: (input: Input) => Promise<Break>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (changed) => client.setQueryData([...KEY, 'break', breakId], changed),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

const placed = ({ id, breakId }: BreakPlace) => ({ path: { id, break_id: breakId } });

export const useAssign = (place: BreakPlace) =>
  useBreakChange(place, (ownerId: string | null) =>
    unwrap(
      api.PUT('/admin/reconciliations/{id}/breaks/{break_id}/owner', {
        params: placed(place),
        body: { owner_id: ownerId },
      }),
    ),
  );

export const usePropose = (place: BreakPlace) =>
  useBreakChange(place, (body: Schema<'ResolveBreak'>) =>
    unwrap(
      api.POST('/admin/reconciliations/{id}/breaks/{break_id}/resolutions', {
        params: placed(place),
        body,
      }),
    ),
  );

export const useDecide = (place: BreakPlace) =>
  useBreakChange(place, (body: Schema<'ApproveBreak'>) =>
    unwrap(
      api.POST('/admin/reconciliations/{id}/breaks/{break_id}/approval', {
        params: placed(place),
        body,
      }),
    ),
  );
