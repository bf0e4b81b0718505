import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, unwrap } from '@/api/client';
import type { Schema } from '@/api/types';
import { newKey } from '@/lib/id';
import type { SeatMapData } from '@/ui/hall/plan';

export type Showtime = Schema<'Showtime'>;
export type SeatLock = Schema<'SeatLock'>;

const keys = {
  showtime: (id: string) => ['showtimes', id] as const,
  seats: (id: string) => ['showtimes', id, 'seats'] as const,
};

export const showtimeQuery = (id: string) =>
  queryOptions({
    queryKey: keys.showtime(id),
    queryFn: () => unwrap(api.GET('/showtimes/{id}', { params: { path: { id } } })),
    staleTime: 60_000,
    refetchInterval: ({ state }) => (state.data?.cinema.available === false ? POLL_MS : false),
  });

/** How often the map is asked for while no live stream brings the changes, or a cinema is silent. */
const POLL_MS = 10_000;

/** Whether a stream of changes stands, has not answered yet, or broke. */
export type Liveness = 'starting' | 'live' | 'broken';

/** The seats as the cinema says now. `live` is whether a stream keeps them fresh. */
export const seatsQuery = (id: string, live: Liveness) =>
  queryOptions({
    queryKey: keys.seats(id),
    queryFn: () => unwrap(api.GET('/showtimes/{id}/seats', { params: { path: { id } } })),
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: live === 'live' ? false : POLL_MS,
  });

type SeatEvent = {
  as_of: string;
  changes: { seat_code: string; state: SeatMapData['seats'][number]['state'] }[];
};

/** The map after an event. Seats that did not change stay the same objects, so they are not drawn again. */
export function applyChanges(map: SeatMapData, event: SeatEvent): SeatMapData {
  const changed = new Map(event.changes.map((change) => [change.seat_code, change.state]));
  const seats = map.seats.map((seat) => {
    const state = changed.get(seat.seat_code);
    if (state === undefined || state === seat.state) return seat;
    // A lock of one's own is seen as a lock by everybody; any other state ends it.
    return { ...seat, state, mine: seat.mine && state === 'locked' };
  });
  return {
    ...map,
    seats,
    as_of: [map.as_of, event.as_of].sort().at(-1) ?? map.as_of,
    seats_available: seats.filter((seat) => seat.state === 'available').length,
  };
}

/**
 * Keeps the map in the cache up to date from the server's stream of changes. While it does not stand,
 * the map is polled. Once it is open the whole map is read again, because changes were missed.
 */
export function useLiveSeats(showtimeId: string, enabled: boolean): Liveness {
  const client = useQueryClient();
  const [live, setLive] = useState<Liveness>('starting');
  useEffect(() => {
    if (!enabled || typeof EventSource === 'undefined') return;
    const source = new EventSource(
      `/api/v1/showtimes/${encodeURIComponent(showtimeId)}/seats/events`,
    );
    source.addEventListener('open', () => {
      setLive('live');
      // What changed before the stream was open is only in the seats themselves.
      void client.invalidateQueries({ queryKey: keys.seats(showtimeId) });
    });
    source.addEventListener('seats', (message) => {
      const event = JSON.parse((message as MessageEvent<string>).data) as SeatEvent;
      client.setQueryData<SeatMapData>(
        keys.seats(showtimeId),
        (map) => map && applyChanges(map, event),
      );
    });
    source.addEventListener('error', () => setLive('broken'));
    return () => {
      source.close();
      setLive('starting');
    };
  }, [showtimeId, enabled, client]);
  return live;
}

/** Asks for the map and the showtime again, for example after the cinema refused a lock. */
export function useRefreshSeats(showtimeId: string) {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.refetchQueries({ queryKey: keys.seats(showtimeId), exact: true }),
      client.refetchQueries({ queryKey: keys.showtime(showtimeId), exact: true }),
    ]);
  };
}

/** Marks seats as gone in the cache at once, before the map has been read again. */
export function useMarkTaken(showtimeId: string) {
  const client = useQueryClient();
  return (codes: readonly string[]) =>
    client.setQueryData<SeatMapData>(
      keys.seats(showtimeId),
      (map) =>
        map &&
        applyChanges(map, {
          as_of: map.as_of,
          changes: codes.map((seat_code) => ({ seat_code, state: 'locked' })),
        }),
    );
}

export type LockRequest = { showtimeId: string; version: number; seats: string[]; key: string };

/** A key for one wish: asking again for the same seats must not lock them twice. */
export const newLockKey = newKey;

export function useCreateLock() {
  return useMutation({
    mutationFn: async ({ showtimeId, version, seats, key }: LockRequest) => {
      await giveBackEarlierChoice(showtimeId);
      const made = await unwrap(
        api.POST('/seat-locks', {
          params: { header: { 'Idempotency-Key': key } },
          body: { showtime_id: showtimeId, seats, showtime_version: version },
        }),
      );
      sessionStorage.setItem(choiceKey(showtimeId), made.id);
      return made;
    },
  });
}

const choiceKey = (showtimeId: string) => `marquee.lock.${showtimeId}`;

/**
 * Who comes back from the checkout and chooses again means the new choice. Seats that were ordered stay with their
 * order: the server refuses to release them, and that is no reason not to go on.
 */
async function giveBackEarlierChoice(showtimeId: string): Promise<void> {
  const id = sessionStorage.getItem(choiceKey(showtimeId));
  if (!id) return;
  const { response } = await api.DELETE('/seat-locks/{id}', { params: { path: { id } } });
  if (response.status < 500) sessionStorage.removeItem(choiceKey(showtimeId));
}
