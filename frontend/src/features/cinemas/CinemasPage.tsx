import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useSession } from '@/api/session';
import { useLang, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { useServerNow } from '@/lib/countdown';
import { useQueryParams } from '@/lib/navigation';
import { paths } from '@/lib/paths';
import { useTitle } from '@/lib/title';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { inputClass } from '@/ui/Field';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { Status } from '@/ui/Status';
import { Head, ScrollFrame } from '@/ui/Table';
import { type CinemaSystem, systemsQuery } from './queries';
import { RegisterDialog } from './RegisterDialog';
import { texts } from './texts';
import { availability, breakerStanding, isInTrouble, syncStanding } from './words';

/** The systems of all cinemas: who answers, who does not, and since when. */
export default function CinemasPage() {
  const t = useTexts(texts);
  useTitle(t.title);
  const session = useSession();
  const [, navigate] = useLocation();
  const [params, change] = useQueryParams();
  const [registering, setRegistering] = useState(false);
  const { data, error, refetch } = useQuery(systemsQuery);
  const trouble = params.get('show') === 'trouble';
  const q = (params.get('q') ?? '').trim().toLowerCase();
  const shown = data?.filter(
    (system) => (!trouble || isInTrouble(system)) && (q === '' || texted(system).includes(q)),
  );
  return (
    <StaffPage
      title={t.title}
      lead={t.lead}
      actions={
        session.user?.role === 'administrator' && (
          <Button onClick={() => setRegistering(true)}>
            <Plus className="size-4" aria-hidden="true" />
            {t.register}
          </Button>
        )
      }
    >
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <input
          type="search"
          aria-label={t.find}
          placeholder={t.find}
          value={params.get('q') ?? ''}
          onChange={(event) => change({ q: event.currentTarget.value || null })}
          className={`${inputClass} max-w-80 text-sm`}
        />
        <Chips
          label={t.availability}
          all={t.filterAll}
          value={trouble ? 'trouble' : null}
          onChange={(value) => change({ show: value })}
          items={[{ value: 'trouble', label: t.filterTrouble }]}
        />
      </div>
      {!data && error ? (
        <ErrorPanel error={error} onRetry={() => void refetch()} />
      ) : !shown ? (
        <Skeleton className="h-96" />
      ) : shown.length > 0 ? (
        <SystemsTable systems={shown} />
      ) : trouble && q === '' ? (
        <Empty title={t.noneInTrouble}>{t.noneInTroubleWhy}</Empty>
      ) : (
        <Empty title={t.nothingFound} />
      )}
      {registering && (
        <RegisterDialog
          onClose={() => setRegistering(false)}
          onRegistered={(id) => navigate(paths.cinemaSystem(id))}
        />
      )}
    </StaffPage>
  );
}

const texted = (system: CinemaSystem) =>
  [system.name.zh, system.name.en, system.cinema_code, system.base_url].join(' ').toLowerCase();

function SystemsTable({ systems }: { systems: CinemaSystem[] }) {
  const t = useTexts(texts);
  const lang = useLang();
  const lz = useLocalized();
  const now = useServerNow(10_000);
  return (
    <ScrollFrame label={t.title}>
      <table className="w-full border-separate border-spacing-0 whitespace-nowrap tabular-nums">
        <thead>
          <tr>
            <Head>{t.cinema}</Head>
            <Head>{t.availability}</Head>
            <Head>{t.sync}</Head>
            <Head>{t.breaker}</Head>
            <Head>{t.gateway}</Head>
            <Head>{t.address}</Head>
          </tr>
        </thead>
        <tbody>
          {systems.map((system) => {
            const can = availability(system, lang);
            const sync = syncStanding(system.sync, now, lang);
            const breaker = breakerStanding(system.breaker, lang);
            return (
              <tr
                key={system.cinema_id}
                className="[&>*]:border-b [&>*]:border-line [&>td]:px-3 [&>td]:py-1.5 hover:bg-surface-2"
              >
                <th scope="row" className="text-left font-medium">
                  <Link
                    href={paths.cinemaSystem(system.cinema_id)}
                    className="grid min-h-11 content-center px-3 underline-offset-4 hover:underline"
                  >
                    {lz(system.name)}
                    <span className="text-xs font-normal text-ink-muted">{system.cinema_code}</span>
                  </Link>
                </th>
                <td>
                  <Status tone={can.tone}>{can.text}</Status>
                </td>
                <td>
                  <Status tone={sync.tone}>{sync.text}</Status>
                </td>
                <td>
                  <Status tone={breaker.tone}>{breaker.text}</Status>
                </td>
                <td>{system.gateway === 'remote' ? t.remote : t.builtIn}</td>
                <td className="max-w-72 truncate text-ink-muted" title={system.base_url ?? ''}>
                  {system.base_url ?? '–'}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
