import { type ReactNode, useCallback, useMemo } from 'react';
import { useLang } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { HallMap } from '@/ui/hall/HallMap';
import type { Look } from '@/ui/hall/look';
import type { Plan, PlanSeat, SeatMapData } from '@/ui/hall/plan';
import { lookOf, seatLabel } from './describe';
import { texts } from './texts';

export type SeatStates = ReadonlyMap<
  string,
  { state: SeatMapData['seats'][number]['state']; mine: boolean }
>;

type Props = {
  plan: Plan;
  zones: SeatMapData['zones'];
  states: SeatStates;
  chosen: readonly string[];
  /** Seats that the choice would leave alone; they are pointed at. */
  lone: readonly string[];
  onToggle: (code: string) => void;
  /** Stands at the head of the map, before the zoom buttons. */
  toolbar?: ReactNode;
};

/** The hall as a customer sees it: what is free, taken, kept and chosen, with its price. */
export function SeatMap({ plan, zones, states, chosen, lone, onToggle, toolbar }: Props) {
  const t = useTexts(texts);
  const lang = useLang();
  const looks = useMemo(() => {
    const picked = new Set(chosen);
    return new Map(
      plan.seats.map(({ code }) => {
        const known = states.get(code);
        return [
          code,
          lookOf(known?.state ?? 'unavailable', known?.mine ?? false, picked.has(code)),
        ] as const;
      }),
    );
  }, [plan, states, chosen.join(',')]);
  const order = zones.map((zone) => zone.zone).join(',');
  const zoneIds = useMemo(() => zones.map((zone) => zone.zone), [order]);
  const describe = useCallback(
    (item: PlanSeat, look: Look) => seatLabel(plan, zones, item, look, lang),
    [plan, zones, lang],
  );
  return (
    <HallMap
      plan={plan}
      zones={zoneIds}
      looks={looks}
      describe={describe}
      label={t.mapLabel}
      marked={lone}
      onToggle={onToggle}
      toolbar={toolbar}
    />
  );
}
