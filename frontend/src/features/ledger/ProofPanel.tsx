import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTexts } from '@/i18n/texts';
import {
  CHECKS,
  type Check,
  canHash,
  checkProof,
  type Finding,
  type ShownProof,
  verdictOf,
} from '@/lib/ledgerProof';
import { Disclosure } from '@/ui/Disclosure';
import { Skeleton } from '@/ui/Skeleton';
import { texts } from './texts';

type Findings = Record<Check, Finding>;

const signs = {
  holds: { icon: CircleCheck, tint: 'text-ok' },
  waiting: { icon: CircleDashed, tint: 'text-ink-muted' },
  fails: { icon: CircleX, tint: 'text-bad' },
};

/** What this browser found out by itself about an entry, in words. */
export function ProofPanel({ proof }: { proof: ShownProof }) {
  const t = useTexts(texts);
  const [findings, setFindings] = useState<Findings | null>(null);
  useEffect(() => {
    let isCurrent = true;
    setFindings(null);
    if (!canHash()) return;
    void checkProof(proof).then((found) => {
      if (isCurrent) setFindings(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [proof]);
  return (
    <section className="grid content-start gap-4" aria-busy={findings === null || undefined}>
      <h2 className="font-semibold">{t.proofTitle}</h2>
      {!canHash() ? (
        <p className="max-w-prose text-warn">{t.cannotHash}</p>
      ) : findings ? (
        <Verdict findings={findings} proof={proof} />
      ) : (
        <div className="grid gap-2">
          <span className="sr-only">{t.checking}</span>
          {CHECKS.map((check) => (
            <Skeleton key={check} className="h-5 w-80 max-w-full" />
          ))}
        </div>
      )}
      <Disclosure label={t.details}>
        <div className="grid gap-3">
          <Raw name={t.leafText}>{proof.leaf}</Raw>
          <Raw name={t.leafHash}>{proof.leaf_hash}</Raw>
          {proof.path.length > 0 && <Raw name={t.path}>{proof.path.join('\n')}</Raw>}
          {proof.seal && <Raw name={t.sealRoot}>{proof.seal.merkle_root}</Raw>}
          {proof.seal && <Raw name={t.sealSignature}>{proof.seal.signature}</Raw>}
          <Raw name={t.publicKey}>{proof.public_key}</Raw>
        </div>
      </Disclosure>
    </section>
  );
}

function Verdict({ findings, proof }: { findings: Findings; proof: ShownProof }) {
  const t = useTexts(texts);
  const verdict = verdictOf(findings);
  const { seal } = proof;
  const sayings: Record<Check, Record<Finding, string>> = {
    entry: { holds: t.checkEntry, fails: t.checkEntryFails, waiting: '' },
    leaf: { holds: t.checkLeaf, fails: t.checkLeafFails, waiting: '' },
    chain: {
      holds: t.checkChain(proof.chain_no ?? 0),
      fails: t.checkChainFails,
      waiting: t.checkChainWaits,
    },
    path: {
      holds: t.checkPath(proof.path.length, seal?.entry_count ?? 0),
      fails: t.checkPathFails,
      waiting: t.checkPathWaits,
    },
    signature: {
      holds: t.checkSignature(seal?.key_id ?? ''),
      fails: t.checkSignatureFails,
      waiting: t.checkSignatureWaits,
    },
  };
  const says = { holds: t.verdictHolds, waiting: t.verdictWaiting, fails: t.verdictFails };
  const grounds = { holds: 'bg-ok-soft', waiting: 'bg-surface-2', fails: 'bg-bad-soft' };
  return (
    <>
      <p
        role="status"
        className={`max-w-prose rounded-md px-4 py-3 font-medium ${grounds[verdict]}`}
      >
        {says[verdict]}
      </p>
      <ol className="grid gap-2.5">
        {CHECKS.map((check) => {
          const finding = findings[check];
          const { icon: Icon, tint } = signs[finding];
          return (
            <li key={check} className="flex gap-2.5">
              <Icon className={`mt-0.5 size-4 shrink-0 ${tint}`} aria-hidden="true" />
              <span>
                <span className="sr-only">{t[finding]}: </span>
                <span className="break-words">{sayings[check][finding]}</span>
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function Raw({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <span className="text-xs text-ink-muted">{name}</span>
      <pre className="overflow-x-auto rounded-sm bg-surface-2 p-3 font-mono text-xs leading-5 whitespace-pre-wrap break-all">
        {children}
      </pre>
    </div>
  );
}
