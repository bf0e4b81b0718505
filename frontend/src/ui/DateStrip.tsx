import { useEffect, useRef } from 'react';
import { useLocale } from '@/i18n/lang';
import { defineTexts, useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { nameDay } from '@/lib/time';

const texts = defineTexts({ label: { zh: '选择日期', en: 'Choose a day' } });

interface DateStripProps {
  /** `YYYY-MM-DD`, in order. */
  days: readonly string[];
  today: string;
  value: string | undefined;
  onChange: (day: string) => void;
}

/** The days on which there is something to see; the chosen one is scrolled into sight. */
export function DateStrip({ days, today, value, onChange }: DateStripProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const chosen = useRef<HTMLButtonElement>(null);
  const shown = useRef(value);
  useEffect(() => {
    // Only where it started: afterwards the visitor scrolls for themselves.
    if (shown.current === value)
      chosen.current?.scrollIntoView?.({ inline: 'center', block: 'nearest' });
  }, [value]);
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{t.label}</legend>
      <div className="rail -mx-4 gap-1 px-4 lg:mx-0 lg:px-0">
        {days.map((day) => {
          const { name, date } = nameDay(day, today, locale);
          const on = day === value;
          return (
            <button
              key={day}
              ref={on ? chosen : undefined}
              type="button"
              aria-pressed={on}
              onClick={() => onChange(day)}
              className={cx(
                'grid min-h-14 min-w-18 shrink-0 snap-start content-center rounded-md px-3 text-center leading-tight transition-colors',
                on ? 'bg-ink text-surface-0' : 'text-ink hover:bg-surface-2',
              )}
            >
              <span className="text-sm font-semibold">{name}</span>
              <span className={cx('text-xs tabular-nums', on ? 'opacity-80' : 'text-ink-muted')}>
                {date}
              </span>
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}
