import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Schema } from '@/api/types';
import { newKey as mint } from '@/lib/id';

export type AdminOrder = Schema<'AdminOrder'>;
export type AdminOrderSummary = Schema<'AdminOrderSummary'>;
export type TimelineEvent = Schema<'TimelineEvent'>;
export type OrderStatus = Schema<'OrderStatus'>;

export interface OrderFilter {
  q: string | null;
  status: OrderStatus | null;
  cinema: string | null;
  from: string | null;
  to: string | null;
  attention: boolean;
}

const PAGE = 50;
const one = (id: string) => ['admin', 'orders', 'one', id] as const;

export const ordersQuery = (filter: OrderFilter) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'orders', 'list', filter],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/admin/orders', {
          params: {
            query: {
              limit: PAGE,
              ...(filter.q ? { q: filter.q } : {}),
              ...(filter.status ? { status: filter.status } : {}),
              ...(filter.cinema ? { cinema_id: filter.cinema } : {}),
              ...(filter.from ? { from: filter.from } : {}),
              ...(filter.to ? { to: filter.to } : {}),
              ...(filter.attention ? { needs_operator: true } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 0,
    // Every look stands in the audit trail: nothing is asked again behind the reader's back.
    refetchOnWindowFocus: false,
  });

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: one(id),
    queryFn: () => unwrap(api.GET('/admin/orders/{id}', { params: { path: { id } } })),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

/** Names for the list of cinemas to narrow by. */
export const cinemaNamesQuery = queryOptions({
  queryKey: ['admin', 'orders', 'cinemas'],
  queryFn: () => unwrap(api.GET('/admin/cinemas', { params: { query: { limit: 100 } } })),
  staleTime: 60_000,
});

export function useAskAgain(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(api.POST('/admin/orders/{id}/inquiries', { params: { path: { id } } })),
    onSuccess: (order) => client.setQueryData(one(id), order),
  });
}

/** `key` stays the same while the same wish is tried again, so it is carried out once. */
export function useRefund(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ reason, key }: { reason: string; key: string }) =>
      unwrap(
        api.POST('/admin/orders/{id}/refunds', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: { reason },
        }),
      ),
    onSuccess: (order) => client.setQueryData(one(id), order),
    onError: () => client.invalidateQueries({ queryKey: one(id) }),
  });
}

/** A wish's own number. */
export const newKey = mint;

export function useResend(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/admin/orders/{id}/messages', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: one(id) }),
  });
}

export function useDisclose(id: string) {
  return useMutation({
    mutationFn: (reason: string) =>
      unwrap(
        api.POST('/admin/orders/{id}/disclosure', { params: { path: { id } }, body: { reason } }),
      ),
  });
}
