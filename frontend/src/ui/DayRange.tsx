import { useId } from 'react';
import { defineTexts, useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { addDays } from '@/lib/time';
import { inputClass } from './Field';

const texts = defineTexts({
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  quick: { zh: '常用日期', en: 'Common ranges' },
  today: { zh: '今天', en: 'Today' },
  yesterday: { zh: '昨天', en: 'Yesterday' },
  week: { zh: '7 天', en: '7 days' },
  month: { zh: '30 天', en: '30 days' },
  thisMonth: { zh: '本月', en: 'This month' },
  badRange: { zh: '开始日期要在结束日期之前。', en: 'The first day must not be after the last.' },
});

interface DayRangeProps {
  from: string;
  to: string;
  /** The last day that can be asked for. */
  today: string;
  onChange: (range: { from: string; to: string }) => void;
}

/** Two days, inclusive, and the ranges that people mostly want. */
export function DayRange({ from, to, today, onChange }: DayRangeProps) {
  const t = useTexts(texts);
  const yesterday = addDays(today, -1);
  const ranges = [
    { label: t.today, from: today, to: today },
    { label: t.yesterday, from: yesterday, to: yesterday },
    { label: t.week, from: addDays(today, -6), to: today },
    { label: t.month, from: addDays(today, -29), to: today },
    { label: t.thisMonth, from: `${today.slice(0, 8)}01`, to: today },
  ];
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <DayInput
          label={t.from}
          value={from}
          max={today}
          onChange={(day) => onChange({ from: day, to })}
        />
        <DayInput
          label={t.to}
          value={to}
          max={today}
          onChange={(day) => onChange({ from, to: day })}
        />
        <fieldset className="flex min-w-0 flex-wrap gap-1 print:hidden">
          <legend className="sr-only">{t.quick}</legend>
          {ranges.map((range) => {
            const on = range.from === from && range.to === to;
            return (
              <button
                key={range.label}
                type="button"
                aria-pressed={on}
                onClick={() => onChange({ from: range.from, to: range.to })}
                className={cx(
                  'min-h-11 rounded-md px-3 transition-colors',
                  on ? 'bg-surface-3 font-semibold' : 'text-ink-muted hover:bg-surface-2',
                )}
              >
                {range.label}
              </button>
            );
          })}
        </fieldset>
      </div>
      {from > to && (
        <p role="alert" className="text-bad">
          {t.badRange}
        </p>
      )}
    </div>
  );
}

interface DayInputProps {
  label: string;
  value: string;
  max: string;
  onChange: (day: string) => void;
}

export function DayInput({ label, value, max, onChange }: DayInputProps) {
  return (
    <label className="grid gap-1">
      <span className="text-ink-muted">{label}</span>
      <input
        type="date"
        value={value}
        max={max}
        required
        onChange={(event) => event.currentTarget.value && onChange(event.currentTarget.value)}
        className={cx(inputClass, 'text-sm tabular-nums')}
      />
    </label>
  );
}

interface OptionalDayInputProps {
  label: string;
  value: string | null;
  onChange: (day: string | null) => void;
}

/** A day that need not be chosen. */
export function OptionalDayInput({ label, value, onChange }: OptionalDayInputProps) {
  const id = useId();
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={id} className="text-ink-muted">
        {label}
      </label>
      <input
        id={id}
        type="date"
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value || null)}
        className={`${inputClass} text-sm tabular-nums`}
      />
    </div>
  );
}
