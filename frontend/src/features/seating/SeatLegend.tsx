import { useId } from 'react';
import { pick, useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatMoney } from '@/lib/money';
import { Hatch } from '@/ui/hall/HallMap';
import type { Look } from '@/ui/hall/look';
import type { Plan, PlanSeat, SeatMapData } from '@/ui/hall/plan';
import { SeatShape } from '@/ui/hall/SeatShape';
import { texts } from './texts';

type Kind = PlanSeat['seat']['kind'];

/** The key: only what this hall has, and the price of each zone beside its mark. */
export function SeatLegend({ plan, zones }: { plan: Plan; zones: SeatMapData['zones'] }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const hatch = `key${useId().replace(/[^\w-]/g, '')}`;
  const has = (...kinds: Kind[]) => plan.seats.some((item) => kinds.includes(item.seat.kind));
  const entries: { label: string; look: Look; kind?: Kind }[] = [
    { label: t.legendChosen, look: 'chosen' },
    { label: t.legendLocked, look: 'locked' },
    { label: t.legendSold, look: 'sold' },
    ...(has('wheelchair')
      ? [{ label: t.legendWheelchair, look: 'free', kind: 'wheelchair' } as const]
      : []),
    ...(has('companion')
      ? [{ label: t.legendCompanion, look: 'free', kind: 'companion' } as const]
      : []),
  ];
  return (
    <section aria-label={t.legend} className="grid gap-2 text-sm">
      <ul className="flex flex-wrap gap-x-4 gap-y-1.5">
        {zones.map((zone, index) => (
          <li key={zone.zone} className="flex items-center gap-1.5">
            <Swatch look="free" zone={zones.length > 1 ? index : 0} hatch={hatch} />
            <span>{pick(zone.name, lang)}</span>
            <span className="figures">{formatMoney(zone.price, locale)}</span>
          </li>
        ))}
      </ul>
      <ul className="flex flex-wrap gap-x-4 gap-y-1.5 text-ink-muted">
        {entries.map((entry) => (
          <li key={entry.label} className="flex items-center gap-1.5">
            <Swatch look={entry.look} kind={entry.kind} zone={0} hatch={hatch} />
            {entry.label}
          </li>
        ))}
        {has('love_left') && (
          <li className="flex items-center gap-1.5">
            <svg
              viewBox="-.1 -.1 4.2 2.2"
              className="h-5 w-10 [&_.seat-number]:hidden"
              aria-hidden="true"
            >
              <SeatShape kind="love_left" look="free" zone={0} number="" hatch={hatch} />
              <g transform="translate(2 0)">
                <SeatShape kind="love_right" look="free" zone={0} number="" hatch={hatch} />
              </g>
            </svg>
            {t.legendLove}
          </li>
        )}
      </ul>
    </section>
  );
}

function Swatch({
  look,
  zone,
  kind = 'normal',
  hatch,
}: {
  look: Look;
  zone: number;
  kind?: Kind | undefined;
  hatch: string;
}) {
  return (
    <svg
      viewBox="-.1 -.1 2.2 2.2"
      className="size-5 shrink-0 [&_.seat-number]:hidden"
      aria-hidden="true"
    >
      <Hatch id={hatch} />
      <SeatShape kind={kind} look={look} zone={zone} number="" hatch={hatch} />
    </svg>
  );
}
