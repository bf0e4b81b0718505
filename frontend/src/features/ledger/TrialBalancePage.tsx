import { useQuery } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { dayOf, formatDay, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { dayOr, useFilters } from '@/lib/useFilters';
import { Button } from '@/ui/Button';
import { DayInput } from '@/ui/DayRange';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { StaffPage } from '@/ui/StaffPage';
import { BackLink } from './BackLink';
import { BalancesTable } from './BalancesTable';
import { trialBalanceQuery } from './queries';
import { texts } from './texts';

/** Every account of the chart up to a day; both sides have to be the same. */
export default function TrialBalancePage() {
  const t = useTexts(texts);
  const locale = useLocale();
  useTitle(t.accountsTitle);
  const today = dayOf(serverNow(), PLATFORM_ZONE);
  const { values, set } = useFilters({ as_of: dayOr(today) });
  const { data, error, refetch } = useQuery(trialBalanceQuery(values.as_of));
  return (
    <div className="grid gap-3">
      <BackLink />
      <StaffPage
        title={t.accountsTitle}
        lead={t.accountsLead(formatDay(values.as_of, locale))}
        actions={
          <>
            <DayInput
              label={t.asOf}
              value={values.as_of}
              max={today}
              onChange={(as_of) => set({ as_of })}
            />
            <Button look="quiet" onClick={() => print()}>
              <Printer className="size-4" aria-hidden="true" />
              {t.print}
            </Button>
          </>
        }
      >
        {error && !data ? (
          <ErrorPanel error={error} onRetry={() => void refetch()} />
        ) : (
          <div className="max-w-4xl">
            <BalancesTable caption={t.accountsTitle} rows={data?.items} isChart />
          </div>
        )}
      </StaffPage>
    </div>
  );
}
