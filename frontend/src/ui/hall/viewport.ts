/** The part of the plan that is seen: zoom and pan by the SVG's viewBox, in half seats. Pure arithmetic. */

export type View = { x: number; y: number; width: number; height: number };
export type Size = { width: number; height: number };

/** The largest a seat is drawn, in pixels: farther in there is nothing more to see. */
export const SEAT_PX_MAX = 56;
/** The smallest seat a finger can hit (WCAG 2.5.8), in pixels. */
export const SEAT_PX_TOUCH = 24;
/** What a tap zooms to where seats are too small to hit, in pixels. */
export const SEAT_PX_COMFORT = 38;

/** Pixels of one seat at this view. */
export function seatPx(view: View, size: Size): number {
  return (size.width / view.width) * 2;
}

/** The whole plan in the window, centred, no seat larger than `SEAT_PX_MAX`. */
export function fit(bounds: View, size: Size): View {
  const scale = Math.min(size.width / bounds.width, size.height / bounds.height, SEAT_PX_MAX / 2);
  const width = size.width / scale;
  const height = size.height / scale;
  return {
    x: bounds.x - (width - bounds.width) / 2,
    y: bounds.y - (height - bounds.height) / 2,
    width,
    height,
  };
}

function clampAxis(at: number, length: number, low: number, span: number): number {
  if (length >= span) return low - (length - span) / 2;
  return Math.min(Math.max(at, low), low + span - length);
}

/** Keeps the plan in the window: nobody gets lost in empty space. */
export function clamp(view: View, bounds: View): View {
  return {
    ...view,
    x: clampAxis(view.x, view.width, bounds.x, bounds.width),
    y: clampAxis(view.y, view.height, bounds.y, bounds.height),
  };
}

/** Zooms by `factor` (above 1 is nearer) and keeps the point of the plan at `at` where it is on the screen. */
export function zoomAt(
  view: View,
  factor: number,
  at: { x: number; y: number },
  bounds: View,
  size: Size,
): View {
  const widest = fit(bounds, size).width;
  const narrowest = Math.min(widest, (size.width / SEAT_PX_MAX) * 2);
  const width = Math.min(Math.max(view.width / factor, narrowest), widest);
  const ratio = width / view.width;
  return clamp(
    {
      x: at.x - (at.x - view.x) * ratio,
      y: at.y - (at.y - view.y) * ratio,
      width,
      height: view.height * ratio,
    },
    bounds,
  );
}

/** The same seats at the same scale in a window of another height. */
export function resized(view: View, bounds: View, size: Size): View {
  const height = (view.width / size.width) * size.height;
  return clamp({ ...view, y: view.y + (view.height - height) / 2, height }, bounds);
}

/** Moves the window by plan units. */
export function panBy(view: View, dx: number, dy: number, bounds: View): View {
  return clamp({ ...view, x: view.x + dx, y: view.y + dy }, bounds);
}

/** The point of the plan under a point of the window, both measured from their upper left corner. */
export function toPlan(view: View, size: Size, px: { x: number; y: number }) {
  return {
    x: view.x + (px.x / size.width) * view.width,
    y: view.y + (px.y / size.height) * view.height,
  };
}

/** The least movement that brings a seat (with a seat's margin) into the window. */
export function reveal(view: View, seat: { x: number; y: number }, bounds: View): View {
  const margin = 2;
  const axis = (at: number, length: number, low: number) => {
    if (low - margin < at) return low - margin;
    if (low + 2 + margin > at + length) return low + 2 + margin - length;
    return at;
  };
  const x = axis(view.x, view.width, seat.x);
  const y = axis(view.y, view.height, seat.y);
  return x === view.x && y === view.y ? view : clamp({ ...view, x, y }, bounds);
}
