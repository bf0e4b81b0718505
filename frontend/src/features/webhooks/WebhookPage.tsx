import { useQuery } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { useSession } from '@/api/session';
import { useLang, useLocale } from '@/i18n/lang';
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
import { Deliveries } from './Deliveries';
import {
  useDeleteWebhook,
  useEditWebhook,
  useRotateSecret,
  useTestWebhook,
  type Webhook,
  webhookQuery,
} from './queries';
import { texts } from './texts';
import { WebhookDialog } from './WebhookDialog';
import { eventText, standing } from './words';

/** One endpoint: what it hears, what signs, and what it was told. */
export default function WebhookPage() {
  const { id = '' } = useParams<{ id: string }>();
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const session = useSession();
  const webhook = useQuery(webhookQuery(id));
  useTitle(t.title);
  const back = (
    <ButtonLink href={paths.webhooks()} look="secondary">
      {t.all}
    </ButtonLink>
  );
  if (!webhook.data) {
    return (
      <StaffPage title={t.title} actions={back}>
        {webhook.error ? (
          <ErrorPanel error={webhook.error} onRetry={() => void webhook.refetch()} />
        ) : (
          <>
            <Skeleton className="h-24" />
            <Skeleton className="h-96" />
          </>
        )}
      </StaffPage>
    );
  }
  const mayWrite = session.user?.role === 'administrator';
  const stands = standing(webhook.data, lang, (at) => formatDateTime(at, PLATFORM_ZONE, locale));
  return (
    <StaffPage
      title={hostOf(webhook.data.url)}
      lead={
        <span className="flex flex-wrap gap-x-5 gap-y-1">
          <span className="break-all">{webhook.data.url}</span>
          <span>{webhook.data.client_id ?? t.platform}</span>
          <Status tone={stands.tone}>{stands.text}</Status>
        </span>
      }
      actions={
        <>
          {back}
          {mayWrite && <Actions webhook={webhook.data} />}
        </>
      }
    >
      <div className="grid gap-x-10 gap-y-5 lg:grid-cols-2">
        <section className="grid content-start gap-2">
          <h2 className="font-semibold">{t.events}</h2>
          <ul className="flex flex-wrap gap-2">
            {webhook.data.events.map((event) => (
              <li key={event} className="rounded-full bg-surface-2 px-3 py-1 text-sm">
                {eventText(event, lang)}{' '}
                <span className="font-mono text-xs text-ink-muted">{event}</span>
              </li>
            ))}
          </ul>
        </section>
        <Secrets webhook={webhook.data} mayWrite={mayWrite} />
      </div>
      <Deliveries webhook={webhook.data} mayWrite={mayWrite} />
    </StaffPage>
  );
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}

function Secrets({ webhook, mayWrite }: { webhook: Webhook; mayWrite: boolean }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [asking, setAsking] = useState(false);
  const rotate = useRotateSecret(webhook.id);
  return (
    <section className="grid content-start gap-2">
      <h2 className="font-semibold">{t.secrets}</h2>
      <p className="text-sm text-ink-muted">{t.secretsLead}</p>
      <ul className="grid gap-1">
        {webhook.secrets.map((secret) => (
          <li key={secret.id} className="flex flex-wrap gap-x-4">
            <code className="font-mono">whsec_…{secret.hint}</code>
            <span className="text-ink-muted">
              {secret.expires_at
                ? t.secretUntil(formatDateTime(secret.expires_at, PLATFORM_ZONE, locale))
                : t.secretNewest}
            </span>
          </li>
        ))}
      </ul>
      {mayWrite && (
        <div>
          <Button look="secondary" size="sm" onClick={() => setAsking(true)}>
            {t.rotate}
          </Button>
        </div>
      )}
      {asking && (
        <Dialog
          open
          onOpenChange={setAsking}
          title={t.rotateTitle}
          actions={
            <>
              <Button
                block
                busy={rotate.isPending}
                onClick={() => rotate.mutate(undefined, { onSuccess: () => setAsking(false) })}
              >
                {t.rotate}
              </Button>
              <Button look="secondary" onClick={() => setAsking(false)}>
                {t.keep}
              </Button>
            </>
          }
        >
          <p>{t.rotateLead}</p>
          <ErrorLine error={rotate.error} />
        </Dialog>
      )}
      {rotate.data && !asking && (
        <SecretOnce
          title={t.secretTitle}
          values={[{ label: t.secret, value: rotate.data.secret }]}
          onClose={() => rotate.reset()}
        />
      )}
    </section>
  );
}

function Actions({ webhook }: { webhook: Webhook }) {
  const t = useTexts(texts);
  const [, navigate] = useLocation();
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const test = useTestWebhook(webhook.id);
  const edit = useEditWebhook(webhook.id);
  const remove = useDeleteWebhook(webhook.id);
  const saved = () => {
    toast(t.saved);
    setOpen(null);
  };
  const { revision } = webhook;
  return (
    <>
      <Button look="secondary" onClick={() => setOpen('edit')}>
        {t.edit}
      </Button>
      <Button
        look="secondary"
        busy={edit.isPending && open === null}
        onClick={() =>
          edit.mutate({ is_enabled: !webhook.is_enabled, revision }, { onSuccess: saved })
        }
      >
        {webhook.is_enabled ? t.disable : t.enable}
      </Button>
      <Button look="quiet" onClick={() => setOpen('remove')}>
        {t.remove}
      </Button>
      <Button
        busy={test.isPending}
        disabled={!webhook.is_enabled}
        onClick={() => test.mutate(undefined, { onSuccess: () => toast(t.tested) })}
      >
        <Send className="size-4" aria-hidden="true" />
        {t.test}
      </Button>
      <div className="basis-full empty:hidden">
        <ErrorLine error={test.error ?? (open === null ? edit.error : null)} />
      </div>
      {open === 'edit' && (
        <WebhookDialog
          title={t.edit}
          go={t.save}
          before={webhook}
          work={edit}
          onClose={() => setOpen(null)}
          onSubmit={({ url, events }) =>
            edit.mutate({ url, events, revision }, { onSuccess: saved })
          }
        />
      )}
      {open === 'remove' && (
        <Dialog
          open
          onOpenChange={() => setOpen(null)}
          title={t.removeTitle}
          actions={
            <>
              <Button
                look="danger"
                block
                busy={remove.isPending}
                onClick={() =>
                  remove.mutate(undefined, {
                    onSuccess: () => {
                      toast(t.removed);
                      navigate(paths.webhooks());
                    },
                  })
                }
              >
                {t.remove}
              </Button>
              <Button look="secondary" onClick={() => setOpen(null)}>
                {t.keep}
              </Button>
            </>
          }
        >
          <p>{t.removeLead}</p>
          <ErrorLine error={remove.error} />
        </Dialog>
      )}
    </>
  );
}
