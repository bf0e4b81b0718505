import { ArrowLeft, ChevronDown } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useSession } from '@/api/session';
import { useCity } from '@/features/catalogue/queries';
import { useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { paths } from '@/lib/paths';
import { LanguageSwitch, ThemeSwitch } from './switches';
import { frameTexts } from './texts';
import { Wordmark } from './Wordmark';

const CityDialog = lazy(() => import('@/features/catalogue/CityDialog'));

/** One slim bar: city and switches on a phone; the whole navigation on a desk. */
export function TopBar({ back = false }: { back?: boolean }) {
  const t = useTexts(frameTexts);
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-surface-0">
      <div className="column flex h-14 items-center gap-2 lg:h-16 lg:gap-6">
        {back && (
          <button
            type="button"
            onClick={() => history.back()}
            aria-label={t.back}
            className="-ml-3 grid size-11 place-items-center rounded-md hover:bg-surface-2 lg:hidden"
          >
            <ArrowLeft className="size-5" aria-hidden="true" />
          </button>
        )}
        <div className="order-2 mx-auto lg:order-none lg:mx-0">
          <Wordmark />
        </div>
        <div className="order-1 min-w-22 lg:order-none lg:min-w-0">{!back && <CityButton />}</div>
        <DeskNav />
        <div className="order-3 flex min-w-22 items-center justify-end lg:ml-auto">
          <LanguageSwitch />
          <ThemeSwitch />
          <Account />
        </div>
      </div>
    </header>
  );
}

function CityButton() {
  const t = useTexts(frameTexts);
  const lz = useLocalized();
  const { city } = useCity();
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);
  if (!city) return null;
  return (
    <>
      <button
        type="button"
        aria-label={t.cityButton(lz(city.name))}
        onClick={() => {
          setAsked(true);
          setOpen(true);
        }}
        className="-ml-2 flex min-h-11 items-center gap-1 rounded-md px-2 font-semibold hover:bg-surface-2"
      >
        {lz(city.name)}
        <ChevronDown className="size-4 text-ink-muted" aria-hidden="true" />
      </button>
      {asked && (
        <Suspense>
          <CityDialog open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}

function DeskNav() {
  const t = useTexts(frameTexts);
  const [path] = useLocation();
  const items = [
    { href: paths.films(), label: t.showing, on: /^\/films/.test(path) },
    { href: paths.cinemas(), label: t.cinemas, on: /^\/cinemas/.test(path) },
    { href: paths.articles(), label: t.notices, on: /^\/articles/.test(path) },
    { href: paths.orders(), label: t.tickets, on: /^\/(tickets|orders)/.test(path) },
  ];
  return (
    <nav aria-label={t.mainNav} className="hidden lg:block">
      <ul className="flex gap-1">
        {items.map(({ href, label, on }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={on ? 'page' : undefined}
              className={cx(
                'relative grid h-16 place-items-center px-3 transition-colors hover:text-ink',
                on
                  ? 'font-semibold after:absolute after:inset-x-3 after:bottom-0 after:h-0.5 after:bg-accent'
                  : 'text-ink-muted',
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Account() {
  const t = useTexts(frameTexts);
  const session = useSession();
  const [path] = useLocation();
  const signedIn = session.status === 'signed-in';
  return (
    <Link
      href={signedIn ? paths.me() : paths.signIn(path === '/' ? undefined : path)}
      className="ml-2 hidden min-h-11 items-center rounded-md px-3 font-medium hover:bg-surface-2 lg:flex"
    >
      {session.status === 'unknown' ? t.me : signedIn ? session.user.display_name : t.signIn}
    </Link>
  );
}
