interface ChoicesProps<Value extends string> {
  label: string;
  /** `code` is what programs call it; it stands beside the words. */
  items: readonly { value: Value; label: string; hint?: string; code?: string }[];
  value: readonly Value[];
  error?: string | null;
  disabled?: boolean | undefined;
  onChange: (value: Value[]) => void;
}

/** Boxes to tick, any number of them, in the order of `items`. */
export function Choices<Value extends string>({
  label,
  items,
  value,
  error,
  disabled,
  onChange,
}: ChoicesProps<Value>) {
  const toggle = (one: Value, on: boolean) =>
    onChange(
      items.map((item) => item.value).filter((it) => (it === one ? on : value.includes(it))),
    );
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      {items.map((item) => (
        <label key={item.value} className="flex min-h-11 items-center gap-3 lg:min-h-9">
          <input
            type="checkbox"
            disabled={disabled}
            checked={value.includes(item.value)}
            onChange={(event) => toggle(item.value, event.currentTarget.checked)}
            className="size-5 shrink-0 accent-accent"
          />
          <span className="grid">
            <span>
              {item.label}
              {item.code && (
                <code className="ml-2 font-mono text-xs whitespace-nowrap text-ink-muted">
                  {item.code}
                </code>
              )}
            </span>
            {item.hint && <span className="text-sm text-ink-muted">{item.hint}</span>}
          </span>
        </label>
      ))}
      {error && (
        <p role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}
