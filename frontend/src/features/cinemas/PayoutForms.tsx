import { type FormEvent, useState } from 'react';
import { ApiError } from '@/api/errors';
import { useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatMoney } from '@/lib/money';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { Button } from '@/ui/Button';
import { DecisionForm } from '@/ui/DecisionForm';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { NoteField } from '@/ui/NoteField';
import { toast } from '@/ui/Toast';
import { type CinemaPayout, lacking } from './payouts';
import { texts } from './payoutTexts';
import { useDecidePayout, useProposePayout } from './queries';

/** The maker's part: which transfer it is, and what for. How much it is, the books say. */
export function ProposePayout({ id }: { id: string }) {
  const t = useTexts(texts);
  const propose = useProposePayout(id);
  const [transferRef, setTransferRef] = useState('');
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const missing = isTried ? lacking({ transferRef, note }) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (lacking({ transferRef, note })) return;
    propose.mutate(
      { transfer_ref: transferRef.trim(), note: note.trim() },
      { onSuccess: () => toast(t.proposed) },
    );
  };
  return (
    <form onSubmit={submit} noValidate className="grid max-w-xl gap-4">
      <Field
        label={t.transferRef}
        value={transferRef}
        onChange={(event) => setTransferRef(event.currentTarget.value)}
        error={
          missing === 'transferRef'
            ? t.transferRefNeeded
            : missing === 'transferRefLong'
              ? t.transferRefLong
              : null
        }
        autoComplete="off"
        spellCheck={false}
      />
      <NoteField
        label={t.note}
        hint={t.noteHint}
        value={note}
        onChange={setNote}
        error={missing === 'note' ? t.noteNeeded : null}
      />
      <ErrorLine error={propose.error} />
      <div>
        <Button type="submit" busy={propose.isPending}>
          {t.propose}
        </Button>
      </div>
    </form>
  );
}

interface DecideProps {
  id: string;
  payout: CinemaPayout;
  /** Who is looking, if they may decide at all: the maker cannot be the checker. */
  me: string | null;
}

/** The checker's part, below what was proposed. */
export function DecidePayout({ id, payout, me }: DecideProps) {
  const t = useTexts(texts);
  const decide = useDecidePayout(id, payout.id);
  const isStale = decide.error instanceof ApiError && decide.error.code === 'stale_write';
  return (
    <div className="grid max-w-xl gap-4">
      <Proposal payout={payout} />
      {me === null ? (
        <p className="text-ink-muted">{t.readOnly}</p>
      ) : (
        <DecisionForm
          decide={decide}
          isOwn={payout.maker.id === me}
          approve={t.approve}
          approved={t.approved}
          refusal={isStale && t.stale}
        />
      )}
    </div>
  );
}

function Proposal({ payout }: { payout: CinemaPayout }) {
  const t = useTexts(texts);
  const locale = useLocale();
  return (
    <div className="grid gap-1 border-l-2 border-warn py-1 pl-4">
      <span className="text-lg font-semibold tabular-nums">
        {formatMoney(payout.transferred, locale, true)}
      </span>
      <span className="tabular-nums">
        {t.through} {payout.through_on} · {payout.transfer_ref}
      </span>
      {payout.claims.amount > 0 && (
        <span className="text-ink-muted tabular-nums">
          {t.due} {formatMoney(payout.due, locale, true)} · {t.deducted}{' '}
          {formatMoney(payout.claims, locale, true)}
        </span>
      )}
      <p className="break-words whitespace-pre-wrap">{payout.note}</p>
      <span className="text-ink-muted">
        {t.maker} {payout.maker.display_name},{' '}
        {formatDateTime(payout.made_at, PLATFORM_ZONE, locale)}
      </span>
    </div>
  );
}
