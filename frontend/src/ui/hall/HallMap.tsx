// biome-ignore-all lint/a11y/useSemanticElements: an SVG has no table elements; roles make the grid.
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: as above.
// biome-ignore-all lint/a11y/noInteractiveElementToNoninteractiveRole: as above.
import { Maximize, Minus, Plus } from 'lucide-react';
import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type ReactNode,
  useCallback,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { pick, useLang } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { Backdrop, PlanLabels } from './Backdrop';
import type { Look } from './look';
import { horizontalNeighbour, type Plan, type PlanSeat, verticalNeighbour } from './plan';
import { SeatShape } from './SeatShape';
import { texts } from './texts';
import { useViewport } from './useViewport';
import { SEAT_PX_TOUCH, seatPx } from './viewport';

/** From this size on a free seat shows its number. */
const SEAT_PX_NUMBER = 27;

export type HallMapProps = {
  plan: Plan;
  /** Zone ids in the order of their marks. */
  zones: readonly string[];
  looks: ReadonlyMap<string, Look>;
  /** Everything about one seat in a sentence. */
  describe: (item: PlanSeat, look: Look) => string;
  /** What the map is, and which keys work in it. */
  label: string;
  /** Seats that stand out with a dashed ring: those a choice would leave alone, or that are wrong. */
  marked?: readonly string[] | undefined;
  /** Looks that a press does something with; the others are shown as not to be had. */
  active?: ReadonlySet<Look>;
  /** `extend` is whether Shift was held: the choice should reach from the last seat to this one. */
  onToggle: (code: string, extend: boolean) => void;
  /** Stands at the head of the map, before the zoom buttons. */
  toolbar?: ReactNode;
};

const ACTIVE: ReadonlySet<Look> = new Set<Look>(['free', 'chosen', 'mine']);

/** The hall: one tab stop, arrow keys between seats, Enter or Space to choose. */
export function HallMap({
  plan,
  zones,
  looks,
  describe,
  label,
  marked,
  active = ACTIVE,
  onToggle,
  toolbar,
}: HallMapProps) {
  const t = useTexts(texts);
  const hatch = `hatch${useId().replace(/[^\w-]/g, '')}`;
  const viewport = useViewport(plan.bounds);
  const { frame, view, size, whole } = viewport;
  const px = size.width > 0 ? seatPx(view, size) : 0;
  const [current, setCurrent] = useState<string>();
  const drawing = useRef<SVGSVGElement>(null);
  const latest = useRef({ plan, onToggle, viewport });
  latest.current = { plan, onToggle, viewport };

  const go = useCallback((to: PlanSeat | undefined) => {
    if (!to) return;
    setCurrent(to.code);
    latest.current.viewport.reveal(to);
    const element = drawing.current?.querySelector<SVGGElement>(
      `[data-seat="${CSS.escape(to.code)}"]`,
    );
    element?.focus({ preventScroll: true });
  }, []);

  const onKeyDown = useCallback(
    (event: KeyboardEvent<SVGSVGElement>) => {
      const { plan, onToggle, viewport } = latest.current;
      const from = plan.byCode.get(seatCodeOf(event.target) ?? '');
      if (!from || event.altKey || event.metaKey) return;
      const row = plan.rows[from.row]?.seats ?? [];
      const handled = () => {
        switch (event.key) {
          case 'ArrowLeft':
            return go(horizontalNeighbour(plan, from, -1));
          case 'ArrowRight':
            return go(horizontalNeighbour(plan, from, 1));
          case 'ArrowUp':
            return go(verticalNeighbour(plan, from, -1));
          case 'ArrowDown':
            return go(verticalNeighbour(plan, from, 1));
          case 'Home':
            return go(event.ctrlKey ? plan.seats[0] : row[0]);
          case 'End':
            return go(event.ctrlKey ? plan.seats.at(-1) : row.at(-1));
          case 'Enter':
          case ' ':
            return onToggle(from.code, event.shiftKey);
          case '+':
          case '=':
            return viewport.zoom(1.5);
          case '-':
            return viewport.zoom(1 / 1.5);
          case '0':
            return viewport.showAll();
          default:
            return 'unhandled';
        }
      };
      if (handled() !== 'unhandled') event.preventDefault();
    },
    [go],
  );

  const onClick = useCallback((event: MouseEvent<SVGSVGElement>) => {
    const code = seatCodeOf(event.target);
    const native = event.nativeEvent as PointerEvent | undefined;
    const press = native ?? (event as unknown as PointerEvent);
    const pointerType = press.pointerType ?? 'mouse';
    const { clientX, clientY } = event;
    if (!latest.current.viewport.accepts({ clientX, clientY, pointerType })) return;
    if (code === undefined) return;
    setCurrent(code);
    latest.current.onToggle(code, event.shiftKey);
  }, []);

  const known = current !== undefined && plan.byCode.has(current);
  const stop = known ? current : firstStop(plan, looks);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center justify-between gap-2 border-b border-line py-2 pr-2 pl-4">
        {toolbar}
        <div className="ml-auto flex">
          <ZoomButton label={t.zoomIn} onPress={() => viewport.zoom(1.6)}>
            <Plus className="size-5" aria-hidden="true" />
          </ZoomButton>
          <ZoomButton label={t.zoomOut} disabled={whole} onPress={() => viewport.zoom(1 / 1.6)}>
            <Minus className="size-5" aria-hidden="true" />
          </ZoomButton>
          <ZoomButton label={t.zoomFit} disabled={whole} onPress={viewport.showAll}>
            <Maximize className="size-4" aria-hidden="true" />
          </ZoomButton>
        </div>
      </div>
      <div
        ref={frame}
        className={cx(
          'relative min-h-0 flex-1 overflow-hidden',
          whole ? 'touch-pan-y' : 'cursor-grab touch-none active:cursor-grabbing',
        )}
      >
        <svg
          ref={drawing}
          viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
          className={cx(
            // Out of the flow: the drawing takes the shape of its frame and never stretches it.
            'absolute inset-0 block size-full select-none',
            px < SEAT_PX_NUMBER && '[&_.seat-number]:hidden',
          )}
          role="grid"
          aria-label={label}
          aria-multiselectable="true"
          onKeyDown={onKeyDown}
          onClick={onClick}
        >
          <Hatch id={hatch} />
          <Backdrop plan={plan} zones={zones} />
          <SeatGrid
            plan={plan}
            zones={zones}
            looks={looks}
            describe={describe}
            marked={marked}
            active={active}
            stop={stop}
            hatch={hatch}
          />
          <PlanLabels plan={plan} view={view} unitPx={px / 2} />
        </svg>
      </div>
      {px > 0 && px < SEAT_PX_TOUCH && (
        <p className="hidden border-t border-line py-1.5 text-center text-xs text-ink-muted pointer-coarse:block">
          {t.tapZooms}
        </p>
      )}
    </div>
  );
}

