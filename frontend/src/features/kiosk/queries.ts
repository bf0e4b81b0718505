import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Schema } from '@/api/types';

export type Pickup = Schema<'Pickup'>;

/** Hands the tickets of a code out. Repeated, it answers the same. */
export function useHandOut() {
  return useMutation({
    mutationFn: ({ code, proof }: { code: string; proof: string }) =>
      unwrap(
        api.POST('/box-office/pickups/{pickup_code}/collect', {
          params: { path: { pickup_code: code } },
          body: { verification_code: proof },
        }),
      ),
  });
}
