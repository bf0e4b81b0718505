import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useSession } from '@/api/session';
import { useLang, useLocalized } from '@/i18n/lang';
import { scopeName } from '@/i18n/scopes';
import { useTexts } from '@/i18n/texts';
import { paths } from '@/lib/paths';
import { useTitle } from '@/lib/title';
import { Button, ButtonLink } from '@/ui/Button';
import { DateTime } from '@/ui/DateTime';
import { Dialog } from '@/ui/Dialog';
import { Empty } from '@/ui/Empty';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { SecretOnce } from '@/ui/SecretOnce';
import { StaffPage } from '@/ui/StaffPage';
import { Status } from '@/ui/Status';
import { type Column, DataTable } from '@/ui/Table';
import { ClientFields } from './ClientFields';
import { type ApiClient, clientsQuery, useCreateClient } from './queries';
import { texts } from './texts';
import { bodyOf, EMPTY, wrongWith } from './words';

/** Programs of others that may use the API. */
export default function ClientsPage() {
  const t = useTexts(texts);
  useTitle(t.title);
  const session = useSession();
  const [, navigate] = useLocation();
  const { data, error, refetch } = useQuery(clientsQuery);
  const [adding, setAdding] = useState(false);
  const create = useCreateClient();
  const columns = useColumns();
  const made = create.data;
  return (
    <StaffPage
      title={t.title}
      lead={t.lead}
      actions={
        <>
          <ButtonLink href={paths.developers()} look="secondary">
            {t.docs}
          </ButtonLink>
          {session.user?.role === 'administrator' && (
            <Button onClick={() => setAdding(true)}>
              <Plus className="size-4" aria-hidden="true" />
              {t.add}
            </Button>
          )}
        </>
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
          onOpen={(row) => navigate(paths.client(row.id))}
        />
      )}
      {adding && <AddDialog create={create} onClose={() => setAdding(false)} />}
      {made && !adding && (
        <SecretOnce
          title={t.madeTitle}
          values={[
            { label: t.clientId, value: made.client.client_id },
            ...(made.client_secret ? [{ label: t.secret, value: made.client_secret }] : []),
          ]}
          onClose={() => {
            create.reset();
            navigate(paths.client(made.client.id));
          }}
        />
      )}
    </StaffPage>
  );
}

interface AddDialogProps {
  create: ReturnType<typeof useCreateClient>;
  onClose: () => void;
}

function AddDialog({ create, onClose }: AddDialogProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const form = useId();
  const [tried, setTried] = useState(false);
  const [draft, setDraft] = useState(EMPTY);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(wrongWith(draft, lang)).length > 0) return;
    create.mutate({ ...bodyOf(draft), kind: draft.kind }, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.add}
      actions={
        <>
          <Button type="submit" form={form} block busy={create.isPending}>
            {t.addGo}
          </Button>
          <Button look="secondary" onClick={onClose}>
            {t.keep}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4" noValidate>
        <ClientFields draft={draft} tried={tried} isNew onChange={setDraft} />
        <ErrorLine error={create.error} />
      </form>
    </Dialog>
  );
}

function useColumns(): Column<ApiClient>[] {
  const t = useTexts(texts);
  const lz = useLocalized();
  const lang = useLang();
  return [
    {
      key: 'name',
      head: t.name,
      cell: (row) => (
        <Link
          href={paths.client(row.id)}
          className="grid py-0.5 font-medium underline-offset-4 hover:underline"
        >
          {lz(row.name)}
          <span className="font-mono text-xs font-normal text-ink-muted">{row.client_id}</span>
        </Link>
      ),
      text: (row) => row.client_id,
    },
    {
      key: 'state',
      head: t.state,
      cell: (row) => (
        <Status tone={row.is_enabled ? 'ok' : 'quiet'}>{row.is_enabled ? t.on : t.off}</Status>
      ),
      text: (row) => (row.is_enabled ? t.on : t.off),
    },
    {
      key: 'kind',
      head: t.kind,
      cell: (row) => (row.kind === 'public' ? t.publicShort : t.confidentialShort),
      text: (row) => row.kind,
    },
    {
      key: 'scopes',
      head: t.scopes,
      cell: (row) => (
        <ul>
          {row.scopes.map((scope) => (
            <li key={scope} className="whitespace-nowrap">
              {scopeName(scope, lang)}
              {scopeName(scope, lang) !== scope && (
                <code className="ml-2 font-mono text-xs text-ink-muted">{scope}</code>
              )}
            </li>
          ))}
        </ul>
      ),
      text: (row) => row.scopes.join(' '),
    },
    {
      key: 'usage',
      head: t.usage,
      cell: (row) => t.orders(row.orders_today, row.orders_per_day),
      text: (row) => String(row.orders_today),
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
