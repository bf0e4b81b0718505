import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Schema } from '@/api/types';

export type Pickup = Schema<'Pickup'>;
export type CheckInResult = Schema<'CheckInResult'>;

/** What is typed or scanned often carries blanks or hyphens between its groups. */
export const cleanCode = (typed: string): string => typed.trim().replace(/[\s-]+/g, '');

export function useFindPickup() {
  return useMutation({
    mutationFn: (pickup_code: string) =>
      unwrap(api.GET('/box-office/pickups/{pickup_code}', { params: { path: { pickup_code } } })),
  });
}

export function useCollect() {
  return useMutation({
    mutationFn: (pickup_code: string) =>
      unwrap(
        api.POST('/box-office/pickups/{pickup_code}/collect', {
          params: { path: { pickup_code } },
          body: {},
        }),
      ),
  });
}

export function useCheckIn() {
  return useMutation({
    mutationFn: (code: string) => unwrap(api.POST('/box-office/check-ins', { body: { code } })),
  });
}
