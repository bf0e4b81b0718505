import {
  AppWindow,
  Armchair,
  Banknote,
  BookOpenText,
  Building2,
  CalendarDays,
  ChevronLeft,
  ChevronRight,
  FileText,
  Gauge,
  KeyRound,
  LogOut,
  type LucideIcon,
  Newspaper,
  Printer,
  QrCode,
  Scale,
  ScanLine,
  ScanSearch,
  ScrollText,
  Tags,
  UsersRound,
  Webhook,
} from 'lucide-react';
import {
  type FocusEvent,
  type FocusEventHandler,
  type ReactNode,
  type RefObject,
  useLayoutEffect,
  useRef,
} from 'react';
import { Link, useLocation } from 'wouter';
import { useSession } from '@/api/session';
import { useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { paths } from '@/lib/paths';
import { useMoreAside } from '@/lib/useMoreAside';
import { OfflineNotice, SkipLink } from './frame';
import { LanguageSwitch, ThemeSwitch } from './switches';
import { frameTexts } from './texts';
import { Wordmark } from './Wordmark';

/** Staff pages: a rail at the left on a desk, along the top on a phone; 14 px, calm and dense. */
export function AdminLayout({ children }: { children: ReactNode }) {
  const t = useTexts(frameTexts);
  const session = useSession();
  const [path] = useLocation();
  const role = session.user?.role;
  const rail = useRef<HTMLDivElement>(null);
  const more = useMoreAside(rail);
  useLayoutEffect(() => {
    // Before anything is painted: where one is stands in sight, and nothing jumps afterwards.
    const here = rail.current?.querySelector('[aria-current=page]');
    if (rail.current && here) reveal(rail.current, here);
  }, [path, role, t]);
  // By keyboard only: what is pressed must not move away under the finger.
  const toFocus = ({ currentTarget: link }: FocusEvent<HTMLElement>) => {
    if (rail.current && link.matches(':focus-visible')) reveal(rail.current, link);
  };
  const groups = railOf(t, path).map((group) => ({
    ...group,
    items: group.items.filter((item) => role === undefined || item.roles.includes(role)),
  }));
  return (
    <div className="flex min-h-dvh flex-col text-sm lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] print:block">
      <SkipLink />
      <header className="flex items-center gap-2 border-b border-line bg-surface-1 px-3 lg:sticky lg:top-0 lg:h-dvh lg:flex-col lg:items-stretch lg:border-r lg:border-b-0 lg:p-4 print:hidden">
        <div className="hidden px-2 py-2 lg:block">
          <Wordmark />
        </div>
        <nav
          aria-label={t.staffNav}
          className="relative min-w-0 flex-1 lg:mt-3 lg:flex lg:min-h-0 lg:flex-col"
        >
          <div
            ref={rail}
            className="rail motion-safe:scroll-smooth lg:block lg:min-h-0 lg:flex-1 lg:overflow-y-auto"
          >
            <ul className="flex lg:grid">
              {groups
                .filter((group) => group.items.length > 0)
                .map((group) => (
                  <li
                    key={group.name}
                    className="border-line not-first:ml-1 not-first:border-l not-first:pl-1 lg:not-first:mt-2 lg:not-first:ml-0 lg:not-first:border-t lg:not-first:border-l-0 lg:not-first:pt-2 lg:not-first:pl-0"
                  >
                    <ul aria-label={group.name} className="flex gap-1 lg:grid lg:gap-0.5">
                      {group.items.map((item) => (
                        <RailItem key={item.href} item={item} onFocus={toFocus} />
                      ))}
                    </ul>
                  </li>
                ))}
            </ul>
          </div>
          {more.before && <Onward rail={rail} by={-1} />}
          {more.after && <Onward rail={rail} by={1} />}
        </nav>
        <div className="flex items-center">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <div className="flex min-w-0 flex-1 flex-col">
        <OfflineNotice />
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 focus:outline-none">
          {children}
        </main>
      </div>
    </div>
  );
}

/** Brings where one is into the middle of the rail; the page itself stays where it is. */
function reveal(rail: Element, here: Element) {
  const outer = rail.getBoundingClientRect();
  const inner = here.getBoundingClientRect();
  const isInSight = inner.top >= outer.top && inner.bottom <= outer.bottom;
  const middle = (edge: number, size: number) => edge + size / 2;
  rail.scrollBy?.({
    left: middle(inner.left, inner.width) - middle(outer.left, outer.width),
    top: isInSight ? 0 : middle(inner.top, inner.height) - middle(outer.top, outer.height),
    behavior: 'instant',
  });
}

/**
 * On a phone the rail fades where it goes on, and a press there moves it. It is for the pointer
 * only: the keyboard and a screen reader walk through the links, which come into sight.
 */
function Onward({ rail, by }: { rail: RefObject<HTMLElement | null>; by: 1 | -1 }) {
  const Icon = by > 0 ? ChevronRight : ChevronLeft;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-hidden="true"
      onClick={() => rail.current?.scrollBy({ left: by * rail.current.clientWidth * 0.7 })}
      className={cx(
        'absolute inset-y-0 flex w-12 items-center from-surface-1 from-45% to-transparent lg:hidden',
        by > 0 ? 'right-0 justify-end bg-linear-to-l' : 'left-0 bg-linear-to-r',
      )}
    >
      <Icon className="size-5" aria-hidden="true" />
    </button>
  );
}

