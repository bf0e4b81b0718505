import { Ban, CircleCheck, CircleDashed, Clock, RotateCcw, Undo2 } from 'lucide-react';
import { useLang } from '@/i18n/lang';
import type { OrderStatus } from './can';
import { statusWord } from './words';

const icons = {
  awaiting_payment: Clock,
  paid: CircleDashed,
  ticketed: CircleCheck,
  cancelled: Ban,
  expired: Ban,
  refunding: RotateCcw,
  refunded: Undo2,
} satisfies Record<OrderStatus, unknown>;

const tones: Record<OrderStatus, string> = {
  awaiting_payment: 'text-warn',
  paid: 'text-accent',
  ticketed: 'text-ok',
  cancelled: 'text-ink-muted',
  expired: 'text-ink-muted',
  refunding: 'text-warn',
  refunded: 'text-ink-muted',
};

/** Where an order stands: a sign and a word, never a colour alone. */
export function StatusTag({ status }: { status: OrderStatus }) {
  const lang = useLang();
  const Icon = icons[status];
  return (
    <span
      className={`inline-flex items-center gap-1.5 text-sm font-medium whitespace-nowrap ${tones[status]}`}
    >
      <Icon className="size-4" aria-hidden="true" />
      {statusWord(status, lang)}
    </span>
  );
}
