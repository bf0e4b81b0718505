import { Printer } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '@/api/errors';
import type { StaffCinema } from '@/api/staffCinema';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatMoney } from '@/lib/money';
import { seatNameOf, seatNamesOf, upperFirst } from '@/lib/seats';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { Button } from '@/ui/Button';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Status } from '@/ui/Status';
import { toast } from '@/ui/Toast';
import { BlockDialog } from './BlockDialog';
import { type Chosen, totalOf } from './choice';
import {
  newSaleKey,
  type Sale,
  type StaffSeatMap,
  type Tender,
  useBlockSeats,
  useCreateSale,
} from './queries';
import { texts } from './texts';

interface SaleTrayProps {
  cinema: StaffCinema;
  map: StaffSeatMap;
  chosen: Chosen;
  cancelled: boolean;
  onClear: () => void;
}

/** What is chosen, what it costs, and what can be done with it. */
export function SaleTray({ cinema, map, chosen, cancelled, onClear }: SaleTrayProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const [tender, setTender] = useState<Tender>('cash');
  const [blocking, setBlocking] = useState(false);
  // One key for one wish: the same seats asked for again are the same sale.
  const [wish, setWish] = useState({ seats: '', key: '' });
  const sell = useCreateSale(cinema);
  const block = useBlockSeats(cinema, map.session_code);
  const { free, blocked, lost } = chosen;
  const total = totalOf(map, free);
  const seats = free.map((seat) => seat.seat_code);
  const nothing = free.length + blocked.length === 0;

  const start = () => {
    const wanted = `${seats.join(',')}/${tender}`;
    const key = wish.seats === wanted ? wish.key : newSaleKey();
    setWish({ seats: wanted, key });
    sell.mutate(
      {
        key,
        body: {
          session_code: map.session_code,
          session_version: map.session_version,
          seats,
          tender,
        },
      },
      {
        onSuccess: () => {
          setWish({ seats: '', key: '' });
          onClear();
        },
        onError: (error) => {
          // A definite refusal ends the wish; a lost answer does not.
          if (error instanceof ApiError && error.status >= 400 && error.status < 500) {
            setWish({ seats: '', key: '' });
          }
        },
      },
    );
  };
  const giveBack = () =>
    block.mutate(
      { seats: blocked.map((seat) => seat.seat_code), reason: null },
      {
        onSuccess: () => {
          toast(t.unblockedDone(blocked.length));
          onClear();
        },
      },
    );

  if (sell.data && nothing) return <SaleDone sale={sell.data} onNext={() => sell.reset()} />;
  return (
    <section
      aria-label={t.session}
      className="sticky bottom-0 z-10 grid gap-4 rounded-md border border-line bg-surface-1 p-4 shadow-float lg:top-6 lg:bottom-auto lg:shadow-none"
    >
      <div role="status" className="grid gap-3 empty:hidden">
        {lost.length > 0 && <Status tone="warn">{t.lost(seatNamesOf(lost, lang))}</Status>}
      </div>
      {nothing ? (
        <p className="text-ink-muted">{cancelled ? t.cannotSell : t.choose}</p>
      ) : (
        <>
          <div className="flex items-center justify-between gap-3">
            <p className="font-semibold">{t.chosenCount(free.length + blocked.length)}</p>
            <Button look="quiet" size="sm" onClick={onClear}>
              {t.clear}
            </Button>
          </div>
          <ul className="flex max-h-40 flex-wrap gap-1.5 overflow-y-auto">
            {[...free, ...blocked].map((seat) => (
              <li
                key={seat.seat_code}
                title={seat.reason ? t.blockedBecause(seat.reason) : undefined}
                className="rounded-sm bg-surface-2 px-2.5 py-1"
              >
                {upperFirst(seatNameOf(seat, lang))}
                {seat.reason && <span className="text-ink-muted"> · {seat.reason}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {free.length > 0 && blocked.length > 0 && <Status tone="warn">{t.mixed}</Status>}
      {blocked.length > 0 && free.length === 0 && (
        <Button block look="secondary" busy={block.isPending} onClick={giveBack}>
          {t.unblock(blocked.length)}
        </Button>
      )}
      {free.length > 0 && blocked.length === 0 && !cancelled && (
        <>
          <fieldset className="flex rounded-md bg-surface-2 p-1">
            <legend className="sr-only">{t.tender}</legend>
            {(['cash', 'card'] as const).map((value) => (
              <label
                key={value}
                className="grid min-h-10 flex-1 cursor-pointer place-items-center rounded-sm text-ink-muted has-checked:bg-surface-0 has-checked:font-semibold has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name="tender"
                  checked={tender === value}
                  onChange={() => setTender(value)}
                  className="sr-only"
                />
                {value === 'cash' ? t.cash : t.card}
              </label>
            ))}
          </fieldset>
          <dl className="flex items-baseline justify-between">
            <dt>
              {t.total} <span className="text-xs text-ink-muted">{t.noFee}</span>
            </dt>
            <dd className="figures text-xl">
              {formatMoney(total ?? { amount: 0, currency: 'CNY' }, locale, true)}
            </dd>
          </dl>
          <Button block size="lg" busy={sell.isPending} disabled={total === null} onClick={start}>
            {total ? t.sell(formatMoney(total, locale, true)) : t.noPrice}
          </Button>
          <Button block look="secondary" onClick={() => setBlocking(true)}>
            {t.block}
          </Button>
        </>
      )}
      <ErrorLine error={sell.error ?? block.error} />
      {blocking && (
        <BlockDialog
          seats={free}
          busy={block.isPending}
          error={block.error}
          onClose={() => setBlocking(false)}
          onBlock={(reason) =>
            block.mutate(
              { seats, reason },
              {
                onSuccess: () => {
                  toast(t.blockedDone(seats.length));
                  setBlocking(false);
                  onClear();
                },
              },
            )
          }
        />
      )}
    </section>
  );
}

/** The slip: pickup code large, seats, total; printed as it stands. */
function SaleDone({ sale, onNext }: { sale: Sale; onNext: () => void }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  return (
    <section
      aria-label={t.done}
      role="status"
      className="grid gap-4 rounded-md border border-line bg-surface-1 p-4 lg:sticky lg:top-6 print:border-0"
    >
      <Status tone="ok">
        <b className="font-semibold">{t.done}</b>
      </Status>
      <div>
        <p className="text-base font-semibold">{lz(sale.film)}</p>
        <p className="tabular-nums">
          {formatDateTime(sale.starts_at, PLATFORM_ZONE, locale)} · {lz(sale.hall)}
        </p>
        <p>
          {sale.tickets
            .map((ticket) =>
              upperFirst(seatNameOf({ section: 'main', row: ticket.row, seat: ticket.seat }, lang)),
            )
            .join(lang === 'zh' ? '、' : ', ')}
        </p>
      </div>
      <dl className="grid gap-1">
        <dt className="text-sm text-ink-muted">{t.pickupCode}</dt>
        <dd className="figures text-xl tracking-wider">
          {sale.pickup_code.match(/.{1,4}/g)?.join(' ') ?? sale.pickup_code}
        </dd>
        <dt className="text-sm text-ink-muted">{t.verification}</dt>
        <dd className="figures">{sale.verification_code}</dd>
      </dl>
      <p className="flex items-baseline justify-between border-t border-line pt-3">
        <span>{sale.tender === 'cash' ? t.cash : t.card}</span>
        <span className="figures text-lg">{formatMoney(sale.total, locale, true)}</span>
      </p>
      <div className="flex gap-2 [&>:last-child]:shrink-0 print:hidden">
        <Button block onClick={onNext}>
          {t.next}
        </Button>
        <Button look="secondary" onClick={() => window.print()}>
          <Printer className="size-4" aria-hidden="true" />
          {t.print}
        </Button>
      </div>
    </section>
  );
}
