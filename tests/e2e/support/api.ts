import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import type { components } from '../../../frontend/src/api/schema';
import { codeFor } from './inbox';

export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
type User = Schema<'User'>;

/** The addresses of this run, set by the global setup. */
export const site = () => address('E2E_SITE');
export const bank = () => address('E2E_BANK');
export const inbox = () => address('E2E_PHONE');

/** The number of an order that was bought, paid and ticketed the day before this run. */
export const orderOfYesterday = () => address('E2E_YESTERDAY_ORDER');

/** The day by which the bank counts that order: it turns at 23:00 in Beijing. */
export const clearingDayOfYesterday = () => {
  const soldAt = Date.now() - Number(address('E2E_PAST')) * 1_000;
  const hour = 3_600_000;
  return new Date(soldAt + 9 * hour).toISOString().slice(0, 10);
};

/**
 * Makes the bank's bill of yesterday wrong in two ways: a payment that nobody made, and a fee that
 * was not agreed. Everybody asks for the same, because there is one bank and the last word counts.
 */
export async function spoilBillOfYesterday(accountant: Person): Promise<void> {
  const search = `/admin/orders?q=${orderOfYesterday()}`;
  const [found] = (await accountant.get<Schema<'AdminOrderSummaryPage'>>(search)).items;
  if (!found) throw new Error('nobody knows the order of yesterday');
  const order = await accountant.get<Schema<'AdminOrder'>>(`/admin/orders/${found.id}`);
  const on = clearingDayOfYesterday();
  const payment = order.payments[0]?.payment_no;
  const faults = [
    { kind: 'extra_line', settle_date: on, amount_delta: 8 },
    { kind: 'wrong_fee', settle_date: on, order_id: payment, amount_delta: 5 },
  ];
  const answer = await fetch(`${bank()}/bill-faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ faults }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** The sandbox's cinema of another maker, which nobody has registered yet. */
export const cinemaSystem = () => ({
  url: address('E2E_CINEMA'),
  key: address('E2E_CINEMA_KEY'),
  code: '51018888',
});

function address(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the global setup has not run`);
  return value;
}

/** The password of the demo's accounts, and of every account that a journey makes. */
export const PASSWORD = 'marquee-demo';

/** The demo's accounts. */
export const DEMO = {
  customer: '13800000001',
  staff: '13800000002',
  administrator: '13800000003',
  second: '13800000005',
  auditor: '13800000004',
} as const;

export interface Refused {
  status: number;
  code: string;
}

/** What a person does through the API while a journey looks elsewhere. */
export class Person {
  private constructor(
    readonly user: User,
    readonly refreshToken: string,
    private readonly token: string,
  ) {}

  static async signIn(phone: string): Promise<Person> {
    return Person.from('/auth/login', { phone, password: PASSWORD });
  }

  /** Somebody whom the platform has not met. */
  static async register(name = '路人', phone = newPhone()): Promise<Person> {
    await send('POST', '/auth/codes', { phone, purpose: 'register' });
    const code = await codeFor(phone);
    return Person.from('/auth/register', { phone, code, password: PASSWORD, display_name: name });
  }

  private static async from(path: string, body: object): Promise<Person> {
    const tokens = (await send('POST', path, body, {
      'x-refresh-token': 'body',
    })) as Schema<'Tokens'>;
    if (!tokens.refresh_token) throw new Error('no refresh token in the answer');
    return new Person(tokens.user, tokens.refresh_token, tokens.access_token);
  }

  get<T>(path: string): Promise<T> {
    return this.send('GET', path) as Promise<T>;
  }

  post<T>(path: string, body: object = {}): Promise<T> {
    return this.send('POST', path, body) as Promise<T>;
  }

  patch<T>(path: string, body: object): Promise<T> {
    return this.send('PATCH', path, body) as Promise<T>;
  }

  private send(method: string, path: string, body?: object): Promise<unknown> {
    return send(method, path, body, {
      authorization: `Bearer ${this.token}`,
      'idempotency-key': randomUUID(),
    });
  }

  lock(showtime_id: string, seats: readonly string[]): Promise<Schema<'SeatLock'>> {
    return this.post('/seat-locks', { showtime_id, seats });
  }

  async lockPair(showtimeId: string): Promise<Schema<'SeatLock'>> {
    const map = await seatMap(showtimeId);
    const pair = freeRuns(map, 2).length > 0 ? endOfRow(map, 2) : loveSeat(map);
    return this.lock(
      showtimeId,
      pair.map((seat) => seat.seat_code),
    );
  }

