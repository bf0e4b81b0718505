import { useCallback, useEffect, useState } from 'react';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { QrSquare } from '@/ui/QrSquare';
import { type LiveTicket, periodAt, textOf } from './live';
import type { OrderTickets } from './queries';
import { texts } from './texts';

/**
 * What the gate reads: a square that turns where this device can sign, drawn here so that it works
 * without a network; else the still one that came with the ticket.
 */
export function Square({ tickets }: { tickets: OrderTickets }) {
  const t = useTexts(texts);
  const { live } = tickets;
  const [turn, setTurn] = useState<Turn | null>(null);
  const [isBroken, setBroken] = useState(false);
  const fail = useCallback(() => setBroken(true), []);
  useEffect(() => (live ? follow(live, setTurn) : undefined), [live?.payload, live?.seed]);
  // A screenshot is an old turn: whoever looks at the page again sees a new one at once.
  if (!live || !turn || isBroken) {
    return (
      <figure className="grid justify-items-center gap-2">
        <img
          src={`data:image/svg+xml;utf8,${encodeURIComponent(tickets.qr_svg)}`}
          alt={t.qrAlt}
          width={224}
          height={224}
          className="size-60 rounded-md bg-paper p-2"
        />
        <figcaption className="text-sm text-ink-muted">
          {live?.is_required ? t.qrStillRefused : t.qrHint}
        </figcaption>
      </figure>
    );
  }
  return (
    <figure className="grid justify-items-center gap-3">
      <div className="grid w-68 max-w-full gap-1.5">
        <QrSquare
          text={turn.text}
          label={t.qrAlt}
          ecc="low"
          className="aspect-square w-full rounded-md"
          onFailed={fail}
        />
        <Progress left={turn.left} />
      </div>
      <figcaption className="grid max-w-68 gap-1 text-center text-sm text-ink-muted">
        <span>{t.qrHint}</span>
        <span>{live.is_required ? t.qrLiveOnly : t.qrTurns(live.period_s)}</span>
      </figcaption>
    </figure>
  );
}

/** How much of a turn is left. Steps, not motion: it moves once a second. */
function Progress({ left }: { left: number }) {
  return (
    <svg viewBox="0 0 100 2" preserveAspectRatio="none" className="h-1 w-full" aria-hidden="true">
      <rect width="100" height="2" rx="1" className="fill-surface-3" />
      <rect width={left * 100} height="2" rx="1" className="fill-accent" />
    </svg>
  );
}

interface Turn {
  text: string;
  /** What is left of the turn, from 1 to 0. */
  left: number;
}

/** Tells the text of the running turn, and every second how much of it is left. */
function follow(live: LiveTicket, tell: (turn: Turn | null) => void): () => void {
  let over = false;
  let shown = { step: Number.NaN, text: '' };
  const look = async () => {
    const { step, leftMs } = periodAt(live, serverNow());
    if (step !== shown.step) shown = { step, text: await textOf(live, step) };
    if (!over) tell({ text: shown.text, left: leftMs / (live.period_s * 1000) });
  };
  const tick = () => {
    look().catch(() => {
      // This browser cannot sign: the still square is shown.
      if (!over) tell(null);
    });
  };
  tick();
  const timer = setInterval(tick, 1000);
  const onVisible = () => document.visibilityState === 'visible' && tick();
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    over = true;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onVisible);
  };
}
