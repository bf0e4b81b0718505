import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleX,
  FileDown,
  FileSearch,
  LoaderCircle,
  Lock,
  type LucideIcon,
  Shuffle,
} from 'lucide-react';
import { nameIn, useLang } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { toneOf } from './board';
import type { Reconciliation, ReconciliationStatus } from './queries';
import { statusNames, texts } from './texts';

export const stateIcons: Record<ReconciliationStatus, LucideIcon> = {
  scheduled: CircleDashed,
  fetched: FileDown,
  parsed: FileSearch,
  matched: Shuffle,
  balanced: CircleCheck,
  has_breaks: CircleAlert,
  closed: Lock,
};
const tints = { ok: 'text-ok', warn: 'text-warn', bad: 'text-bad', quiet: 'text-ink-muted' };

/** The state of a batch as a sign and a word. */
export function BatchState({ batch }: { batch: Reconciliation }) {
  const t = useTexts(texts);
  const lang = useLang();
  const tone = toneOf(batch);
  if (batch.is_running) {
    return (
      <span className="inline-flex items-center gap-1.5 font-medium whitespace-nowrap">
        <LoaderCircle
          className={cx('size-4 shrink-0 animate-spin', tints[tone])}
          aria-hidden="true"
        />
        {t.running}
      </span>
    );
  }
  const Icon = tone === 'bad' ? CircleX : stateIcons[batch.status];
  return (
    <span className="inline-flex items-center gap-1.5 font-medium whitespace-nowrap">
      <Icon className={cx('size-4 shrink-0', tints[tone])} aria-hidden="true" />
      {tone === 'bad' ? t.failedWhy : nameIn(statusNames, batch.status, lang)}
    </span>
  );
}
