import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { paths } from '@/lib/paths';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine } from '@/ui/ErrorPanel';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import { draftOf, editOf, mayChangeRole, needsCinema, ROLES } from './edit';
import {
  type AdminUser,
  cinemaNamesQuery,
  type Role,
  useDiscloseUser,
  useEditUser,
  useEndSessions,
  useResetSecondFactor,
} from './queries';
import { texts } from './texts';

interface UserDialogProps {
  user: AdminUser;
  /** The administrator's own identifier. */
  me: string | undefined;
  mayWrite: boolean;
  onClose: () => void;
}

/** One person: what they may do, where they are signed in, and their whole number for a reason. */
export function UserDialog({ user, me, mayWrite, onClose }: UserDialogProps) {
  const t = useTexts(texts);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.about(user.display_name)}
      description={t[user.role]}
      actions={
        <Button look="secondary" block onClick={onClose}>
          {t.close}
        </Button>
      }
    >
      <div className="grid gap-6">
        <Phone user={user} mayWrite={mayWrite} />
        {mayWrite && mayChangeRole(user, me) && <RoleForm user={user} />}
        {mayWrite && user.id === me && <p className="text-ink-muted">{t.ownRole}</p>}
        <Sessions user={user} mayWrite={mayWrite} />
        {user.has_second_factor && mayWrite && <SecondFactor user={user} />}
        <Link href={paths.audit({ actor: user.id })} className="underline underline-offset-4">
          {t.trail}
        </Link>
      </div>
    </Dialog>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid justify-items-start gap-2" aria-label={title}>
      <h3 className="text-sm font-medium">{title}</h3>
      {children}
    </section>
  );
}

function Phone({ user, mayWrite }: { user: AdminUser; mayWrite: boolean }) {
  const t = useTexts(texts);
  const [asking, setAsking] = useState(false);
  const disclose = useDiscloseUser(user.id);
  const whole = disclose.data?.phone;
  return (
    <Part title={t.phone}>
      <p className="flex flex-wrap items-center gap-x-4 tabular-nums">
        {whole ?? user.phone ?? t.left}
        {mayWrite && user.phone && !whole && (
          <Button look="secondary" size="sm" onClick={() => setAsking(true)}>
            {t.disclose}
          </Button>
        )}
      </p>
      {asking && (
        <ReasonDialog
          title={t.discloseTitle}
          lead={t.discloseLead}
          action={t.disclose}
          busy={disclose.isPending}
          error={disclose.error}
          onClose={() => setAsking(false)}
          onConfirm={(reason) => disclose.mutate(reason, { onSuccess: () => setAsking(false) })}
        />
      )}
    </Part>
  );
}

function RoleForm({ user }: { user: AdminUser }) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const [draft, setDraft] = useState(draftOf(user));
  const [isMissing, setMissing] = useState(false);
  const cinemas = useQuery(cinemaNamesQuery);
  const edit = useEditUser(user.id);
  const body = editOf(user, draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(needsCinema(draft));
    if (body && !needsCinema(draft)) edit.mutate(body, { onSuccess: () => toast(t.saved) });
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      <Select
        label={t.role}
        value={draft.role}
        onChange={(event) => setDraft({ ...draft, role: event.currentTarget.value as Role })}
      >
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {t[role]}
          </option>
        ))}
      </Select>
      {draft.role === 'cinema_staff' && (
        <Select
          label={t.cinema}
          error={isMissing ? t.needsCinema : null}
          value={draft.cinema ?? ''}
          onChange={(event) => {
            setMissing(false);
            setDraft({ ...draft, cinema: event.currentTarget.value || null });
          }}
        >
          <option value="">{t.chooseCinema}</option>
          {cinemas.data?.items.map((one) => (
            <option key={one.cinema_id} value={one.cinema_id}>
              {lz(one.name)}
            </option>
          ))}
        </Select>
      )}
      <p className="text-sm text-ink-muted">{t.roleHint}</p>
      <ErrorLine error={edit.error} />
      <div>
        <Button type="submit" look="secondary" disabled={!body} busy={edit.isPending}>
          {t.save}
        </Button>
      </div>
    </form>
  );
}

function Sessions({ user, mayWrite }: { user: AdminUser; mayWrite: boolean }) {
  const t = useTexts(texts);
  const end = useEndSessions(user.id);
  return (
    <Part title={t.sessions}>
      {user.session_count === 0 ? (
        <p className="text-ink-muted">{t.noSessions}</p>
      ) : mayWrite ? (
        <Sure
          what={t.endSessions}
          why={t.endWhy(user.session_count)}
          busy={end.isPending}
          error={end.error}
          onSure={() => end.mutate(undefined, { onSuccess: () => toast(t.ended) })}
        />
      ) : (
        <p className="tabular-nums">{user.session_count}</p>
      )}
    </Part>
  );
}

function SecondFactor({ user }: { user: AdminUser }) {
  const t = useTexts(texts);
  const reset = useResetSecondFactor(user.id);
  return (
    <Part title={t.factor}>
      <Sure
        what={t.reset}
        why={t.resetWhy}
        busy={reset.isPending}
        error={reset.error}
        onSure={() => reset.mutate(undefined, { onSuccess: () => toast(t.resetDone) })}
      />
    </Part>
  );
}

interface SureProps {
  what: string;
  /** What will happen. */
  why: string;
  busy: boolean;
  error: unknown;
  onSure: () => void;
}

/** A button that says what it will do and asks once, in its own place. */
function Sure({ what, why, busy, error, onSure }: SureProps) {
  const t = useTexts(texts);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <p className="text-sm text-ink-muted">{why}</p>
      {asking ? (
        <div className="flex flex-wrap gap-3">
          <Button look="danger" busy={busy} onClick={onSure}>
            {t.sure}
          </Button>
          <Button look="secondary" onClick={() => setAsking(false)}>
            {t.keep}
          </Button>
        </div>
      ) : (
        <Button look="secondary" onClick={() => setAsking(true)}>
          {what}
        </Button>
      )}
      <ErrorLine error={error} />
    </>
  );
}
