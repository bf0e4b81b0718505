import { useId } from 'react';
import { useLang } from '@/i18n/lang';
import { SCOPES, scopeMeaning } from '@/i18n/scopes';
import { useTexts } from '@/i18n/texts';
import { Choices } from '@/ui/Choices';
import { Field, inputClass } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { texts } from './texts';
import { type Draft, wrongWith } from './words';

interface ClientFieldsProps {
  draft: Draft;
  /** Faults are told once somebody tried to send. */
  tried: boolean;
  /** A client stays what it is: its kind is chosen once. */
  isNew?: boolean;
  disabled?: boolean;
  onChange: (draft: Draft) => void;
}

/** Everything that is said about a client. */
export function ClientFields({ draft, tried, isNew, disabled, onChange }: ClientFieldsProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const wrong = tried ? wrongWith(draft, lang) : {};
  const field = (name: 'zh' | 'en' | 'perMinute' | 'perDay', label: string) => (
    <Field
      label={label}
      value={draft[name]}
      error={wrong[name]}
      disabled={disabled}
      inputMode={name === 'zh' || name === 'en' ? undefined : 'numeric'}
      autoComplete="off"
      onChange={(event) => onChange({ ...draft, [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        {field('zh', t.nameZh)}
        {field('en', t.nameEn)}
      </div>
      {isNew && (
        <Select
          label={t.kind}
          value={draft.kind}
          onChange={(event) =>
            onChange({
              ...draft,
              kind: event.currentTarget.value === 'public' ? 'public' : 'confidential',
            })
          }
        >
          <option value="confidential">{t.confidential}</option>
          <option value="public">{t.public}</option>
        </Select>
      )}
      <Choices
        label={t.scopes}
        items={SCOPES.map((value) => ({ value, label: scopeMeaning(value, lang), code: value }))}
        value={draft.scopes}
        error={wrong.scopes ?? null}
        disabled={disabled}
        onChange={(scopes) => onChange({ ...draft, scopes })}
      />
      <Redirects
        value={draft.redirects}
        error={wrong.redirects}
        disabled={disabled}
        onChange={(redirects) => onChange({ ...draft, redirects })}
      />
      <div className="grid grid-cols-2 gap-4">
        {field('perMinute', t.perMinute)}
        {field('perDay', t.perDay)}
      </div>
    </>
  );
}

interface RedirectsProps {
  value: string;
  error: string | undefined;
  disabled: boolean | undefined;
  onChange: (typed: string) => void;
}

function Redirects({ value, error, disabled, onChange }: RedirectsProps) {
  const t = useTexts(texts);
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {t.redirects}
      </label>
      <textarea
        id={id}
        rows={2}
        spellCheck={false}
        disabled={disabled}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.value)}
        className={`${inputClass} py-2 font-mono text-sm`}
      />
      <p id={`${id}-hint`} className="text-sm text-ink-muted">
        {t.redirectsHint}
      </p>
      {error && (
        <p id={`${id}-error`} role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
    </div>
  );
}
