/** Outlines of seats as path data, in half seats, drawn from a seat's upper left corner. */

const EDGE = 0.14;
const FAR = 2 - EDGE;
const FRONT = 0.3;
const BACK = 0.62;

/** A soft square, rounder at the back rest. */
export const SINGLE =
  `M${EDGE + FRONT} ${EDGE}H${FAR - FRONT}q${FRONT} 0 ${FRONT} ${FRONT}` +
  `V${FAR - BACK}q0 ${BACK} ${-BACK} ${BACK}H${EDGE + BACK}q${-BACK} 0 ${-BACK} ${-BACK}` +
  `V${EDGE + FRONT}q0 ${-FRONT} ${FRONT} ${-FRONT}z`;

/** The left half of a love seat: open where the right half joins it. */
export const LOVE_LEFT =
  `M2 ${EDGE}H${EDGE + FRONT}q${-FRONT} 0 ${-FRONT} ${FRONT}V${FAR - BACK}` +
  `q0 ${BACK} ${BACK} ${BACK}H2`;

export const LOVE_RIGHT =
  `M0 ${EDGE}H${FAR - FRONT}q${FRONT} 0 ${FRONT} ${FRONT}V${FAR - BACK}` +
  `q0 ${BACK} ${-BACK} ${BACK}H0`;

/** A heart around the origin. */
export const HEART =
  'M0 .3C-.5 0-.4-.34-.18-.34-.08-.34 0-.28 0-.2 0-.28.08-.34.18-.34.4-.34.5 0 0 .3z';

/** A person in a wheelchair, around the middle of the seat. */
export const WHEELCHAIR =
  'M.86.52a.13.13 0 1 0 .01 0zM.86.82V1.14H1.22L1.4 1.48M.86.94H1.16M.74 1.02A.34.34 0 1 0 1.2 1.36';

/** Head and shoulders beside a hand: the companion. */
export const COMPANION = 'M1 .56a.2.2 0 1 0 .01 0zM.62 1.46c0-.5.76-.5.76 0z';

/** A tick. */
export const TICK = 'M.64 1.02l.26.26.5-.54';

/** A bar across: kept off sale by the cinema. */
export const BAR = 'M.6 1H1.4';

/** A small cross: a place that is not sold. */
export const CROSS = 'M.78.78l.44.44M1.22.78l-.44.44';

/** One mark for each price zone after the first, so that zones differ by more than a colour. */
export const ZONE_MARKS = [
  '',
  'M.7 1.62H1.3',
  'M.86 1.62h.02M1.13 1.62h.02',
  'M1 1.48l.14.14-.14.14-.14-.14z',
  'M.72 1.62h.02M1 1.62h.02M1.28 1.62h.02',
] as const;

/** Dashes of the zones' outlines, in half seats. */
export const ZONE_DASHES = ['none', 'none', '.9 .35', '.12 .3', '.9 .3 .12 .3'] as const;
