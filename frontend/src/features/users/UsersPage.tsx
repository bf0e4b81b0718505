import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '@/api/session';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { sinceText } from '@/lib/ago';
import { useServerNow } from '@/lib/countdown';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { anyText, oneOf, useFilters } from '@/lib/useFilters';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { MoreButton } from '@/ui/MoreButton';
import { SearchForm } from '@/ui/SearchForm';
import { StaffPage } from '@/ui/StaffPage';
import { Status } from '@/ui/Status';
import { type Column, DataTable } from '@/ui/Table';
import { ROLES } from './edit';
import { type AdminUser, cinemaNamesQuery, type Role, usersQuery } from './queries';
import { texts } from './texts';
import { UserDialog } from './UserDialog';

const FILTERS = { q: anyText(), role: oneOf(ROLES) };

/** Who there is, what each may do, and how safely they sign in. */
export default function UsersPage() {
  const t = useTexts(texts);
  useTitle(t.title);
  const session = useSession();
  const { values, set, isSet, clear } = useFilters(FILTERS);
  const users = useInfiniteQuery(usersQuery(values.q, values.role));
  const [open, setOpen] = useState<string | null>(null);
  const rows = users.data?.pages.flatMap((page) => page.items);
  const shown = rows?.find((user) => user.id === open);
  return (
    <StaffPage title={t.title} lead={t.lead}>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3 print:hidden">
        <SearchForm
          label={t.find}
          button={t.search}
          value={values.q ?? ''}
          onSearch={(q) => set({ q })}
          className="w-full max-w-md"
        />
        <Chips
          label={t.role}
          all={t.everyone}
          value={values.role}
          onChange={(role) => set({ role: role as Role | null })}
          items={ROLES.map((role) => ({ value: role, label: t[role] }))}
        />
      </div>
      {users.error && !rows ? (
        <ErrorPanel error={users.error} onRetry={() => void users.refetch()} />
      ) : rows?.length === 0 ? (
        <Empty
          title={t.nothing}
          action={
            isSet() && (
              <Button look="secondary" onClick={() => clear()}>
                {t.clear}
              </Button>
            )
          }
        >
          {t.nothingWhy}
        </Empty>
      ) : (
        <UsersTable rows={rows} onOpen={(user) => setOpen(user.id)} />
      )}
      <MoreButton list={users} label={t.more} />
      {shown && (
        <UserDialog
          key={shown.id}
          user={shown}
          me={session.user?.id}
          mayWrite={session.user?.role === 'administrator'}
          onClose={() => setOpen(null)}
        />
      )}
    </StaffPage>
  );
}

interface TableProps {
  rows: AdminUser[] | undefined;
  onOpen: (user: AdminUser) => void;
}

function UsersTable({ rows, onOpen }: TableProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const now = useServerNow(30_000);
  const cinemas = useQuery(cinemaNamesQuery);
  const cinemaOf = (user: AdminUser) => {
    const cinema = cinemas.data?.items.find((one) => one.cinema_id === user.cinema_id);
    return cinema ? lz(cinema.name) : '';
  };
  const nameOf = (user: AdminUser) => t.about(user.display_name);
  const seen = (user: AdminUser) =>
    user.last_seen_at ? sinceText(user.last_seen_at, now, lang) : t.never;
  const isOperator = (user: AdminUser) => user.role === 'administrator' || user.role === 'auditor';
  const columns: Column<AdminUser>[] = [
    {
      key: 'name',
      head: t.name,
      cell: (user) => (
        <button
          type="button"
          onClick={() => onOpen(user)}
          className="min-h-8 text-left underline-offset-4 hover:underline"
        >
          {nameOf(user)}
          {user.client_id && (
            <span className="block text-xs text-ink-muted">{t.ofClient(user.client_id)}</span>
          )}
        </button>
      ),
      text: nameOf,
      isRowHead: true,
    },
    {
      key: 'phone',
      head: t.phone,
      cell: (user) => (user.deleted_at ? <Status tone="quiet">{t.left}</Status> : user.phone),
      text: (user) => user.phone ?? '',
    },
    { key: 'role', head: t.role, cell: (user) => t[user.role], text: (user) => t[user.role] },
    { key: 'cinema', head: t.cinema, cell: cinemaOf, text: cinemaOf },
    {
      key: 'factor',
      head: t.factor,
      cell: (user) => (
        <Status tone={user.has_second_factor ? 'ok' : isOperator(user) ? 'warn' : 'quiet'}>
          {user.has_second_factor ? t.factorOn : t.factorOff}
        </Status>
      ),
      text: (user) => (user.has_second_factor ? t.factorOn : t.factorOff),
    },
    {
      key: 'sessions',
      head: t.sessions,
      cell: (user) => user.session_count,
      text: (user) => String(user.session_count),
      right: true,
    },
    {
      key: 'seen',
      head: t.lastSeen,
      cell: seen,
      text: (user) => user.last_seen_at ?? '',
      muted: true,
    },
    {
      key: 'created',
      head: t.created,
      cell: (user) => formatDateTime(user.created_at, PLATFORM_ZONE, locale),
      text: (user) => user.created_at,
      muted: true,
    },
  ];
  return (
    <DataTable
      caption={t.title}
      columns={columns}
      rows={rows}
      rowKey={(user) => user.id}
      onOpen={onOpen}
      summary={rows && t.shown(rows.length)}
    />
  );
}
