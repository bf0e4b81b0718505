/** What a changed showtime means for someone who was about to buy: the old and the new, side by side. */
import { type Lang, localeOf, pick } from '@/i18n/lang';
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
