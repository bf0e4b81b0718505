/** How an endpoint and its deliveries stand, in words and tones. Pure. */
import type { Lang } from '@/i18n/lang';
import type { Tone } from '@/ui/Status';
import type { Delivery, Webhook, WebhookEvent } from './queries';
import { texts } from './texts';

export interface Standing {
  tone: Tone;
  text: string;
}

const EVENT_WORDS = {
  'order.ticketed': 'orderTicketed',
  'order.refunded': 'orderRefunded',
  'order.cancelled': 'orderCancelled',
  'payment.succeeded': 'paymentSucceeded',
  'showtime.changed': 'showtimeChanged',
  'showtime.cancelled': 'showtimeCancelled',
  'seat_lock.expired': 'seatLockExpired',
  'webhook.test': 'testEvent',
} as const satisfies Record<WebhookEvent, keyof (typeof texts)['zh']>;

/** What an event is called; its name on the wire stands beside it. */
export const eventText = (event: WebhookEvent, lang: Lang) => texts[lang][EVENT_WORDS[event]];

/** The events that an endpoint can be made to hear. */
export const CHOICES = (Object.keys(EVENT_WORDS) as WebhookEvent[]).filter(
  (event) => event !== 'webhook.test',
);

/** How an endpoint does. `when` writes an instant. */
export function standing(webhook: Webhook, lang: Lang, when: (at: string) => string): Standing {
  const t = texts[lang];
  if (!webhook.is_enabled) {
    if (webhook.disabled_reason === 'gone') return { tone: 'bad', text: t.offGone };
    if (webhook.disabled_reason === 'failing') return { tone: 'bad', text: t.offFailing };
    return { tone: 'quiet', text: t.off };
  }
  return webhook.failing_since
    ? { tone: 'warn', text: t.failing(when(webhook.failing_since)) }
    : { tone: 'ok', text: t.on };
}

/** How a delivery stands. */
export function deliveryStanding(delivery: Pick<Delivery, 'state'>, lang: Lang): Standing {
  const t = texts[lang];
  if (delivery.state === 'delivered') return { tone: 'ok', text: t.delivered };
  if (delivery.state === 'failed') return { tone: 'bad', text: t.failed };
  return { tone: 'warn', text: t.pending };
}

/** What the receiver said last; nothing before the first attempt. */
export function answerText(delivery: Delivery, lang: Lang): string {
  if (delivery.last_status != null) return String(delivery.last_status);
  return delivery.last_attempt_at ? texts[lang].noAnswer : '';
}

/** The payload with its lines broken; as it came when it cannot be read. */
export function pretty(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}

/** Whether it can be an address of a receiver. The platform judges the rest. */
export function isAddress(typed: string): boolean {
  try {
    const { protocol, hostname } = new URL(typed.trim());
    const isHere = hostname === '127.0.0.1' || hostname === 'localhost';
    return protocol === 'https:' || (protocol === 'http:' && isHere);
  } catch {
    return false;
  }
}
