import {
  Armchair,
  Banknote,
  BookOpenText,
  Building2,
  CalendarDays,
  FileText,
  Gauge,
  LogOut,
  Printer,
  QrCode,
  ScanLine,
  Tags,
} from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { useSession } from '@/api/session';
import { useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { paths } from '@/lib/paths';
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
  const rail = useRef<HTMLElement>(null);
  useEffect(() => {
    // Along the top of a phone the rail scrolls sideways: where one is must be in sight.
    const here = rail.current?.querySelector('[aria-current=page]');
    here?.scrollIntoView?.({ inline: 'center', block: 'nearest' });
  }, [path, role]);
  const items = [
    {
      href: paths.admin(),
      label: t.overview,
      icon: Gauge,
      on: path === '/admin',
      show: role !== 'cinema_staff',
    },
    {
      href: paths.ledger(),
      label: t.ledger,
      icon: BookOpenText,
      on: /^\/admin\/ledger/.test(path),
      show: role !== 'cinema_staff',
    },
    {
      href: paths.cinemaSystems(),
      label: t.cinemaSystems,
      icon: Building2,
      on: /^\/admin\/cinemas/.test(path),
      show: role !== 'cinema_staff',
    },
    {
      href: paths.schedule(),
      label: t.schedule,
      icon: CalendarDays,
      on: /^\/desk\/(schedule|sessions)/.test(path),
      show: role !== 'auditor',
    },
    {
      href: paths.desk(),
      label: t.desk,
      icon: ScanLine,
      on: path === '/desk',
      show: role !== 'auditor',
    },
    {
      href: paths.gate(),
      label: t.gate,
      icon: QrCode,
      on: path === '/desk/gate',
      show: role !== 'auditor',
    },
    {
      href: paths.kiosk(),
      label: t.kiosk,
      icon: Printer,
      on: false,
      show: role !== 'auditor',
    },
    {
      href: paths.sales(),
      label: t.sales,
      icon: Banknote,
      on: path === paths.sales(),
      show: role !== 'auditor',
    },
    {
      href: paths.statement(),
      label: t.statement,
      icon: FileText,
      on: path === paths.statement(),
      show: role !== 'auditor',
    },
    {
      href: paths.prices(),
      label: t.prices,
      icon: Tags,
      on: path === paths.prices(),
      show: role !== 'auditor',
    },
    {
      href: paths.halls(),
      label: t.halls,
      icon: Armchair,
      on: /^\/desk\/halls/.test(path),
      show: role !== 'auditor',
    },
    { href: paths.home(), label: t.shop, icon: LogOut, on: false, show: true },
  ];
  return (
    <div className="flex min-h-dvh flex-col text-sm lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] print:block">
      <SkipLink />
      <div className="flex items-center gap-2 border-b border-line bg-surface-1 px-3 lg:sticky lg:top-0 lg:h-dvh lg:flex-col lg:items-stretch lg:border-r lg:border-b-0 lg:p-4 print:hidden">
        <div className="hidden px-2 py-2 lg:block">
          <Wordmark />
        </div>
        <nav ref={rail} aria-label={t.staffNav} className="rail min-w-0 flex-1 lg:mt-4 lg:block">
          <ul className="flex gap-1 lg:grid">
            {items
              .filter((item) => item.show)
              .map(({ href, label, icon: Icon, on }) => (
                <li key={href}>
                  <Link
                    href={href}
                    aria-current={on ? 'page' : undefined}
                    className={cx(
                      'flex min-h-11 items-center gap-2.5 whitespace-nowrap rounded-sm px-3 lg:min-h-9',
                      on ? 'bg-surface-3 font-semibold' : 'text-ink-muted hover:bg-surface-2',
                    )}
                  >
                    <Icon className="size-4" aria-hidden="true" />
                    {label}
                  </Link>
                </li>
              ))}
          </ul>
        </nav>
        <div className="flex items-center">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </div>
      <div className="flex min-w-0 flex-1 flex-col">
        <OfflineNotice />
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 focus:outline-none">
          {children}
        </main>
      </div>
    </div>
  );
}