  order(lock: Schema<'SeatLock'>): Promise<Schema<'Order'>> {
    return this.post('/orders', { seat_lock_id: lock.id });
  }

  pay(order: Schema<'Order'>): Promise<Schema<'Payment'>> {
    return this.post('/payments', { order_id: order.id, method: 'unionpay' });
  }

  /** Seats locked and an order made; what happened at the bank is `outcome`. */
  async buy(
    showtime: Schema<'Showtime'>,
    outcome: 'decline' | 'abandon',
  ): Promise<{ order: Schema<'Order'>; payment: Schema<'Payment'> }> {
    const order = await this.order(await this.lockPair(showtime.id));
    const payment = await this.pay(order);
    await atTheBank(payment, outcome);
    return { order, payment };
  }

  /** Two seats, paid and ticketed. */
  async buyTickets(showtime: Schema<'Showtime'>): Promise<Schema<'Order'>> {
    return this.paid(await this.order(await this.lockPair(showtime.id)));
  }

  /** The order after it was paid at the bank and the cinema confirmed. */
  async paid(order: Schema<'Order'>): Promise<Schema<'Order'>> {
    await atTheBank(await this.pay(order), 'pay');
    return this.orderOnce(order.id, 'ticketed');
  }

  /** Tickets of a cinema that takes them back. */
  async buyRefundable(): Promise<Schema<'Order'>> {
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const lock = await this.lockPair((await ownShowtime()).id);
      if (lock.refund_policy.refundable) return this.paid(await this.order(lock));
      await this.send('DELETE', `/seat-locks/${lock.id}`);
    }
    throw new Error('no cinema takes tickets back');
  }

  /** Lets staff sell a showtime until it begins. */
  async sellUntilStart({ id, session_code, starts_at }: Schema<'Showtime'>): Promise<void> {
    const on = (days: number) => `from=${day(days)}&to=${day(days)}`;
    const days = [-1, 0].map((days) =>
      this.get<Schema<'SessionDay'>>(`/box-office/sessions?${on(days)}`),
    );
    const sessions = (await Promise.all(days)).flatMap((one) => one.items);
    const session = sessions.find((one) => one.session_code === session_code);
    if (!session) throw new Error(`no session ${session_code}`);
    const change = { session_version: session.session_version, stop_sell_min: 0 };
    await this.send('PATCH', `/box-office/sessions/${session_code}`, change);
    const stopsAt = async () => (await read<Schema<'Showtime'>>(`/showtimes/${id}`)).stop_sell_at;
    await expect
      .poll(async () => Date.parse(await stopsAt()), { timeout: 30_000 })
      .toBe(Date.parse(starts_at));
  }

  async orders(): Promise<Schema<'Order'>[]> {
    return (await this.get<Schema<'OrderPage'>>('/orders')).items;
  }

  /** Whether this sign-in is still good for a new access token. It can be asked once only. */
  async canRefresh(): Promise<boolean> {
    const answer = await fetch(`${site()}/api/v1/auth/refresh`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-refresh-token': 'body' },
      body: JSON.stringify({ refresh_token: this.refreshToken }),
    });
    return answer.ok;
  }

  /** The order as soon as it has this status. */
  async orderOnce(id: string, status: Schema<'OrderStatus'>): Promise<Schema<'Order'>> {
    const read = () => this.get<Schema<'Order'>>(`/orders/${id}`);
    await expect
      .poll(async () => (await read()).status, { timeout: 30_000, intervals: [100, 250] })
      .toBe(status);
    return read();
  }
}

