import { useId } from 'react';
import { inputClass } from './Field';

interface NoteFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  /** What is wrong with it; stands in the hint's place. */
  error?: string | null;
  rows?: number;
}

/** A few sentences for whoever reads the record later. */
export function NoteField({ label, value, onChange, hint, error, rows = 2 }: NoteFieldProps) {
  const id = useId();
  const below = error || hint;
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <textarea
        id={id}
        rows={rows}
        maxLength={500}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        className={`${inputClass} py-2`}
        aria-invalid={error ? true : undefined}
        aria-describedby={below ? `${id}-below` : undefined}
      />
      {below && (
        <p
          id={`${id}-below`}
          role={error ? 'alert' : undefined}
          className={error ? 'text-bad' : 'text-ink-muted'}
        >
          {below}
        </p>
      )}
    </div>
  );
}
