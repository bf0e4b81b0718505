import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Schema } from '@/api/types';

export type AdminUser = Schema<'AdminUser'>;
export type Role = Schema<'Role'>;
export type EditUser = Schema<'EditUser'>;

const keys = { all: ['admin', 'users'] as const };
const PAGE = 50;

export const usersQuery = (q: string | null, role: Role | null) =>
  infiniteQueryOptions({
    queryKey: [...keys.all, q, role],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/admin/users', {
          params: {
            query: {
              limit: PAGE,
              ...(q ? { q } : {}),
              ...(role ? { role } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

/** The cinemas that staff can work for. */
export const cinemaNamesQuery = queryOptions({
  queryKey: ['admin', 'users', 'cinemas'],
  queryFn: () => unwrap(api.GET('/admin/cinemas', { params: { query: { limit: 100 } } })),
  staleTime: 60_000,
});

function useRefresh() {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: keys.all });
}

export function useEditUser(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: EditUser) =>
      unwrap(api.PATCH('/admin/users/{id}', { params: { path: { id } }, body })),
    onSettled: refresh,
  });
}

export function useEndSessions(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () =>
      unwrap(api.DELETE('/admin/users/{id}/sessions', { params: { path: { id } } })),
    onSettled: refresh,
  });
}

export function useResetSecondFactor(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () =>
      unwrap(api.DELETE('/admin/users/{id}/second-factor', { params: { path: { id } } })),
    onSettled: refresh,
  });
}

export function useDiscloseUser(id: string) {
  return useMutation({
    mutationFn: (reason: string) =>
      unwrap(
        api.POST('/admin/users/{id}/disclosure', { params: { path: { id } }, body: { reason } }),
      ),
  });
}
