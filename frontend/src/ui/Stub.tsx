import { Link } from 'wouter';
import type { Schema } from '@/api/types';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { defineTexts, useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { cx } from '@/lib/cx';
import { hallTypeName, languageName, specialFormats, subtitlesName } from '@/lib/labels';
import { formatMoney } from '@/lib/money';
import { paths } from '@/lib/paths';
import { dayOf, formatTime } from '@/lib/time';
import { PriceFrom } from './PriceFrom';

type Showtime = Schema<'Showtime'>;

const texts = defineTexts({
  ends: { zh: (time: string) => `${time} 散场`, en: (time: string) => `ends ${time}` },
  nextDay: {
    zh: (time: string) => `次日 ${time} 散场`,
    en: (time: string) => `ends ${time} next day`,
  },
  nextDayShort: {
    zh: (time: string) => `次日 ${time} 散场`,
    en: (time: string) => `ends ${time} +1`,
  },
  from: { zh: (price: string) => `${price} 起`, en: (price: string) => `from ${price}` },
  full: { zh: '满座', en: 'Full' },
  few: { zh: (n: number) => `仅剩 ${n} 座`, en: (n: number) => `${n} left` },
  left: { zh: (n: number) => `余 ${n} 座`, en: (n: number) => `${n} seats left` },
  closed: { zh: (time: string) => `${time} 停止售票`, en: (time: string) => `Sales ended ${time}` },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  paused: { zh: '暂停售票', en: 'Sales paused' },
});

/** Fewer than this many seats, or than this share of the hall, are worth a warning. */
const FEW_SEATS = 10;

export interface StubState {
  open: boolean;
  /** It would be on sale if its cinema answered. */
  paused: boolean;
  full: boolean;
  /** Share of the hall that is taken, 0 to 1; null when the cinema has not said. */
  taken: number | null;
  few: boolean;
}

export function stubState(showtime: Showtime, now: number): StubState {
  const { seats_available: left, seats_total: total } = showtime;
  const due = showtime.status === 'on_sale' && Date.parse(showtime.stop_sell_at) > now;
  const open = due && showtime.cinema.available;
  const taken = left == null || total === 0 ? null : 1 - left / total;
  return {
    open,
    paused: due && !open,
    full: left === 0,
    taken,
    few: left != null && left > 0 && left <= FEW_SEATS,
  };
}

/**
 * One showtime as a ticket stub: the time large, when it ends, hall and language, the price from
 * which it starts and how full it is. A closed one says when sales ended and leads nowhere, and so
 * does one of a cinema that does not answer: its time stays in sight.
 */
export function Stub({ showtime }: { showtime: Showtime }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const zone = showtime.cinema.timezone;
  const state = stubState(showtime, serverNow());
  const start = formatTime(showtime.starts_at, zone);
  const end = formatTime(showtime.ends_at, zone);
  const late = dayOf(showtime.ends_at, zone) !== dayOf(showtime.starts_at, zone);
  const price = formatMoney(showtime.price_from, locale);
  const hall = lz(showtime.hall.name);
  const kind = hallTypeName(showtime.hall.hall_type, lang);
  const special = showtime.hall.hall_type !== 'standard' && !repeats(hall, kind) ? kind : null;
  const tongue = [
    languageName(showtime.language, lang),
    showtime.subtitles ? subtitlesName(showtime.subtitles, lang) : null,
    ...specialFormats([showtime.format]).filter((name) => !hall.includes(name) && name !== special),
  ].filter(Boolean);
  const closedText =
    showtime.status === 'cancelled'
      ? t.cancelled
      : state.paused
        ? t.paused
        : t.closed(formatTime(showtime.stop_sell_at, zone));
  const body = (
    <>
      <span className="grid content-center gap-0.5 py-3 pr-2 pl-4 max-sm:min-w-29">
        <span
          className={cx(
            'figures text-xl leading-none',
            !state.open && 'text-ink-muted',
            showtime.status === 'cancelled' && 'line-through',
          )}
        >
          {start}
        </span>
        <span className="text-xs text-ink-muted tabular-nums">
          {late ? t.nextDayShort(end) : t.ends(end)}
        </span>
      </span>
      <span className="grid min-w-0 content-center gap-0.5 py-3 pr-3 text-sm">
        <span className="truncate">
          {hall}
          {special && <span className="ml-1.5 font-semibold text-accent">{special}</span>}
        </span>
        <span className="line-clamp-2 text-xs text-ink-muted">{tongue.join(' · ')}</span>
      </span>
      <span className="relative grid min-w-26 content-center justify-items-end gap-1 border-l border-dashed border-line-strong py-3 pr-4 pl-3 text-right">
        <Notches />
        {!state.open ? (
          <span className="text-xs text-balance text-ink-muted">{closedText}</span>
        ) : state.full ? (
          <span className="text-sm font-semibold text-ink-muted">{t.full}</span>
        ) : (
          <>
            <PriceFrom of={showtime.price_from} className="text-lg" />
            <Fullness state={state} />
          </>
        )}
        {state.open && state.few && showtime.seats_available != null && (
          <span className="text-xs font-medium text-warn">{t.few(showtime.seats_available)}</span>
        )}
      </span>
    </>
  );
  const shape =
    'grid min-h-18 grid-cols-[auto_minmax(0,1fr)_auto] items-stretch gap-x-2 rounded-md border border-line';
  const reads = [
    start,
    late ? t.nextDay(end) : t.ends(end),
    hall,
    special,
    ...tongue,
    state.open ? (state.full ? t.full : t.from(price)) : closedText,
    state.open && showtime.seats_available ? t.left(showtime.seats_available) : null,
  ].filter(Boolean);
  const label = reads.join(lang === 'zh' ? '，' : ', ');
  if (!state.open || state.full) {
    return <div className={cx(shape, 'bg-surface-0')}>{body}</div>;
  }
  return (
    <Link
      href={paths.seats(showtime.id)}
      aria-label={label}
      className={cx(
        shape,
        'bg-surface-1 transition-colors hover:border-accent hover:bg-accent-soft',
      )}
    >
      {body}
    </Link>
  );
}

/** Whether a hall's own name says its kind already: "Dolby Hall" and "Dolby Cinema", 杜比厅 and 杜比影院. */
function repeats(hall: string, kind: string): boolean {
  const gist = /^\p{Script=Han}{2}|^[a-z\d]+/iu.exec(kind)?.[0] ?? kind;
  return hall.toLowerCase().includes(gist.toLowerCase());
}

/** The bites out of a ticket where it tears: two half discs in the page's colour. */
function Notches() {
  return (
    <>
      <span
        className="absolute -top-px -left-[6px] h-1.5 w-3 rounded-b-full border border-line border-t-0 bg-surface-0"
        aria-hidden="true"
      />
      <span
        className="absolute -bottom-px -left-[6px] h-1.5 w-3 rounded-t-full border border-line border-b-0 bg-surface-0"
        aria-hidden="true"
      />
    </>
  );
}

const CELLS = 8;

/** How full the hall is, as a row of eight seats; the number itself is in the stub's label. */
function Fullness({ state }: { state: StubState }) {
  if (state.taken === null) return null;
  const filled = Math.min(CELLS - 1, Math.round(state.taken * CELLS));
  return (
    <svg viewBox="0 0 63 5" className="h-[5px] w-[63px]" aria-hidden="true">
      {Array.from({ length: CELLS }, (_, index) => (
        <rect
          key={index}
          x={index * 8}
          width="6.5"
          height="5"
          rx="1.5"
          className={
            index < filled ? (state.few ? 'fill-warn' : 'fill-ink-muted') : 'fill-surface-3'
          }
        />
      ))}
    </svg>
  );
}
