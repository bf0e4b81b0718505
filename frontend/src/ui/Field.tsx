import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import { cx } from '@/lib/cx';

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'id'> {
  label: string;
  hint?: ReactNode;
  error?: string | null | undefined;
  /** Something at the end of the line, for example the button that sends a code. */
  after?: ReactNode;
  /** Digits of a code, phone or card: set wide and in figures. */
  figures?: boolean;
}

export const inputClass =
  'min-h-11 w-full min-w-0 rounded-md border border-line-strong bg-surface-1 px-3 text-base text-ink ' +
  'placeholder:text-ink-muted focus-visible:outline-offset-0 disabled:bg-surface-2 ' +
  'aria-[invalid=true]:border-bad';

/** A labelled input; the hint and the error are tied to it for those who cannot see them. */
export function Field({ label, hint, error, after, figures, ...input }: FieldProps) {
  const id = useId();
  const notes = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          {...input}
          id={id}
          className={cx(inputClass, figures && 'figures tracking-wider')}
          aria-invalid={error ? true : undefined}
          aria-describedby={notes || undefined}
        />
        {after && <div className="flex shrink-0">{after}</div>}
      </div>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
    </div>
  );
}
