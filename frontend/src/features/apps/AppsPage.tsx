import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { useSession } from '@/api/session';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { useServerNow } from '@/lib/countdown';
import { appCategoryName } from '@/lib/labels';
import { paths } from '@/lib/paths';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { AppIcon } from '@/ui/AppIcon';
import { buttonClass } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { StaffPage } from '@/ui/StaffPage';
import { Status } from '@/ui/Status';
import { type Column, DataTable } from '@/ui/Table';
import { standingOf } from './form';
import { type AdminApp, appsQuery } from './queries';
import { texts } from './texts';

/** Every registered application, shown or not, in the order of the front page. */
export default function AppsPage() {
  const t = useTexts(texts);
  useTitle(t.title);
  const session = useSession();
  const [, navigate] = useLocation();
  const columns = useColumns();
  const { data, error, refetch } = useQuery(appsQuery);
  return (
    <StaffPage
      title={t.title}
      lead={t.lead}
      actions={
        session.user?.role === 'administrator' && (
          <Link href={paths.adminApp('new')} className={buttonClass()}>
            <Plus className="size-4" aria-hidden="true" />
            {t.register}
          </Link>
        )
      }
    >
      {error && !data ? (
        <ErrorPanel error={error} onRetry={() => void refetch()} />
      ) : data?.length === 0 ? (
        <Empty title={t.none}>{t.noneWhy}</Empty>
      ) : (
        <DataTable
          caption={t.title}
          columns={columns}
          rows={data}
          rowKey={(app) => app.id}
          onOpen={(app) => navigate(paths.adminApp(app.id))}
        />
      )}
    </StaffPage>
  );
}

function useColumns(): Column<AdminApp>[] {
  const t = useTexts(texts);
  const lang = useLang();
  const lz = useLocalized();
  const opens = (app: AdminApp) => (app.opens === 'frame' ? t.frame : t.newTab);
  return [
    {
      key: 'app',
      head: t.app,
      isRowHead: true,
      text: (app) => lz(app.name),
      cell: (app) => (
        <span className="flex items-center gap-2.5">
          <AppIcon name={app.icon} className="size-4.5 shrink-0 text-accent" />
          <span className="grid">
            <Link
              href={paths.adminApp(app.id)}
              className="font-medium underline-offset-4 hover:underline"
            >
              {lz(app.name)}
            </Link>
            <span className="text-xs text-ink-muted">{app.slug}</span>
          </span>
        </span>
      ),
    },
    {
      key: 'state',
      head: t.state,
      text: (app) => (app.is_enabled ? '1' : '0'),
      cell: (app) => <Standing app={app} />,
    },
    {
      key: 'category',
      head: t.category,
      text: (app) => app.category,
      cell: (app) => appCategoryName(app.category, lang),
    },
    { key: 'opens', head: t.opens, text: opens, cell: opens },
    {
      key: 'address',
      head: t.address,
      muted: true,
      text: (app) => app.url,
      cell: (app) => <span className="inline-block max-w-80 truncate align-middle">{app.url}</span>,
    },
    {
      key: 'order',
      head: t.order,
      right: true,
      text: (app) => String(app.sort_order),
      cell: (app) => app.sort_order,
    },
  ];
}

export function Standing({ app }: { app: AdminApp }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const now = useServerNow(30_000);
  const at = (instant: string) => formatDateTime(instant, PLATFORM_ZONE, locale);
  const standing = standingOf(app, now);
  if (standing === 'off') return <Status tone="bad">{t.off}</Status>;
  if (standing === 'waiting')
    return <Status tone="quiet">{t.waiting(at(app.visible_from))}</Status>;
  if (standing === 'over') {
    return <Status tone="quiet">{t.over(at(app.visible_until ?? app.visible_from))}</Status>;
  }
  return (
    <Status tone="ok">{app.visible_until ? t.shownUntil(at(app.visible_until)) : t.shown}</Status>
  );
}
