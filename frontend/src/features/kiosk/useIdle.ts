import { useCallback, useEffect, useRef, useState } from 'react';

const ACTS = ['pointerdown', 'keydown'] as const;

/**
 * How many seconds are left until nobody has touched anything for `seconds`. At zero `onOver` is
 * called, once. While `active` is false nobody is waited for.
 */
export function useIdle(active: boolean, seconds: number, onOver: () => void) {
  const [left, setLeft] = useState(seconds);
  const since = useRef(0);
  const over = useRef(onOver);
  over.current = onOver;
  const stay = useCallback(() => {
    since.current = performance.now();
    setLeft(seconds);
  }, [seconds]);
  useEffect(() => {
    stay();
    if (!active) return;
    for (const act of ACTS) window.addEventListener(act, stay);
    const timer = setInterval(() => {
      const gone = Math.floor((performance.now() - since.current) / 1000);
      setLeft(Math.max(0, seconds - gone));
      if (gone < seconds) return;
      clearInterval(timer);
      over.current();
    }, 250);
    return () => {
      clearInterval(timer);
      for (const act of ACTS) window.removeEventListener(act, stay);
    };
  }, [active, seconds, stay]);
  return { left, stay };
}
