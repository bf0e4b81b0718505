import { whenSignedOut } from '@/api/session';
import type { Schema } from '@/api/types';
import { memory } from '@/lib/store';

/**
 * The last tickets seen, kept on the device so that they open at the cinema's door without a network. They are
 * dropped when their owner signs out: a ticket's code is as good as the ticket.
 */
export interface SavedTickets {
  savedAt: number;
  tickets: Schema<'OrderTickets'>;
}

const KEY = 'marquee.tickets';
/** More would only be tickets of the past. */
const KEPT = 12;

function read(): SavedTickets[] {
  try {
    const list: unknown = JSON.parse(memory.read(KEY) ?? '[]');
    return Array.isArray(list) ? (list as SavedTickets[]) : [];
  } catch {
    return [];
  }
}

export const savedTickets = {
  all: (): SavedTickets[] =>
    read().sort((a, b) => a.tickets.showtime.starts_at.localeCompare(b.tickets.showtime.starts_at)),

  find: (orderId: string): SavedTickets | undefined =>
    read().find((one) => one.tickets.order_id === orderId),

  save(tickets: Schema<'OrderTickets'>, savedAt: number): void {
    const others = read().filter((one) => one.tickets.order_id !== tickets.order_id);
    const list = [{ savedAt, tickets }, ...others].sort((a, b) => b.savedAt - a.savedAt);
    memory.write(KEY, JSON.stringify(list.slice(0, KEPT)));
  },

  forget: (orderId: string): void =>
    memory.write(KEY, JSON.stringify(read().filter((one) => one.tickets.order_id !== orderId))),

  clear: (): void => memory.write(KEY, null),
};

whenSignedOut(savedTickets.clear);
