import { type FormEvent, useId, useState } from 'react';
import { ApiError } from '@/api/errors';
import { useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatMoney } from '@/lib/money';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { Button } from '@/ui/Button';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field, inputClass } from '@/ui/Field';
import { toast } from '@/ui/Toast';
import { type CinemaPayout, lacking } from './payouts';
import { texts } from './payoutTexts';
import { useDecidePayout, useProposePayout } from './queries';

interface NoteProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  error?: string | null;
}

function Note({ label, value, onChange, hint, error }: NoteProps) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <textarea
        id={id}
        rows={2}
        maxLength={500}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        className={`${inputClass} py-2`}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-hint` : undefined}
      />
      {(error || hint) && (
        <p id={`${id}-hint`} className={error ? 'text-bad' : 'text-ink-muted'}>
          {error || hint}
        </p>
      )}
    </div>
  );
}

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
      <Note
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

/** The checker's part: agree, and it is booked; or refuse, and say why. */
export function DecidePayout({ id, payout, me }: DecideProps) {
  const t = useTexts(texts);
  const decide = useDecidePayout(id, payout.id);
  const [note, setNote] = useState('');
  const [isLacking, setLacking] = useState(false);
  const answer = (is_approved: boolean) => {
    const said = note.trim();
    setLacking(!is_approved && said === '');
    if (!is_approved && said === '') return;
    decide.mutate(
      { is_approved, ...(said ? { note: said } : {}) },
      { onSuccess: () => toast(is_approved ? t.approved : t.refused) },
    );
  };
  const isStale = decide.error instanceof ApiError && decide.error.code === 'stale_write';
  return (
    <div className="grid max-w-xl gap-4">
      <Proposal payout={payout} />
      {me === null ? (
        <p className="text-ink-muted">{t.readOnly}</p>
      ) : payout.maker.id === me ? (
        <p className="rounded-md bg-warn-soft px-4 py-3">{t.own}</p>
      ) : (
        <>
          <Note
            label={t.checkNote}
            value={note}
            onChange={setNote}
            error={isLacking ? t.checkNoteNeeded : null}
          />
          {isStale ? (
            <p role="alert" className="text-bad">
              {t.stale}
            </p>
          ) : (
            <ErrorLine error={decide.error} />
          )}
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
