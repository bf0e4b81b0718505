// biome-ignore-all lint/a11y/noAriaHiddenOnFocusable: letters of a drawing take no focus.
import type { ReactNode } from 'react';

/** Half seats are small numbers, and browsers floor font sizes: letters are set large and scaled down. */
const SCALE = 32;

type Props = {
  x: number;
  y: number;
  /** Height of the letters in half seats. */
  size: number;
  anchor?: 'start' | 'middle' | 'end';
  className?: string;
  children: ReactNode;
};

/** Text inside the plan. The seats say their names to a screen reader themselves, so this is for eyes only. */
export function Caption({ x, y, size, anchor = 'middle', className, children }: Props) {
  return (
    <text
      transform={`translate(${x} ${y}) scale(${1 / SCALE})`}
      fontSize={size * SCALE}
      textAnchor={anchor}
      className={className}
      aria-hidden="true"
    >
      {children}
    </text>
  );
}
