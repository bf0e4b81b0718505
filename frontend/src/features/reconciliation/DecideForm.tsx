import { useId, useState } from 'react';
import { nameIn, useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatMoney } from '@/lib/money';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { Button } from '@/ui/Button';
import { ErrorLine } from '@/ui/ErrorPanel';
import { inputClass } from '@/ui/Field';
import { toast } from '@/ui/Toast';
import { type Break, type Resolution, useDecide } from './queries';
import { actionNames, texts } from './texts';

interface DecideFormProps {
  found: Break;
  proposal: Resolution;
  /** Who is looking: the maker cannot be the checker. */
  me: string;
}

/** The checker's part: agree, and it is booked; or refuse, and say why. */
export function DecideForm({ found, proposal, me }: DecideFormProps) {
  const t = useTexts(texts);
  const noteId = useId();
  const { summary } = found;
  const decide = useDecide({ id: summary.reconciliation_id, breakId: summary.id });
  const [note, setNote] = useState('');
  const [isLacking, setLacking] = useState(false);
  const isOwn = proposal.maker.id === me;
  const answer = (is_approved: boolean) => {
    const said = note.trim();
    setLacking(!is_approved && said === '');
    if (!is_approved && said === '') return;
    decide.mutate(
      { is_approved, ...(said ? { note: said } : {}) },
      { onSuccess: () => toast(is_approved ? t.approved : t.refused) },
    );
  };
  return (
    <div className="grid max-w-xl gap-4">
      <Proposal proposal={proposal} />
      {isOwn ? (
        <p className="rounded-md bg-warn-soft px-4 py-3">{t.ownProposal}</p>
      ) : (
        <>
          <div className="grid gap-1.5">
            <label htmlFor={noteId} className="font-medium">
              {t.checkNote}
            </label>
            <textarea
              id={noteId}
              rows={2}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
              className={`${inputClass} py-2`}
              aria-invalid={isLacking || undefined}
              aria-describedby={isLacking ? `${noteId}-error` : undefined}
            />
            {isLacking && (
              <p id={`${noteId}-error`} role="alert" className="text-bad">
                {t.checkNoteNeeded}
              </p>
            )}
          </div>
          <ErrorLine error={decide.error} />
          <div className="flex flex-wrap gap-3">
            <Button busy={decide.isPending} onClick={() => answer(true)}>
              {t.approve}
            </Button>
            <Button look="secondary" disabled={decide.isPending} onClick={() => answer(false)}>
              {t.refuse}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function Proposal({ proposal }: { proposal: Resolution }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  return (
    <div className="grid gap-1 border-l-2 border-warn py-1 pl-4">
      <span className="font-medium">
        {nameIn(actionNames, proposal.action, lang)}
        {proposal.amount && (
          <span className="ml-3 tabular-nums">{formatMoney(proposal.amount, locale, true)}</span>
        )}
      </span>
      <p className="break-words whitespace-pre-wrap">{proposal.note}</p>
      <span className="text-ink-muted">
        {t.proposedBy(
          proposal.maker.display_name,
          formatDateTime(proposal.made_at, PLATFORM_ZONE, locale),
        )}
      </span>
    </div>
  );
}
