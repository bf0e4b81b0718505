import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Schema } from '@/api/types';

export type ApiClient = Schema<'ApiClient'>;

const all = ['admin', 'clients'] as const;

/** Few enough to read all pages. */
export const clientsQuery = queryOptions({
  queryKey: [...all, 'list'],
  queryFn: async () => {
    const found: ApiClient[] = [];
    let cursor: string | null = null;
    do {
      const page: Schema<'ApiClientPage'> = await unwrap(
        api.GET('/admin/clients', {
          params: { query: { limit: 100, ...(cursor ? { cursor } : {}) } },
        }),
      );
      found.push(...page.items);
      cursor = page.next_cursor ?? null;
    } while (cursor);
    return found;
  },
  staleTime: 0,
});

export const clientQuery = (id: string) =>
  queryOptions({
    queryKey: [...all, 'one', id],
    queryFn: () => unwrap(api.GET('/admin/clients/{id}', { params: { path: { id } } })),
    staleTime: 0,
  });

/** Whatever changes a client is read again, with the list. */
function useChange<Input, Output>(work: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSettled: () => client.invalidateQueries({ queryKey: all }),
  });
}

export const useCreateClient = () =>
  useChange((body: Schema<'CreateApiClient'>) => unwrap(api.POST('/admin/clients', { body })));

export const useEditClient = (id: string) =>
  useChange((body: Schema<'EditApiClient'>) =>
    unwrap(api.PATCH('/admin/clients/{id}', { params: { path: { id } }, body })),
  );

export const useAddSecret = (id: string) =>
  useChange(() => unwrap(api.POST('/admin/clients/{id}/secrets', { params: { path: { id } } })));

export const useRevokeSecret = (id: string) =>
  useChange((secret_id: string) =>
    unwrap(
      api.DELETE('/admin/clients/{id}/secrets/{secret_id}', {
        params: { path: { id, secret_id } },
      }),
    ),
  );
