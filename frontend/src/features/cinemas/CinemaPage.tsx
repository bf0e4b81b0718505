import { useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useParams } from 'wouter';
import { useSession } from '@/api/session';
import { useLang, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { useServerNow } from '@/lib/countdown';
import { useQueryParams } from '@/lib/navigation';
import { paths } from '@/lib/paths';
import { useTitle } from '@/lib/title';
import { Button, ButtonLink } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { Status } from '@/ui/Status';
import { Tabs } from '@/ui/Tabs';
import { toast } from '@/ui/Toast';
import { Findings } from './Findings';
import { Health } from './Health';
import { Payouts } from './Payouts';
import { type CinemaSystem, systemQuery, useEditCinema, useSyncCinema } from './queries';
import { Settings } from './Settings';
import { Statements } from './Statements';
import { texts } from './texts';
import { availability, syncStanding } from './words';

const TABS = ['health', 'findings', 'statements', 'payouts', 'settings'] as const;
type Tab = (typeof TABS)[number];

/** One cinema: how its system is, what was wrong with its data, what it states and is paid. */
export default function CinemaPage() {
  const { id = '' } = useParams<{ id: string }>();
  const t = useTexts(texts);
  const lz = useLocalized();
  const session = useSession();
  const [params, change] = useQueryParams();
  const system = useQuery(systemQuery(id));
  const tab: Tab = TABS.find((one) => one === params.get('tab')) ?? 'health';
  useTitle(system.data && lz(system.data.name));
  if (!system.data) {
    return (
      <StaffPage title={t.title}>
        {system.error ? (
          <ErrorPanel
            error={system.error}
            onRetry={() => void system.refetch()}
            action={<ButtonLink href={paths.cinemaSystems()}>{t.all}</ButtonLink>}
          />
        ) : (
          <>
            <Skeleton className="h-12" />
            <Skeleton className="h-96" />
          </>
        )}
      </StaffPage>
    );
  }
  const mayWrite = session.user?.role === 'administrator';
  const names: Record<Tab, string> = {
    health: t.tabHealth,
    findings: t.tabFindings,
    statements: t.tabStatements,
    payouts: t.tabPayouts,
    settings: t.tabSettings,
  };
  return (
    <StaffPage
      title={lz(system.data.name)}
      lead={<Lead system={system.data} />}
      actions={
        <>
          <ButtonLink href={paths.cinemaSystems()} look="secondary">
            {t.all}
          </ButtonLink>
          {mayWrite && <Actions system={system.data} />}
        </>
      }
    >
      <div className="rail [&_button]:shrink-0 [&_button]:text-base">
        <Tabs
          label={t.tabs}
          panelId="system"
          value={tab}
          onChange={(next) => change({ tab: next === 'health' ? null : next })}
          items={TABS.map((value) => ({ value, label: names[value] }))}
        />
      </div>
      <div
        id="system"
        role="tabpanel"
        aria-label={names[tab]}
        className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6"
      >
        {tab === 'health' && <Health system={system.data} />}
        {tab === 'findings' && <Findings id={id} mayWrite={mayWrite} />}
        {tab === 'statements' && <Statements system={system.data} mayWrite={mayWrite} />}
        {tab === 'payouts' && <Payouts id={id} />}
        {tab === 'settings' && <Settings system={system.data} mayWrite={mayWrite} />}
      </div>
    </StaffPage>
  );
}

function Lead({ system }: { system: CinemaSystem }) {
  const t = useTexts(texts);
  const lang = useLang();
  const now = useServerNow(10_000);
  const can = availability(system, lang);
  const sync = syncStanding(system.sync, now, lang);
  return (
    <span className="flex flex-wrap gap-x-5 gap-y-1">
      <span className="tabular-nums">{system.cinema_code}</span>
      <span>{system.gateway === 'remote' ? t.remote : t.builtIn}</span>
      <Status tone={can.tone}>{can.text}</Status>
      <Status tone={sync.tone}>
        {t.sync} {sync.text}
      </Status>
    </span>
  );
}

function Actions({ system }: { system: CinemaSystem }) {
  const t = useTexts(texts);
  const [asking, setAsking] = useState(false);
  const sync = useSyncCinema(system.cinema_id);
  const edit = useEditCinema(system.cinema_id);
  const turn = (is_enabled: boolean) =>
    edit.mutate(
      { is_enabled },
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
        busy={sync.isPending}
        onClick={() =>
          sync.mutate(undefined, {
            onSuccess: (result) => toast(t.synced(result.sessions_changed, result.quarantined)),
          })
        }
      >
        <RefreshCw className="size-4" aria-hidden="true" />
        {t.syncNow}
      </Button>
      <Button
        look="secondary"
        busy={edit.isPending}
        onClick={() => (system.is_enabled ? setAsking(true) : turn(true))}
      >
        {system.is_enabled ? t.disable : t.enable}
      </Button>
      <div className="basis-full empty:hidden">
        <ErrorLine error={sync.error ?? edit.error} />
      </div>
      {asking && (
        <Dialog
          open
          onOpenChange={setAsking}
          title={t.disableTitle}
          actions={
            <>
              <Button look="danger" block busy={edit.isPending} onClick={() => turn(false)}>
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
