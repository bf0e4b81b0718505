import { type FormEvent, useState } from 'react';
import { nameIn, useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatMoney } from '@/lib/money';
import { Button } from '@/ui/Button';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { NoteField } from '@/ui/NoteField';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import { lacking, needsOrder } from './board';
import { type Break, type ResolutionAction, usePropose } from './queries';
import { actionNames, texts } from './texts';

/** The maker's part: a way out, and why. */
export function ProposeForm({ found }: { found: Break }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
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
        ...(needsOrder(action) ? { order_no: orderNo.trim() } : {}),
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
      {needsOrder(action) && (
        <Field
          label={t.orderNo}
          hint={action === 'assign_refund' ? t.orderRefundHint : t.orderNoHint}
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
      <NoteField
        rows={3}
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
