import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';

/** Radius of the notches at the ends of a perforation. */
const NOTCH = '9px';

const notches = (edge: 'top' | 'bottom') => {
  const at = edge === 'top' ? '0' : '100%';
  const hole = (side: string) =>
    `radial-gradient(${NOTCH} at ${side} ${at}, #0000 97%, #000) ${side} / 51% 100% no-repeat`;
  return { mask: `${hole('0')}, ${hole('100%')}` };
};

interface PerforatedProps {
  /** The part that stays, and the part that is torn off. */
  top: ReactNode;
  bottom: ReactNode;
  className?: string;
}

/** A paper ticket: two parts with a perforated edge between them. */
export function Perforated({ top, bottom, className }: PerforatedProps) {
  return (
    <div className={cx('drop-shadow-[0_1px_0_var(--color-line)]', className)}>
      <div className="rounded-t-lg bg-surface-1 p-5 pb-6 lg:p-6" style={notches('bottom')}>
        {top}
      </div>
      <div
        className="relative rounded-b-lg bg-surface-1 p-5 pt-6 before:absolute before:inset-x-4 before:-top-px before:border-t-2 before:border-dashed before:border-line-strong lg:p-6"
        style={notches('top')}
      >
        {bottom}
      </div>
    </div>
  );
}
