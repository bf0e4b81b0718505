import { useQuery } from '@tanstack/react-query';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatMoney } from '@/lib/money';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { overviewQuery } from './queries';
import { texts } from './texts';

/** The live figures: the one that must be zero first. */
export function Overview() {
  const t = useTexts(texts);
  const locale = useLocale();
  const { data, error } = useQuery(overviewQuery);
  if (error && !data) return <ErrorLine error={error} />;
  if (!data) return <Skeleton className="h-20 w-full" />;
  const stuck = data.paid_without_ticket_or_refund;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line lg:grid-cols-5">
      <Figure label={t.paidWithout} note={t.paidWithoutOk} wide>
        <span className={`flex items-center gap-1.5 ${stuck === 0 ? 'text-ok' : 'text-bad'}`}>
          {stuck === 0 ? (
            <CircleCheck className="size-5" aria-hidden="true" />
          ) : (
            <TriangleAlert className="size-5" aria-hidden="true" />
          )}
          {stuck}
        </span>
      </Figure>
      <Figure label={t.needsOperator}>
        <span className={data.needs_operator > 0 ? 'text-warn' : ''}>{data.needs_operator}</span>
      </Figure>
      <Figure label={t.ordersToday}>{data.orders_today}</Figure>
      <Figure label={t.salesToday}>{formatMoney(data.sales_today, locale, true)}</Figure>
      <Figure label={t.outbox}>{data.outbox_waiting}</Figure>
    </dl>
  );
}

type FigureProps = { label: string; note?: string; wide?: boolean; children: ReactNode };

function Figure({ label, note, wide, children }: FigureProps) {
  return (
    <div
      className={`flex flex-col-reverse justify-end gap-1 bg-surface-1 p-4 ${wide ? 'col-span-2 lg:col-span-1' : ''}`}
    >
      <dt className="text-ink-muted">
        {label}
        {note && <span className="block text-xs">{note}</span>}
      </dt>
      <dd className="figures text-lg">{children}</dd>
    </div>
  );
}
