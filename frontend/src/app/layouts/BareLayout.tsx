import type { ReactNode } from 'react';

/** Nothing around the page: for machines that show one thing only. */
export function BareLayout({ children }: { children: ReactNode }) {
  return children;
}
