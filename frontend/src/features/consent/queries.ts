import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { ConsentQuery } from './request';

/** Who asks, and for what. Asked anew each time: an application may be switched off meanwhile. */
export const consentQuery = (request: ConsentQuery) =>
  queryOptions({
    queryKey: ['consent', request],
    queryFn: () => unwrap(api.GET('/oauth/authorizations', { params: { query: request } })),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

export function useDecide(request: ConsentQuery) {
  return useMutation({
    mutationFn: (is_approved: boolean) =>
      unwrap(
        api.POST('/oauth/authorizations', {
          body: { ...request, state: request.state ?? null, is_approved },
        }),
      ),
  });
}
