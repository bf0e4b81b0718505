import { CloudOff, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiError } from '@/api/errors';
import { tell } from '@/api/problems';
import { pick, useLang } from '@/i18n/lang';
import { defineTexts, useTexts } from '@/i18n/texts';
import { paths } from '@/lib/paths';
import { Button, ButtonLink } from './Button';

const texts = defineTexts({
  again: { zh: '再试一次', en: 'Try again' },
  enrol: { zh: '去开启二次验证', en: 'Turn on the second factor' },
  seats: {
    zh: (seats: string) => `涉及座位：${seats}`,
    en: (seats: string) => `Seats concerned: ${seats}`,
  },
});

interface ErrorPanelProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
  /** Another way on, beside trying again. */
  action?: ReactNode;
}

/** What happened, what it means for money and seats, and what to do about it. */
export function ErrorPanel({ error, onRetry, action }: ErrorPanelProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const told = tell(error);
  const away = error instanceof ApiError && error.code === 'offline';
  // Trying again helps nobody who has to enrol first.
  const mustEnrol = error instanceof ApiError && error.code === 'second_factor_enrolment_required';
  const Icon = away ? CloudOff : TriangleAlert;
  return (
    <div role="alert" className="flex gap-4 border-l-2 border-bad py-2 pl-5">
      <Icon className="mt-0.5 size-5 shrink-0 text-bad" aria-hidden="true" />
      <div className="grid justify-items-start gap-2">
        <p className="max-w-prose">{pick(told.text, lang)}</p>
        {told.money && <p className="max-w-prose font-medium">{pick(told.money, lang)}</p>}
        {told.seats.length > 0 && <p className="figures">{t.seats(told.seats.join(' · '))}</p>}
        {(onRetry || action || mustEnrol) && (
          <div className="mt-2 flex flex-wrap gap-3">
            {mustEnrol && <ButtonLink href={`${paths.me()}#second-factor`}>{t.enrol}</ButtonLink>}
            {onRetry && !mustEnrol && (
              <Button look="secondary" onClick={onRetry}>
                {t.again}
              </Button>
            )}
            {action}
          </div>
        )}
      </div>
    </div>
  );
}

/** The same in one line, for the place beside a form's button. */
export function ErrorLine({ error }: { error: unknown }) {
  const lang = useLang();
  if (!error) return null;
  const told = tell(error);
  return (
    <p role="alert" className="flex gap-2 text-sm text-bad">
      <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <span>
        {pick(told.text, lang)}
        {told.money && ` ${pick(told.money, lang)}`}
      </span>
    </p>
  );
}
