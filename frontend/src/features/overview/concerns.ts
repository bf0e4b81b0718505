/** What of the live figures asks for somebody, worst first, and where to go with it. Pure. */
import type { Lang } from '@/i18n/lang';
import { pick } from '@/i18n/lang';
import { spanText } from '@/lib/ago';
import { paths } from '@/lib/paths';
import { addDays, dayOf, PLATFORM_ZONE } from '@/lib/time';
import type { CinemaState, Overview } from './queries';
import { texts } from './texts';

export interface Concern {
  key: string;
  tone: 'bad' | 'warn';
  text: string;
  /** What to do about it. */
  todo: string;
  href: string;
}

const MINUTE = 60_000;

/** How long the oldest piece of a queue may wait before it is worth a word. */
export const PATIENCE: Record<string, number> = {
  locks_to_ask: 5 * MINUTE,
  releases: 5 * MINUTE,
  confirms: 2 * MINUTE,
  // A customer may think for a quarter of an hour before paying.
  payments_to_ask: 30 * MINUTE,
  refunds_open: 24 * 60 * MINUTE,
  surplus_returns: 24 * 60 * MINUTE,
  messages: 5 * MINUTE,
  outbox: 10 * MINUTE,
  cinema_reads: 60 * MINUTE,
};
/** A bank that does not know for longer than this is a bank to call. */
const UNKNOWN_PATIENCE = 5 * MINUTE;
/** A night's check that is so old was the last one but one. */
const CHECK_PATIENCE = 26 * 60 * MINUTE;

export const isInTrouble = (cinema: CinemaState): boolean =>
  !cinema.is_available || cinema.breaker === 'open' || cinema.sync === 'failing';

export const isSlow = (queue: Overview['queues'][number], now: number): boolean =>
  queue.waiting > 0 &&
  queue.oldest_at !== null &&
  now - Date.parse(queue.oldest_at) > (PATIENCE[queue.queue] ?? Number.POSITIVE_INFINITY);

/** The day before yesterday must be sealed: the one just over is given until tomorrow. */
export const isUnsealed = (sealed: string | null, now: number): boolean =>
  sealed !== null && sealed < addDays(dayOf(now, PLATFORM_ZONE), -2);

/** The books are read every night. */
export const isUnchecked = (check: Overview['ledger_check'], now: number): boolean =>
  check !== null && now - Date.parse(check.checked_at) > CHECK_PATIENCE;

export function concernsOf(overview: Overview, now: number, lang: Lang): Concern[] {
  const t = texts[lang];
  const found: Concern[] = [];
  const add = (key: string, tone: Concern['tone'], text: string, todo: string, href: string) =>
    found.push({ key, tone, text, todo, href });
  const stuck = overview.paid_without_ticket_or_refund;
  if (stuck > 0)
    add('stuck', 'bad', t.stuck(stuck), t.stuckTodo, paths.adminOrders({ status: 'paid' }));
  for (const one of overview.invariants) {
    if (one.holds) continue;
    const what = t[`broken${one.code}` as 'brokenI1'] ?? t.brokenOther(one.code);
    add(one.code, 'bad', `${what} ${t.cases(one.count)}`, t.brokenTodo, paths.adminOrders());
  }
  if (overview.needs_operator > 0) {
    const href = paths.adminOrders({ attention: '1' });
    add('operator', 'bad', t.operator(overview.needs_operator), t.operatorTodo, href);
  }
  for (const bank of overview.gateways) {
    if (bank.unknown === 0 || !bank.oldest_unknown_at) continue;
    if (now - Date.parse(bank.oldest_unknown_at) <= UNKNOWN_PATIENCE) continue;
    const span = spanText(bank.oldest_unknown_at, now, lang);
    const text = t.unknown(gatewayName(bank.gateway, lang), bank.unknown, span);
    add(`bank-${bank.gateway}`, 'bad', text, t.unknownTodo, paths.adminOrders());
  }
  for (const queue of overview.queues) {
    if (!isSlow(queue, now) || !queue.oldest_at) continue;
    const text = t.slow(
      queueName(queue.queue, lang),
      queue.waiting,
      spanText(queue.oldest_at, now, lang),
    );
    add(queue.queue, 'warn', text, t.slowTodo, paths.cinemaSystems({ show: 'trouble' }));
  }
  const troubled = overview.cinemas.filter(isInTrouble);
  const [first] = troubled;
  if (first) {
    const text = t.cinemas(pick(first.name, lang), troubled.length);
    add('cinemas', 'warn', text, t.cinemasTodo, paths.cinemaSystems({ show: 'trouble' }));
  }
  if (overview.open_breaks > 0) {
    const text = t.breaks(overview.open_breaks, overview.oldest_break_days ?? 0);
    add('breaks', 'warn', text, t.breaksTodo, paths.reconciliations());
  }
  if (isUnsealed(overview.sealed_until, now) && overview.sealed_until)
    add('seal', 'warn', t.unsealed(overview.sealed_until), t.unsealedTodo, paths.ledger());
  if (isUnchecked(overview.ledger_check, now))
    add('check', 'warn', t.unchecked, t.uncheckedTodo, paths.ledger());
  return found;
}

export function queueName(queue: string, lang: Lang): string {
  const t = texts[lang];
  const names: Record<string, string> = {
    locks_to_ask: t.queueLocks,
    releases: t.queueReleases,
    confirms: t.queueConfirms,
    payments_to_ask: t.queuePayments,
    refunds_open: t.queueRefunds,
    surplus_returns: t.queueReturns,
    messages: t.queueMessages,
    outbox: t.queueOutbox,
    cinema_reads: t.queueReads,
  };
  return names[queue] ?? queue.replaceAll('_', ' ');
}

export const gatewayName = (gateway: string, lang: Lang): string =>
  gateway === 'unionpay' ? texts[lang].unionpay : gateway;

/** Today against last week in whole percents; null when there is nothing to hold it against. */
export function change(today: number, before: number): number | null {
  if (before === 0) return null;
  return Math.round(((today - before) * 100) / before);
}
