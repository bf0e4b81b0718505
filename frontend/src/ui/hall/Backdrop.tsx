// biome-ignore-all lint/a11y/noAriaHiddenOnFocusable: parts of a drawing take no focus.
import { memo, useId, useMemo } from 'react';
import { pick, useLang } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { Caption } from './Caption';
import { labelHeights, type Plan, type PlanRow, zoneOutlines } from './plan';
import { zoneIndex, zoneStroke } from './SeatShape';
import { ZONE_DASHES } from './shapes';
import { texts } from './texts';
import type { View } from './viewport';

/** What stands behind the seats: the lit screen and the zones' outlines. */
export const Backdrop = memo(function Backdrop({
  plan,
  zones,
}: {
  plan: Plan;
  /** Zone ids in the order of their marks. */
  zones: readonly string[];
}) {
  const outlines = useMemo(() => zoneOutlines(plan), [plan]);
  return (
    <g aria-hidden="true">
      <Screen plan={plan} />
      {zones.length > 1 &&
        zones.map((zone, index) => (
          <path
            key={zone}
            d={outlines.get(zone) ?? ''}
            className={`fill-none ${zoneStroke[zoneIndex(index)]}`}
            strokeWidth={0.07}
            strokeDasharray={ZONE_DASHES[zoneIndex(index)]}
            opacity={0.55}
          />
        ))}
    </g>
  );
});

function Screen({ plan }: { plan: Plan }) {
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
    </>
  );
}

/** The smallest letters of the plan, in pixels: they do not shrink with the hall. */
const LETTER_PX = 12;

/**
 * All words of the plan. Row labels stand at both ends and stay at the window's edge while the plan is moved under
 * it. Letters keep a readable size, however small the hall is drawn.
 */
export function PlanLabels({ plan, view, unitPx }: { plan: Plan; view: View; unitPx: number }) {
  const t = useTexts(texts);
  const lang = useLang();
  const { x, width } = plan.bounds;
  const least = unitPx > 0 ? LETTER_PX / unitPx : 1;
  const rowSize = Math.max(0.95, Math.min(1.9, least));
  const left = Math.max(x + 2.4, view.x + 1.1);
  const right = Math.min(x + width - 2.4, view.x + view.width - 1.1);
  const scrolled = view.width < plan.bounds.width - 0.5;
  const leftAt = labelHeights(plan, left, rowSize);
  const rightAt = labelHeights(plan, right, rowSize);
  return (
    <g aria-hidden="true" className="pointer-events-none">
      <Caption
        x={(plan.screen.x0 + plan.screen.x1) / 2}
        y={plan.screen.y + 3.1}
        size={Math.max(1.15, least)}
        className="fill-ink-muted"
      >
        {t.screen}
      </Caption>
      {plan.storeys.map((storey) => (
        <Caption
          key={storey.id}
          x={x + width / 2}
          y={storey.y - 1}
          size={Math.max(1.3, least)}
          className="fill-ink-muted font-medium"
        >
          {pick(storey.name, lang)}
        </Caption>
      ))}
      {plan.entrances.map((entrance) => (
        <Entrance
          key={`${entrance.x}/${entrance.y}`}
          plan={plan}
          at={entrance}
          name={pick(entrance.label, lang)}
          size={Math.max(0.8, least)}
        />
      ))}
      {/* All of them before the first label: a label's backing must not lie on its neighbour. */}
      {scrolled &&
        plan.rows.map((row, index) => (
          <g key={`${row.section}/${row.label}`}>
            <Backing x={left} y={leftAt[index] ?? 0} />
            <Backing x={right} y={rightAt[index] ?? 0} />
          </g>
        ))}
      {plan.rows.map((row, index) => (
        <g key={`${row.section}/${row.label}`}>
          <RowLabel row={row} x={left} y={leftAt[index] ?? 0} size={rowSize} />
          <RowLabel row={row} x={right} y={rightAt[index] ?? 0} size={rowSize} />
        </g>
      ))}
    </g>
  );
}

type RowLabelProps = { row: PlanRow; x: number; y: number; size: number };

function RowLabel({ row, x, y, size }: RowLabelProps) {
  return (
    <Caption x={x} y={y + size * 0.36} size={size} className="figures fill-ink-muted">
      {row.label}
    </Caption>
  );
}

/** Lets a row's label be read where it lies over seats. */
function Backing({ x, y }: { x: number; y: number }) {
  return (
    <rect
      x={x - 0.8}
      y={y - 0.6}
      width={1.6}
      height={1.2}
      rx={0.4}
      className="fill-surface-0"
      opacity={0.85}
    />
  );
}

type EntranceProps = { plan: Plan; at: { x: number; y: number }; name: string; size: number };

/** A door: an arrow into the hall at the nearer wall, with its name where there is room for it. */
function Entrance({ plan, at, name, size }: EntranceProps) {
  const { x, width } = plan.bounds;
  const fromLeft = at.x < x + width / 2;
  const edge = fromLeft ? x + 0.3 : x + width - 0.3;
  const into = fromLeft ? 1 : -1;
  // The name goes above or below the arrow, wherever no row's label stands; else the arrow says enough.
  const baseline = [at.y - 0.9, at.y + 1.7].find((y) =>
    plan.rows.every((row) =>
      [row.seats[0], row.seats.at(-1)].every((end) => end && Math.abs(end.y + 1.3 - y) > 1.3),
    ),
  );
  return (
    <>
      <path
        d={`M${edge} ${at.y}h${1.1 * into}m${-0.45 * into} -.45l${0.45 * into} .45l${-0.45 * into} .45`}
        className="fill-none stroke-ink-muted"
        strokeWidth={0.18}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      {size <= 1.2 && baseline !== undefined && (
        <Caption
          x={edge}
          y={baseline}
          size={size}
          anchor={fromLeft ? 'start' : 'end'}
          className="fill-ink-muted"
        >
          {name}
        </Caption>
      )}
    </>
  );
}
