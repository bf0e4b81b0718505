/**
 * What can be done with an order now. One table that mirrors the order states of `api/domain/src/orders.rs`; the
 * server decides, this only spares people a refusal. A button is disabled with a reason, not hidden.
 */
import type { components } from '../../api/schema';

export type Order = components['schemas']['Order'];
export type OrderStatus = components['schemas']['OrderStatus'];

export type Refusal =
  | 'already_over'
  | 'already_paid'
  | 'payment_running'
  | 'pay_window_over'
  | 'not_paid'
  | 'ticket_pending'
  | 'being_refunded'
  | 'refunded'
  | 'policy_forbids'
  | 'refund_window_over';

export type Can = { allowed: true } | { allowed: false; reason: Refusal };

const yes: Can = { allowed: true };
const no = (reason: Refusal): Can => ({ allowed: false, reason });

export const orderCan = {
  /** Start or go on with a payment. `now` is the server's time in milliseconds. */
  pay(order: Order, now: number): Can {
    switch (order.status) {
      case 'awaiting_payment':
        return now < Date.parse(order.payable_until) ? yes : no('pay_window_over');
      case 'paid':
      case 'ticketed':
        return no('already_paid');
      case 'refunding':
        return no('being_refunded');
      case 'refunded':
        return no('refunded');
      case 'cancelled':
      case 'expired':
        return no('already_over');
    }
  },

  /** Give the seats back without paying. While a payment is open this is a wish that the bank's answer fulfils. */
  cancel(order: Order): Can {
    switch (order.status) {
      case 'awaiting_payment':
        return yes;
      case 'paid':
      case 'ticketed':
        return no('already_paid');
      case 'refunding':
        return no('being_refunded');
      case 'refunded':
        return no('refunded');
      case 'cancelled':
      case 'expired':
        return no('already_over');
    }
  },

  /** See the ticket with its codes. */
  showTicket(order: Order): Can {
    switch (order.status) {
      case 'ticketed':
        return yes;
      case 'paid':
        return no('ticket_pending');
      case 'refunding':
        return no('being_refunded');
      case 'refunded':
        return no('refunded');
      case 'awaiting_payment':
        return no('not_paid');
      case 'cancelled':
      case 'expired':
        return no('already_over');
    }
  },

  /** Have the message with the pickup code sent again. */
  resendMessage(order: Order): Can {
    return orderCan.showTicket(order);
  },

  /** Ask for the money back. `now` is the server's time in milliseconds. */
  refund(order: Order, now: number): Can {
    const ticket = orderCan.showTicket(order);
    if (!ticket.allowed) return ticket;
    const { refundable, refund_until: until } = order.refund_policy;
    if (!refundable) return no('policy_forbids');
    return until != null && now >= Date.parse(until) ? no('refund_window_over') : yes;
  },
};

/** States in which the server is still working on the order, so a page should ask again soon. */
export function isMoving(order: Order): boolean {
  return order.status === 'paid' || order.status === 'refunding';
}

/** Whether the bank may still take money, so that seats given back are free only once it has answered. */
export function isPaymentOpen(order: Order): boolean {
  const status = order.payment?.status;
  return status === 'pending' || status === 'unknown';
}

/** Groups of the ticket wallet. */
export type Shelf = 'upcoming' | 'past' | 'ended';

/** Where an order stands in the wallet: to come, been, or ended without a visit. */
export function shelf(order: Order, now: number): Shelf {
  if (order.status === 'cancelled' || order.status === 'expired' || order.status === 'refunded')
    return 'ended';
  return Date.parse(order.showtime.ends_at) > now ? 'upcoming' : 'past';
}
