import { Clapperboard, MapPin, Ticket, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { paths } from '@/lib/paths';
import { Footer } from './Footer';
import { OfflineNotice, SkipLink } from './frame';
import { TopBar } from './TopBar';
import { frameTexts } from './texts';

/** The frame of the public pages: bars above and, on a phone, below. */
export function ShopLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <TopBar />
      <OfflineNotice />
      <main id="main" tabIndex={-1} className="flex-1 focus:outline-none">
        {children}
      </main>
      <Footer />
      <BottomBar />
    </div>
  );
}

function BottomBar() {
  const t = useTexts(frameTexts);
  const [path] = useLocation();
  const items = [
    {
      href: paths.home(),
      label: t.showing,
      icon: Clapperboard,
      on: path === '/' || /^\/films/.test(path),
    },
    { href: paths.cinemas(), label: t.cinemas, icon: MapPin, on: /^\/cinemas/.test(path) },
    { href: paths.orders(), label: t.tickets, icon: Ticket, on: /^\/(tickets|orders)/.test(path) },
    { href: paths.me(), label: t.me, icon: UserRound, on: /^\/(me|signin|register)/.test(path) },
  ];
  return (
    <nav
      aria-label={t.mainNav}
      className="sticky bottom-0 z-20 border-t border-line bg-surface-1 pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <ul className="grid grid-cols-4">
        {items.map(({ href, label, icon: Icon, on }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={on ? 'page' : undefined}
              className={cx(
                'relative grid min-h-14 place-items-center content-center gap-0.5 text-xs',
                on ? 'font-semibold text-accent' : 'text-ink-muted',
              )}
            >
              <Icon className="size-5.5" strokeWidth={on ? 2.25 : 1.75} aria-hidden="true" />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
