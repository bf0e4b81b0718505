import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { decimalOf, formatMoney } from '@/lib/money';
import { paths } from '@/lib/paths';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { anyText, flag, oneOf, useFilters } from '@/lib/useFilters';
import { Button } from '@/ui/Button';
import { OptionalDayInput } from '@/ui/DayRange';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { MoreButton } from '@/ui/MoreButton';
import { SearchForm } from '@/ui/SearchForm';
import { Select } from '@/ui/Select';
import { StaffPage } from '@/ui/StaffPage';
import { Status } from '@/ui/Status';
import { type Column, DataTable } from '@/ui/Table';
import { type AdminOrderSummary, cinemaNamesQuery, type OrderStatus, ordersQuery } from './queries';
import { texts } from './texts';
import { STATUSES, standing, statusName } from './words';

const FILTERS = {
  q: anyText(),
  status: oneOf(STATUSES),
  cinema: anyText(),
  from: anyText(),
  to: anyText(),
  attention: flag(),
};

/** One box that takes any number, and filters for those who have none. */
export default function OrdersPage() {
  const t = useTexts(texts);
  useTitle(t.title);
  const { values, set, isSet, clear } = useFilters(FILTERS);
  const orders = useInfiniteQuery(ordersQuery(values));
  const rows = orders.data?.pages.flatMap((page) => page.items);
  return (
    <StaffPage title={t.title} lead={t.lead}>
      <SearchForm
        label={t.findLabel}
        button={t.find}
        look="primary"
        value={values.q ?? ''}
        onSearch={(q) => set({ q })}
        className="max-w-3xl"
      />
      <Narrow values={values} set={set} isSet={isSet()} clear={() => clear()} />
      {orders.error && !rows ? (
        <ErrorPanel error={orders.error} onRetry={() => void orders.refetch()} />
      ) : rows?.length === 0 ? (
        isSet() ? (
          <Empty
            title={t.nothing}
            action={
              <Button look="secondary" onClick={() => clear()}>
                {t.clear}
              </Button>
            }
          >
            {t.nothingWhy}
          </Empty>
        ) : (
          <Empty title={t.noOrders} />
        )
      ) : (
        <OrdersTable rows={rows} hasMore={orders.hasNextPage} />
      )}
      <MoreButton list={orders} label={t.more} />
    </StaffPage>
  );
}

interface NarrowProps {
  values: ReturnType<typeof useFilters<typeof FILTERS>>['values'];
  set: ReturnType<typeof useFilters<typeof FILTERS>>['set'];
  isSet: boolean;
  clear: () => void;
}

function Narrow({ values, set, isSet, clear }: NarrowProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const lz = useLocalized();
  const cinemas = useQuery(cinemaNamesQuery);
  return (
    <div className="grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap print:hidden">
      <div className="md:w-44">
        <Select
          dense
          label={t.status}
          value={values.status ?? ''}
          onChange={(event) => set({ status: (event.currentTarget.value || null) as OrderStatus })}
        >
          <option value="">{t.allStatuses}</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {statusName(status, lang)}
            </option>
          ))}
        </Select>
      </div>
      <div className="md:w-56">
        <Select
          dense
          label={t.cinema}
          value={values.cinema ?? ''}
          onChange={(event) => set({ cinema: event.currentTarget.value || null })}
        >
          <option value="">{t.allCinemas}</option>
          {cinemas.data?.items.map((one) => (
            <option key={one.cinema_id} value={one.cinema_id}>
              {lz(one.name)}
            </option>
          ))}
        </Select>
      </div>
      <OptionalDayInput label={t.from} value={values.from} onChange={(from) => set({ from })} />
      <OptionalDayInput label={t.to} value={values.to} onChange={(to) => set({ to })} />
      <label className="col-span-2 inline-flex min-h-11 items-center gap-2">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={values.attention}
          onChange={(event) => set({ attention: event.currentTarget.checked })}
        />
        {t.attention}
      </label>
      {isSet && (
        <Button look="quiet" onClick={clear}>
          {t.clear}
        </Button>
      )}
    </div>
  );
}

function OrdersTable({
  rows,
  hasMore,
}: {
  rows: AdminOrderSummary[] | undefined;
  hasMore: boolean;
}) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const [, navigate] = useLocation();
  const at = (instant: string) => formatDateTime(instant, PLATFORM_ZONE, locale);
  const hasClients = rows?.some((row) => row.client_id) ?? false;
  const columns: Column<AdminOrderSummary>[] = [
    {
      key: 'order_no',
      head: t.orderNo,
      cell: (row) => (
        <Link
          href={paths.adminOrder(row.id)}
          className="inline-flex min-h-8 items-center underline-offset-4 hover:underline"
        >
          {row.order_no}
        </Link>
      ),
      text: (row) => row.order_no,
      isRowHead: true,
    },
    {
      key: 'status',
      head: t.status,
      cell: (row) => {
        const { tone, text } = standing(row, lang);
        return <Status tone={tone}>{text}</Status>;
      },
      text: (row) => standing(row, lang).text,
    },
    {
      key: 'created',
      head: t.created,
      cell: (row) => <time dateTime={row.created_at}>{at(row.created_at)}</time>,
      text: (row) => row.created_at,
      muted: true,
    },
    { key: 'film', head: t.film, cell: (row) => lz(row.film), text: (row) => lz(row.film) },
    { key: 'cinema', head: t.cinema, cell: (row) => lz(row.cinema), text: (row) => lz(row.cinema) },
    {
      key: 'starts',
      head: t.starts,
      cell: (row) => <time dateTime={row.starts_at}>{at(row.starts_at)}</time>,
      text: (row) => row.starts_at,
    },
    {
      key: 'seats',
      head: t.seats,
      cell: (row) => row.seat_count,
      text: (row) => String(row.seat_count),
      right: true,
    },
    {
      key: 'total',
      head: t.total,
      cell: (row) => formatMoney(row.total, locale, true),
      text: (row) => decimalOf(row.total),
      right: true,
    },
    { key: 'phone', head: t.phone, cell: (row) => row.phone, text: (row) => row.phone },
    ...(hasClients
      ? [
          {
            key: 'client',
            head: t.soldBy,
            cell: (row: AdminOrderSummary) => row.client_id ?? '',
            text: (row: AdminOrderSummary) => row.client_id ?? '',
            muted: true,
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={t.title}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      onOpen={(row) => navigate(paths.adminOrder(row.id))}
      summary={rows && t.shown(rows.length, hasMore)}
    />
  );
}
