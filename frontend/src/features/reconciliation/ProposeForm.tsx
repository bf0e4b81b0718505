import { type FormEvent, useId, useState } from 'react';
import { nameIn, useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatMoney } from '@/lib/money';
import { Button } from '@/ui/Button';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field, inputClass } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import { lacking } from './board';
import { type Break, type ResolutionAction, usePropose } from './queries';
import { actionNames, texts } from './texts';

/** The maker's part: a way out, and why. */
export function ProposeForm({ found }: { found: Break }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const noteId = useId();
  const { summary, possible_actions: actions, entries } = found;
  const propose = usePropose({ id: summary.reconciliation_id, breakId: summary.id });
  const [action, setAction] = useState<ResolutionAction | ''>(actions[0] ?? '');
  const [note, setNote] = useState('');
  const [orderNo, setOrderNo] = useState(summary.order_no ?? '');
  const [entryId, setEntryId] = useState('');
  const [isTried, setTried] = useState(false);
  const form = { action, note, orderNo, entryId };
  const missing = isTried ? lacking(form) : null;
  if (actions.length === 0 || !action) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (lacking(form)) return;
    propose.mutate(
      {
        action,
        note: note.trim(),
        ...(action === 'assign_surplus' ? { order_no: orderNo.trim() } : {}),
        ...(action === 'reverse' ? { entry_id: entryId } : {}),
      },
      { onSuccess: () => toast(t.proposed) },
    );
  };
  return (
    <form onSubmit={submit} noValidate className="grid max-w-xl gap-4">
      <fieldset className="grid gap-1">
        <legend className="mb-1.5 font-medium">{t.action}</legend>
        {actions.map((one) => (
          <label
            key={one}
            className="flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-3 hover:bg-surface-2 has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name="action"
              value={one}
              checked={one === action}
              onChange={() => setAction(one)}
              className="size-4 accent-accent"
            />
            {nameIn(actionNames, one, lang)}
          </label>
        ))}
      </fieldset>
      {action === 'assign_surplus' && (
        <Field
          label={t.orderNo}
          hint={t.orderNoHint}
          value={orderNo}
          onChange={(event) => setOrderNo(event.currentTarget.value)}
          error={missing === 'order' ? t.orderNoNeeded : null}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      {action === 'reverse' && (
        <Select
          label={t.entryId}
          value={entryId}
          onChange={(event) => setEntryId(event.currentTarget.value)}
          error={missing === 'entry' ? t.entryNeeded : null}
        >
          <option value="" />
          {entries.map((entry) => (
            <option key={entry.id} value={entry.id}>
              {`${entry.business_date} ${entry.debit_account} → ${entry.credit_account} ${formatMoney(entry.amount, locale, true)}`}
            </option>
          ))}
        </Select>
      )}
      <div className="grid gap-1.5">
        <label htmlFor={noteId} className="text-sm font-medium">
          {t.note}
        </label>
        <textarea
          id={noteId}
          rows={3}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          className={`${inputClass} py-2`}
          aria-describedby={`${noteId}-hint`}
          aria-invalid={missing === 'note' || undefined}
        />
        <p id={`${noteId}-hint`} className={missing === 'note' ? 'text-bad' : 'text-ink-muted'}>
          {missing === 'note' ? t.noteNeeded : t.noteHint}
        </p>
      </div>
      <ErrorLine error={propose.error} />
      <div>
        <Button type="submit" busy={propose.isPending}>
          {t.propose}
        </Button>
      </div>
    </form>
  );
}
