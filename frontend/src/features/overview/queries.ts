import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Schema } from '@/api/types';

export type Overview = Schema<'Overview'>;
export type CinemaState = Schema<'CinemaState'>;
export type GatewayState = Schema<'GatewayState'>;
export type QueueState = Schema<'QueueState'>;

/** The server keeps its answer for three seconds, however many pages are open. */
export const overviewQuery = queryOptions({
  queryKey: ['admin', 'overview'],
  queryFn: () => unwrap(api.GET('/admin/overview')),
  staleTime: 0,
  refetchInterval: 5_000,
});
