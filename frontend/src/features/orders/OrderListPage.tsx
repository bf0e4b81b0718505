import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, Redirect } from 'wouter';
import { ApiError } from '@/api/errors';
import { savedTickets } from '@/api/savedTickets';
import { useSession } from '@/api/session';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { useServerNow } from '@/lib/countdown';
import { formatMoney } from '@/lib/money';
import { paths } from '@/lib/paths';
import { seatNamesOf, upperFirst } from '@/lib/seats';
import { dayOf, formatDateTime, formatTime, nameDay } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { ButtonLink } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { MoreButton } from '@/ui/MoreButton';
import { Skeleton } from '@/ui/Skeleton';
import { type Order, type Shelf, shelf } from './can';
import { ordersKey, ordersPage } from './queries';
import { StatusTag } from './StatusTag';
import { texts } from './texts';

/** The wallet: what is coming up first, then what has been, then what came to nothing. */
export default function OrderListPage() {
  const t = useTexts(texts);
  useTitle(t.orders);
  const session = useSession();
  const now = useServerNow(60_000);
  const list = useInfiniteQuery({
    queryKey: ordersKey,
    queryFn: ({ pageParam }) => ordersPage(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 0,
    enabled: session.status !== 'anonymous',
  });
  // No guard stands before this page, because saved tickets open without a network to ask who one is.
  if (session.status === 'anonymous') return <Redirect to={paths.signIn(paths.orders())} replace />;
  const orders = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="column lg:ml-[max(0px,calc((100%-75rem)/2))] grid max-w-4xl gap-8 py-6 lg:py-10">
      <h1 className="text-xl font-semibold">{t.orders}</h1>
      {list.isPending && <ListSkeleton />}
      {list.error && !list.data && (
        <>
          <SavedTickets offline={list.error instanceof ApiError && list.error.code === 'offline'} />
          <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />
        </>
      )}
      {list.data && orders.length === 0 && (
        <Empty
          title={t.emptyTitle}
          action={<ButtonLink href={paths.films()}>{t.toFilms}</ButtonLink>}
        >
          {t.emptyDetail}
        </Empty>
      )}
      {orders.length > 0 && <Shelves orders={orders} now={now} />}
      <MoreButton list={list} label={t.more} />
    </div>
  );
}

function Shelves({ orders, now }: { orders: Order[]; now: number }) {
  const t = useTexts(texts);
  const shelves: [Shelf, string][] = [
    ['upcoming', t.shelfUpcoming],
    ['past', t.shelfPast],
    ['ended', t.shelfEnded],
  ];
  const soonestFirst = (a: Order, b: Order) =>
    a.showtime.starts_at.localeCompare(b.showtime.starts_at);
  return shelves.map(([name, title]) => {
    const own = orders.filter((order) => shelf(order, now) === name).sort(soonestFirst);
    if (name !== 'upcoming') own.reverse();
    if (own.length === 0) return null;
    return (
      <section key={name} className="grid gap-3">
        <h2 className="text-sm font-medium text-ink-muted">{title}</h2>
        <ul className="grid gap-3">
          {own.map((order) => (
            <li key={order.id}>
              <OrderRow order={order} quiet={name === 'ended'} />
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

function OrderRow({ order, quiet }: { order: Order; quiet: boolean }) {
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const now = useServerNow(60_000);
  const { showtime } = order;
  const zone = showtime.cinema.timezone;
  const day = nameDay(dayOf(showtime.starts_at, zone), dayOf(now, zone), locale);
  const href = order.status === 'ticketed' ? paths.ticket(order.id) : paths.order(order.id);
  return (
    <Link
      href={href}
      className={`grid grid-cols-[5.5rem_1fr] overflow-hidden rounded-md border border-line bg-surface-1 transition-colors hover:border-line-strong ${quiet ? 'text-ink-muted' : ''}`}
    >
      <span className="grid content-center justify-items-center gap-0.5 border-r-2 border-dashed border-line px-2 py-4 text-center">
        <span className="text-xs text-ink-muted">{day.name}</span>
        <span className="figures text-lg leading-tight">
          {formatTime(showtime.starts_at, zone)}
        </span>
        <span className="text-xs text-ink-muted tabular-nums">{day.date}</span>
      </span>
      <span className="grid min-w-0 gap-1 p-4">
        <span className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
          <span className="font-semibold">{lz(showtime.film.title)}</span>
          <StatusTag status={order.status} />
        </span>
        <span className="text-sm text-ink-muted">
          {lz(showtime.cinema.name)} · {lz(showtime.hall.name)}
        </span>
        <span className="flex flex-wrap justify-between gap-x-3 text-sm">
          <span>{upperFirst(seatNamesOf(order.seats, lang))}</span>
          <span className="figures">{formatMoney(order.price.total, locale, true)}</span>
        </span>
      </span>
    </Link>
  );
}

/** Without a network the tickets kept on this device still open. */
function SavedTickets({ offline }: { offline: boolean }) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const locale = useLocale();
  const saved = offline ? savedTickets.all() : [];
  if (saved.length === 0) return null;
  return (
    <section className="grid gap-3">
      <h2 className="font-semibold">{t.offlineTickets}</h2>
      <p className="text-sm text-ink-muted">{t.offlineNote}</p>
      <ul className="grid gap-2">
        {saved.map(({ tickets }) => (
          <li key={tickets.order_id}>
            <Link
              href={paths.ticket(tickets.order_id)}
              className="flex flex-wrap justify-between gap-3 rounded-md border border-line bg-surface-1 p-4 hover:border-line-strong"
            >
              <span className="font-semibold">{lz(tickets.showtime.film.title)}</span>
              <span className="tabular-nums">
                {formatDateTime(
                  tickets.showtime.starts_at,
                  tickets.showtime.cinema.timezone,
                  locale,
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ListSkeleton() {
  return (
    <div className="grid gap-3" aria-busy="true">
      <Skeleton className="h-4 w-24" />
      <Skeleton className="h-28 w-full" />
      <Skeleton className="h-28 w-full" />
    </div>
  );
}
