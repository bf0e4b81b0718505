import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useStaffCinema } from '@/api/staffCinema';
import { useLang, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { hallTypeName } from '@/lib/labels';
import { paths } from '@/lib/paths';
import { useTitle } from '@/lib/title';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { Head, ScrollFrame } from '@/ui/Table';
import { type Screen, screensQuery } from './queries';
import { texts } from './texts';

/** The halls of a cinema; each leads to its seat plan. */
export default function HallsPage() {
  const t = useTexts(texts);
  useTitle(t.title);
  const cinema = useStaffCinema();
  const { data, error, refetch } = useQuery(screensQuery(cinema));
  return (
    <StaffPage title={t.title} cinema={cinema}>
      {error ? (
        <ErrorPanel error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton className="h-72" />
      ) : data.items.length === 0 ? (
        <Empty title={t.noHalls}>{t.noHallsWhy}</Empty>
      ) : (
        <HallsTable screens={data.items} />
      )}
    </StaffPage>
  );
}

function HallsTable({ screens }: { screens: Screen[] }) {
  const t = useTexts(texts);
  const lang = useLang();
  const lz = useLocalized();
  return (
    <ScrollFrame label={t.title}>
      <table className="w-full border-separate border-spacing-0 whitespace-nowrap tabular-nums">
        <thead>
          <tr>
            <Head>{t.hall}</Head>
            <Head>{t.type}</Head>
            <Head right>{t.seats}</Head>
            <Head right>{t.cleaning}</Head>
            <Head>{t.zones}</Head>
            <Head>{t.version}</Head>
          </tr>
        </thead>
        <tbody>
          {screens.map((screen) => (
            <tr
              key={screen.screen_code}
              className="[&>*]:border-b [&>*]:border-line [&>td]:px-3 [&>td]:py-2 hover:bg-surface-2"
            >
              <th scope="row" className="text-left font-medium">
                <Link
                  href={paths.hall(screen.screen_code)}
                  className="flex min-h-11 items-center px-3 underline-offset-4 hover:underline"
                >
                  {lz(screen.name)}
                </Link>
              </th>
              <td>{hallTypeName(screen.hall_type, lang)}</td>
              <td className="text-right">{screen.seat_count}</td>
              <td className="text-right">{t.minutes(screen.cleaning_min)}</td>
              <td>{screen.zones.map((zone) => lz(zone.name)).join(lang === 'zh' ? '、' : ', ')}</td>
              <td>{t.versionOf(screen.plan_version)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
