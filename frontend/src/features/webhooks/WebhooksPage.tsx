import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useSession } from '@/api/session';
import { useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { paths } from '@/lib/paths';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { Button } from '@/ui/Button';
import { DateTime } from '@/ui/DateTime';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { SecretOnce } from '@/ui/SecretOnce';
import { StaffPage } from '@/ui/StaffPage';
import { Status } from '@/ui/Status';
import { type Column, DataTable } from '@/ui/Table';
import { useCreateWebhook, type Webhook, webhooksQuery } from './queries';
import { texts } from './texts';
import { WebhookDialog } from './WebhookDialog';
import { standing } from './words';

/** Every address that is told of what happens, and how it does. */
export default function WebhooksPage() {
  const t = useTexts(texts);
  useTitle(t.title);
  const session = useSession();
  const [, navigate] = useLocation();
  const { data, error, refetch } = useQuery(webhooksQuery);
  const [adding, setAdding] = useState(false);
  const create = useCreateWebhook();
  const columns = useColumns();
  const mayWrite = session.user?.role === 'administrator';
  const made = create.data;
  return (
    <StaffPage
      title={t.title}
      lead={t.lead}
      actions={
        mayWrite && (
          <Button onClick={() => setAdding(true)}>
            <Plus className="size-4" aria-hidden="true" />
            {t.add}
          </Button>
        )
      }
    >
      {!data && error ? (
        <ErrorPanel error={error} onRetry={() => void refetch()} />
      ) : data?.length === 0 ? (
        <Empty title={t.none}>{t.noneWhy}</Empty>
      ) : (
        <DataTable
          caption={t.title}
          columns={columns}
          rows={data}
          rowKey={(row) => row.id}
          onOpen={(row) => navigate(paths.webhook(row.id))}
        />
      )}
      {adding && (
        <WebhookDialog
          title={t.add}
          lead={t.addLead}
          go={t.addGo}
          work={create}
          onClose={() => setAdding(false)}
          onSubmit={(draft) => create.mutate(draft, { onSuccess: () => setAdding(false) })}
        />
      )}
      {made && !adding && (
        <SecretOnce
          title={t.secretTitle}
          values={[{ label: t.secret, value: made.secret }]}
          onClose={() => {
            create.reset();
            navigate(paths.webhook(made.webhook.id));
          }}
        />
      )}
    </StaffPage>
  );
}

function useColumns(): Column<Webhook>[] {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const when = (at: string) => formatDateTime(at, PLATFORM_ZONE, locale);
  return [
    {
      key: 'url',
      head: t.url,
      cell: (row) => (
        <Link
          href={paths.webhook(row.id)}
          className="block max-w-56 truncate md:max-w-[22rem] py-1 font-medium underline-offset-4 hover:underline"
          title={row.url}
        >
          {row.url.replace(/^https:\/\//, '')}
        </Link>
      ),
      text: (row) => row.url,
    },
    {
      key: 'state',
      head: t.state,
      cell: (row) => {
        const { tone, text } = standing(row, lang, when);
        return <Status tone={tone}>{text}</Status>;
      },
      text: (row) => standing(row, lang, (at) => at).text,
    },
    {
      key: 'owner',
      head: t.owner,
      cell: (row) => row.client_id ?? t.platform,
      text: (row) => row.client_id ?? '',
    },
    {
      key: 'events',
      head: t.events,
      cell: (row) => t.eventCount(row.events.length),
      text: (row) => row.events.join(' '),
      muted: true,
    },
    {
      key: 'waiting',
      head: t.waiting,
      cell: (row) => row.pending,
      text: (row) => String(row.pending),
      right: true,
    },
    {
      key: 'created',
      head: t.created,
      cell: (row) => <DateTime at={row.created_at} />,
      text: (row) => row.created_at,
      muted: true,
    },
  ];
}
