import { type ReactNode, type SelectHTMLAttributes, useId } from 'react';
import { cx } from '@/lib/cx';
import { inputClass } from './Field';

interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className' | 'id'> {
  label: string;
  error?: string | null | undefined;
  /** For bars of filters: smaller, with the label above in muted ink. */
  dense?: boolean;
  children: ReactNode;
}

/** A labelled list of choices. */
export function Select({ label, error, dense, children, ...rest }: SelectProps) {
  const id = useId();
  return (
    <div className={cx('grid min-w-0', dense ? 'gap-1' : 'gap-1.5')}>
      <label htmlFor={id} className={dense ? 'text-sm text-ink-muted' : 'text-sm font-medium'}>
        {label}
      </label>
      <select
        {...rest}
        id={id}
        className={cx(inputClass, dense && 'text-sm')}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
      >
        {children}
      </select>
      {error && (
        <p id={`${id}-error`} role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
    </div>
  );
}
