import { useQuery } from '@tanstack/react-query';
import { BookOpenText, LogOut, ScanLine, Ticket } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { ApiError } from '@/api/errors';
import { type User, useSession } from '@/api/session';
import { setLang, useLang } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { paths } from '@/lib/paths';
import { shownPhone } from '@/lib/phone';
import { setTheme, type Theme, useTheme } from '@/lib/theme';
import { useTitle } from '@/lib/title';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { toast } from '@/ui/Toast';
import { Grants } from './Grants';
import {
  grantsQuery,
  secondFactorQuery,
  sessionsQuery,
  useChangePassword,
  useDeleteAccount,
  useRename,
  useSignOut,
} from './queries';
import { SecondFactor } from './SecondFactor';
import { Sessions } from './Sessions';
import { texts } from './texts';

/** Who one is here, on which devices, and how the app looks. */
export default function ProfilePage() {
  const t = useTexts(texts);
  useTitle(t.title);
  const { user } = useSession();
  if (!user) return null;
  return (
    <div className="column lg:ml-[max(0px,calc((100%-75rem)/2))] grid max-w-4xl gap-x-12 gap-y-10 py-6 lg:grid-cols-2 lg:py-10">
      <h1 className="text-xl font-semibold lg:col-span-2">{user.display_name || t.title}</h1>
      <div className="grid content-start gap-10">
        <Shortcuts role={user.role} />
        <Part title={t.account}>
          <Rename user={user} />
          <p className="text-sm">
            <span className="text-ink-muted">{t.phone}</span>
            <span className="figures mt-0.5 block text-base tracking-wider">
              {shownPhone(user.phone)}
            </span>
          </p>
        </Part>
        <Part title={t.look}>
          <Appearance />
        </Part>
      </div>
      <div className="grid content-start gap-10">
        <Part title={t.password}>
          <Password hasPassword={user.has_password} />
        </Part>
        <Part title={t.factor}>
          <SecondFactor />
        </Part>
        <Part title={t.sessions}>
          <Sessions />
        </Part>
        <Part title={t.grants}>
          <Grants />
        </Part>
        <Leaving user={user} />
      </div>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-4" aria-label={title}>
      <h2 className="text-sm font-medium text-ink-muted">{title}</h2>
      {children}
    </section>
  );
}

function Shortcuts({ role }: { role: User['role'] }) {
  const t = useTexts(texts);
  const links = [
    { href: paths.orders(), label: t.wallet, icon: Ticket, for: true },
    {
      href: paths.desk(),
      label: t.desk,
      icon: ScanLine,
      for: role === 'cinema_staff' || role === 'administrator',
    },
    {
      href: paths.ledger(),
      label: t.ledger,
      icon: BookOpenText,
      for: role === 'administrator' || role === 'auditor',
    },
  ];
  return (
    <ul className="grid gap-px overflow-hidden rounded-md border border-line">
      {links
        .filter((link) => link.for)
        .map(({ href, label, icon: Icon }) => (
          <li key={href}>
            <Link
              href={href}
              className="flex min-h-13 items-center gap-3 bg-surface-1 px-4 font-medium hover:bg-surface-2"
            >
              <Icon className="size-5 text-ink-muted" aria-hidden="true" />
              {label}
            </Link>
          </li>
        ))}
    </ul>
  );
}

function Rename({ user }: { user: User }) {
  const t = useTexts(texts);
  const [name, setName] = useState(user.display_name);
  const rename = useRename();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate(name.trim(), { onSuccess: () => toast(t.saved) });
  };
  const fieldError = rename.error instanceof ApiError ? rename.error.field('/display_name') : null;
  return (
    <form onSubmit={submit} className="grid gap-2">
      <Field
        label={t.name}
        value={name}
        maxLength={40}
        autoComplete="nickname"
        error={fieldError}
        onChange={(event) => setName(event.currentTarget.value)}
        after={
          <Button
            type="submit"
            look="secondary"
            busy={rename.isPending}
            disabled={name.trim() === '' || name.trim() === user.display_name}
          >
            {t.save}
          </Button>
        }
      />
      {!fieldError && <ErrorLine error={rename.error} />}
    </form>
  );
}

