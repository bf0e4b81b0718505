import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import {
  clamp,
  fit,
  panBy,
  resized,
  reveal,
  SEAT_PX_COMFORT,
  SEAT_PX_TOUCH,
  type Size,
  seatPx,
  toPlan,
  type View,
  zoomAt,
} from './viewport';

/** Farther than this many pixels a press is a drag, not a tap. */
const DRAG_PX = 6;
const GLIDE_MS = 180;

const stilled = () => window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;

export type Viewport = {
  frame: RefObject<HTMLDivElement | null>;
  view: View;
  size: Size;
  /** Whether the whole plan is in sight. */
  whole: boolean;
  zoom: (factor: number) => void;
  showAll: () => void;
  reveal: (seat: { x: number; y: number }) => void;
  /**
   * Whether a press at this point should choose a seat. A finger on seats too small to hit zooms in
   * there first, and a drag is no press at all.
   */
  accepts: (event: { clientX: number; clientY: number; pointerType: string }) => boolean;
};

/** Zoom and pan of the seat map: buttons, pinch, wheel with Ctrl, drag. */
export function useViewport(bounds: View): Viewport {
  const frame = useRef<HTMLDivElement | null>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const [moved, setMoved] = useState<View | null>(null);
  const known = size.width > 0 && size.height > 0;
  const all = known ? fit(bounds, size) : bounds;
  const view = moved ?? all;
  const now = useRef({ view, size, bounds });
  now.current = { view, size, bounds };
  const gliding = useRef(0);

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      const before = now.current.size;
      if (before.width === width && before.height === height) return;
      setSize({ width, height });
      // A bar that comes or goes changes the height only and must not undo a zoom. A turned phone starts anew.
      setMoved((view) =>
        view && before.width === width
          ? resized(view, now.current.bounds, { width, height })
          : null,
      );
    };
    measure();
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const settle = useCallback((next: View) => {
    const { size, bounds } = now.current;
    const widest = fit(bounds, size);
    setMoved(next.width >= widest.width * 0.999 ? null : next);
  }, []);

  const glide = useCallback(
    (target: View) => {
      cancelAnimationFrame(gliding.current);
      if (stilled()) return settle(target);
      const from = now.current.view;
      const start = performance.now();
      const step = (time: number) => {
        const part = Math.min(1, (time - start) / GLIDE_MS);
        const ease = 1 - (1 - part) ** 3;
        const mix = (a: number, b: number) => a + (b - a) * ease;
        const next = {
          x: mix(from.x, target.x),
          y: mix(from.y, target.y),
          width: mix(from.width, target.width),
          height: mix(from.height, target.height),
        };
        if (part < 1) {
          setMoved(next);
          gliding.current = requestAnimationFrame(step);
        } else settle(target);
      };
      gliding.current = requestAnimationFrame(step);
    },
    [settle],
  );
  useEffect(() => () => cancelAnimationFrame(gliding.current), []);

  const centre = () => {
    const { view } = now.current;
    return { x: view.x + view.width / 2, y: view.y + view.height / 2 };
  };
  const zoom = useCallback(
    (factor: number) => {
      const { view, bounds, size } = now.current;
      glide(zoomAt(view, factor, centre(), bounds, size));
    },
    [glide],
  );
  const showAll = useCallback(() => glide(fit(now.current.bounds, now.current.size)), [glide]);
  const revealSeat = useCallback((seat: { x: number; y: number }) => {
    const { view, bounds } = now.current;
    const next = reveal(view, seat, bounds);
    if (next !== view) setMoved(next);
  }, []);

  const dragged = useGestures(frame, now, settle);

  const accepts = useCallback<Viewport['accepts']>(
    ({ clientX, clientY, pointerType }) => {
      if (dragged.current) return false;
      const { view, size, bounds } = now.current;
      const px = seatPx(view, size);
      if (pointerType !== 'touch' || px >= SEAT_PX_TOUCH) return true;
      const box = frame.current?.getBoundingClientRect();
      if (!box) return true;
      const at = toPlan(view, size, { x: clientX - box.left, y: clientY - box.top });
      const near = zoomAt(view, SEAT_PX_COMFORT / px, at, bounds, size);
      glide(clamp({ ...near, x: at.x - near.width / 2, y: at.y - near.height / 2 }, bounds));
      return false;
    },
    [dragged, glide],
  );

  return {
    frame,
    view,
    size,
    whole: moved === null,
    zoom,
    showAll,
    reveal: revealSeat,
    accepts,
  };
}

type Now = RefObject<{ view: View; size: Size; bounds: View }>;
type Point = { x: number; y: number };

/** Follows fingers, mouse and wheel on the frame. Answers whether the last press was a drag. */
function useGestures(
  frame: RefObject<HTMLDivElement | null>,
  now: Now,
  settle: (view: View) => void,
): RefObject<boolean> {
  const dragged = useRef(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const pointers = new Map<number, Point>();
    const local = (event: { clientX: number; clientY: number }): Point => {
      const box = element.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    let start: Point = { x: 0, y: 0 };

    const down = (event: PointerEvent) => {
      if (event.pointerType === 'mouse' && event.button !== 0) return;
      if (pointers.size === 0) {
        dragged.current = false;
        start = local(event);
      }
      pointers.set(event.pointerId, local(event));
    };
    const move = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const at = local(event);
      const { view, size, bounds } = now.current;
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      if (!dragged.current) {
        if (!other && Math.hypot(at.x - start.x, at.y - start.y) < DRAG_PX) return;
        dragged.current = true;
        // From here on the drag is ours even where the pointer leaves the frame.
        element.setPointerCapture?.(event.pointerId);
      }
      pointers.set(event.pointerId, at);
      const scale = view.width / size.width;
      if (other) {
        const apart = (a: Point) => Math.hypot(a.x - other.x, a.y - other.y) || 1;
        const middle = toPlan(view, size, { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 });
        settle(zoomAt(view, apart(at) / apart(before), middle, bounds, size));
      } else {
        settle(panBy(view, (before.x - at.x) * scale, (before.y - at.y) * scale, bounds));
      }
    };
    const up = (event: PointerEvent) => {
      pointers.delete(event.pointerId);
    };
    const wheel = (event: WheelEvent) => {
      // Without Ctrl the wheel scrolls the page; a touchpad's pinch arrives as wheel with Ctrl.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { view, size, bounds } = now.current;
      settle(
        zoomAt(view, Math.exp(-event.deltaY / 300), toPlan(view, size, local(event)), bounds, size),
      );
    };
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    element.addEventListener('pointerleave', up);
    element.addEventListener('wheel', wheel, { passive: false });
    return () => {
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
      element.removeEventListener('pointerleave', up);
      element.removeEventListener('wheel', wheel);
    };
  }, [frame, now, settle]);
  return dragged;
}
