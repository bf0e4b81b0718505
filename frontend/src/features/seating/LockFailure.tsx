import { ApiError } from '@/api/errors';
import { tell } from '@/api/problems';
import { pick, useLang } from '@/i18n/lang';
import type { Plan, PlanSeat, SeatMapData } from '@/ui/hall/plan';
import { namesOf, problemSentence } from './describe';
import { Notice } from './SeatTray';

const OF_CHOICE = ['orphan_seat', 'love_seat_split', 'zone_mixed', 'too_many_seats'] as const;
type OfChoice = (typeof OF_CHOICE)[number];

/** Why the cinema or the platform would not lock the seats, naming them where the answer does. */
export function LockFailure({
  error,
  map,
  plan,
}: {
  error: unknown;
  map: SeatMapData;
  plan: Plan;
}) {
  const lang = useLang();
  if (!error) return null;
  const named: PlanSeat[] =
    error instanceof ApiError
      ? (error.problem?.seats ?? []).flatMap((code) => plan.byCode.get(code) ?? [])
      : [];
  const code = error instanceof ApiError ? OF_CHOICE.find((one) => one === error.code) : undefined;
  if (code && named.length > 0) {
    const problem: { code: OfChoice; seats: PlanSeat[] } = { code, seats: named };
    return (
      <Notice tone="bad">{problemSentence(problem, plan, map.zones, map.max_seats, lang)}</Notice>
    );
  }
  const told = tell(error);
  return (
    <Notice tone="bad">
      <p>{pick(told.text, lang)}</p>
      {told.money && <p className="font-medium">{pick(told.money, lang)}</p>}
      {named.length > 0 && <p>{namesOf(plan, named, lang)}</p>}
    </Notice>
  );
}
