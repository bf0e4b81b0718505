import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { saveAs } from '@/api/download';
import { ApiError } from '@/api/errors';
import { savedTickets } from '@/api/savedTickets';
import type { Schema } from '@/api/types';
import { serverNow } from '@/lib/clock';

export type OrderTickets = Schema<'OrderTickets'>;

/** How often the page looks whether the tickets were collected or checked in meanwhile. */
const LOOK_MS = 15_000;

/** The tickets of an order. What was read is kept on the device for the door of the cinema. */
export const ticketsQuery = (orderId: string) =>
  queryOptions({
    queryKey: ['orders', orderId, 'tickets'],
    queryFn: async () => {
      const tickets = await unwrap(
        api.GET('/orders/{id}/tickets', { params: { path: { id: orderId } } }),
      ).catch((error: unknown) => {
        // Given back meanwhile: what this device kept admits nobody any more.
        if (error instanceof ApiError && error.code === 'order_not_ticketed') {
          savedTickets.forget(orderId);
        }
        throw error;
      });
      savedTickets.save(tickets, serverNow());
      return tickets;
    },
    staleTime: 0,
    refetchInterval: LOOK_MS,
  });

export const saveCalendar = (orderId: string, orderNo: string) =>
  saveAs(
    api.GET('/orders/{id}/tickets.ics', { params: { path: { id: orderId } }, parseAs: 'blob' }),
    `marquee-${orderNo}.ics`,
  );
