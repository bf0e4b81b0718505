import { useQuery } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { useParams } from 'wouter';
import { useStaffCinema } from '@/api/staffCinema';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { cx } from '@/lib/cx';
import { useQueryParams } from '@/lib/navigation';
import { paths } from '@/lib/paths';
import { businessDay, formatDay, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { Button, ButtonLink } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { HallMap } from '@/ui/hall/HallMap';
import type { Look } from '@/ui/hall/look';
import { buildPlan, type PlanSeat } from '@/ui/hall/plan';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { Status } from '@/ui/Status';
import { PlanEditor } from './PlanEditor';
import {
  type PlanVersion,
  planQuery,
  type ScreenPlan,
  screensQuery,
  versionsQuery,
} from './queries';
import { texts } from './texts';
import { kindWord, seatWords } from './words';

/** One hall's seat plan: its versions, the drawing, and its editor. */
export default function HallPage() {
  const { code = '' } = useParams<{ code: string }>();
  const t = useTexts(texts);
  const lz = useLocalized();
  const cinema = useStaffCinema();
  const [params, change] = useQueryParams();
  const screens = useQuery(screensQuery(cinema));
  const screen = screens.data?.items.find((one) => one.screen_code === code);
  const versions = useQuery(versionsQuery(cinema, code));
  const today = businessDay(serverNow(), PLATFORM_ZONE);
  const items = [...(versions.data?.items ?? [])].sort((a, b) => b.version - a.version);
  const inUse = currentOf(items, today);
  const wanted = Number(params.get('version'));
  const version = items.find((one) => one.version === wanted) ?? inUse ?? items[0];
  const plan = useQuery({
    ...planQuery(cinema, code, version?.version ?? 0),
    enabled: cinema.ready && version !== undefined,
  });
  const isNewest = version !== undefined && version === items[0];
  const editing = params.get('edit') === '1' && isNewest && plan.data !== undefined;
  useTitle(screen && lz(screen.name));
  const failed = screens.error ?? versions.error ?? plan.error;
  return (
    <StaffPage
      title={screen ? lz(screen.name) : t.title}
      lead={version && t.versionOf(version.version)}
      cinema={cinema}
      actions={
        !editing && (
          <>
            <ButtonLink href={paths.halls()} look="secondary">
              {t.allHalls}
            </ButtonLink>
            <Button
              disabled={!isNewest || !plan.data}
              title={isNewest ? undefined : t.notNewest}
              onClick={() => change({ edit: '1' })}
            >
              <Pencil className="size-4" aria-hidden="true" />
              {t.edit}
            </Button>
          </>
        )
      }
    >
      {failed ? (
        <ErrorPanel
          error={failed}
          onRetry={() => void [screens, versions, plan].find((query) => query.error)?.refetch()}
        />
      ) : !plan.data || !screens.data ? (
        <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_18rem]" aria-busy="true">
          <Skeleton className="h-[62dvh]" />
          <Skeleton className="h-40" />
        </div>
      ) : editing ? (
        <PlanEditor
          key={plan.data.version}
          cinema={cinema}
          plan={plan.data}
          onDone={(saved) => change({ edit: null, version: saved ? String(saved.version) : null })}
        />
      ) : (
        <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_18rem] lg:items-start">
          <Viewer key={plan.data.version} plan={plan.data} />
          <Versions
            items={items}
            shown={version}
            inUse={inUse}
            onShow={(next) => change({ version: String(next.version) })}
          />
        </div>
      )}
    </StaffPage>
  );
}

/** The newest version that is already in effect. */
const currentOf = (items: readonly PlanVersion[], today: string) =>
  items.find((one) => one.effective_on <= today);

function Viewer({ plan }: { plan: ScreenPlan }) {
  const t = useTexts(texts);
  const lang = useLang();
  const built = useMemo(() => buildPlan({ layout: plan.layout, seats: plan.layout.seats }), [plan]);
  const usable = plan.layout.seats.filter((seat) => seat.is_usable).length;
  const looks = useMemo(
    () =>
      new Map<string, Look>(
        plan.layout.seats.map((seat) => [seat.seat_code, seat.is_usable ? 'free' : 'off']),
      ),
    [plan],
  );
  const zones = useMemo(() => plan.layout.zones.map((zone) => zone.id), [plan]);
  const describe = useCallback(
    (item: PlanSeat, look: Look) =>
      seatWords(item.seat, lang, [
        kindWord(item.seat.kind, lang),
        plan.layout.zones.find((zone) => zone.id === item.seat.zone)?.name[lang],
        look === 'off' ? t.outOfUse : undefined,
      ]),
    [plan, lang, t],
  );
  return (
    <div className="flex h-[66dvh] min-h-96 flex-col overflow-hidden rounded-md border border-line bg-surface-0">
      <HallMap
        plan={built}
        zones={zones}
        looks={looks}
        describe={describe}
        label={t.viewLabel}
        onToggle={() => undefined}
        toolbar={<p className="text-sm text-ink-muted">{t.seatCount(usable)}</p>}
      />
    </div>
  );
}

interface VersionsProps {
  items: readonly PlanVersion[];
  shown: PlanVersion | undefined;
  inUse: PlanVersion | undefined;
  onShow: (version: PlanVersion) => void;
}

function Versions({ items, shown, inUse, onShow }: VersionsProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const state = (one: PlanVersion) => {
    if (one === inUse) return <Status tone="ok">{t.current}</Status>;
    const isComing = !inUse || one.version > inUse.version;
    return <Status tone={isComing ? 'warn' : 'quiet'}>{isComing ? t.coming : t.past}</Status>;
  };
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold">{t.versions}</h2>
      <ul className="grid overflow-hidden rounded-md border border-line">
        {items.map((one) => (
          <li key={one.version} className="border-b border-line last:border-b-0">
            <button
              type="button"
              aria-current={one === shown ? 'true' : undefined}
              onClick={() => onShow(one)}
              className={cx(
                'grid w-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 px-3 py-2 text-left',
                one === shown ? 'bg-surface-3' : 'hover:bg-surface-2',
              )}
            >
              <span className="font-medium">{t.versionOf(one.version)}</span>
              {state(one)}
              <span className="col-span-2 text-ink-muted tabular-nums">
                {t.effective(formatDay(one.effective_on, locale))} · {t.seatCount(one.seat_count)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
