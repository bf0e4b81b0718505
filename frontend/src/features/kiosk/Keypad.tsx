import { Delete } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { texts } from './texts';

interface KeypadProps {
  label: string;
  hint: string;
  value: string;
  /** Digits at most. */
  most: number;
  /** Digits of one group on the display. */
  group: number;
  onChange: (value: string) => void;
  onEnter: () => void;
  /** What is to be said about the digits so far. */
  notice?: ReactNode;
}

/** Digits by large keys; a keyboard or a scanner types into the display just as well. */
export function Keypad(props: KeypadProps) {
  const { label, hint, value, most, group, onChange, onEnter, notice } = props;
  const t = useTexts(texts);
  const input = useRef<HTMLInputElement>(null);
  // Before the next key is heard: a scanner does not wait for the screen.
  useLayoutEffect(() => input.current?.focus(), []);
  const press = (digit: string) => onChange((value + digit).slice(0, most));
  const shown = value.match(new RegExp(`.{1,${group}}`, 'g'))?.join(' ') ?? '';
  return (
    <div className="grid w-full max-w-xl gap-4 lg:gap-6">
      <div className="grid gap-1">
        <label htmlFor="kiosk-code" className="text-xl font-semibold">
          {label}
        </label>
        <p id="kiosk-hint" className="text-base text-ink-muted">
          {hint}
        </p>
      </div>
      <input
        ref={input}
        id="kiosk-code"
        aria-describedby="kiosk-hint kiosk-notice"
        autoComplete="off"
        inputMode="none"
        value={shown}
        onChange={(event) => onChange(event.currentTarget.value.replace(/\D/g, '').slice(0, most))}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onEnter();
        }}
        className="figures min-h-18 w-full rounded-lg border-2 border-line-strong bg-surface-1 px-5 text-2xl tracking-widest focus-visible:outline-offset-0"
      />
      <p id="kiosk-notice" role="status" className="min-h-6 text-base">
        {notice}
      </p>
      <fieldset className="grid grid-cols-3 gap-3">
        <legend className="sr-only">{t.keypad}</legend>
        {[...'123456789'].map((digit) => (
          <Key key={digit} onClick={() => press(digit)}>
            {digit}
          </Key>
        ))}
        <Key small onClick={() => onChange('')}>
          {t.clear}
        </Key>
        <Key onClick={() => press('0')}>0</Key>
        <Key small label={t.erase} onClick={() => onChange(value.slice(0, -1))}>
          <Delete className="size-8" aria-hidden="true" />
        </Key>
      </fieldset>
    </div>
  );
}

interface KeyProps {
  children: ReactNode;
  label?: string;
  small?: boolean;
  onClick: () => void;
}

function Key({ children, label, small, onClick }: KeyProps) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className={cx(
        'grid min-h-18 select-none place-items-center rounded-lg transition-colors active:bg-surface-3',
        small
          ? 'text-lg font-medium text-ink-muted hover:bg-surface-2'
          : 'figures bg-surface-2 text-2xl hover:bg-surface-3',
      )}
    >
      {children}
    </button>
  );
}
