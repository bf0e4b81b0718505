import { type FormEvent, useId, useState } from 'react';
import { defineTexts, useTexts } from '@/i18n/texts';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { ErrorLine } from './ErrorPanel';
import { Field } from './Field';

const texts = defineTexts({
  reason: { zh: '原因', en: 'Reason' },
  hint: { zh: '记入操作记录。', en: 'Kept in the audit trail.' },
  short: { zh: '请写明原因，至少 3 个字', en: 'Say why, in at least 3 letters' },
  keep: { zh: '不做', en: 'Do nothing' },
});

interface ReasonDialogProps {
  title: string;
  /** What will happen. */
  lead: string;
  /** The button that does it. */
  action: string;
  look?: 'primary' | 'danger';
  hint?: string;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onConfirm: (reason: string) => void;
}

/** Asks for the reason of something that is written down. What was typed stays when it fails. */
export function ReasonDialog(props: ReasonDialogProps) {
  const t = useTexts(texts);
  const form = useId();
  const [reason, setReason] = useState('');
  const [isShort, setShort] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = reason.trim();
    setShort(text.length < 3);
    if (text.length >= 3) props.onConfirm(text);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={props.title}
      description={props.lead}
      actions={
        <>
          <Button type="submit" form={form} block look={props.look ?? 'primary'} busy={props.busy}>
            {props.action}
          </Button>
          <Button look="secondary" onClick={props.onClose}>
            {t.keep}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-3">
        <Field
          label={t.reason}
          hint={props.hint ?? t.hint}
          error={isShort ? t.short : null}
          maxLength={500}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            setShort(false);
          }}
        />
        <ErrorLine error={props.error} />
      </form>
    </Dialog>
  );
}
