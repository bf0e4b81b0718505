import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Schema } from '@/api/types';

export type AuditLine = Schema<'AuditLine'>;

export interface AuditFilter {
  from: string | null;
  to: string | null;
  actor: string | null;
  action: string | null;
  target: string | null;
}

const PAGE = 100;

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'audit', filter],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/admin/audit', {
          params: {
            query: {
              limit: PAGE,
              ...(filter.from ? { from: filter.from } : {}),
              ...(filter.to ? { to: filter.to } : {}),
              ...(filter.actor ? { actor_id: filter.actor } : {}),
              ...(filter.action ? { action: filter.action } : {}),
              ...(filter.target ? { target: filter.target } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 0,
  });
