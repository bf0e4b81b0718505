import { Lock, LockOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { Disclosure } from '@/ui/Disclosure';
import { ExportButtons } from './ExportButton';
import type { LedgerSeal } from './queries';
import { texts } from './texts';

/** What closes a day for good, and how anybody can check it. */
export function SealPanel({ date, seal }: { date: string; seal: LedgerSeal | null }) {
  const t = useTexts(texts);
  const locale = useLocale();
  return (
    <section className="grid content-start gap-4">
      <h2 className="flex items-center gap-2 font-semibold">
        {seal ? (
          <Lock className="size-4 text-ok" aria-hidden="true" />
        ) : (
          <LockOpen className="size-4 text-ink-muted" aria-hidden="true" />
        )}
        {seal ? t.sealTitle : t.open}
      </h2>
      {seal ? (
        <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2">
          <Fact name={t.sealNumber}>{`${seal.number} · ${t.entriesOf(seal.entry_count)}`}</Fact>
          <Fact name={t.sealedAt}>{formatDateTime(seal.sealed_at, PLATFORM_ZONE, locale)}</Fact>
          <Fact name={t.sealRoot} code>
            {seal.merkle_root}
          </Fact>
          <Fact name={t.sealChain} code>
            {`${seal.last_chain_no} · ${seal.chain_hash}`}
          </Fact>
          <Fact name={t.sealPrevious} code>
            {seal.previous_seal_hash}
          </Fact>
          <Fact name={t.sealKey} code>
            {seal.key_id}
          </Fact>
          <Fact name={t.sealSignature} code>
            {seal.signature}
          </Fact>
        </dl>
      ) : (
        <p className="max-w-prose text-ink-muted">{t.openWhy}</p>
      )}
      <Disclosure label={t.howTo} isStrong>
        <div className="grid max-w-prose gap-3 text-ink-muted">
          <p>{t.howToOne}</p>
          <p>{t.howToTwo}</p>
          <pre className="overflow-x-auto rounded-sm bg-surface-2 p-3 text-xs text-ink">
            {`marquee ledger verify\nmarquee ledger verify --archive marquee-ledger-${date}.jsonl`}
          </pre>
          <p>{t.howToThree}</p>
          <ExportButtons filter={{ from: date, to: date }} formats={['jsonl']} label={t.archive} />
        </div>
      </Disclosure>
    </section>
  );
}

interface FactProps {
  name: string;
  children: ReactNode;
  /** Hashes and keys: small, broken anywhere. */
  code?: boolean;
}

export function Fact({ name, children, code }: FactProps) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className={code ? 'break-all font-mono text-xs leading-5 select-all' : 'tabular-nums'}>
        {children}
      </dd>
    </>
  );
}
