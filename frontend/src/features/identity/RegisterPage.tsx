import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { ApiError } from '@/api/errors';
import { useSession } from '@/api/session';
import { useTexts } from '@/i18n/texts';
import { useQueryParams } from '@/lib/navigation';
import { paths, safeNext } from '@/lib/paths';
import { useTitle } from '@/lib/title';
import { Button } from '@/ui/Button';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { toast } from '@/ui/Toast';
import { CodeField } from './CodeField';
import { isCode, isPhone, PASSWORD_LEAST } from './checks';
import { PasswordField } from './PasswordField';
import { PhoneField } from './PhoneField';
import { useRegister } from './queries';
import { Sheet } from './Sheet';
import { identityTexts } from './texts';

const EMPTY = { phone: '', code: '', password: '', display_name: '' };
type Entry = keyof typeof EMPTY;

export default function RegisterPage() {
  const t = useTexts(identityTexts);
  const [params] = useQueryParams();
  const next = params.get('next');
  const session = useSession();
  const [, navigate] = useLocation();
  const [form, setForm] = useState(EMPTY);
  const [faults, setFaults] = useState<Partial<Record<Entry, string>>>({});
  const register = useRegister();
  useTitle(t.registerTitle);
  useEffect(() => {
    if (session.status === 'signed-in') navigate(safeNext(next), { replace: true });
  }, [session.status, next, navigate]);

  const set = (entry: Entry) => (value: string) => {
    setForm((known) => ({ ...known, [entry]: value }));
    setFaults((known) => ({ ...known, [entry]: undefined }));
  };
  const submit = () => {
    const found: typeof faults = {};
    if (!isPhone(form.phone)) found.phone = t.badPhone;
    if (!isCode(form.code)) found.code = t.badCode;
    if (!form.display_name.trim()) found.display_name = t.noName;
    if ([...form.password].length < PASSWORD_LEAST) found.password = t.shortPassword;
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    register.mutate(
      { ...form, display_name: form.display_name.trim() },
      { onSuccess: ({ user }) => toast(t.welcome(user.display_name)) },
    );
  };
  const faultOf = (entry: Entry) =>
    faults[entry] ??
    (register.error instanceof ApiError ? register.error.field(`/${entry}`) : undefined);

  return (
    <Sheet
      title={t.registerTitle}
      why={t.signInWhy}
      onSubmit={submit}
      aside={
        <p className="inline-flex min-h-11 items-center gap-1.5">
          {t.haveAccount}
          <Link
            href={paths.signIn(next ?? undefined)}
            className="font-semibold text-accent hover:underline"
          >
            {t.signIn}
          </Link>
        </p>
      }
    >
      <PhoneField value={form.phone} error={faultOf('phone')} onChange={set('phone')} />
      <CodeField
        phone={form.phone}
        purpose="register"
        value={form.code}
        error={faultOf('code')}
        onChange={set('code')}
        onBadPhone={() => setFaults({ phone: t.badPhone })}
      />
      <Field
        label={t.name}
        hint={t.nameHint}
        autoComplete="nickname"
        maxLength={40}
        value={form.display_name}
        error={faultOf('display_name')}
        onInput={(event) => set('display_name')(event.currentTarget.value)}
      />
      <PasswordField
        label={t.password}
        hint={t.passwordHint}
        autoComplete="new-password"
        value={form.password}
        error={faultOf('password')}
        onChange={set('password')}
      />
      <ErrorLine error={register.error} />
      <Button type="submit" size="lg" block busy={register.isPending}>
        {t.register}
      </Button>
    </Sheet>
  );
}
