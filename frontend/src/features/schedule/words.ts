/** How sessions are told about, in one place for the grid, the list and the panel. */
import type { Lang } from '@/i18n/lang';
import { pick } from '@/i18n/lang';
import { formatName } from '@/lib/labels';
import type { Tone } from '@/ui/Status';
import type { Screen, Session } from './queries';
import { texts } from './texts';
import { type Block, clockText } from './week';

export function stateWord(state: Session['status'], lang: Lang): string {
  const t = texts[lang];
  return { on_sale: t.stateOnSale, sales_closed: t.stateClosed, cancelled: t.stateCancelled }[
    state
  ];
}

export const stateTone: Record<Session['status'], Tone> = {
  on_sale: 'ok',
  sales_closed: 'quiet',
  cancelled: 'bad',
};

export const timesText = (block: Block) => `${clockText(block.from)}–${clockText(block.to)}`;

/** Everything about a session in a sentence, for those who do not see the grid. */
export function blockLabel(block: Block, screen: Screen, lang: Lang): string {
  const t = texts[lang];
  const { session } = block;
  return t.blockLabel([
    pick(session.film, lang),
    timesText(block),
    pick(screen.name, lang),
    formatName(session.format),
    t.sold(session.seats_sold, session.seats_total),
    ...(session.status === 'on_sale' ? [] : [stateWord(session.status, lang)]),
  ]);
}
