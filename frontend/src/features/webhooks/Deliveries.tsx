import { useInfiniteQuery } from '@tanstack/react-query';
import { RotateCw, X } from 'lucide-react';
import { useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { anyText, oneOf, useFilters } from '@/lib/useFilters';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { CodeBlock } from '@/ui/Copyable';
import { DateTime } from '@/ui/DateTime';
import { Empty } from '@/ui/Empty';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { MoreButton } from '@/ui/MoreButton';
import { Status } from '@/ui/Status';
import { type Column, DataTable } from '@/ui/Table';
import { toast } from '@/ui/Toast';
import { type Delivery, deliveriesQuery, useRedeliver, type Webhook } from './queries';
import { texts } from './texts';
import { answerText, deliveryStanding, eventText, pretty } from './words';

const STATES = ['pending', 'delivered', 'failed'] as const;
const FILTERS = { state: oneOf(STATES), delivery: anyText() };

/** What an endpoint was told, newest first, and one delivery in detail beside it. */
export function Deliveries({ webhook, mayWrite }: { webhook: Webhook; mayWrite: boolean }) {
  const t = useTexts(texts);
  const { values, set } = useFilters(FILTERS);
  const found = useInfiniteQuery(deliveriesQuery(webhook.id, values.state));
  const rows = found.data?.pages.flatMap((page) => page.items);
  const chosen = rows?.find((row) => row.id === values.delivery);
  const columns = useColumns();
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h2 className="font-semibold">{t.deliveries}</h2>
        <p className="text-sm text-ink-muted">{t.deliveriesLead}</p>
      </div>
      <Chips
        label={t.state}
        all={t.allStates}
        value={values.state}
        onChange={(value) => set({ state: STATES.find((state) => state === value) ?? null })}
        items={STATES.map((value) => ({ value, label: t[value] }))}
      />
      {!rows && found.error ? (
        <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />
      ) : rows?.length === 0 ? (
        <Empty title={t.noDeliveries}>{t.noDeliveriesWhy}</Empty>
      ) : (
        <div
          className={
            chosen
              ? 'grid grid-cols-[minmax(0,1fr)] items-start gap-5 xl:grid-cols-[minmax(0,1fr)_26rem]'
              : 'grid grid-cols-[minmax(0,1fr)]'
          }
        >
          <DataTable
            caption={t.deliveries}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            onOpen={(row) => set({ delivery: row.id })}
          />
          {chosen && (
            <Detail
              delivery={chosen}
              webhook={webhook}
              mayWrite={mayWrite}
              onClose={() => set({ delivery: null })}
            />
          )}
        </div>
      )}
      <MoreButton list={found} label={t.more} />
    </section>
  );
}

function useColumns(): Column<Delivery>[] {
  const t = useTexts(texts);
  const lang = useLang();
  return [
    {
      key: 'event',
      head: t.event,
      cell: (row) => (
        <>
          {eventText(row.event, lang)}{' '}
          <span className="font-mono text-xs text-ink-muted">{row.event}</span>
        </>
      ),
      text: (row) => row.event,
    },
    {
      key: 'state',
      head: t.state,
      cell: (row) => {
        const { tone, text } = deliveryStanding(row, lang);
        return <Status tone={tone}>{text}</Status>;
      },
      text: (row) => row.state,
    },
    {
      key: 'answer',
      head: t.answer,
      cell: (row) => answerText(row, lang),
      text: (row) => answerText(row, lang),
      right: true,
    },
    {
      key: 'latency',
      head: t.latency,
      cell: (row) => row.last_latency_ms != null && t.ms(row.last_latency_ms),
      text: (row) => String(row.last_latency_ms ?? ''),
      right: true,
      muted: true,
    },
    {
      key: 'attempts',
      head: t.attempts,
      cell: (row) => row.attempts,
      text: (row) => String(row.attempts),
      right: true,
    },
    {
      key: 'at',
      head: t.at,
      cell: (row) => <DateTime at={row.created_at} />,
      text: (row) => row.created_at,
      muted: true,
    },
  ];
}

interface DetailProps {
  delivery: Delivery;
  webhook: Webhook;
  mayWrite: boolean;
  onClose: () => void;
}

function Detail({ delivery, webhook, mayWrite, onClose }: DetailProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const redeliver = useRedeliver(webhook.id);
  const stands = deliveryStanding(delivery, lang);
  const when = (at: string) => formatDateTime(at, PLATFORM_ZONE, locale);
  return (
    <aside
      aria-label={eventText(delivery.event, lang)}
      className="grid grid-cols-[minmax(0,1fr)] gap-4 rounded-md border border-line p-4"
    >
      <div className="flex items-start justify-between gap-3">
        <div className="grid gap-1">
          <h3 className="font-semibold">{eventText(delivery.event, lang)}</h3>
          <Status tone={stands.tone}>{stands.text}</Status>
        </div>
        <Button look="quiet" size="sm" aria-label={t.close} onClick={onClose}>
          <X className="size-4" aria-hidden="true" />
        </Button>
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm [&>dt]:text-ink-muted">
        <dt>{t.message}</dt>
        <dd className="font-mono break-all">{delivery.message_id}</dd>
        <dt>{t.attempts}</dt>
        <dd>{delivery.attempts}</dd>
        {delivery.last_error && (
          <>
            <dt>{t.error}</dt>
            <dd className="break-words">{delivery.last_error}</dd>
          </>
        )}
      </dl>
      {delivery.state === 'pending' && delivery.next_attempt_at && (
        <p className="text-sm text-ink-muted">{t.nextTry(when(delivery.next_attempt_at))}</p>
      )}
      <CodeBlock label={t.payload} code={pretty(delivery.payload)} />
      {mayWrite && (
        <div>
          <Button
            look="secondary"
            busy={redeliver.isPending}
            disabled={!webhook.is_enabled}
            onClick={() => redeliver.mutate(delivery.id, { onSuccess: () => toast(t.sentAgain) })}
          >
            <RotateCw className="size-4" aria-hidden="true" />
            {t.again}
          </Button>
        </div>
      )}
      <ErrorLine error={redeliver.error} />
    </aside>
  );
}
