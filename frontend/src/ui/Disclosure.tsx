import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';

interface DisclosureProps {
  /** What opens it. */
  label: string;
  children: ReactNode;
  /** In the first ink, for what people should find. */
  isStrong?: boolean;
}

/** Something for those who want to know more: closed until it is asked for. */
export function Disclosure({ label, children, isStrong }: DisclosureProps) {
  return (
    <details className="group print:hidden">
      <summary
        className={cx(
          'inline-flex list-none items-center gap-1 rounded-sm py-1 [&::-webkit-details-marker]:hidden',
          isStrong ? 'font-medium' : 'text-ink-muted hover:text-ink',
        )}
      >
        <ChevronRight
          className="size-4 shrink-0 transition-transform group-open:rotate-90"
          aria-hidden="true"
        />
        {label}
      </summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}
