import { type ComponentType, lazy, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useScrollAndFocus } from '@/lib/navigation';
import { paths, patterns } from '@/lib/paths';
import { ErrorBoundary } from './ErrorBoundary';
import { type Audience, Guard } from './Guard';
import { BareLayout } from './layouts/BareLayout';
import { FocusLayout } from './layouts/FocusLayout';
import { ShopLayout } from './layouts/ShopLayout';
import { NotFoundPage } from './NotFoundPage';
import { prepareForOffline } from './offline';
import { PageFallback } from './PageFallback';

const AdminLayout = lazy(() =>
  import('./layouts/AdminLayout').then((module) => ({ default: module.AdminLayout })),
);

/**
 * Every page of the app, loaded when it is first visited. `shop` has the bars of the public part,
 * `focus` leaves the lower edge to the page's own tray (seats, checkout, ticket), `admin` has the
 * staff's rail, `bare` has nothing. `for` says who may enter; without it everybody.
 */
interface Page {
  path: string;
  page: ComponentType;
  layout: 'shop' | 'focus' | 'admin' | 'bare';
  for?: Audience;
}

const pages: readonly Page[] = [
  { path: patterns.home, page: lazy(() => import('@/features/portal/HomePage')), layout: 'shop' },
  {
    path: patterns.films,
    page: lazy(() => import('@/features/catalogue/FilmsPage')),
    layout: 'shop',
  },
  {
    path: patterns.film,
    page: lazy(() => import('@/features/catalogue/FilmPage')),
    layout: 'shop',
  },
  {
    path: patterns.cinemas,
    page: lazy(() => import('@/features/catalogue/CinemasPage')),
    layout: 'shop',
  },
  {
    path: patterns.cinema,
    page: lazy(() => import('@/features/catalogue/CinemaPage')),
    layout: 'shop',
  },
  {
    path: patterns.articles,
    page: lazy(() => import('@/features/portal/ArticlesPage')),
    layout: 'shop',
  },
  {
    path: patterns.article,
    page: lazy(() => import('@/features/portal/ArticlePage')),
    layout: 'shop',
  },
  { path: patterns.app, page: lazy(() => import('@/features/portal/AppPage')), layout: 'focus' },
  {
    path: patterns.authorize,
    page: lazy(() => import('@/features/consent/ConsentPage')),
    layout: 'focus',
    for: 'customer',
  },
  {
    path: patterns.signIn,
    page: lazy(() => import('@/features/identity/SignInPage')),
    layout: 'shop',
  },
  {
    path: patterns.register,
    page: lazy(() => import('@/features/identity/RegisterPage')),
    layout: 'shop',
  },
  {
    path: patterns.resetPassword,
    page: lazy(() => import('@/features/identity/ResetPasswordPage')),
    layout: 'shop',
  },
  {
    path: patterns.seats,
    page: lazy(() => import('@/features/seating/SeatPage')),
    layout: 'focus',
  },
  {
    path: patterns.checkout,
    page: lazy(() => import('@/features/orders/CheckoutPage')),
    layout: 'focus',
    for: 'customer',
  },
  {
    path: patterns.paymentReturn,
    page: lazy(() => import('@/features/orders/PaymentReturnPage')),
    layout: 'shop',
    for: 'customer',
  },
  // Saved tickets open without a network, so these two ask for the sign-in themselves.
  {
    path: patterns.orders,
    page: lazy(() => import('@/features/orders/OrderListPage')),
    layout: 'shop',
  },
  {
    path: patterns.ticket,
    page: lazy(() => import('@/features/tickets/TicketPage')),
    layout: 'focus',
  },
  {
    path: patterns.order,
    page: lazy(() => import('@/features/orders/OrderPage')),
    layout: 'shop',
    for: 'customer',
  },
  {
    path: patterns.me,
    page: lazy(() => import('@/features/profile/ProfilePage')),
    layout: 'shop',
    for: 'customer',
  },
  {
    path: patterns.desk,
    page: lazy(() => import('@/features/desk/DeskPage')),
    layout: 'admin',
    for: 'staff',
  },
  // Without a network nobody can be asked who they are: the gate sees to that itself.
  { path: patterns.gate, page: lazy(() => import('@/features/gate/GatePage')), layout: 'admin' },
  {
    path: patterns.kiosk,
    page: lazy(() => import('@/features/kiosk/KioskPage')),
    layout: 'bare',
    for: 'staff',
  },
  {
    path: patterns.schedule,
    page: lazy(() => import('@/features/schedule/SchedulePage')),
    layout: 'admin',
    for: 'staff',
  },
  {
    path: patterns.prices,
    page: lazy(() => import('@/features/schedule/PricesPage')),
    layout: 'admin',
    for: 'staff',
  },
  {
    path: patterns.session,
    page: lazy(() => import('@/features/counter/SessionPage')),
    layout: 'admin',
    for: 'staff',
  },
  {
    path: patterns.sales,
    page: lazy(() => import('@/features/counter/SalesPage')),
    layout: 'admin',
    for: 'staff',
  },
  {
    path: patterns.statement,
    page: lazy(() => import('@/features/counter/StatementPage')),
    layout: 'admin',
    for: 'staff',
  },
  {
    path: patterns.halls,
    page: lazy(() => import('@/features/halls/HallsPage')),
    layout: 'admin',
    for: 'staff',
  },
  {
    path: patterns.hall,
    page: lazy(() => import('@/features/halls/HallPage')),
    layout: 'admin',
    for: 'staff',
  },
  {
    path: patterns.cinemaSystems,
    page: lazy(() => import('@/features/cinemas/CinemasPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.cinemaSystem,
    page: lazy(() => import('@/features/cinemas/CinemaPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.admin,
    page: lazy(() => import('@/features/overview/OverviewPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.adminOrders,
    page: lazy(() => import('@/features/adminOrders/OrdersPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.adminOrder,
    page: lazy(() => import('@/features/adminOrders/OrderPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.users,
    page: lazy(() => import('@/features/users/UsersPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.audit,
    page: lazy(() => import('@/features/audit/AuditPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.ledger,
    page: lazy(() => import('@/features/ledger/LedgerPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.trialBalance,
    page: lazy(() => import('@/features/ledger/TrialBalancePage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.ledgerEntry,
    page: lazy(() => import('@/features/ledger/EntryPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.ledgerDay,
    page: lazy(() => import('@/features/ledger/LedgerDayPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.reconciliations,
    page: lazy(() => import('@/features/reconciliation/BoardPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.breaks,
    page: lazy(() => import('@/features/reconciliation/BreaksPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.reconciliationBreak,
    page: lazy(() => import('@/features/reconciliation/BreakPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.reconciliation,
    page: lazy(() => import('@/features/reconciliation/BatchPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.adminApps,
    page: lazy(() => import('@/features/apps/AppsPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.adminApp,
    page: lazy(() => import('@/features/apps/AppPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.adminArticles,
    page: lazy(() => import('@/features/articles/ArticlesPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.adminArticle,
    page: lazy(() => import('@/features/articles/ArticlePage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.clients,
    page: lazy(() => import('@/features/clients/ClientsPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.client,
    page: lazy(() => import('@/features/clients/ClientPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.webhooks,
    page: lazy(() => import('@/features/webhooks/WebhooksPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.webhook,
    page: lazy(() => import('@/features/webhooks/WebhookPage')),
    layout: 'admin',
    for: 'books',
  },
  {
    path: patterns.developers,
    page: lazy(() => import('@/features/developers/DevelopersPage')),
    layout: 'shop',
  },
];

/* The pages behind the bars, and the ticket: what one may still want when the network is gone. */
prepareForOffline([
  () => import('@/features/portal/HomePage'),
  () => import('@/features/catalogue/FilmsPage'),
  () => import('@/features/catalogue/FilmPage'),
  () => import('@/features/catalogue/CinemasPage'),
  () => import('@/features/catalogue/CinemaPage'),
  () => import('@/features/orders/OrderListPage'),
  () => import('@/features/tickets/TicketPage'),
]);

const layouts = { shop: ShopLayout, focus: FocusLayout, admin: AdminLayout, bare: BareLayout };

export function Routes() {
  useScrollAndFocus();
  return (
    <Suspense fallback={<PageFallback />}>
      <Switch>
        {pages.map(({ path, page, layout, for: audience }) => (
          <Route key={path} path={path}>
            <Framed page={page} layout={layout} audience={audience} />
          </Route>
        ))}
        {/* Where the applications of the portal and old links look for one's orders. */}
        <Route path="/orders">
          <Redirect to={paths.orders()} replace />
        </Route>
        <Route>
          <ShopLayout>
            <NotFoundPage />
          </ShopLayout>
        </Route>
      </Switch>
    </Suspense>
  );
}

interface FramedProps {
  page: ComponentType;
  layout: Page['layout'];
  audience: Audience | undefined;
}

function Framed({ page: Content, layout, audience }: FramedProps) {
  const Layout = layouts[layout];
  const [path] = useLocation();
  const content = (
    <ErrorBoundary page={path}>
      <Suspense fallback={<PageFallback />}>
        <Content />
      </Suspense>
    </ErrorBoundary>
  );
  return <Layout>{audience ? <Guard audience={audience}>{content}</Guard> : content}</Layout>;
}