/** Sends JSON and answers with JSON; throws what the problem said. */
export async function send(
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const answer = await fetch(`${site()}/api/v1${path}`, {
    method,
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

export const read = <T>(path: string): Promise<T> => send('GET', path) as Promise<T>;

let phones = 0;
/** A number that nobody else in this run has: the worker's and its own. */
export function newPhone(): string {
  const worker = Number(process.env.TEST_WORKER_INDEX ?? 0);
  phones += 1;
  return `139${String(worker).padStart(4, '0')}${String(phones).padStart(4, '0')}`;
}

/** Submits the payment's form to the bank and presses a button of its cashier page. */
export async function atTheBank(payment: Schema<'Payment'>, outcome: string): Promise<void> {
  const { url, fields } = payment.next_action;
  if (!url || !fields) throw new Error(`no form to submit: ${payment.next_action.type}`);
  const page = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  const action = /<form[^>]*action="([^"]+)"/.exec(await page.text())?.[1];
  if (!action) throw new Error('the bank showed no cashier page');
  const answer = await fetch(new URL(action, url), {
    method: 'POST',
    body: new URLSearchParams({ outcome }),
    redirect: 'manual',
  });
  if (answer.status >= 400) throw new Error(`the bank answered ${answer.status}`);
}

/** Seats that are neighbours, in order of their row. */
export type Row = Schema<'Seat'>[];

/** Runs of free, ordinary seats that begin with `count` of one price, the longest first. */
export function freeRuns(map: Schema<'SeatMap'>, count: number): Row[] {
  const runs = new Map<string, Row>();
  const seats = map.seats
    .filter((seat) => seat.kind === 'normal' && seat.state === 'available')
    .sort((a, b) => a.x - b.x);
  for (const seat of seats) {
    const left = `${seat.section}/${seat.row}/${seat.x}`;
    const run = runs.get(left) ?? [];
    runs.delete(left);
    runs.set(`${seat.section}/${seat.row}/${seat.x + 2}`, [...run, seat]);
  }
  const isOnePrice = (run: Row) => new Set(run.slice(0, count).map((seat) => seat.zone)).size === 1;
  return [...runs.values()]
    .filter((run) => run.length >= count + 2 && isOnePrice(run))
    .sort((a, b) => b.length - a.length);
}

/** The left end of the longest free run: seats that leave no seat alone. */
export function endOfRow(map: Schema<'SeatMap'>, count: number): Row {
  const run = freeRuns(map, count)[0];
  if (!run) throw new Error('no run is long enough');
  return run.slice(0, count);
}

/** A free love seat, both of its places; empty where the hall has none. */
export function loveSeat(map: Schema<'SeatMap'>): Row {
  const free = map.seats.filter((seat) => seat.state === 'available');
  for (const left of free.filter((seat) => seat.kind === 'love_left')) {
    const right = free.find(
      (seat) =>
        seat.kind === 'love_right' &&
        seat.section === left.section &&
        seat.row === left.row &&
        seat.x === left.x + 2,
    );
    if (right) return [left, right];
  }
  return [];
}

export const seatMap = (showtimeId: string): Promise<Schema<'SeatMap'>> =>
  read(`/showtimes/${showtimeId}/seats`);

/** The business day that lies `days` after today, in the platform's zone. */
export function day(days: number): string {
  const at = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(at);
}

let shows = 0;
/**
 * A showtime that no other journey uses, tomorrow: workers take every other one of the day, so that
 * nobody's seats are lost by accident. `cinema_id` narrows it down.
 */
export async function ownShowtime(cinemaId?: string): Promise<Schema<'Showtime'>> {
  const narrow = cinemaId ? `&cinema_id=${cinemaId}` : '';
  const all: Schema<'Showtime'>[] = [];
  let cursor = '';
  do {
    const page = await read<Schema<'ShowtimePage'>>(
      `/showtimes?date=${day(1)}&limit=100${narrow}${cursor}`,
    );
    all.push(...page.items);
    cursor = page.next_cursor ? `&cursor=${encodeURIComponent(page.next_cursor)}` : '';
  } while (cursor);
  // A journey registers the other maker's cinema and switches it off again.
  const { items } = await read<Schema<'CinemaSummaryPage'>>('/cinemas?limit=100');
  const others = items.filter((one) => one.cinema_code === cinemaSystem().code);
  const open = all
    .filter((one) => one.status === 'on_sale' && one.seats_total > 60)
    .filter((one) => !others.some((other) => other.id === one.cinema.id));
  const worker = Number(process.env.TEST_WORKER_INDEX ?? 0);
  while (shows * 7 < open.length) {
    const own = open[(worker + 7 * shows) % open.length];
    shows += 1;
    // Halls of pairs and armchairs have no row in which three can sit at the end.
    if (own && freeRuns(await seatMap(own.id), 3).length > 0) return own;
  }
  throw new Error('no showtime is left tomorrow');
}

/** The doors open so long before the start. */
const DOORS_MIN = 59;

/**
 * A showtime at this person's cinema whose doors are open while its seats are still on sale. Where
 * sales have closed they are opened again until the start; where nothing is about to begin, as in
 * the small hours, something is planned.
 */
export async function openShowtime(staff: Person): Promise<Schema<'Showtime'>> {
  const cinemaId = staff.user.cinema_id;
  if (!cinemaId) throw new Error('the staff account has no cinema');
  const minutesOff = (at: string) => (Date.parse(at) - Date.now()) / 60_000;
  const soon = (await shownToday(cinemaId))
    .filter((one) => minutesOff(one.starts_at) > 3 && minutesOff(one.starts_at) < DOORS_MIN)
    .filter((one) => one.status !== 'cancelled')
    .sort((a, b) => b.starts_at.localeCompare(a.starts_at));
  for (const one of soon) {
    const map = await seatMap(one.id);
    if (freeRuns(map, 3).length === 0 && loveSeat(map).length === 0) continue;
    if (one.status === 'on_sale' && minutesOff(one.stop_sell_at) > 1) return one;
    await staff.sellUntilStart(one);
    return read<Schema<'Showtime'>>(`/showtimes/${one.id}`);
  }
  return planShowtime(staff, cinemaId);
}

async function shownToday(cinemaId: string): Promise<Schema<'Showtime'>[]> {
  // A show after midnight belongs to the business day before.
  const days = [day(0), day(-1)].map((date) =>
    read<Schema<'ShowtimePage'>>(`/showtimes?date=${date}&limit=100&cinema_id=${cinemaId}`),
  );
  return (await Promise.all(days)).flatMap((page) => page.items);
}

/**
 * Plans the shortest film soon, at the first time and in the first hall that are free. Late in the
 * evening every hall plays its last film: one that nobody goes to makes room.
 */
async function planShowtime(staff: Person, cinemaId: string): Promise<Schema<'Showtime'>> {
  const planned = await planSoon(staff, cinemaId);
  if (planned) return planned;
  const days = `from=${day(-1)}&to=${day(1)}`;
  const { items } = await staff.get<Schema<'SessionDay'>>(`/box-office/sessions?${days}`);
  const inHours = (hours: number) => Date.now() + hours * 3_600_000;
  const inTheWay = items.filter(
    (one) =>
      one.status !== 'cancelled' &&
      Date.parse(one.ends_at) > Date.now() &&
      Date.parse(one.starts_at) < inHours(4),
  );
  const screens = new Set(inTheWay.map((one) => one.screen_code));
  const isEmpty = (screen: string) =>
    inTheWay.every((one) => one.screen_code !== screen || one.seats_sold + one.seats_locked === 0);
  const empty = [...screens].find(isEmpty);
  for (const one of inTheWay.filter((one) => one.screen_code === empty)) {
    const path = `/box-office/sessions/${one.session_code}/cancellation`;
    await staff.post(path, { reason: 'nobody came' });
  }
  const second = await planSoon(staff, cinemaId);
  if (!second) throw new Error('every hall is taken');
  return second;
}

async function planSoon(staff: Person, cinemaId: string): Promise<Schema<'Showtime'> | null> {
  const screens = (await staff.get<Schema<'StaffScreenPage'>>('/box-office/screens')).items;
  const films = (await staff.get<Schema<'PlannableFilmPage'>>('/box-office/films')).items;
  const [film] = films
    .filter((one) => one.released_on <= day(-1) && one.formats.includes('2d'))
    .sort((a, b) => a.runtime_min - b.runtime_min);
  if (!film) throw new Error('there is no film to plan');
  const fiveMinutes = 5 * 60_000;
  const soonest = Math.ceil((Date.now() + 15 * 60_000) / fiveMinutes) * fiveMinutes;
  const starts = Array.from({ length: 8 }, (_, turn) => soonest + (7 - turn) * fiveMinutes);
  const places = starts.flatMap((startsAt) => screens.map((screen) => ({ startsAt, screen })));
  const money = (amount: number) => ({ amount, currency: 'CNY' as const });
  for (const { startsAt, screen } of places) {
    const planned = staff.post<Schema<'StaffSession'>>('/box-office/sessions', {
      screen_code: screen.screen_code,
      film_code: film.film_code,
      starts_at: new Date(startsAt).toISOString(),
      language: 'zh',
      format: '2d',
      zone_prices: screen.zones.map(({ id }) => ({
        zone: id,
        ticket: money(4000),
        screen_fee: money(0),
      })),
      stop_sell_min: 5,
    });
    const session = await planned.catch((error: unknown) => {
      if (/hall_occupied/.test(String(error))) return null;
      throw error;
    });
    if (!session) continue;
    const find = async () =>
      (await shownToday(cinemaId)).find((one) => one.session_code === session.session_code);
    await expect.poll(async () => Boolean(await find()), { timeout: 30_000 }).toBe(true);
    const shown = await find();
    if (shown) return shown;
  }
  return null;
}
