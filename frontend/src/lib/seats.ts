import type { Lang } from '@/i18n/lang';

interface NamedSeat {
  section: string;
  row: string;
  seat: string;
}

/** Storeys that the seat plans name; a seat alone carries only the storey's id. */
const storeys: Record<string, Record<Lang, string>> = {
  main: { zh: '', en: '' },
  stalls: { zh: '池座', en: 'stalls' },
  balcony: { zh: '楼座', en: 'balcony' },
};

/** "5排7座"; "row 5 seat 7", or "F7" where rows have letters. */
export function placeName(row: string, seat: string, lang: Lang): string {
  if (lang === 'zh') return `${row}排${seat}座`;
  return /^\p{L}+$/u.test(row) ? `${row}${seat}` : `row ${row} seat ${seat}`;
}

/** The same with its storey in front, for halls that have two. */
export function seatNameOf({ section, row, seat }: NamedSeat, lang: Lang): string {
  const storey = storeys[section]?.[lang] ?? section;
  const name = placeName(row, seat, lang);
  if (storey === '') return name;
  return lang === 'zh' ? `${storey}${name}` : `${storey} ${name}`;
}

const inOrder = new Intl.Collator('en', { numeric: true }).compare;

/** Seats in the order of the hall: by storey, row and number, "2" before "10". */
export function sortSeats<S extends NamedSeat>(seats: readonly S[]): S[] {
  return [...seats].sort(
    (a, b) => inOrder(a.section, b.section) || inOrder(a.row, b.row) || inOrder(a.seat, b.seat),
  );
}

/** Seats in a list, as they are said. */
export function seatNamesOf(seats: readonly NamedSeat[], lang: Lang): string {
  const names = sortSeats(seats).map((seat) => seatNameOf(seat, lang));
  return names.join(lang === 'zh' ? '、' : ', ');
}

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
