// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the arrow keys.
import type { ReactNode } from 'react';

/**
 * A table wider or longer than the window scrolls in its own frame, head and foot in sight. The frame
 * is positioned, so that hidden words of its cells scroll with them.
 */
export function ScrollFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      className="relative max-h-[72dvh] overflow-auto rounded-md border border-line print:max-h-none"
      tabIndex={0}
      aria-label={label}
    >
      {children}
    </section>
  );
}

export const FOOT =
  'sticky bottom-0 border-t border-line-strong bg-surface-2 px-3 py-2 font-semibold';

export function Head({ children, right }: { children: string; right?: boolean }) {
  return (
    <th
      scope="col"
      className={`sticky top-0 z-10 border-b border-line-strong bg-surface-2 px-3 py-2 font-semibold ${right ? 'text-right' : 'text-left'}`}
    >
      {children}
    </th>
  );
}
