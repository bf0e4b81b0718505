/** What is stamped across a ticket, from the states of its parts. Pure. */
import type { Schema } from '@/api/types';

type TicketState = Schema<'TicketState'>;

export type Stamp = { kind: 'collected' | 'checked_in' | 'refunded'; done: number; all: number };

/** The farthest state that any of the tickets has reached; none for tickets that nobody has touched. */
export function stampOf(states: readonly TicketState[]): Stamp | null {
  const all = states.length;
  const having = (...wanted: TicketState[]) =>
    states.filter((state) => wanted.includes(state)).length;
  const refunded = having('refunded');
  if (refunded > 0) return { kind: 'refunded', done: refunded, all };
  const checkedIn = having('checked_in');
  if (checkedIn > 0) return { kind: 'checked_in', done: checkedIn, all };
  const collected = having('collected');
  return collected > 0 ? { kind: 'collected', done: collected, all } : null;
}

/** A code in groups as it is read out and typed: of four, or of three where that leaves no stump. */
export function groupsOf(code: string): string[] {
  const size = code.length % 4 !== 0 && code.length % 3 === 0 ? 3 : 4;
  return code.match(new RegExp(`.{1,${size}}`, 'gu')) ?? [];
}
