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
import { Tabs } from '@/ui/Tabs';
import { CodeField } from './CodeField';
import { isCode, isPhone } from './checks';
import { FactorStep } from './FactorStep';
import { PasswordField } from './PasswordField';
import { PhoneField } from './PhoneField';
import { useLogin } from './queries';
import { Sheet } from './Sheet';
import { identityTexts } from './texts';

type Way = 'code' | 'password';
type Faults = Partial<Record<'phone' | 'code' | 'password' | 'factor', string>>;

/** The server knows who it is and wants the second factor as well. */
const wantsFactor = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.code === 'second_factor_required' || error.code === 'invalid_second_factor');

export default function SignInPage() {
  const t = useTexts(identityTexts);
  const [params] = useQueryParams();
  const next = params.get('next');
  const session = useSession();
  const [, navigate] = useLocation();
  const [way, setWay] = useState<Way>('password');
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const [factor, setFactor] = useState('');
  const [isFactorAsked, setFactorAsked] = useState(false);
  const [faults, setFaults] = useState<Faults>({});
  const login = useLogin();
  useTitle(t.signIn);
  useEffect(() => {
    // Also when somebody who is signed in already comes here, or signs in in another form.
    if (session.status === 'signed-in') navigate(safeNext(next), { replace: true });
  }, [session.status, next, navigate]);

  const submit = () => {
    const found: Faults = {};
    if (!isPhone(phone)) found.phone = t.badPhone;
    if (way === 'code' && !isCode(code)) found.code = t.badCode;
    if (way === 'password' && !password) found.password = t.noPassword;
    if (isFactorAsked && !factor.trim()) found.factor = t.noFactor;
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    const proof = way === 'code' ? { phone, code } : { phone, password };
    const second = isFactorAsked ? { second_factor: factor.trim() } : {};
    login.mutate(
      { ...proof, ...second },
      { onError: (error) => wantsFactor(error) && setFactorAsked(true) },
    );
  };
  const clear = (field: keyof Faults) => setFaults({ ...faults, [field]: undefined });
  const phoneFault = login.error instanceof ApiError ? login.error.field('/phone') : undefined;

  if (isFactorAsked) {
    const isFirst =
      login.error instanceof ApiError && login.error.code === 'second_factor_required';
    return (
      <FactorStep
        value={factor}
        error={faults.factor}
        problem={isFirst ? null : login.error}
        isBusy={login.isPending}
        onChange={(value) => {
          setFactor(value);
          clear('factor');
        }}
        onSubmit={submit}
        onBack={() => {
          setFactorAsked(false);
          setFactor('');
          login.reset();
        }}
      />
    );
  }
  return (
    <Sheet
      title={t.signIn}
      why={t.signInWhy}
      onSubmit={submit}
      aside={
        <p className="flex flex-wrap justify-between gap-x-6">
          <span className="inline-flex min-h-11 items-center gap-1.5">
            {t.noAccount}
            <Link
              href={paths.register(next ?? undefined)}
              className="font-semibold text-accent hover:underline"
            >
              {t.register}
            </Link>
          </span>
          <Link
            href={paths.resetPassword(next ?? undefined)}
            className="inline-flex min-h-11 items-center text-ink-muted hover:underline"
          >
            {t.forgot}
          </Link>
        </p>
      }
    >
      <Tabs
        label={t.how}
        panelId="sign-in-way"
        value={way}
        onChange={(to) => {
          setWay(to);
          login.reset();
        }}
        items={[
          { value: 'password', label: t.byPassword },
          { value: 'code', label: t.byCode },
        ]}
      />
      <PhoneField
        value={phone}
        error={faults.phone ?? phoneFault}
        onChange={(value) => {
          setPhone(value);
          clear('phone');
        }}
      />
      <div id="sign-in-way" role="tabpanel">
        {way === 'code' ? (
          <CodeField
            phone={phone}
            purpose="login"
            value={code}
            error={faults.code}
            onChange={(value) => {
              setCode(value);
              clear('code');
            }}
            onBadPhone={() => setFaults({ phone: t.badPhone })}
          />
        ) : (
          <PasswordField
            label={t.password}
            autoComplete="current-password"
            value={password}
            error={faults.password}
            onChange={(value) => {
              setPassword(value);
              clear('password');
            }}
          />
        )}
      </div>
      <ErrorLine error={login.error} />
      <Button type="submit" size="lg" block busy={login.isPending}>
        {t.signIn}
      </Button>
    </Sheet>
  );
}