/** The hatching of locked seats. */
export function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={id}
        width="0.44"
        height="0.44"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path d="M0 0V.44" className="stroke-seat-locked" strokeWidth="0.2" />
      </pattern>
    </defs>
  );
}

function seatCodeOf(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest('[data-seat]')?.getAttribute('data-seat') ?? undefined;
}

/** Where Tab enters the map first: at the choice, or at the first seat that can be had. */
function firstStop(plan: Plan, looks: ReadonlyMap<string, Look>): string | undefined {
  const first = (look: Look) => plan.seats.find((item) => looks.get(item.code) === look);
  return (first('chosen') ?? first('free') ?? plan.seats[0])?.code;
}

function ZoomButton(props: {
  label: string;
  disabled?: boolean;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={props.label}
      title={props.label}
      disabled={props.disabled}
      onClick={props.onPress}
      className="grid size-11 place-items-center rounded-md text-ink transition-colors hover:bg-surface-2 disabled:text-line-strong"
    >
      {props.children}
    </button>
  );
}

type GridProps = Pick<HallMapProps, 'plan' | 'zones' | 'looks' | 'describe' | 'marked'> & {
  active: ReadonlySet<Look>;
  stop: string | undefined;
  hatch: string;
};

const SeatGrid = memo(function SeatGrid({
  plan,
  zones,
  looks,
  describe,
  marked,
  active,
  stop,
  hatch,
}: GridProps) {
  const lang = useLang();
  const t = useTexts(texts);
  const zoneNumbers = useMemo(() => new Map(zones.map((zone, index) => [zone, index])), [zones]);
  const ringed = new Set(marked);
  const groups = plan.storeys.length > 1 ? plan.storeys : [undefined];
  return groups.map((storey) => (
    <g key={storey?.id ?? 'hall'} role="rowgroup" aria-label={storey && pick(storey.name, lang)}>
      {plan.rows.map(
        (row) =>
          (!storey || row.section === storey.id) && (
            <g key={`${row.section}/${row.label}`} role="row" aria-label={t.row(row.label)}>
              {row.seats.map((item) => {
                const look = looks.get(item.code) ?? 'off';
                return (
                  <SeatCell
                    key={item.code}
                    item={item}
                    look={look}
                    zone={zoneNumbers.get(item.seat.zone) ?? 0}
                    tabbable={item.code === stop}
                    lone={ringed.has(item.code)}
                    canHave={active.has(look)}
                    hatch={hatch}
                    describe={describe}
                  />
                );
              })}
            </g>
          ),
      )}
    </g>
  ));
});

/**
 * Inside an SVG attribute names keep their case, and Preact writes them as they are: `tabIndex` would be an attribute
 * that no browser knows. The lower-case name works on Preact and on React.
 */
const tabStop = (here: boolean) => ({ tabindex: here ? 0 : -1 });

type CellProps = {
  item: PlanSeat;
  look: Look;
  zone: number;
  tabbable: boolean;
  lone: boolean;
  canHave: boolean;
  hatch: string;
  describe: (item: PlanSeat, look: Look) => string;
};

const SeatCell = memo(function SeatCell({
  item,
  look,
  zone,
  tabbable,
  lone,
  canHave,
  hatch,
  describe,
}: CellProps) {
  return (
    <g
      role="gridcell"
      data-seat={item.code}
      data-look={look}
      {...tabStop(tabbable)}
      aria-selected={look === 'chosen'}
      aria-disabled={!canHave}
      aria-label={describe(item, look)}
      transform={`translate(${item.x} ${item.y})`}
      className={cx('group outline-none', canHave ? 'cursor-pointer' : 'cursor-not-allowed')}
    >
      <rect width={2} height={2} className="fill-transparent" />
      <SeatShape
        kind={item.seat.kind}
        look={look}
        zone={zone}
        number={item.seat.seat}
        hatch={hatch}
      />
      {lone && (
        <rect
          x={-0.06}
          y={-0.06}
          width={2.12}
          height={2.12}
          rx={0.6}
          className="fill-none stroke-warn"
          strokeWidth={0.16}
          strokeDasharray=".4 .25"
        />
      )}
      <rect
        x={-0.12}
        y={-0.12}
        width={2.24}
        height={2.24}
        rx={0.7}
        className="fill-none stroke-ink opacity-0 group-focus-visible:opacity-100"
        strokeWidth={0.2}
      />
    </g>
  );
});
