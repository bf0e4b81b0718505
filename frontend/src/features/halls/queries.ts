import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { StaffCinema } from '@/api/staffCinema';
import type { Schema } from '@/api/types';

export type Screen = Schema<'StaffScreen'>;
export type ScreenPlan = Schema<'ScreenPlan'>;
export type PlanVersion = Schema<'ScreenPlanVersion'>;

const planKey = (cinema: StaffCinema, screen_code: string) =>
  ['staff', cinema.id, 'plans', screen_code] as const;

export const screensQuery = (cinema: StaffCinema) =>
  queryOptions({
    queryKey: ['staff', cinema.id, 'screens'],
    queryFn: () => unwrap(api.GET('/box-office/screens', { params: { query: cinema.query } })),
    enabled: cinema.ready,
    staleTime: 300_000,
  });

export const versionsQuery = (cinema: StaffCinema, screen_code: string) =>
  queryOptions({
    queryKey: planKey(cinema, screen_code),
    queryFn: () =>
      unwrap(
        api.GET('/box-office/screens/{screen_code}/plans', {
          params: { path: { screen_code }, query: cinema.query },
        }),
      ),
    enabled: cinema.ready,
  });

/** A version never changes once it is made. */
export const planQuery = (cinema: StaffCinema, screen_code: string, version: number) =>
  queryOptions({
    queryKey: [...planKey(cinema, screen_code), version],
    queryFn: () =>
      unwrap(
        api.GET('/box-office/screens/{screen_code}/plans/{version}', {
          params: { path: { screen_code, version }, query: cinema.query },
        }),
      ),
    enabled: cinema.ready,
    staleTime: Number.POSITIVE_INFINITY,
  });

export function useSavePlan(cinema: StaffCinema, screen_code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'NewScreenPlan'>) =>
      unwrap(
        api.POST('/box-office/screens/{screen_code}/plans', {
          params: { path: { screen_code }, query: cinema.query },
          body,
        }),
      ),
    onSuccess: (plan) => client.setQueryData([...planKey(cinema, screen_code), plan.version], plan),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: planKey(cinema, screen_code), exact: true }),
        client.invalidateQueries({ queryKey: ['staff', cinema.id, 'screens'] }),
      ]),
  });
}
