import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Schema } from '@/api/types';
import { newKey } from '@/lib/id';
import { isMoving, isPaymentOpen, type Order } from './can';

export type Payment = Schema<'Payment'>;
export type SeatLock = Schema<'SeatLock'>;
export type { Order } from './can';

const keys = {
  lock: (id: string) => ['seat-locks', id] as const,
  orders: ['orders'] as const,
  order: (id: string) => ['orders', id] as const,
  timeline: (id: string, status: string) => ['orders', id, 'timeline', status] as const,
  quote: (id: string) => ['orders', id, 'refund-quote'] as const,
  payment: (id: string) => ['payments', id] as const,
};

/** How often something is asked for while the server is still working on it. */
const SOON_MS = 1500;
/** And while the bank has not answered. */
const LATER_MS = 5000;

export const lockQuery = (id: string) =>
  queryOptions({
    queryKey: keys.lock(id),
    queryFn: () => unwrap(api.GET('/seat-locks/{id}', { params: { path: { id } } })),
    staleTime: 0,
    // Until the cinema has answered, the lock is neither ours nor refused.
    refetchInterval: (query) => (query.state.data?.status === 'locking' ? SOON_MS : false),
  });

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: keys.order(id),
    queryFn: () => unwrap(api.GET('/orders/{id}', { params: { path: { id } } })),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => {
      if (!data) return false;
      return isMoving(data) ? SOON_MS : isPaymentOpen(data) && LATER_MS;
    },
  });

export const ordersPage = (cursor: string | undefined) =>
  unwrap(api.GET('/orders', { params: { query: { limit: 50, ...(cursor ? { cursor } : {}) } } }));

export const ordersKey = keys.orders;

/** `status` is part of the key: every change of state has left a mark in the timeline. */
export const timelineQuery = (id: string, status: Order['status']) =>
  queryOptions({
    queryKey: keys.timeline(id, status),
    queryFn: () => unwrap(api.GET('/orders/{id}/timeline', { params: { path: { id } } })),
    staleTime: 0,
  });

export const quoteQuery = (id: string) =>
  queryOptions({
    queryKey: keys.quote(id),
    queryFn: () => unwrap(api.GET('/orders/{id}/refund-quote', { params: { path: { id } } })),
    staleTime: 0,
  });

export const paymentQuery = (id: string) =>
  queryOptions({
    queryKey: keys.payment(id),
    queryFn: () => unwrap(api.GET('/payments/{id}', { params: { path: { id } } })),
    staleTime: 0,
  });

export const methodsQuery = queryOptions({
  queryKey: ['payment-methods'],
  queryFn: () => unwrap(api.GET('/payment-methods')),
  staleTime: 3_600_000,
});

/**
 * A key for one step of one purchase that survives a reload, so that paying twice by accident asks the server for
 * the same thing. `forget` is called when the step has a definite end and may be taken anew.
 */
export function stepKey(step: string): { key: string; forget: () => void } {
  const name = `marquee.step.${step}`;
  try {
    const known = sessionStorage.getItem(name);
    const key = known ?? newKey();
    if (!known) sessionStorage.setItem(name, key);
    return { key, forget: () => sessionStorage.removeItem(name) };
  } catch {
    return { key: newKey(), forget: () => undefined };
  }
}

export function useCreateOrder(lockId: string) {
  const client = useQueryClient();
  return useMutation({
    /** Without a phone the code goes to the account's own. */
    mutationFn: (phone: string | null) =>
      unwrap(
        api.POST('/orders', {
          params: {
            header: { 'Idempotency-Key': stepKey(`order.${lockId}.${phone ?? 'own'}`).key },
          },
          body: { seat_lock_id: lockId, phone },
        }),
      ),
    onSuccess: (order) => {
      client.setQueryData(keys.order(order.id), order);
    },
    // Also after a refusal: the lock may have an order already, or be over.
    onSettled: () => client.invalidateQueries({ queryKey: keys.lock(lockId) }),
  });
}

export function useCreatePayment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ order, method }: { order: Order; method: string }) => {
      // One key for one attempt: a new attempt begins only after the last one has ended.
      const attempt = stepKey(`payment.${order.id}.${order.payment?.id ?? 'first'}.${method}`);
      return unwrap(
        api.POST('/payments', {
          params: { header: { 'Idempotency-Key': attempt.key } },
          body: { order_id: order.id, method },
        }),
      );
    },
    onSuccess: (payment) => client.setQueryData(keys.payment(payment.id), payment),
    onSettled: (_data, _error, { order }) =>
      client.invalidateQueries({ queryKey: keys.order(order.id), exact: true }),
  });
}

export function useCancelOrder(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/orders/{id}/cancel', { params: { path: { id } } })),
    onSuccess: (order) => client.setQueryData(keys.order(id), order),
    onSettled: () => client.invalidateQueries({ queryKey: keys.orders }),
  });
}

export function useReleaseLock(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/seat-locks/{id}', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.lock(id) }),
  });
}

export function useResendMessage(id: string) {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/orders/{id}/messages', { params: { path: { id } } })),
  });
}

export function useRefund(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/orders/{id}/refunds', {
          params: { path: { id }, header: { 'Idempotency-Key': stepKey(`refund.${id}`).key } },
          body: {},
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: keys.orders }),
  });
}
