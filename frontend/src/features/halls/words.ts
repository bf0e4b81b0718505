import type { Lang } from '@/i18n/lang';
import { seatNameOf, upperFirst } from '@/lib/seats';
import type { PlanSeat } from './planEdit';
import { texts } from './texts';

export function kindWord(kind: PlanSeat['kind'], lang: Lang): string | undefined {
  const t = texts[lang];
  const words: Partial<Record<PlanSeat['kind'], string>> = {
    love_left: t.kindLove,
    love_right: t.kindLove,
    wheelchair: t.kindWheelchair,
    companion: t.kindCompanion,
  };
  return words[kind];
}

type Named = Pick<PlanSeat, 'section' | 'row' | 'seat'>;

/** A seat and what there is to say about it, in a sentence. */
export const seatWords = (seat: Named, lang: Lang, more: readonly (string | undefined)[]): string =>
  [upperFirst(seatNameOf(seat, lang)), ...more].filter(Boolean).join(lang === 'zh' ? '，' : ', ');
