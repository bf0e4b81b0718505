import type { ReactNode } from 'react';

interface EmptyProps {
  title: string;
  /** Why it is empty, or what will be here. */
  children?: ReactNode;
  /** The next step. */
  action?: ReactNode;
}

/** Nothing here: says why and where to go. Aligned with the content it stands for. */
export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div className="grid justify-items-start gap-3 border-l-2 border-line-strong py-2 pl-5">
      <p className="text-lg font-semibold">{title}</p>
      {children && <div className="max-w-prose text-ink-muted">{children}</div>}
      {action && <div className="mt-1">{action}</div>}
    </div>
  );
}