function Appearance() {
  const t = useTexts(texts);
  const lang = useLang();
  const theme = useTheme();
  return (
    <div className="grid gap-4">
      <Segments
        label={t.language}
        value={lang}
        options={[
          ['zh', '中文'],
          ['en', 'English'],
        ]}
        onChange={setLang}
      />
      <Segments<Theme>
        label={t.appearance}
        value={theme}
        options={[
          ['system', t.system],
          ['light', t.light],
          ['dark', t.dark],
        ]}
        onChange={setTheme}
      />
    </div>
  );
}

type SegmentsProps<T extends string> = {
  label: string;
  value: T;
  options: [T, string][];
  onChange: (value: T) => void;
};

/** One choice of a few, all in sight. */
function Segments<T extends string>({ label, value, options, onChange }: SegmentsProps<T>) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="flex rounded-md bg-surface-2 p-1">
        {options.map(([option, name]) => (
          <label
            key={option}
            className="grid min-h-10 flex-1 cursor-pointer place-items-center rounded-sm px-3 text-sm text-ink-muted has-checked:bg-surface-0 has-checked:font-semibold has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={label}
              checked={option === value}
              onChange={() => onChange(option)}
              className="sr-only"
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Password({ hasPassword }: { hasPassword: boolean }) {
  const t = useTexts(texts);
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useChangePassword();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      { current_password: hasPassword ? current : null, new_password: next },
      {
        onSuccess: () => {
          setOpen(false);
          setCurrent('');
          setNext('');
          toast(t.passwordChanged);
        },
      },
    );
  };
  if (!open) {
    return (
      <div>
        <Button look="secondary" onClick={() => setOpen(true)}>
          {hasPassword ? t.changePassword : t.setPassword}
        </Button>
      </div>
    );
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      {hasPassword && (
        <Field
          label={t.currentPassword}
          type="password"
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
      )}
      <Field
        label={t.newPassword}
        hint={t.newPasswordHint}
        type="password"
        autoComplete="new-password"
        minLength={8}
        required
        error={change.error instanceof ApiError ? change.error.field('/new_password') : null}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      <ErrorLine error={change.error} />
      <div>
        <Button type="submit" busy={change.isPending}>
          {hasPassword ? t.changePassword : t.setPassword}
        </Button>
      </div>
    </form>
  );
}

function Leaving({ user }: { user: User }) {
  const t = useTexts(texts);
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const signOut = useSignOut();
  const remove = useDeleteAccount();
  // It stands below lists of unknown length: shown before them, it would move away under a finger.
  const factor = useQuery(secondFactorQuery);
  const sessions = useQuery(sessionsQuery);
  const grants = useQuery(grantsQuery);
  if (factor.isPending || sessions.isPending || grants.isPending) return null;
  return (
    <section className="grid gap-3 border-t border-line pt-6">
      <div className="grid justify-items-start gap-1.5">
        <Button
          look="secondary"
          busy={signOut.isPending}
          onClick={() => signOut.mutate(undefined, { onSettled: () => navigate(paths.home()) })}
        >
          <LogOut className="size-4" aria-hidden="true" />
          {t.signOut}
        </Button>
        <p className="text-sm text-ink-muted">{t.signOutNote}</p>
      </div>
      <div>
        <button
          type="button"
          onClick={() => setAsking(true)}
          className="min-h-11 text-sm text-bad underline underline-offset-4"
        >
          {t.delete}
        </button>
      </div>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t.deleteTitle}
        description={t.deleteLead}
        actions={
          <>
            <Button look="secondary" block onClick={() => setAsking(false)}>
              {t.deleteKeep}
            </Button>
            <Button
              look="danger"
              block
              disabled={typed.trim() !== user.phone.slice(-4)}
              busy={remove.isPending}
              onClick={() =>
                remove.mutate(undefined, {
                  onSuccess: () => {
                    toast(t.deleted);
                    navigate(paths.home());
                  },
                })
              }
            >
              {t.delete}
            </Button>
          </>
        }
      >
        <div className="grid gap-3">
          <Field
            label={t.deleteType}
            inputMode="numeric"
            figures
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <ErrorLine error={remove.error} />
        </div>
      </Dialog>
    </section>
  );
}
