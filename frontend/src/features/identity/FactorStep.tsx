import { useTexts } from '@/i18n/texts';
import { Button } from '@/ui/Button';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { Sheet } from './Sheet';
import { identityTexts } from './texts';

interface FactorStepProps {
  value: string;
  /** What is wrong with what was typed, before anybody was asked. */
  error: string | undefined;
  /** What the server said; null while it has only asked for the factor. */
  problem: unknown;
  isBusy: boolean;
  onChange: (value: string) => void;
  onSubmit: () => void;
  onBack: () => void;
}

/** The password was right; now the digits of the app, or a code from the drawer. */
export function FactorStep(props: FactorStepProps) {
  const t = useTexts(identityTexts);
  return (
    <Sheet
      title={t.factorTitle}
      why={t.factorWhy}
      onSubmit={props.onSubmit}
      aside={
        <div className="grid gap-2">
          <p className="text-sm text-ink-muted">{t.factorLost}</p>
          <div className="-ml-4">
            <Button look="quiet" onClick={props.onBack}>
              {t.factorBack}
            </Button>
          </div>
        </div>
      }
    >
      <Field
        label={t.factor}
        hint={t.factorHint}
        error={props.error}
        figures
        // The one field of the step that one was sent to.
        autoFocus
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
      <ErrorLine error={props.problem} />
      <Button type="submit" size="lg" block busy={props.isBusy}>
        {t.signIn}
      </Button>
    </Sheet>
  );
}
