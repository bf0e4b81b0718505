import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useParams } from 'wouter';
import { useSession } from '@/api/session';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { paths } from '@/lib/paths';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { Button, ButtonLink } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { SecretOnce } from '@/ui/SecretOnce';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { Status } from '@/ui/Status';
import { toast } from '@/ui/Toast';
import { ClientFields } from './ClientFields';
import {
  type ApiClient,
  clientQuery,
  useAddSecret,
  useEditClient,
  useRevokeSecret,
} from './queries';
import { texts } from './texts';
import { bodyOf, draftOf, wrongWith } from './words';

/** One client: what it may, how it proves itself, what it used up. */
export default function ClientPage() {
  const { id = '' } = useParams<{ id: string }>();
  const t = useTexts(texts);
  const lz = useLocalized();
  const session = useSession();
  const client = useQuery(clientQuery(id));
  useTitle(client.data && lz(client.data.name));
  const back = (
    <ButtonLink href={paths.clients()} look="secondary">
      {t.all}
    </ButtonLink>
  );
  if (!client.data) {
    return (
      <StaffPage title={t.title} actions={back}>
        {client.error ? (
          <ErrorPanel error={client.error} onRetry={() => void client.refetch()} />
        ) : (
          <Skeleton className="h-96" />
        )}
      </StaffPage>
    );
  }
  const { data } = client;
  const mayWrite = session.user?.role === 'administrator';
  return (
    <StaffPage
      title={lz(data.name)}
      lead={
        <span className="flex flex-wrap gap-x-5 gap-y-1">
          <span className="font-mono break-all">{data.client_id}</span>
          <span>{data.kind === 'public' ? t.publicShort : t.confidentialShort}</span>
          <Status tone={data.is_enabled ? 'ok' : 'quiet'}>{data.is_enabled ? t.on : t.off}</Status>
          <span>
            {t.usage} {t.requests(data.requests_today)} ·{' '}
            {t.orders(data.orders_today, data.orders_per_day)}
          </span>
        </span>
      }
      actions={
        <>
          {back}
          {mayWrite && <Switch client={data} />}
        </>
      }
    >
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,36rem)_minmax(0,1fr)]">
        <Settings key={data.revision} client={data} mayWrite={mayWrite} />
        <Secrets client={data} mayWrite={mayWrite} />
      </div>
    </StaffPage>
  );
}

function Switch({ client }: { client: ApiClient }) {
  const t = useTexts(texts);
  const [asking, setAsking] = useState(false);
  const edit = useEditClient(client.id);
  const turn = () =>
    edit.mutate(
      { is_enabled: !client.is_enabled, revision: client.revision },
      {
        onSuccess: () => {
          toast(t.saved);
          setAsking(false);
        },
      },
    );
  return (
    <>
      <Button
        look="secondary"
        busy={edit.isPending}
        onClick={() => (client.is_enabled ? setAsking(true) : turn())}
      >
        {client.is_enabled ? t.disable : t.enable}
      </Button>
      <div className="basis-full empty:hidden">
        <ErrorLine error={edit.error} />
      </div>
      {asking && (
        <Dialog
          open
          onOpenChange={setAsking}
          title={t.disableTitle}
          actions={
            <>
              <Button look="danger" block busy={edit.isPending} onClick={turn}>
                {t.disable}
              </Button>
              <Button look="secondary" onClick={() => setAsking(false)}>
                {t.keep}
              </Button>
            </>
          }
        >
          <p>{t.disableLead}</p>
        </Dialog>
      )}
    </>
  );
}

function Settings({ client, mayWrite }: { client: ApiClient; mayWrite: boolean }) {
  const t = useTexts(texts);
  const lang = useLang();
  const [tried, setTried] = useState(false);
  const [draft, setDraft] = useState(draftOf(client));
  const edit = useEditClient(client.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(wrongWith(draft, lang)).length > 0) return;
    edit.mutate(
      { ...bodyOf(draft), revision: client.revision },
      { onSuccess: () => toast(t.saved) },
    );
  };
  return (
    <section className="grid gap-4">
      <h2 className="font-semibold">{t.settings}</h2>
      <form onSubmit={submit} className="grid gap-4" noValidate>
        <ClientFields draft={draft} tried={tried} disabled={!mayWrite} onChange={setDraft} />
        <ErrorLine error={edit.error} />
        {mayWrite && (
          <div>
            <Button type="submit" busy={edit.isPending}>
              {t.save}
            </Button>
          </div>
        )}
      </form>
    </section>
  );
}

function Secrets({ client, mayWrite }: { client: ApiClient; mayWrite: boolean }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [revoking, setRevoking] = useState<string | null>(null);
  const add = useAddSecret(client.id);
  const revoke = useRevokeSecret(client.id);
  const when = (at: string) => formatDateTime(at, PLATFORM_ZONE, locale);
  const isPublic = client.kind === 'public';
  return (
    <section className="grid gap-3">
      <h2 className="font-semibold">{t.secrets}</h2>
      <p className="max-w-prose text-ink-muted">{isPublic ? t.secretsPublic : t.secretsLead}</p>
      <ul className="grid gap-1">
        {client.secrets.map((secret) => (
          <li
            key={secret.id}
            className="flex min-h-11 flex-wrap items-center gap-x-4 border-b border-line last:border-0"
          >
            <code className="font-mono">…{secret.hint}</code>
            <span className="flex-1 text-sm text-ink-muted">
              {t.secretFrom(when(secret.created_at))}
              {secret.expires_at && ` · ${t.secretUntil(when(secret.expires_at))}`}
            </span>
            {mayWrite && (
              <Button look="quiet" size="sm" onClick={() => setRevoking(secret.id)}>
                {t.revoke}
                <span className="sr-only">{secret.hint}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && !isPublic && (
        <div>
          <Button look="secondary" busy={add.isPending} onClick={() => add.mutate(undefined)}>
            {t.addSecret}
          </Button>
        </div>
      )}
      <ErrorLine error={add.error} />
      {add.data?.client_secret && (
        <SecretOnce
          title={t.newSecret}
          values={[{ label: t.secret, value: add.data.client_secret }]}
          onClose={() => add.reset()}
        />
      )}
      {revoking && (
        <Dialog
          open
          onOpenChange={() => setRevoking(null)}
          title={t.revokeTitle}
          actions={
            <>
              <Button
                look="danger"
                block
                busy={revoke.isPending}
                onClick={() => revoke.mutate(revoking, { onSuccess: () => setRevoking(null) })}
              >
                {t.revoke}
              </Button>
              <Button look="secondary" onClick={() => setRevoking(null)}>
                {t.keep}
              </Button>
            </>
          }
        >
          <p>{t.revokeLead}</p>
          <ErrorLine error={revoke.error} />
        </Dialog>
      )}
    </section>
  );
}
