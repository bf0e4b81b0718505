import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Schema } from '@/api/types';

export type Pickup = Schema<'Pickup'>;
export type CheckInResult = Schema<'CheckInResult'>;

/**
 * A pickup code may be typed with blanks or hyphens between its groups. A scanned square is taken as it is: there a
 * hyphen is one of the letters.
 */
export function cleanCode(typed: string): string {
  const text = typed.trim();
  return /^[\d\s-]+$/.test(text) ? text.replace(/[\s-]+/g, '') : text;
}

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
