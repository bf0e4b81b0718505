import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { ApiError } from '@/api/errors';
import { signedOut, userChanged } from '@/api/session';
import type { Schema } from '@/api/types';

const sessionsKey = ['me', 'sessions'] as const;

export const sessionsQuery = queryOptions({
  queryKey: sessionsKey,
  queryFn: () => unwrap(api.GET('/me/sessions')),
  staleTime: 0,
});

export type Grant = Schema<'Grant'>;

const grantsKey = ['me', 'grants'] as const;

export const grantsQuery = queryOptions({
  queryKey: grantsKey,
  queryFn: () => unwrap(api.GET('/me/grants')),
  staleTime: 0,
});

export function useWithdrawGrant() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (client_id: string) =>
      unwrap(api.DELETE('/me/grants/{client_id}', { params: { path: { client_id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: grantsKey }),
  });
}

export function useRename() {
  return useMutation({
    mutationFn: (display_name: string) => unwrap(api.PATCH('/me', { body: { display_name } })),
    onSuccess: userChanged,
  });
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (body: { current_password: string | null; new_password: string }) =>
      unwrap(api.PUT('/me/password', { body })),
  });
}

export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.DELETE('/me/sessions/{id}', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsKey }),
  });
}

/** Ends every sign-in but this one. One that has ended by itself meanwhile is what was wanted. */
export function useEndOtherSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (ids: readonly string[]) => {
      for (const id of ids) {
        await unwrap(api.DELETE('/me/sessions/{id}', { params: { path: { id } } })).catch(
          (error: unknown) => {
            if (!(error instanceof ApiError && error.code === 'not_found')) throw error;
          },
        );
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: sessionsKey }),
  });
}

/** Signs out on the server too. If it cannot be reached, this device forgets the session all the same. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/auth/logout', {})),
    onSettled: signedOut,
  });
}

export function useDeleteAccount() {
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/me')),
    onSuccess: signedOut,
  });
}

export type SecondFactorState = Schema<'SecondFactor'>;

const factorKey = ['me', 'second-factor'] as const;

export const secondFactorQuery = queryOptions({
  queryKey: factorKey,
  queryFn: () => unwrap(api.GET('/me/second-factor')),
  staleTime: 0,
});

export function useRefreshSecondFactor() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: factorKey });
}

export function useBeginSecondFactor() {
  return useMutation({ mutationFn: () => unwrap(api.POST('/me/second-factor')) });
}

/** Gaps in a code are for the eye only. */
export function useConfirmSecondFactor() {
  return useMutation({
    mutationFn: (code: string) =>
      unwrap(
        api.POST('/me/second-factor/confirmation', { body: { code: code.replace(/\s/g, '') } }),
      ),
  });
}

export function useRemoveSecondFactor() {
  const refresh = useRefreshSecondFactor();
  return useMutation({
    mutationFn: (code: string) => unwrap(api.POST('/me/second-factor/removal', { body: { code } })),
    onSuccess: refresh,
  });
}
