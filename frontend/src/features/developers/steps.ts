/**
 * The quick start. Its commands stand in files of their own, in the order in which they are typed:
 * a test types them at a running demo, so that what the page shows is what works.
 */
import token from './quickstart/1-token.sh?raw';
import customer from './quickstart/2-customer.sh?raw';
import seats from './quickstart/3-seats.sh?raw';
import order from './quickstart/4-order.sh?raw';
import webhook from './quickstart/5-webhook.sh?raw';
import pay from './quickstart/6-pay.sh?raw';
import tickets from './quickstart/7-tickets.sh?raw';
import cleanUp from './quickstart/8-clean-up.sh?raw';
import type { texts } from './texts';

type Saying = keyof (typeof texts)['zh'];

/** Where the commands say that the platform is. */
export const DEMO = 'http://127.0.0.1:8080';

/** The commands for the platform that shows the page. */
export const forOrigin = (code: string, origin: string) => code.trim().replaceAll(DEMO, origin);

export const STEPS = [
  { id: 'token', title: 'stepToken', text: 'stepTokenText', code: token },
  { id: 'customer', title: 'stepCustomer', text: 'stepCustomerText', code: customer },
  { id: 'seats', title: 'stepSeats', text: 'stepSeatsText', code: seats },
  { id: 'order', title: 'stepOrder', text: 'stepOrderText', code: order },
  { id: 'webhook', title: 'stepWebhook', text: 'stepWebhookText', code: webhook },
  { id: 'pay', title: 'stepPay', text: 'stepPayText', code: pay },
  { id: 'tickets', title: 'stepTickets', text: 'stepTicketsText', code: tickets },
  { id: 'clean-up', title: 'stepCleanUp', text: 'stepCleanUpText', code: cleanUp },
] as const satisfies readonly { id: string; title: Saying; text: Saying; code: string }[];

/** The head of a message and how it is signed, for those who do not read JavaScript. */
export const SIGNATURE = `webhook-id: msg_01971f0e3c7a7d10b2c4a1f2e3d4c5b6
webhook-timestamp: 1795622400
webhook-signature: v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=

base64(hmac_sha256(base64_decode(secret without "whsec_"), id + "." + timestamp + "." + body))`;

/** What a refusal looks like. */
export const PROBLEM = `HTTP/1.1 409 Conflict
content-type: application/problem+json

{
  "type": "/problems/seat-taken",
  "code": "seat_taken",
  "title": "A seat was taken by somebody else",
  "status": 409,
  "detail": "Seat F7 was sold a moment ago.",
  "seats": ["0707"],
  "money": "untouched"
}`;
