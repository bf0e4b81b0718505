import { type KeyboardEvent, useRef } from 'react';
import { cx } from '@/lib/cx';

interface TabsProps<T extends string> {
  label: string;
  items: readonly { value: T; label: string; count?: number }[];
  value: T;
  onChange: (value: T) => void;
  /** The id of the panel that the tabs fill. */
  panelId: string;
}

/** Tabs after the ARIA pattern: one stop for Tab, arrows and Home/End move and choose. */
export function Tabs<T extends string>({ label, items, value, onChange, panelId }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = items.findIndex((item) => item.value === value);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = items[(to + items.length) % items.length];
    if (!next) return;
    onChange(next.value);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.value}"]`)?.focus();
  };
  return (
    <div
      ref={list}
      role="tablist"
      aria-label={label}
      className="flex gap-6 border-b border-line"
      onKeyDown={move}
    >
      {items.map((item) => {
        const on = item.value === value;
        return (
          <button
            key={item.value}
            type="button"
            role="tab"
            data-tab={item.value}
            aria-selected={on}
            aria-controls={panelId}
            tabIndex={on ? 0 : -1}
            onClick={() => onChange(item.value)}
            className={cx(
              'relative -mb-px min-h-12 border-b-2 text-lg transition-colors',
              on
                ? 'border-accent font-semibold'
                : 'border-transparent text-ink-muted hover:text-ink',
            )}
          >
            {item.label}
            {item.count !== undefined && <span className="figures ml-2 text-sm">{item.count}</span>}
          </button>
        );
      })}
    </div>
  );
}
