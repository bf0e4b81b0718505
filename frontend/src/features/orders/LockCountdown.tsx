import { useEffect, useState } from 'react';
import { useTexts } from '@/i18n/texts';
import { type Countdown, useCountdown } from '@/lib/countdown';
import { cx } from '@/lib/cx';
import { texts } from './texts';

const RADIUS = 26;
const ROUND = 2 * Math.PI * RADIUS;

/** The ring that empties while the seats are kept. It runs on the server's clock and breathes in its last minute. */
export function LockCountdown({ until, since }: { until: string; since: string }) {
  const t = useTexts(texts);
  const left = useCountdown(until);
  const whole = Math.max(1, Date.parse(until) - Date.parse(since));
  const part = Math.min(1, left.leftMs / whole);
  return (
    <div
      className="relative grid size-16 shrink-0 place-items-center"
      role="timer"
      aria-label={t.timeLeft}
    >
      <svg viewBox="0 0 60 60" className="absolute inset-0 -rotate-90" aria-hidden="true">
        <circle cx="30" cy="30" r={RADIUS} className="fill-none stroke-surface-3" strokeWidth="4" />
        <circle
          cx="30"
          cy="30"
          r={RADIUS}
          className={cx(
            'fill-none transition-[stroke-dashoffset] duration-300 ease-linear',
            left.last
              ? 'animate-[skeleton-breathe_1s_ease-in-out_infinite_alternate] stroke-bad'
              : 'stroke-accent',
          )}
          strokeWidth="4"
          strokeLinecap="round"
          strokeDasharray={ROUND}
          strokeDashoffset={ROUND * (1 - part)}
        />
      </svg>
      <span className={cx('figures text-base', left.last && 'text-bad')}>{left.text}</span>
      <Spoken left={left} />
    </div>
  );
}

/** Tells a screen reader at five minutes and at the last one; every second would be noise. */
function Spoken({ left }: { left: Countdown }) {
  const t = useTexts(texts);
  const [said, setSaid] = useState('');
  const step = left.last ? 1 : left.leftMs <= 300_000 ? 5 : 0;
  useEffect(() => {
    if (step === 5) setSaid(t.timeLeftSpoken(Math.ceil(left.leftMs / 60_000)));
    if (step === 1) setSaid(t.lastMinute);
  }, [step]);
  return (
    <span className="sr-only" aria-live="polite">
      {said}
    </span>
  );
}
