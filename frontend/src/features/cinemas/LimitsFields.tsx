import type { Schema } from '@/api/types';
import { useTexts } from '@/i18n/texts';
import { Field } from '@/ui/Field';
import { wholeNumber } from './checks';
import { texts } from './texts';

export interface LimitsDraft {
  inFlight: string;
  connectMs: string;
  answerMs: string;
}

export const draftLimits = (limits: Schema<'CinemaLimits'>): LimitsDraft => ({
  inFlight: String(limits.max_in_flight),
  connectMs: String(limits.connect_timeout_ms),
  answerMs: String(limits.answer_timeout_ms),
});

/** What is sent, or nothing where a field is no whole number. */
export function limitsOf(draft: LimitsDraft): Schema<'CinemaLimits'> | null {
  const max_in_flight = wholeNumber(draft.inFlight);
  const connect_timeout_ms = wholeNumber(draft.connectMs);
  const answer_timeout_ms = wholeNumber(draft.answerMs);
  if (max_in_flight === null || connect_timeout_ms === null || answer_timeout_ms === null) {
    return null;
  }
  return { max_in_flight, connect_timeout_ms, answer_timeout_ms };
}

interface LimitsFieldsProps {
  value: LimitsDraft;
  tried: boolean;
  onChange: (draft: LimitsDraft) => void;
}

/** How much of the platform one cinema may hold up. */
export function LimitsFields({ value, tried, onChange }: LimitsFieldsProps) {
  const t = useTexts(texts);
  const error = (typed: string) => (tried && wholeNumber(typed) === null ? t.badNumber : null);
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{t.limits}</legend>
      <div className="grid grid-cols-3 items-end gap-3">
        <Field
          label={t.inFlight}
          inputMode="numeric"
          value={value.inFlight}
          error={error(value.inFlight)}
          onChange={(event) => onChange({ ...value, inFlight: event.currentTarget.value })}
        />
        <Field
          label={t.connectMs}
          inputMode="numeric"
          value={value.connectMs}
          error={error(value.connectMs)}
          onChange={(event) => onChange({ ...value, connectMs: event.currentTarget.value })}
        />
        <Field
          label={t.answerMs}
          inputMode="numeric"
          value={value.answerMs}
          error={error(value.answerMs)}
          onChange={(event) => onChange({ ...value, answerMs: event.currentTarget.value })}
        />
      </div>
    </fieldset>
  );
}
