import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { StaffCinema } from '@/api/staffCinema';
import type { Schema } from '@/api/types';

export type Screen = Schema<'StaffScreen'>;
export type Session = Schema<'StaffSession'>;
export type PlannableFilm = Schema<'PlannableFilm'>;
export type PriceTable = Schema<'PriceTable'>;
export type ZonePrice = Schema<'ZonePriceFen'>;
export type NewSession = Schema<'NewSession'>;
export type EditSession = Schema<'EditSession'>;
export type Cancellation = Schema<'Cancellation'>;
export type Conflict = Schema<'SessionConflict'>;

const keys = {
  sessions: (cinema: StaffCinema) => ['staff', cinema.id, 'sessions'] as const,
  prices: (cinema: StaffCinema) => ['staff', cinema.id, 'price-tables'] as const,
};

export const screensQuery = (cinema: StaffCinema) =>
  queryOptions({
    queryKey: ['staff', cinema.id, 'screens'],
    queryFn: () => unwrap(api.GET('/box-office/screens', { params: { query: cinema.query } })),
    enabled: cinema.ready,
    staleTime: 300_000,
  });

/** Sessions of business days, both included. What is sold moves on its own, so it is asked again. */
export const sessionsQuery = (cinema: StaffCinema, from: string, to: string) =>
  queryOptions({
    queryKey: [...keys.sessions(cinema), from, to],
    queryFn: () =>
      unwrap(api.GET('/box-office/sessions', { params: { query: { ...cinema.query, from, to } } })),
    enabled: cinema.ready,
    staleTime: 15_000,
    refetchInterval: 60_000,
  });

export const filmsQuery = (cinema: StaffCinema, q: string) =>
  queryOptions({
    queryKey: ['staff', cinema.id, 'films', q],
    queryFn: () =>
      unwrap(
        api.GET('/box-office/films', {
          params: { query: { ...cinema.query, ...(q ? { q } : {}) } },
        }),
      ),
    enabled: cinema.ready,
    staleTime: 60_000,
  });

export const priceTablesQuery = (cinema: StaffCinema) =>
  queryOptions({
    queryKey: keys.prices(cinema),
    queryFn: () => unwrap(api.GET('/box-office/price-tables', { params: { query: cinema.query } })),
    enabled: cinema.ready,
    staleTime: 60_000,
  });

/** Every change of the programme makes all weeks of this cinema be read again. */
function useProgrammeMutation<Input, Output>(
  cinema: StaffCinema,
  work: (input: Input) => Promise<Output>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSettled: () => client.invalidateQueries({ queryKey: keys.sessions(cinema) }),
  });
}

export const useCreateSession = (cinema: StaffCinema) =>
  useProgrammeMutation(cinema, (body: NewSession) =>
    unwrap(api.POST('/box-office/sessions', { params: { query: cinema.query }, body })),
  );

export const useEditSession = (cinema: StaffCinema) =>
  useProgrammeMutation(cinema, ({ code, body }: { code: string; body: EditSession }) =>
    unwrap(
      api.PATCH('/box-office/sessions/{session_code}', {
        params: { path: { session_code: code }, query: cinema.query },
        body,
      }),
    ),
  );

export const useCopyDay = (cinema: StaffCinema) =>
  useProgrammeMutation(cinema, (body: Schema<'CopyDay'>) =>
    unwrap(api.POST('/box-office/sessions/copies', { params: { query: cinema.query }, body })),
  );

export const useCancelSession = (cinema: StaffCinema) =>
  useProgrammeMutation(cinema, ({ code, reason }: { code: string; reason: string }) =>
    unwrap(
      api.POST('/box-office/sessions/{session_code}/cancellation', {
        params: { path: { session_code: code }, query: cinema.query },
        body: { reason },
      }),
    ),
  );

const REFUNDS_MS = 2_000;

/** How far the refunds of a cancelled session are; asked until none is under way. */
export const cancellationQuery = (cinema: StaffCinema, code: string) =>
  queryOptions({
    queryKey: ['staff', cinema.id, 'cancellation', code],
    queryFn: () =>
      unwrap(
        api.GET('/box-office/sessions/{session_code}/cancellation', {
          params: { path: { session_code: code }, query: cinema.query },
        }),
      ),
    enabled: cinema.ready,
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data && data.refunded + data.failed >= data.orders ? false : REFUNDS_MS,
  });

export function useSavePriceTable(cinema: StaffCinema) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ code, body }: { code: string; body: Schema<'SavePriceTable'> }) =>
      unwrap(
        api.PUT('/box-office/price-tables/{price_code}', {
          params: { path: { price_code: code }, query: cinema.query },
          body,
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: keys.prices(cinema) }),
  });
}

export function useDeletePriceTable(cinema: StaffCinema) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (code: string) =>
      unwrap(
        api.DELETE('/box-office/price-tables/{price_code}', {
          params: { path: { price_code: code }, query: cinema.query },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: keys.prices(cinema) }),
  });
}
