// biome-ignore-all lint/a11y/noAriaHiddenOnFocusable: parts of a drawing take no focus.
import { memo, useId, useMemo } from 'react';
import { pick, useLang } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { Caption } from './Caption';
import { type Plan, type SeatMapData, zoneOutlines } from './plan';
import { zoneIndex, zoneStroke } from './SeatShape';
import { ZONE_DASHES } from './shapes';
import { texts } from './texts';
import type { View } from './viewport';

/** What stands behind the seats: the lit screen, zones' outlines, entrances and names of storeys. */
export const Backdrop = memo(function Backdrop({
  plan,
  zones,
}: {
  plan: Plan;
  zones: SeatMapData['zones'];
}) {
  const lang = useLang();
  const outlines = useMemo(() => zoneOutlines(plan), [plan]);
  return (
    <g aria-hidden="true">
      <Screen plan={plan} />
      {zones.length > 1 &&
        zones.map((zone, index) => (
          <path
            key={zone.zone}
            d={outlines.get(zone.zone) ?? ''}
            className={`fill-none ${zoneStroke[zoneIndex(index)]}`}
            strokeWidth={0.07}
            strokeDasharray={ZONE_DASHES[zoneIndex(index)]}
            opacity={0.8}
          />
        ))}
      {plan.entrances.map((entrance) => (
        <Entrance
          key={`${entrance.x}/${entrance.y}`}
          plan={plan}
          at={entrance}
          name={pick(entrance.label, lang)}
        />
      ))}
      {plan.storeys.map((storey) => (
        <Caption
          key={storey.id}
          x={plan.bounds.x + plan.bounds.width / 2}
          y={storey.y - 1}
          size={1.3}
          className="fill-ink-muted font-medium"
        >
          {pick(storey.name, lang)}
        </Caption>
      ))}
    </g>
  );
});

function Screen({ plan }: { plan: Plan }) {
  const t = useTexts(texts);
  const light = `light${useId().replace(/[^\w-]/g, '')}`;
  const { x0, x1 } = plan.screen;
  const y = plan.screen.y + 1;
  const bend = Math.min(1.6, (x1 - x0) / 24);
  const middle = (x0 + x1) / 2;
  const reach = 3.4;
  return (
    <>
      <linearGradient id={light} x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" className="[stop-color:var(--color-accent)]" stopOpacity="0.34" />
        <stop offset="1" className="[stop-color:var(--color-accent)]" stopOpacity="0" />
      </linearGradient>
      <path
        d={`M${x0} ${y + bend}Q${middle} ${y - bend} ${x1} ${y + bend}L${x1 + 2} ${y + bend + reach}Q${middle} ${y - bend + reach + 0.6} ${x0 - 2} ${y + bend + reach}z`}
        fill={`url(#${light})`}
      />
      <path
        d={`M${x0} ${y + bend}Q${middle} ${y - bend} ${x1} ${y + bend}`}
        className="fill-none stroke-accent"
        strokeWidth={0.36}
        strokeLinecap="round"
      />
      <Caption x={middle} y={y + 2.1} size={1.15} className="fill-ink-muted">
        {t.screen}
      </Caption>
    </>
  );
}

/** A door: an arrow into the hall at the wall nearer to it, with its name where there is room. */
function Entrance({ plan, at, name }: { plan: Plan; at: { x: number; y: number }; name: string }) {
  const { x, width } = plan.bounds;
  const fromLeft = at.x < x + width / 2;
  const edge = fromLeft ? x + 0.3 : x + width - 0.3;
  const tip = fromLeft ? edge + 1.1 : edge - 1.1;
  return (
    <>
      <title>{name}</title>
      <path
        d={`M${edge} ${at.y}H${tip}m${fromLeft ? -0.45 : 0.45} -.45l${fromLeft ? 0.45 : -0.45} .45l${fromLeft ? -0.45 : 0.45} .45`}
        className="fill-none stroke-ink-muted"
        strokeWidth={0.16}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <Caption
        x={fromLeft ? edge : edge}
        y={at.y + 1.5}
        size={0.8}
        anchor={fromLeft ? 'start' : 'end'}
        className="fill-ink-muted"
      >
        {name}
      </Caption>
    </>
  );
}

/** Row labels at both ends. They stay at the window's edge while the plan is moved under it. */
export function RowLabels({ plan, view }: { plan: Plan; view: View }) {
  const left = Math.max(plan.bounds.x + 1.4, view.x + 1.1);
  const right = Math.min(plan.bounds.x + plan.bounds.width - 1.4, view.x + view.width - 1.1);
  const inset = view.x > plan.bounds.x + 1.4;
  return (
    <g aria-hidden="true" className="pointer-events-none">
      {plan.rows.map((row) => (
        <g key={`${row.section}/${row.label}`}>
          {inset && (
            <>
              <rect
                x={left - 0.8}
                y={row.startY + 0.45}
                width={1.6}
                height={1.1}
                rx={0.4}
                className="fill-surface-0"
                opacity={0.85}
              />
              <rect
                x={right - 0.8}
                y={row.endY + 0.45}
                width={1.6}
                height={1.1}
                rx={0.4}
                className="fill-surface-0"
                opacity={0.85}
              />
            </>
          )}
          <Caption x={left} y={row.startY + 1.35} size={0.95} className="figures fill-ink-muted">
            {row.label}
          </Caption>
          <Caption x={right} y={row.endY + 1.35} size={0.95} className="figures fill-ink-muted">
            {row.label}
          </Caption>
        </g>
      ))}
    </g>
  );
}
