import { CircleAlert, CircleCheck, CircleDashed, CircleX, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';

export type Tone = 'ok' | 'warn' | 'bad' | 'quiet';

const icons: Record<Tone, LucideIcon> = {
  ok: CircleCheck,
  warn: CircleAlert,
  bad: CircleX,
  quiet: CircleDashed,
};
const tints: Record<Tone, string> = {
  ok: 'text-ok',
  warn: 'text-warn',
  bad: 'text-bad',
  quiet: 'text-ink-muted',
};

/** A state as a sign and a word: never by colour alone. */
export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  const Icon = icons[tone];
  return (
    <span className="inline-flex items-center gap-1.5 align-middle whitespace-nowrap">
      <Icon className={cx('size-4 shrink-0', tints[tone])} aria-hidden="true" />
      {children}
    </span>
  );
}
