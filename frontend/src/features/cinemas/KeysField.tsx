import { useId } from 'react';
import { useTexts } from '@/i18n/texts';
import { inputClass } from '@/ui/Field';
import { texts } from './texts';

interface KeysFieldProps {
  label: string;
  value: string;
  error: string | null;
  onChange: (typed: string) => void;
}

/** Room for long keys, one on each line. */
export function KeysField({ label, value, error, onChange }: KeysFieldProps) {
  const t = useTexts(texts);
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <textarea
        id={id}
        rows={3}
        spellCheck={false}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.value)}
        className={`${inputClass} py-2 font-mono text-sm`}
      />
      <p id={`${id}-hint`} className="text-sm text-ink-muted">
        {t.keysHint}
      </p>
      {error && (
        <p id={`${id}-error`} role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
    </div>
  );
}
