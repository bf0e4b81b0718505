/** What a session's form holds, and what is sent of it. Pure. */
import { decimalOf, type Money, parseAmount } from '@/lib/money';
import { instantOf } from '@/lib/time';
import type { EditSession, NewSession, PlannableFilm, Session, ZonePrice } from './queries';
import { clockText, minuteOf, minutesAt } from './week';

export interface Draft {
  film: Pick<PlannableFilm, 'film_code' | 'title' | 'runtime_min' | 'formats'> | null;
  screen: string;
  /** The business day, and the clock on the wall: "01:20" is the night after. */
  day: string;
  start: string;
  language: string;
  subtitles: string;
  format: string;
  /** By zone, as typed in yuan: the ticket, and the hall's fee that comes on top. */
  prices: Record<string, { ticket: string; fee: string }>;
  /** Whole minutes before the start at which online sales end; empty is the house's own rule. */
  stopSell: string;
  maxSeats: string;
}

export type DraftField =
  | 'film'
  | 'screen'
  | 'day'
  | 'start'
  | 'format'
  | 'stopSell'
  | 'maxSeats'
  | `price/${string}`;

/** Before the film: advertisements and trailers, as the server adds them. */
export const TRAILERS_MIN = 10;

export function emptyDraft(day: string, screen: string, start: number): Draft {
  return {
    film: null,
    screen,
    day,
    start: clockText(start),
    language: 'zh',
    subtitles: '',
    format: '2d',
    prices: {},
    stopSell: '',
    maxSeats: '',
  };
}

export function draftOf(session: Session, zone: string): Draft {
  const start = minutesAt(session.starts_at, session.business_on, zone);
  const end = minutesAt(session.ends_at, session.business_on, zone);
  const stop = Date.parse(session.starts_at) - Date.parse(session.stop_sell_at);
  return {
    film: {
      film_code: session.film_code,
      title: session.film,
      runtime_min: end - start - TRAILERS_MIN,
      formats: [session.format],
    },
    screen: session.screen_code,
    day: session.business_on,
    start: clockText(start),
    language: session.language,
    subtitles: session.subtitles ?? '',
    format: session.format,
    prices: pricesOf(session.zone_prices),
    stopSell: String(Math.round(stop / 60_000)),
    maxSeats: String(session.max_seats),
  };
}

const yuan = (price: Money) => decimalOf(price).replace(/\.00$/, '');

export function pricesOf(prices: readonly ZonePrice[]): Draft['prices'] {
  return Object.fromEntries(
    prices.map(({ zone, ticket, screen_fee }) => [
      zone,
      { ticket: yuan(ticket), fee: yuan(screen_fee) },
    ]),
  );
}

/** Minutes from the midnight of the draft's day to its start, its end and the hall's next use. */
export function timesOf(draft: Draft, cleaningMin: number) {
  const from = minuteOf(draft.start);
  if (from === null || !draft.film) return null;
  const to = from + TRAILERS_MIN + draft.film.runtime_min;
  return { from, to, freeAt: to + cleaningMin };
}

/** A zone's price as sent, or null where what was typed is no price. */
export function priceOf(
  typed: { ticket: string; fee: string } | undefined,
): Pick<ZonePrice, 'ticket' | 'screen_fee'> | null {
  const ticket = parseAmount(typed?.ticket ?? '');
  const screen_fee = parseAmount(typed?.fee || '0');
  if (ticket === null || screen_fee === null || ticket === 0) return null;
  const money = (amount: number) => ({ amount, currency: 'CNY' as const });
  return { ticket: money(ticket), screen_fee: money(screen_fee) };
}

const wholeOrNone = (typed: string, least: number, most: number) =>
  typed === '' || (/^-?\d{1,4}$/.test(typed) && Number(typed) >= least && Number(typed) <= most);

/** The fields that cannot be sent as they are. */
export function wrongFields(draft: Draft, zones: readonly string[]): Set<DraftField> {
  const wrong = new Set<DraftField>();
  if (!draft.film) wrong.add('film');
  if (!draft.screen) wrong.add('screen');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.day)) wrong.add('day');
  if (minuteOf(draft.start) === null) wrong.add('start');
  if (!draft.format) wrong.add('format');
  for (const zone of zones) if (!priceOf(draft.prices[zone])) wrong.add(`price/${zone}`);
  if (!wholeOrNone(draft.stopSell, 0, 1440)) wrong.add('stopSell');
  if (!wholeOrNone(draft.maxSeats, 1, 20)) wrong.add('maxSeats');
  return wrong;
}

const pricesSent = (draft: Draft, zones: readonly string[]): ZonePrice[] =>
  zones.flatMap((zone) => {
    const price = priceOf(draft.prices[zone]);
    return price ? [{ zone, ...price }] : [];
  });

const whole = (typed: string) => (typed === '' ? {} : { value: Number(typed) });

export function newSession(draft: Draft, zones: readonly string[], zone: string): NewSession {
  const stop = whole(draft.stopSell);
  const most = whole(draft.maxSeats);
  return {
    screen_code: draft.screen,
    film_code: draft.film?.film_code ?? '',
    starts_at: startsAt(draft, zone),
    language: draft.language,
    format: draft.format,
    zone_prices: pricesSent(draft, zones),
    ...(draft.subtitles ? { subtitles: draft.subtitles } : {}),
    ...('value' in stop ? { stop_sell_min: stop.value } : {}),
    ...('value' in most ? { max_seats: most.value } : {}),
  };
}

const startsAt = (draft: Draft, zone: string) =>
  new Date(instantOf(draft.day, minuteOf(draft.start) ?? 0, zone)).toISOString();

/** Only what differs, so that prices can be changed where the start no longer can. */
export function changesOf(
  session: Session,
  draft: Draft,
  zones: readonly string[],
  zone: string,
): EditSession {
  const before = draftOf(session, zone);
  const after = newSession(draft, zones, zone);
  const changed: EditSession = { session_version: session.session_version };
  if (draft.screen !== before.screen) changed.screen_code = after.screen_code;
  if (draft.film?.film_code !== session.film_code) changed.film_code = after.film_code;
  if (Date.parse(after.starts_at) !== Date.parse(session.starts_at)) {
    changed.starts_at = after.starts_at;
  }
  if (draft.language !== before.language) changed.language = draft.language;
  if (draft.subtitles !== before.subtitles) changed.subtitles = draft.subtitles || null;
  if (draft.format !== before.format) changed.format = draft.format;
  if (JSON.stringify(draft.prices) !== JSON.stringify(before.prices)) {
    changed.zone_prices = after.zone_prices;
  }
  if (draft.stopSell !== before.stopSell && after.stop_sell_min != null) {
    changed.stop_sell_min = after.stop_sell_min;
  }
  if (draft.maxSeats !== before.maxSeats && after.max_seats != null) {
    changed.max_seats = after.max_seats;
  }
  return changed;
}
