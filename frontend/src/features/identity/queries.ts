import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { signedIn } from '@/api/session';
import type { Schema } from '@/api/types';

export type CodePurpose = Schema<'CodePurpose'>;

export function useSendCode() {
  return useMutation({
    mutationFn: (body: Schema<'SendCode'>) => unwrap(api.POST('/auth/codes', { body })),
  });
}

/** What was read as a stranger may read differently now: seats of one's own, for instance. */
function useEnter() {
  const client = useQueryClient();
  return (tokens: Schema<'Tokens'>) => {
    signedIn(tokens);
    void client.invalidateQueries();
  };
}

export function useLogin() {
  const enter = useEnter();
  return useMutation({
    mutationFn: (body: Schema<'Login'>) => unwrap(api.POST('/auth/login', { body })),
    onSuccess: enter,
  });
}

export function useRegister() {
  const enter = useEnter();
  return useMutation({
    mutationFn: (body: Schema<'Register'>) => unwrap(api.POST('/auth/register', { body })),
    onSuccess: enter,
  });
}

export function useResetPassword() {
  return useMutation({
    mutationFn: (body: Schema<'ResetPassword'>) =>
      unwrap(api.POST('/auth/password-reset', { body })),
  });
}
