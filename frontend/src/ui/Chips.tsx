import { cx } from '@/lib/cx';

interface ChipsProps {
  label: string;
  items: readonly { value: string; label: string }[];
  value: string | null;
  /** What the first chip says: no filter at all. */
  all: string;
  onChange: (value: string | null) => void;
}

/** A filter with few values, all of them in sight. */
export function Chips({ label, items, value, all, onChange }: ChipsProps) {
  const choices = [{ value: null, label: all }, ...items];
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{label}</legend>
      <div className="rail -mx-4 gap-2 px-4 lg:mx-0 lg:flex-wrap lg:px-0">
        {choices.map((choice) => {
          const on = choice.value === value;
          return (
            <button
              key={choice.value ?? ''}
              type="button"
              aria-pressed={on}
              onClick={() => onChange(choice.value)}
              className={cx(
                'min-h-10 shrink-0 whitespace-nowrap rounded-full border px-4 text-sm transition-colors',
                on
                  ? 'border-ink bg-ink font-medium text-surface-0'
                  : 'border-line text-ink-muted hover:border-line-strong hover:text-ink',
              )}
            >
              {choice.label}
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}
