/** How seats are named and told about, in one place for the map, the tray and the screen reader. */
import { type Lang, pick } from '@/i18n/lang';
import { formatMoney } from '@/lib/money';
import { placeName, upperFirst } from '@/lib/seats';
import type { Look } from '@/ui/hall/look';
import type { Plan, PlanSeat, SeatMapData } from '@/ui/hall/plan';
import type { ChoiceProblem } from './choice';
import { texts } from './texts';

/** How a seat looks to this customer now. */
export function lookOf(
  state: SeatMapData['seats'][number]['state'],
  mine: boolean,
  chosen: boolean,
): Look {
  if (chosen) return 'chosen';
  if (mine) return 'mine';
  if (state === 'available') return 'free';
  if (state === 'locked') return 'locked';
  return state === 'sold' ? 'sold' : 'off';
}

type Zones = SeatMapData['zones'];

/** "5排7座", with the storey in front where the hall has two. */
export function seatName(plan: Plan, item: PlanSeat, lang: Lang): string {
  const name = placeName(item.seat.row, item.seat.seat, lang);
  const storey = plan.storeys.find((one) => one.id === item.seat.section);
  if (!storey) return name;
  return lang === 'zh' ? `${storey.name.zh}${name}` : `${storey.name.en} ${name}`;
}

export function namesOf(plan: Plan, items: readonly PlanSeat[], lang: Lang): string {
  return texts[lang].listOf(items.map((item) => seatName(plan, item, lang)));
}

export function zoneOf(zones: Zones, item: PlanSeat) {
  return zones.find((zone) => zone.zone === item.seat.zone);
}

/** Everything about one seat in a sentence: "3排12座，情侣座，45.00元，可选". */
export function seatLabel(
  plan: Plan,
  zones: Zones,
  item: PlanSeat,
  look: Look,
  lang: Lang,
): string {
  const t = texts[lang];
  const zone = zoneOf(zones, item);
  const kinds: Partial<Record<PlanSeat['seat']['kind'], string>> = {
    love_left: t.kindLove,
    love_right: t.kindLove,
    wheelchair: t.kindWheelchair,
    companion: t.kindCompanion,
  };
  const states: Record<Look, string> = {
    free: t.stateFree,
    chosen: t.stateChosen,
    locked: t.stateLocked,
    sold: t.stateSold,
    off: t.stateOff,
    mine: t.stateMine,
    blocked: t.stateOff,
  };
  const parts = [upperFirst(seatName(plan, item, lang)), kinds[item.seat.kind]];
  if (zone && zones.length > 1) parts.push(pick(zone.name, lang));
  if (zone) parts.push(spokenPrice(zone.price, lang));
  parts.push(states[look]);
  return t.join(parts.filter((part) => part !== undefined));
}

/** Prices are read aloud better with the unit behind the number in Chinese. */
function spokenPrice(price: Zones[number]['price'], lang: Lang): string {
  if (lang === 'zh' && price.currency === 'CNY') {
    return `${formatMoney(price, 'zh-CN', true).replace(/[^\d.]/g, '')}元`;
  }
  return formatMoney(price, lang === 'zh' ? 'zh-CN' : 'en', true);
}

/** The sentence for a problem of the choice. */
export function problemSentence(
  problem: ChoiceProblem,
  plan: Plan,
  zones: Zones,
  maxSeats: number,
  lang: Lang,
): string {
  const t = texts[lang];
  const names = namesOf(plan, problem.seats, lang);
  switch (problem.code) {
    case 'orphan_seat':
      return t.problemOrphan(names);
    case 'love_seat_split':
      return t.problemLove(names);
    case 'too_many_seats':
      return t.problemMany(names, maxSeats);
    case 'seat_taken':
      return t.problemTaken(names);
    case 'zone_mixed': {
      const first = problem.seats[0];
      const zone = first && zoneOf(zones, first);
      return t.problemZone(names, zone ? pick(zone.name, lang) : '');
    }
  }
}
