import { useCallback, useEffect, useMemo, useState } from 'react';
import { useQueryParams } from '@/lib/navigation';
import { buildPlan, type Plan, type PlanSeat, type SeatMapData } from '@/ui/hall/plan';
import {
  best,
  type ChoiceProblem,
  type ChoiceRules,
  keepFree,
  orphans,
  problems,
  toggle,
} from './choice';
import type { SeatStates } from './SeatMap';

export type Choice = {
  plan: Plan;
  states: SeatStates;
  rules: ChoiceRules;
  chosen: string[];
  seats: PlanSeat[];
  /** What stands between this choice and the button. */
  problems: ChoiceProblem[];
  lone: string[];
  /** Why the last tap did nothing. */
  refused: ChoiceProblem | null;
  /** Seats that somebody else took out of this choice, until that has been read. */
  lost: PlanSeat[];
  toggle: (code: string) => void;
  pickBest: (count: number) => boolean;
  dismissLost: () => void;
};

/**
 * The customer's choice. It lives in the URL (`?seats=0507,0508`), so that it survives a reload and the way
 * through the sign-in page; what can no longer be had falls out of it and is told.
 *
 * While the cinema is being `asked` for the seats the choice stands still: the news that they are locked may come
 * before the answer that they are locked for this very customer.
 */
export function useChoice(map: SeatMapData, asked: boolean): Choice {
  const [params, change] = useQueryParams();
  const wanted = params.get('seats') ?? '';
  const [refused, setRefused] = useState<ChoiceProblem | null>(null);
  const [lost, setLost] = useState<PlanSeat[]>([]);

  const { plan_code: planCode, version } = map.layout;
  const plan = useMemo(
    () => buildPlan(map),
    [map.showtime_id, planCode, version, map.seats.length],
  );
  const states = useMemo<SeatStates>(
    () =>
      new Map(map.seats.map((seat) => [seat.seat_code, { state: seat.state, mine: seat.mine }])),
    [map.seats],
  );
  const rules = useMemo<ChoiceRules>(
    () => ({
      plan,
      maxSeats: map.max_seats,
      // Seats of one's own earlier choice count too: a new choice gives them back first.
      isFree: (code) => {
        const seat = states.get(code);
        return seat?.state === 'available' || seat?.mine === true;
      },
    }),
    [plan, states, map.max_seats],
  );
  const fromUrl = useMemo(() => [...new Set(wanted.split(',').filter(Boolean))], [wanted]);
  const kept = useMemo(
    () => (asked ? { chosen: fromUrl, lost: [] } : keepFree(rules, fromUrl)),
    [rules, fromUrl, asked],
  );
  const chosen = kept.chosen;

  const write = useCallback(
    (codes: readonly string[]) => change({ seats: codes.join(',') || null }),
    [change],
  );

  const gone = kept.lost.map((seat) => seat.code).join(',');
  useEffect(() => {
    if (chosen.join(',') === fromUrl.join(',')) return;
    // Who comes back from the checkout finds the seats locked, but by nobody else.
    const lost = kept.lost.filter((seat) => !states.get(seat.code)?.mine);
    if (lost.length > 0) setLost((before) => [...new Set([...before, ...lost])]);
    write(chosen);
  }, [gone, wanted, asked]);

  return {
    plan,
    states,
    rules,
    chosen,
    seats: chosen.flatMap((code) => plan.byCode.get(code) ?? []),
    problems: useMemo(() => (asked ? [] : problems(rules, chosen)), [rules, chosen, asked]),
    lone: useMemo(
      () => (asked ? [] : orphans(rules, chosen).map((seat) => seat.code)),
      [rules, chosen, asked],
    ),
    refused,
    lost,
    toggle: (code) => {
      if (asked) return;
      const step = toggle(rules, chosen, code);
      setRefused(step.refused ?? null);
      setLost([]);
      if (!step.refused) write(step.chosen);
    },
    pickBest: (count) => {
      const block = best(rules, count);
      setRefused(null);
      setLost([]);
      if (block) write(block);
      return block !== null;
    },
    dismissLost: () => setLost([]),
  };
}
