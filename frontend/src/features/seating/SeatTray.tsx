import { CircleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession } from '@/api/session';
import { useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { addMoney, formatMoney, type Money, timesMoney } from '@/lib/money';
import { Button } from '@/ui/Button';
import type { SeatMapData } from '@/ui/hall/plan';
import { namesOf, problemSentence, seatName, zoneOf } from './describe';
import { texts } from './texts';
import type { Choice } from './useChoice';

type Props = {
  map: SeatMapData;
  choice: Choice;
  busy: boolean;
  /** What went wrong with the last attempt to lock, in words. */
  failure: ReactNode;
  onLock: () => void;
};

/** The chosen seats, their price, what is wrong with them in words, and one button. */
export function SeatTray({ map, choice, busy, failure, onLock }: Props) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const session = useSession();
  const { plan, seats } = choice;
  const price = priceOf(map, choice);
  const total = formatMoney(price.total, locale);
  const blocking = choice.problems[0];
  const hint = choice.refused ?? blocking;
  return (
    <div className="grid gap-3">
      {choice.lost.length > 0 && (
        <Notice tone="bad" onDismiss={choice.dismissLost} dismissLabel={t.dismiss}>
          {t.lost(namesOf(plan, choice.lost, lang), seats.length)}
        </Notice>
      )}
      {failure}
      {hint && (
        <Notice tone="warn">{problemSentence(hint, plan, map.zones, map.max_seats, lang)}</Notice>
      )}
      {seats.length === 0 ? (
        <p className="text-sm text-ink-muted">
          {map.seats_available === 0 ? t.soldOut : t.nothingChosen(map.max_seats)}
        </p>
      ) : (
        <>
          <ul
            className="rail -mx-1 gap-2 px-1 lg:flex-wrap lg:overflow-visible"
            aria-label={t.chosen}
          >
            {seats.map((item) => {
              const name = seatName(plan, item, lang);
              const zone = zoneOf(map.zones, item);
              return (
                <li key={item.code} className="shrink-0">
                  <button
                    type="button"
                    onClick={() => choice.toggle(item.code)}
                    aria-label={t.remove(name)}
                    className="flex min-h-11 items-center gap-2 rounded-md border border-line-strong bg-surface-1 py-1 pr-2 pl-3 text-sm hover:bg-surface-2"
                  >
                    <span className="font-medium first-letter:uppercase">{name}</span>
                    {zone && (
                      <span className="figures text-ink-muted">
                        {formatMoney(zone.price, locale)}
                      </span>
                    )}
                    <X className="size-4 text-ink-muted" aria-hidden="true" />
                  </button>
                </li>
              );
            })}
          </ul>
          <p className="text-sm text-ink-muted">
            {t.split(formatMoney(price.tickets, locale), formatMoney(price.fee, locale))}
            {session.status === 'anonymous' && <span className="block">{t.signInHint}</span>}
          </p>
        </>
      )}
      <Button
        size="lg"
        block
        busy={busy}
        disabled={seats.length === 0 || blocking !== undefined}
        onClick={onLock}
      >
        {busy ? t.locking : seats.length === 0 ? t.lockEmpty : t.lock(total)}
      </Button>
      <p className="sr-only" aria-live="polite">
        {t.summary(
          seats.length,
          namesOf(plan, seats, lang),
          formatMoney(price.total, locale, true),
        )}
        {hint && ` ${problemSentence(hint, plan, map.zones, map.max_seats, lang)}`}
      </p>
    </div>
  );
}

/** Tickets, fee and total of a choice, in integers. */
function priceOf(map: SeatMapData, choice: Choice): { tickets: Money; fee: Money; total: Money } {
  const nothing: Money = { amount: 0, currency: map.service_fee.currency };
  const tickets = choice.seats.reduce(
    (sum, item) => addMoney(sum, zoneOf(map.zones, item)?.price ?? nothing),
    nothing,
  );
  const fee = timesMoney(map.service_fee, choice.seats.length);
  return { tickets, fee, total: addMoney(tickets, fee) };
}

export function Notice(props: {
  tone: 'warn' | 'bad';
  children: ReactNode;
  onDismiss?: () => void;
  dismissLabel?: string;
}) {
  const tone = props.tone === 'bad' ? 'bg-bad-soft' : 'bg-warn-soft';
  return (
    <div
      role={props.tone === 'bad' ? 'alert' : undefined}
      className={`flex animate-[rise_180ms_var(--ease-out)] items-start gap-2.5 rounded-md p-3 text-sm ${tone}`}
    >
      <CircleAlert
        className={`mt-0.5 size-4 shrink-0 ${props.tone === 'bad' ? 'text-bad' : 'text-warn'}`}
        aria-hidden="true"
      />
      <div className="min-w-0 flex-1">{props.children}</div>
      {props.onDismiss && (
        <button
          type="button"
          onClick={props.onDismiss}
          aria-label={props.dismissLabel}
          className="-m-2 grid size-9 shrink-0 place-items-center rounded-sm hover:bg-surface-2"
        >
          <X className="size-4" aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
