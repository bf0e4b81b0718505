import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '@/i18n/texts';
import { Field } from '@/ui/Field';
import { identityTexts } from './texts';

interface PasswordFieldProps {
  label: string;
  hint?: string;
  value: string;
  error: string | undefined;
  autoComplete: 'current-password' | 'new-password';
  onChange: (password: string) => void;
}

export function PasswordField({ onChange, ...rest }: PasswordFieldProps) {
  const t = useTexts(identityTexts);
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field
      {...rest}
      type={shown ? 'text' : 'password'}
      maxLength={128}
      onInput={(event) => onChange(event.currentTarget.value)}
      after={
        <button
          type="button"
          aria-pressed={shown}
          aria-label={shown ? t.hide : t.show}
          onClick={() => setShown(!shown)}
          className="grid size-11 shrink-0 place-items-center rounded-md text-ink-muted hover:bg-surface-2"
        >
          <Icon className="size-5" aria-hidden="true" />
        </button>
      }
    />
  );
}
