// Buys two tickets for a customer of ours and prints the pickup code.
import { randomUUID } from 'node:crypto';
import createClient from 'openapi-fetch';
import type { components, paths } from './api.js';

const platform = process.env.MARQUEE_URL ?? 'http://127.0.0.1:8080';
const clientId = process.env.MARQUEE_CLIENT ?? 'marquee-demo-client';
const secret = process.env.MARQUEE_SECRET ?? 'marquee-demo-secret';
const customer = 'alice';

const api = createClient<paths>({ baseUrl: platform });

/** The answer, or the problem as an error: programs read its `code`. */
async function unwrap<T>(answer: Promise<{ data?: T; error?: unknown }>): Promise<T> {
  const { data, error } = await answer;
  if (error || data === undefined) throw new Error(JSON.stringify(error));
  return data;
}

/** With the same key a request can be sent again: nothing is bought or charged twice. */
const once = () => ({ header: { 'Idempotency-Key': randomUUID() } });

async function signIn(): Promise<void> {
  const answer = await fetch(`${platform}/api/v1/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'booking' }),
  });
  const { access_token } = (await answer.json()) as components['schemas']['OAuthTokens'];
  api.use({
    onRequest({ request }) {
      request.headers.set('authorization', `Bearer ${access_token}`);
      request.headers.set('marquee-customer', customer);
      return request;
    },
  });
}

/** The first two seats of the longest free row, so that nobody is left alone between others. */
function pair(map: components['schemas']['SeatMap']): string[] {
  const rows = new Map<string, typeof map.seats>();
  for (const seat of map.seats.filter(
    (one) => one.kind === 'normal' && one.state === 'available',
  )) {
    const row = `${seat.section} ${seat.row} ${seat.zone}`;
    rows.set(row, [...(rows.get(row) ?? []), seat]);
  }
  const [longest = []] = [...rows.values()].sort((a, b) => b.length - a.length);
  return longest
    .sort((a, b) => a.x - b.x)
    .slice(0, 2)
    .map((seat) => seat.seat_code);
}

/** What a customer does at the demo's bank: opens the cashier page and presses "pay". */
async function pay(action: components['schemas']['NextAction']): Promise<void> {
  if (action.type !== 'form_post' || !action.url) throw new Error(`unknown step ${action.type}`);
  const cashier = await fetch(action.url, {
    method: 'POST',
    body: new URLSearchParams(action.fields ?? {}),
  });
  const form = /action="([^"]*)"/.exec(await cashier.text())?.[1] ?? '';
  await fetch(new URL(form.replaceAll('&amp;', '&'), action.url), {
    method: 'POST',
    body: new URLSearchParams({ outcome: 'pay' }),
    redirect: 'manual',
  });
}

await signIn();
const body = { phone: '13812345678' };
const path = { reference: customer };
await unwrap(api.PUT('/api/v1/client/customers/{reference}', { params: { path }, body }));

const date = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const { items } = await unwrap(
  api.GET('/api/v1/showtimes', { params: { query: { date, limit: 1 } } }),
);
const showtime = items[0];
if (!showtime) throw new Error(`nothing is on on ${date}`);
const id = showtime.id;
const map = await unwrap(api.GET('/api/v1/showtimes/{id}/seats', { params: { path: { id } } }));

const seats = { showtime_id: id, seats: pair(map) };
const lock = await unwrap(api.POST('/api/v1/seat-locks', { params: once(), body: seats }));
const wish = { seat_lock_id: lock.id };
let order = await unwrap(api.POST('/api/v1/orders', { params: once(), body: wish }));
const order_id = order.id;
const method = { order_id, method: 'unionpay' };
const payment = await unwrap(api.POST('/api/v1/payments', { params: once(), body: method }));
await pay(payment.next_action);

while (!['ticketed', 'refunded'].includes(order.status)) {
  await new Promise((resolve) => setTimeout(resolve, 500));
  order = await unwrap(api.GET('/api/v1/orders/{id}', { params: { path: { id: order_id } } }));
}
console.log(`${showtime.film.title.zh} ${order.order_no} ${order.status}`);
console.log(`pickup code ${order.pickup_code}`);
