import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { StaffCinema } from '@/api/staffCinema';
import type { Schema } from '@/api/types';
import { newKey } from '@/lib/id';

export type StaffSeatMap = Schema<'StaffSeatMap'>;
export type StaffSeat = Schema<'StaffSeat'>;
export type Session = Schema<'StaffSession'>;
export type Sale = Schema<'Sale'>;
export type Tender = Schema<'Tender'>;
export type DayStatement = Schema<'DayStatement'>;

const keys = {
  seats: (cinema: StaffCinema, code: string) => ['staff', cinema.id, 'seats', code] as const,
  sales: (cinema: StaffCinema) => ['staff', cinema.id, 'sales'] as const,
};

/** How often a counter's seats are asked for: others sell the same seats at the same time. */
const SEATS_MS = 5_000;

export const sessionSeatsQuery = (cinema: StaffCinema, code: string) =>
  queryOptions({
    queryKey: keys.seats(cinema, code),
    queryFn: () =>
      unwrap(
        api.GET('/box-office/sessions/{session_code}/seats', {
          params: { path: { session_code: code }, query: cinema.query },
        }),
      ),
    enabled: cinema.ready,
    staleTime: 0,
    refetchInterval: SEATS_MS,
  });

/** The sessions of one business day, for the choice of another one at the counter. */
export const daySessionsQuery = (cinema: StaffCinema, day: string) =>
  queryOptions({
    queryKey: ['staff', cinema.id, 'sessions', day, day],
    queryFn: () =>
      unwrap(
        api.GET('/box-office/sessions', {
          params: { query: { ...cinema.query, from: day, to: day } },
        }),
      ),
    enabled: cinema.ready,
    staleTime: 15_000,
  });

export const screensQuery = (cinema: StaffCinema) =>
  queryOptions({
    queryKey: ['staff', cinema.id, 'screens'],
    queryFn: () => unwrap(api.GET('/box-office/screens', { params: { query: cinema.query } })),
    enabled: cinema.ready,
    staleTime: 300_000,
  });

export function useBlockSeats(cinema: StaffCinema, code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ seats, reason }: { seats: string[]; reason: string | null }) => {
      const params = { path: { session_code: code }, query: cinema.query };
      return unwrap(
        reason === null
          ? api.POST('/box-office/sessions/{session_code}/unblocks', { params, body: { seats } })
          : api.POST('/box-office/sessions/{session_code}/blocks', {
              params,
              body: { seats, reason },
            }),
      );
    },
    onSuccess: (map) => client.setQueryData(keys.seats(cinema, code), map),
    onError: () => client.invalidateQueries({ queryKey: keys.seats(cinema, code) }),
  });
}

/** A key for one sale: pressing again after a lost answer must not sell the seats twice. */
export const newSaleKey = newKey;

export function useCreateSale(cinema: StaffCinema) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, body }: { key: string; body: Schema<'NewSale'> }) =>
      unwrap(
        api.POST('/box-office/sales', {
          params: { query: cinema.query, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    onSettled: async (_sale, _error, { body }) => {
      await Promise.all([
        client.invalidateQueries({ queryKey: keys.seats(cinema, body.session_code) }),
        client.invalidateQueries({ queryKey: keys.sales(cinema) }),
      ]);
    },
  });
}

export const salesQuery = (cinema: StaffCinema, date: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.sales(cinema), date],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/box-office/sales', {
          params: {
            query: {
              ...cinema.query,
              date,
              limit: 100,
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    enabled: cinema.ready,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 0,
  });

export function useRefundSale(cinema: StaffCinema) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sale_id: string) =>
      unwrap(
        api.POST('/box-office/sales/{sale_id}/refund', {
          params: { path: { sale_id }, query: cinema.query },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: keys.sales(cinema) }),
  });
}

export const statementQuery = (cinema: StaffCinema, date: string) =>
  queryOptions({
    queryKey: ['staff', cinema.id, 'statement', date],
    queryFn: () =>
      unwrap(
        api.GET('/box-office/statements/{date}', {
          params: { path: { date }, query: cinema.query },
        }),
      ),
    enabled: cinema.ready,
    staleTime: 0,
  });
