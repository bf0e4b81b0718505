import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { ApiError } from '@/api/errors';
import { useTexts } from '@/i18n/texts';
import { useQueryParams } from '@/lib/navigation';
import { paths } from '@/lib/paths';
import { useTitle } from '@/lib/title';
import { Button } from '@/ui/Button';
import { ErrorLine } from '@/ui/ErrorPanel';
import { toast } from '@/ui/Toast';
import { CodeField } from './CodeField';
import { isCode, isPhone, PASSWORD_LEAST } from './checks';
import { PasswordField } from './PasswordField';
import { PhoneField } from './PhoneField';
import { useResetPassword } from './queries';
import { Sheet } from './Sheet';
import { identityTexts } from './texts';

const EMPTY = { phone: '', code: '', password: '' };
type Entry = keyof typeof EMPTY;

export default function ResetPasswordPage() {
  const t = useTexts(identityTexts);
  const [params] = useQueryParams();
  const next = params.get('next') ?? undefined;
  const [, navigate] = useLocation();
  const [form, setForm] = useState(EMPTY);
  const [faults, setFaults] = useState<Partial<Record<Entry, string>>>({});
  const reset = useResetPassword();
  useTitle(t.resetTitle);

  const set = (entry: Entry) => (value: string) => {
    setForm((known) => ({ ...known, [entry]: value }));
    setFaults((known) => ({ ...known, [entry]: undefined }));
  };
  const submit = () => {
    const found: typeof faults = {};
    if (!isPhone(form.phone)) found.phone = t.badPhone;
    if (!isCode(form.code)) found.code = t.badCode;
    if ([...form.password].length < PASSWORD_LEAST) found.password = t.shortPassword;
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    reset.mutate(form, {
      onSuccess: () => {
        toast(t.resetDone);
        navigate(paths.signIn(next), { replace: true });
      },
    });
  };
  const faultOf = (entry: Entry) =>
    faults[entry] ?? (reset.error instanceof ApiError ? reset.error.field(`/${entry}`) : undefined);

  return (
    <Sheet
      title={t.resetTitle}
      why={t.resetWhy}
      onSubmit={submit}
      aside={
        <Link
          href={paths.signIn(next)}
          className="inline-flex min-h-11 items-center font-semibold text-accent hover:underline"
        >
          {t.signIn}
        </Link>
      }
    >
      <PhoneField value={form.phone} error={faultOf('phone')} onChange={set('phone')} />
      <CodeField
        phone={form.phone}
        purpose="reset_password"
        value={form.code}
        error={faultOf('code')}
        onChange={set('code')}
        onBadPhone={() => setFaults({ phone: t.badPhone })}
      />
      <PasswordField
        label={t.newPassword}
        hint={t.passwordHint}
        autoComplete="new-password"
        value={form.password}
        error={faultOf('password')}
        onChange={set('password')}
      />
      <ErrorLine error={reset.error} />
      <Button type="submit" size="lg" block busy={reset.isPending}>
        {t.reset}
      </Button>
    </Sheet>
  );
}
