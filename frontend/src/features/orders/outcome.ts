/** What is known about a payment, as one of the few things that a person has to be told. Pure. */
import { type Order, orderCan } from './can';
import type { Payment } from './queries';

export type Outcome =
  /** Tickets are there. */
  | 'ticketed'
  /** The money is there, the cinema is issuing. */
  | 'paid'
  /** Not done, money untouched; it can be tried again. */
  | 'failed'
  /** Not done, money untouched; the seats are gone. */
  | 'failed_over'
  /** Nobody knows yet. */
  | 'unknown'
  | 'refunding'
  | 'refunded'
  /** Money without an order that could take it: people look into it. */
  | 'quarantined';

export function outcomeOf(payment: Payment, order: Order, now: number): Outcome {
  if (order.status === 'ticketed') return 'ticketed';
  if (order.status === 'refunding') return 'refunding';
  if (order.status === 'refunded') return 'refunded';
  if (order.status === 'paid' || payment.status === 'succeeded') return 'paid';
  switch (payment.status) {
    case 'failed':
    case 'closed':
      return orderCan.pay(order, now).allowed ? 'failed' : 'failed_over';
    case 'quarantined':
      return 'quarantined';
    case 'created':
    case 'pending':
    case 'unknown':
      return 'unknown';
  }
}

/** Whether the answer can still change by itself, so that it must be asked for again. */
export function isOpen(outcome: Outcome): boolean {
  return outcome === 'unknown' || outcome === 'paid' || outcome === 'refunding';
}
