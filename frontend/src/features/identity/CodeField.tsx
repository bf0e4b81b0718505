import { useEffect, useState } from 'react';
import { ApiError } from '@/api/errors';
import { useTexts } from '@/i18n/texts';
import { Button } from '@/ui/Button';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { isPhone } from './checks';
import { type CodePurpose, useSendCode } from './queries';
import { identityTexts } from './texts';

interface CodeFieldProps {
  phone: string;
  purpose: CodePurpose;
  value: string;
  error: string | undefined;
  onChange: (code: string) => void;
  /** Called when a code is asked for without a usable number. */
  onBadPhone: () => void;
}

/** The one-time code, with the button that sends it and the wait until it may send again. */
export function CodeField({ phone, purpose, value, error, onChange, onBadPhone }: CodeFieldProps) {
  const t = useTexts(identityTexts);
  const send = useSendCode();
  const [wait, startWait] = useCountdown();
  const ask = () => {
    if (!isPhone(phone)) {
      onBadPhone();
      return;
    }
    send.mutate(
      { phone, purpose },
      {
        onSuccess: (sent) => startWait(sent.resend_after),
        onError: (problem) => {
          if (problem instanceof ApiError && problem.retryAfterMs) {
            startWait(Math.ceil(problem.retryAfterMs / 1000));
          }
        },
      },
    );
  };
  return (
    <div className="grid gap-1.5">
      <Field
        label={t.code}
        figures
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={8}
        value={value}
        error={error}
        hint={
          send.data &&
          send.variables &&
          t.sent(send.variables.phone, Math.round(send.data.expires_in / 60))
        }
        onInput={(event) => onChange(event.currentTarget.value.replace(/\D/g, ''))}
        after={
          <Button look="secondary" busy={send.isPending} disabled={wait > 0} onClick={ask}>
            <span className="whitespace-nowrap tabular-nums">
              {wait > 0 ? t.resendIn(wait) : send.data ? t.resend : t.sendCode}
            </span>
          </Button>
        }
      />
      <ErrorLine error={send.error} />
    </div>
  );
}

/** Whole seconds left; by the moment it ends, so that a sleeping tab does not stretch it. */
function useCountdown(): [number, (seconds: number) => void] {
  const [until, setUntil] = useState(0);
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    if (until <= Date.now()) return;
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [until]);
  return [left, (seconds) => setUntil(Date.now() + seconds * 1000)];
}
