/**
 * Times are shown in the cinema's zone, never in the device's: a film at 19:40 starts at 19:40
 * wherever the phone thinks it is. Days are `YYYY-MM-DD`.
 */
export const PLATFORM_ZONE = 'Asia/Shanghai';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, options);
    formats.set(key, format);
  }
  return format;
}

type Instant = string | number;
const dateOf = (at: Instant) => new Date(at);

/** "19:40", on the 24-hour clock in both languages, as cinemas print it. */
export function formatTime(at: Instant, zone: string): string {
  return formatOf('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(dateOf(at));
}

/** The day on which an instant falls, in the given zone. */
export function dayOf(at: Instant, zone: string): string {
  return formatOf('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone: zone,
  }).format(dateOf(at));
}

/** Whole days from one `YYYY-MM-DD` to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000);
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

export interface DayName {
  /** 今天, 明天 or 周六; Today, Tomorrow or Sat. */
  name: string;
  /** 11月22日; 22 Nov. */
  date: string;
}

export function nameDay(day: string, today: string, locale: string): DayName {
  const noon = `${day}T12:00Z`;
  const away = daysBetween(today, day);
  const near = away === 0 || away === 1;
  const relative = near
    ? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(away, 'day')
    : formatOf(locale, { weekday: 'short', timeZone: 'UTC' }).format(dateOf(noon));
  const date = formatOf(dayFirst(locale), {
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(dateOf(noon));
  return { name: relative.charAt(0).toLocaleUpperCase(locale) + relative.slice(1), date };
}

/** "2026年11月22日 周日" / "Sun, 22 November 2026". */
export function formatDay(day: string, locale: string): string {
  return formatOf(dayFirst(locale), {
    year: 'numeric',
    month: locale.startsWith('zh') ? 'short' : 'long',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  }).format(dateOf(`${day}T12:00Z`));
}

/** "11月22日 周日 19:40" / "Sun, 22 Nov 19:40". */
export function formatDateTime(at: Instant, zone: string, locale: string): string {
  const day = formatOf(dayFirst(locale), {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone: zone,
  }).format(dateOf(at));
  return `${day} ${formatTime(at, zone)}`;
}

/** "2小时28分" / "2 h 28 min". */
export function formatRuntime(minutes: number, locale: string): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (locale.startsWith('zh')) {
    return (hours > 0 ? `${hours}小时` : '') + (rest > 0 || hours === 0 ? `${rest}分` : '');
  }
  return [hours > 0 ? `${hours} h` : '', rest > 0 || hours === 0 ? `${rest} min` : '']
    .filter(Boolean)
    .join(' ');
}

/** English dates put the day first, as on a ticket; Chinese ones are as the locale writes them. */
const dayFirst = (locale: string) => (locale.startsWith('zh') ? locale : 'en-GB');

/** How far a zone's clocks are ahead of UTC at an instant, in minutes. */
function zoneOffset(at: number, zone: string): number {
  const parts = formatOf('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).formatToParts(new Date(at));
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
  );
  return Math.round((local - at) / 60_000);
}

/** The instant at which clocks in `zone` show so many minutes after the midnight that begins `day`. */
export function instantOf(day: string, minutes: number, zone: string): number {
  const plain = Date.parse(`${day}T00:00Z`) + minutes * 60_000;
  const guess = plain - zoneOffset(plain, zone) * 60_000;
  // The offset is that of the instant itself, which a change of clocks may set apart from the guess.
  return plain - zoneOffset(guess, zone) * 60_000;
}

/** The hour at which a cinema's business day begins, as on the server: a show at 01:20 is last night's. */
export const CUT_OFF_HOURS = 6;

/** The business day of a cinema that an instant belongs to. */
export function businessDay(at: number, zone: string): string {
  return dayOf(at - CUT_OFF_HOURS * 3_600_000, zone);
}
