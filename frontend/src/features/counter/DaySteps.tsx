import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTexts } from '@/i18n/texts';
import { addDays } from '@/lib/time';
import { Button } from '@/ui/Button';
import { inputClass } from '@/ui/Field';
import { texts } from './texts';

interface DayStepsProps {
  date: string;
  /** The last day that there can be something on. */
  today: string;
  onChange: (date: string) => void;
}

/** One day after the other, or any day by its date. */
export function DaySteps({ date, today, onChange }: DayStepsProps) {
  const t = useTexts(texts);
  return (
    <fieldset className="flex items-end gap-1">
      <legend className="sr-only">{t.date}</legend>
      <Button
        look="secondary"
        aria-label={t.previousDay}
        onClick={() => onChange(addDays(date, -1))}
      >
        <ChevronLeft className="size-4" aria-hidden="true" />
      </Button>
      <input
        type="date"
        aria-label={t.date}
        value={date}
        max={today}
        required
        onChange={(event) => event.currentTarget.value && onChange(event.currentTarget.value)}
        className={`${inputClass} text-sm tabular-nums`}
      />
      <Button
        look="secondary"
        aria-label={t.nextDay}
        disabled={date >= today}
        onClick={() => onChange(addDays(date, 1))}
      >
        <ChevronRight className="size-4" aria-hidden="true" />
      </Button>
    </fieldset>
  );
}