type Role = NonNullable<ReturnType<typeof useSession>['user']>['role'];

interface Item {
  href: string;
  label: string;
  icon: LucideIcon;
  on: boolean;
  roles: readonly Role[];
}

const BOOKS: readonly Role[] = ['administrator', 'auditor'];
const STAFF: readonly Role[] = ['administrator', 'cinema_staff'];
const ALL: readonly Role[] = ['administrator', 'auditor', 'cinema_staff'];

/** What there is to do, in groups: money, what is sold, who may do what, and the box office. */
function railOf(t: typeof frameTexts.zh, path: string): { name: string; items: Item[] }[] {
  const item = (
    href: string,
    label: string,
    icon: LucideIcon,
    roles: readonly Role[],
    on = path === href || path.startsWith(`${href}/`),
  ): Item => ({ href, label, icon, on, roles });
  return [
    {
      name: t.groupMoney,
      items: [
        item(paths.admin(), t.overview, Gauge, BOOKS, path === paths.admin()),
        item(paths.adminOrders(), t.adminOrders, ScanSearch, BOOKS),
        item(paths.ledger(), t.ledger, BookOpenText, BOOKS),
        item(paths.reconciliations(), t.reconciliation, Scale, BOOKS),
      ],
    },
    {
      name: t.groupOffer,
      items: [
        item(paths.cinemaSystems(), t.cinemaSystems, Building2, BOOKS),
        item(paths.adminApps(), t.adminApps, AppWindow, BOOKS),
        item(paths.adminArticles(), t.adminArticles, Newspaper, BOOKS),
      ],
    },
    {
      name: t.groupAccess,
      items: [
        item(paths.users(), t.users, UsersRound, BOOKS),
        item(paths.clients(), t.clients, KeyRound, BOOKS),
        item(paths.webhooks(), t.webhooks, Webhook, BOOKS),
        item(paths.audit(), t.audit, ScrollText, BOOKS),
      ],
    },
    {
      name: t.groupBoxOffice,
      items: [
        item(
          paths.schedule(),
          t.schedule,
          CalendarDays,
          STAFF,
          /^\/desk\/(schedule|sessions)/.test(path),
        ),
        item(paths.desk(), t.desk, ScanLine, STAFF, path === paths.desk()),
        item(paths.gate(), t.gate, QrCode, STAFF),
        item(paths.kiosk(), t.kiosk, Printer, STAFF),
        item(paths.sales(), t.sales, Banknote, STAFF),
        item(paths.statement(), t.statement, FileText, STAFF),
        item(paths.prices(), t.prices, Tags, STAFF),
        item(paths.halls(), t.halls, Armchair, STAFF),
      ],
    },
    { name: t.shop, items: [item(paths.home(), t.shop, LogOut, ALL, false)] },
  ];
}

interface RailItemProps {
  item: Item;
  onFocus: FocusEventHandler<HTMLElement>;
}

function RailItem({ item: { href, label, icon: Icon, on }, onFocus }: RailItemProps) {
  return (
    <li>
      <Link
        href={href}
        onFocus={onFocus}
        aria-current={on ? 'page' : undefined}
        className={cx(
          'flex min-h-11 items-center gap-2.5 whitespace-nowrap rounded-sm px-3 lg:min-h-8',
          on ? 'bg-surface-3 font-semibold' : 'text-ink-muted hover:bg-surface-2',
        )}
      >
        <Icon className="size-4" aria-hidden="true" />
        {label}
      </Link>
    </li>
  );
}
