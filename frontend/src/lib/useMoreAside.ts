import { type RefObject, useEffect, useState } from 'react';

export interface MoreAside {
  before: boolean;
  after: boolean;
}

type Extent = Pick<HTMLElement, 'scrollLeft' | 'scrollWidth' | 'clientWidth'>;

/** Browsers place a scrolled box at fractions of a pixel: less than this is nothing to see. */
const HAIR = 2;

/** On which sides a box that scrolls sideways has more than it shows. */
export function moreAside({ scrollLeft, scrollWidth, clientWidth }: Extent): MoreAside {
  return {
    before: scrollLeft > HAIR,
    after: scrollWidth - clientWidth - scrollLeft > HAIR,
  };
}

/** The same, kept true while the box is scrolled, and while it or what stands in it changes size. */
export function useMoreAside(box: RefObject<HTMLElement | null>): MoreAside {
  const [more, setMore] = useState<MoreAside>({ before: false, after: false });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => {
      const now = moreAside(element);
      setMore((was) => (was.before === now.before && was.after === now.after ? was : now));
    };
    const sizes = new ResizeObserver(look);
    for (const one of [element, ...element.children]) sizes.observe(one);
    element.addEventListener('scroll', look, { passive: true });
    look();
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [box]);
  return more;
}
