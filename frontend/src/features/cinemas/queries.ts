import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { saveAs } from '@/api/download';
import type { Schema } from '@/api/types';

export type CinemaSystem = Schema<'CinemaSystem'>;
export type CinemaHealth = Schema<'CinemaHealth'>;
export type Finding = Schema<'Finding'>;
export type CinemaStatement = Schema<'CinemaStatement'>;
export type RegisterCinema = Schema<'RegisterCinema'>;
export type EditCinema = Schema<'EditCinema'>;

const keys = {
  all: ['admin', 'cinemas'] as const,
  one: (id: string) => ['admin', 'cinemas', 'one', id] as const,
};

const HEALTH_MS = 10_000;
const LIST_MS = 20_000;

/** Every cinema that the platform sells for; their number is small, so all pages are read. */
export const systemsQuery = queryOptions({
  queryKey: [...keys.all, 'list'],
  queryFn: async () => {
    const found: CinemaSystem[] = [];
    let cursor: string | null = null;
    do {
      const page: Schema<'CinemaSystemPage'> = await unwrap(
        api.GET('/admin/cinemas', {
          params: { query: { limit: 100, ...(cursor ? { cursor } : {}) } },
        }),
      );
      found.push(...page.items);
      cursor = page.next_cursor ?? null;
    } while (cursor);
    return found;
  },
  staleTime: 0,
  refetchInterval: LIST_MS,
});

export const systemQuery = (id: string) =>
  queryOptions({
    queryKey: keys.one(id),
    queryFn: () => unwrap(api.GET('/admin/cinemas/{id}', { params: { path: { id } } })),
    staleTime: 0,
  });

export const healthQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.one(id), 'health'],
    queryFn: () => unwrap(api.GET('/admin/cinemas/{id}/health', { params: { path: { id } } })),
    staleTime: 0,
    refetchInterval: HEALTH_MS,
  });

export const findingsQuery = (id: string, open: boolean) =>
  infiniteQueryOptions({
    queryKey: [...keys.one(id), 'findings', open],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/admin/cinemas/{id}/findings', {
          params: {
            path: { id },
            query: {
              limit: 50,
              ...(open ? { open } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 0,
  });

export const statementsQuery = (id: string, from: string, to: string) =>
  queryOptions({
    queryKey: [...keys.one(id), 'statements', from, to],
    queryFn: () =>
      unwrap(
        api.GET('/admin/cinemas/{id}/statements', {
          params: { path: { id }, query: { from, to } },
        }),
      ),
  });

export const statementLinesQuery = (id: string, date: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.one(id), 'statement-lines', date],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/admin/cinemas/{id}/statements/{date}/lines', {
          params: {
            path: { id, date },
            query: { limit: 100, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const saveRawStatement = (id: string, code: string, date: string) =>
  saveAs(
    api.GET('/admin/cinemas/{id}/statements/{date}/raw', {
      params: { path: { id, date } },
      parseAs: 'blob',
    }) as unknown as Parameters<typeof saveAs>[0],
    `statement-${code}-${date}.json`,
  );

export const citiesQuery = queryOptions({
  queryKey: ['cities'],
  queryFn: () => unwrap(api.GET('/cities')),
  staleTime: 3_600_000,
});

/** Whatever changes one cinema's system is read again in the list too. */
function useSystemMutation<Input, Output>(id: string, work: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.one(id) }),
        client.invalidateQueries({ queryKey: systemsQuery.queryKey }),
      ]),
  });
}

export function useRegisterCinema() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RegisterCinema) => unwrap(api.POST('/admin/cinemas', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: systemsQuery.queryKey }),
  });
}

export const useEditCinema = (id: string) =>
  useSystemMutation(id, (body: EditCinema) =>
    unwrap(api.PATCH('/admin/cinemas/{id}', { params: { path: { id } }, body })),
  );

export const useAddKey = (id: string) =>
  useSystemMutation(id, (public_key: string) =>
    unwrap(
      api.POST('/admin/cinemas/{id}/keys', { params: { path: { id } }, body: { public_key } }),
    ),
  );

export const useRevokeKey = (id: string) =>
  useSystemMutation(id, (key_id: string) =>
    unwrap(api.DELETE('/admin/cinemas/{id}/keys/{key_id}', { params: { path: { id, key_id } } })),
  );

export const useSyncCinema = (id: string) =>
  useSystemMutation(id, () =>
    unwrap(api.POST('/admin/cinemas/{id}/sync', { params: { path: { id } } })),
  );

export const useDismissFinding = (id: string) =>
  useSystemMutation(id, (finding_id: string) =>
    unwrap(
      api.POST('/admin/cinemas/{id}/findings/{finding_id}/dismissal', {
        params: { path: { id, finding_id } },
      }),
    ),
  );

export const useFetchStatement = (id: string) =>
  useSystemMutation(id, (date: string) =>
    unwrap(api.POST('/admin/cinemas/{id}/statements/{date}', { params: { path: { id, date } } })),
  );

export const payoutsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.one(id), 'payouts'],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/admin/cinemas/{id}/payouts', {
          params: {
            path: { id },
            query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 0,
  });

export const useProposePayout = (id: string) =>
  useSystemMutation(id, (body: Schema<'ProposeCinemaPayout'>) =>
    unwrap(api.POST('/admin/cinemas/{id}/payouts', { params: { path: { id } }, body })),
  );

export const useDecidePayout = (id: string, payout_id: string) =>
  useSystemMutation(id, (body: Schema<'DecideCinemaPayout'>) =>
    unwrap(
      api.POST('/admin/cinemas/{id}/payouts/{payout_id}/approval', {
        params: { path: { id, payout_id } },
        body,
      }),
    ),
  );
