import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Schema } from '@/api/types';

export type Webhook = Schema<'Webhook'>;
export type WebhookEvent = Schema<'WebhookEvent'>;
export type Delivery = Schema<'Delivery'>;
export type DeliveryState = Schema<'DeliveryState'>;
export type ApiClient = Schema<'ApiClient'>;

const all = ['admin', 'webhooks'] as const;
const one = (id: string) => [...all, 'one', id] as const;

/** Deliveries come and go by themselves. */
const LOOK_MS = 5_000;

/** Their number is limited, so all pages are read. */
export const webhooksQuery = queryOptions({
  queryKey: [...all, 'list'],
  queryFn: async () => {
    const found: Webhook[] = [];
    let cursor: string | null = null;
    do {
      const page: Schema<'WebhookPage'> = await unwrap(
        api.GET('/admin/webhooks', {
          params: { query: { limit: 100, ...(cursor ? { cursor } : {}) } },
        }),
      );
      found.push(...page.items);
      cursor = page.next_cursor ?? null;
    } while (cursor);
    return found;
  },
  staleTime: 0,
  refetchInterval: 4 * LOOK_MS,
});

export const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: one(id),
    queryFn: () => unwrap(api.GET('/admin/webhooks/{id}', { params: { path: { id } } })),
    staleTime: 0,
    refetchInterval: LOOK_MS,
  });

export const deliveriesQuery = (id: string, state: DeliveryState | null) =>
  infiniteQueryOptions({
    queryKey: [...one(id), 'deliveries', state],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/admin/webhooks/{id}/deliveries', {
          params: {
            path: { id },
            query: {
              limit: 50,
              ...(state ? { state } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 0,
    refetchInterval: LOOK_MS,
  });

/** Clients that an endpoint can belong to. */
export const ownersQuery = queryOptions({
  queryKey: ['admin', 'clients', 'owners'],
  queryFn: () => unwrap(api.GET('/admin/clients', { params: { query: { limit: 100 } } })),
});

/** Whatever changes an endpoint is read again, with its log and the list. */
function useChange<Input, Output>(work: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSettled: () => client.invalidateQueries({ queryKey: all }),
  });
}

export const useCreateWebhook = () =>
  useChange((body: Schema<'CreateWebhook'>) => unwrap(api.POST('/admin/webhooks', { body })));

export const useEditWebhook = (id: string) =>
  useChange((body: Schema<'EditWebhook'>) =>
    unwrap(api.PATCH('/admin/webhooks/{id}', { params: { path: { id } }, body })),
  );

export const useRotateSecret = (id: string) =>
  useChange(() => unwrap(api.POST('/admin/webhooks/{id}/secrets', { params: { path: { id } } })));

export const useTestWebhook = (id: string) =>
  useChange(() => unwrap(api.POST('/admin/webhooks/{id}/tests', { params: { path: { id } } })));

export const useRedeliver = (id: string) =>
  useChange((delivery_id: string) =>
    unwrap(
      api.POST('/admin/webhooks/{id}/deliveries/{delivery_id}/redelivery', {
        params: { path: { id, delivery_id } },
      }),
    ),
  );

/** The page of what was deleted is left before anything is read again. */
export function useDeleteWebhook(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/admin/webhooks/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: webhooksQuery.queryKey }),
  });
}
