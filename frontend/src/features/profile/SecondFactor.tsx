import { useQuery } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useTexts } from '@/i18n/texts';
import { Button } from '@/ui/Button';
import { Copyable, CopyButton } from '@/ui/Copyable';
import { DateTime } from '@/ui/DateTime';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { QrSquare } from '@/ui/QrSquare';
import { Skeleton } from '@/ui/Skeleton';
import { Status } from '@/ui/Status';
import { toast } from '@/ui/Toast';
import { grouped, isFactorCode } from './factor';
import {
  type SecondFactorState,
  secondFactorQuery,
  useBeginSecondFactor,
  useConfirmSecondFactor,
  useRefreshSecondFactor,
  useRemoveSecondFactor,
} from './queries';
import { texts } from './texts';

/** A code from an app at every sign-in: on, off, and what to do with either. */
export function SecondFactor() {
  const t = useTexts(texts);
  const { data, error, refetch } = useQuery(secondFactorQuery);
  const [open, setOpen] = useState<'enrol' | 'remove' | null>(null);
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-20 w-full" />;
  return (
    <div id="second-factor" className="grid justify-items-start gap-3">
      <Standing state={data} />
      {data.is_enrolled ? (
        <Button look="secondary" onClick={() => setOpen('remove')}>
          {t.factorRemove}
        </Button>
      ) : (
        <Button look={data.is_required ? 'primary' : 'secondary'} onClick={() => setOpen('enrol')}>
          {t.factorBegin}
        </Button>
      )}
      {open === 'enrol' && <Enrolment onClose={() => setOpen(null)} />}
      {open === 'remove' && <Removal onClose={() => setOpen(null)} />}
    </div>
  );
}

function Standing({ state }: { state: SecondFactorState }) {
  const t = useTexts(texts);
  if (!state.is_enrolled) {
    return (
      <>
        <Status tone={state.is_required ? 'warn' : 'quiet'}>{t.factorOff}</Status>
        <p className="text-sm text-ink-muted">
          {state.is_required ? t.factorRequired : t.factorWhy}
        </p>
      </>
    );
  }
  return (
    <>
      <Status tone="ok">{t.factorOn}</Status>
      <p className="text-sm text-ink-muted">
        {state.enrolled_at && <DateTime at={state.enrolled_at} />}
        {' · '}
        {t.factorCodesLeft(state.recovery_codes_left)}
      </p>
    </>
  );
}

/** First the square for the app, then the codes that are shown this once. */
function Enrolment({ onClose }: { onClose: () => void }) {
  const t = useTexts(texts);
  const form = useId();
  const [code, setCode] = useState('');
  const [isBad, setBad] = useState(false);
  const begin = useBeginSecondFactor();
  const confirm = useConfirmSecondFactor();
  const refresh = useRefreshSecondFactor();
  const codes = confirm.data?.recovery_codes;
  const setup = begin.data;
  if (codes) {
    // The page behind it says so only now: the codes must not go with the dialog.
    const done = () => {
      void refresh();
      onClose();
    };
    return <RecoveryCodes codes={codes} onClose={done} />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBad(!isFactorCode(code));
    if (isFactorCode(code)) confirm.mutate(code.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.factorTitle}
      description={t.factorLead}
      actions={
        setup ? (
          <Button type="submit" form={form} block busy={confirm.isPending}>
            {t.factorConfirm}
          </Button>
        ) : (
          <Button block busy={begin.isPending} onClick={() => begin.mutate()}>
            {t.factorShow}
          </Button>
        )
      }
    >
      {!setup ? (
        <div className="grid gap-3">
          <p>{t.factorApps}</p>
          <ErrorLine error={begin.error} />
        </div>
      ) : (
        <form id={form} noValidate onSubmit={submit} className="grid gap-4">
          <QrSquare
            text={setup.otpauth_url}
            label={t.factorSquare}
            className="mx-auto size-48 rounded-sm"
          />
          <Copyable label={t.factorSecret} value={grouped(setup.secret)} />
          <Field
            label={t.factorCode}
            hint={t.factorCodeHint}
            figures
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={9}
            value={code}
            error={isBad ? t.factorBadCode : null}
            onChange={(event) => {
              setCode(event.currentTarget.value);
              setBad(false);
            }}
          />
          <ErrorLine error={confirm.error} />
        </form>
      )}
    </Dialog>
  );
}

function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const t = useTexts(texts);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.factorCodesTitle}
      description={t.factorCodesLead}
      actions={
        <Button block onClick={onClose}>
          {t.factorCodesKept}
        </Button>
      }
    >
      <div className="grid gap-4">
        <ul
          data-print="alone"
          className="grid grid-cols-2 gap-x-6 gap-y-2 rounded-md bg-surface-2 p-4 font-mono text-sm"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-3 print:hidden">
          <CopyButton text={codes.join('\n')} what={t.factorCodesTitle} />
          <Button look="quiet" size="sm" onClick={() => print()}>
            <Printer className="size-4" aria-hidden="true" />
            {t.factorPrint}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function Removal({ onClose }: { onClose: () => void }) {
  const t = useTexts(texts);
  const form = useId();
  const [code, setCode] = useState('');
  const remove = useRemoveSecondFactor();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate(code.trim(), {
      onSuccess: () => {
        toast(t.factorRemoved);
        onClose();
      },
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.factorRemoveTitle}
      description={t.factorRemoveLead}
      actions={
        <>
          <Button
            type="submit"
            form={form}
            look="danger"
            block
            disabled={code.trim() === ''}
            busy={remove.isPending}
          >
            {t.factorRemove}
          </Button>
          <Button look="secondary" onClick={onClose}>
            {t.factorKeep}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-3">
        <Field
          label={t.factorAnyCode}
          figures
          autoComplete="one-time-code"
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <ErrorLine error={remove.error} />
      </form>
    </Dialog>
  );
}
