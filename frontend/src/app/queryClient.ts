import { QueryClient } from '@tanstack/react-query';
import { ApiError, mayPass } from '@/api/errors';
import { whenSignedOut } from '@/api/session';

/** Failed reads that may pass are tried twice more, no sooner than the server asks. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      networkMode: 'always',
      refetchOnReconnect: true,
      retry: (failures, error) => failures < 2 && mayPass(error),
      retryDelay: (attempt, error) =>
        Math.max((error instanceof ApiError && error.retryAfterMs) || 0, 500 * 2 ** attempt),
    },
    mutations: { networkMode: 'always' },
  },
});

// What was read for one person must not be shown to the next one at the same screen.
whenSignedOut(() => {
  queryClient.clear();
});
