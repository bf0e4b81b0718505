import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Schema } from '@/api/types';

export type AdminApp = Schema<'AdminApp'>;
export type SaveApp = Schema<'SaveApp'>;

const keys = {
  all: ['admin', 'apps'] as const,
  one: (id: string) => ['admin', 'apps', id] as const,
};

/** A city has dozens of applications: all pages of the list at once. */
export const appsQuery = queryOptions({
  queryKey: keys.all,
  queryFn: async () => {
    const apps: AdminApp[] = [];
    let cursor: string | null = null;
    do {
      const query: { limit: number; cursor?: string } = cursor
        ? { limit: 100, cursor }
        : { limit: 100 };
      const page = await unwrap(api.GET('/admin/apps', { params: { query } }));
      apps.push(...page.items);
      cursor = page.next_cursor ?? null;
    } while (cursor);
    return apps;
  },
});

export const appQuery = (id: string) =>
  queryOptions({
    queryKey: keys.one(id),
    queryFn: () => unwrap(api.GET('/admin/apps/{id}', { params: { path: { id } } })),
    staleTime: 0,
  });

/** Saves a new application (`id` null) or one that exists. */
export function useSaveApp(id: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SaveApp) =>
      unwrap(
        id === null
          ? api.POST('/admin/apps', { body })
          : api.PUT('/admin/apps/{id}', { params: { path: { id } }, body }),
      ),
    onSuccess: (app) => {
      client.setQueryData(keys.one(app.id), app);
      void client.invalidateQueries({ queryKey: keys.all, exact: true });
      void client.invalidateQueries({ queryKey: ['portal'] });
      void client.invalidateQueries({ queryKey: ['apps'] });
    },
  });
}

export function useDeleteApp(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/admin/apps/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      client.removeQueries({ queryKey: keys.one(id) });
      void client.invalidateQueries({ queryKey: keys.all, exact: true });
      void client.invalidateQueries({ queryKey: ['portal'] });
      void client.invalidateQueries({ queryKey: ['apps'] });
    },
  });
}
