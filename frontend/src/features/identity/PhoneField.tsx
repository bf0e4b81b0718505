import { useTexts } from '@/i18n/texts';
import { Field } from '@/ui/Field';
import { phoneDigits } from './checks';
import { identityTexts } from './texts';

interface PhoneFieldProps {
  value: string;
  error: string | undefined;
  onChange: (phone: string) => void;
}

export function PhoneField({ value, error, onChange }: PhoneFieldProps) {
  const t = useTexts(identityTexts);
  return (
    <Field
      label={t.phone}
      hint={t.phoneHint}
      figures
      type="tel"
      inputMode="tel"
      autoComplete="tel-national"
      name="phone"
      value={value}
      error={error}
      onInput={(event) => onChange(phoneDigits(event.currentTarget.value))}
    />
  );
}
