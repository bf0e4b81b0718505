/** What a changed showtime means for someone who was about to buy: the old and the new, side by side. */

import type { Schema } from '@/api/types';
import { type Lang, localeOf, pick } from '@/i18n/lang';
import { formatName, languageName } from '@/lib/labels';
import { formatMoney } from '@/lib/money';
import { formatDateTime } from '@/lib/time';
import type { Showtime } from './queries';
import { texts } from './texts';

export type Change = { what: string; before: string; after: string };

export function changesOf(before: Showtime, after: Showtime, lang: Lang): Change[] {
  const t = texts[lang];
  const locale = localeOf(lang);
  const found: Change[] = [];
  const compare = (what: string, old: string, now: string) => {
    if (old !== now) found.push({ what, before: old, after: now });
  };
  const starts = (showtime: Showtime) =>
    formatDateTime(showtime.starts_at, showtime.cinema.timezone, locale);
  compare(t.changedTime, starts(before), starts(after));
  compare(t.changedHall, pick(before.hall.name, lang), pick(after.hall.name, lang));
  compare(t.changedFormat, before.format, after.format);
  for (const zone of after.zones) {
    const old = before.zones.find((one) => one.zone === zone.zone);
    if (old) {
      compare(
        t.changedPrice(pick(zone.name, lang)),
        formatMoney(old.price, locale, true),
        formatMoney(zone.price, locale, true),
      );
    }
  }
  compare(
    t.changedFee,
    formatMoney(before.service_fee, locale, true),
    formatMoney(after.service_fee, locale, true),
  );
  return found;
}

/**
 * The changes that the cinema named when it refused a lock, in words. What it names wins over what
 * the platform knew: its own copy of the showtime may still be the old one.
 */
export function changesTold(
  told: readonly Schema<'ShowtimeChange'>[],
  showtime: Showtime,
  lang: Lang,
): Change[] {
  const t = texts[lang];
  return told.map(({ field, was, now }) => {
    switch (field) {
      case 'starts_at':
        return {
          what: t.changedTime,
          before: timeOf(was, showtime, lang),
          after: timeOf(now, showtime, lang),
        };
      case 'price': {
        const zone = now.split('=')[0] ?? '';
        const named = showtime.zones.find((one) => one.zone === zone);
        const name = named ? pick(named.name, lang) : zone;
        return {
          what: t.changedPrice(name),
          before: moneyOf(was, showtime, lang),
          after: moneyOf(now, showtime, lang),
        };
      }
      case 'format':
        return { what: t.changedFormat, before: formatName(was), after: formatName(now) };
      case 'language':
        return {
          what: t.changedLanguage,
          before: languageName(was, lang),
          after: languageName(now, lang),
        };
      case 'hall':
        return { what: t.changedHall, before: was, after: now };
      case 'film':
        return { what: t.changedFilm, before: was, after: now };
      case 'seat_plan':
        return { what: t.changedSeatPlan, before: t.planVersion(was), after: t.planVersion(now) };
      case 'status':
        return { what: t.changedStatus, before: statusOf(was, lang), after: statusOf(now, lang) };
      default: // A newer server may name what this build has no word for.
        return { what: String(field).replaceAll('_', ' '), before: was, after: now };
    }
  });
}

function statusOf(value: string, lang: Lang): string {
  const t = texts[lang];
  const names: Partial<Record<string, string>> = {
    on_sale: t.statusOnSale,
    sales_closed: t.statusClosed,
    cancelled: t.statusCancelled,
  };
  return names[value] ?? value;
}

function timeOf(value: string, showtime: Showtime, lang: Lang): string {
  return Number.isNaN(Date.parse(value))
    ? value
    : formatDateTime(value, showtime.cinema.timezone, localeOf(lang));
}

/** "prime=4500" is the price of a zone in fen. */
function moneyOf(value: string, showtime: Showtime, lang: Lang): string {
  const amount = /=(\d+)$/.exec(value)?.[1];
  if (amount === undefined) return value;
  const { currency } = showtime.service_fee;
  return formatMoney({ amount: Number(amount), currency }, localeOf(lang), true);
}
