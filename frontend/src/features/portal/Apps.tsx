import {
  AppWindow,
  BusFront,
  CalendarDays,
  CodeXml,
  GraduationCap,
  LibraryBig,
  type LucideIcon,
  MapPin,
  Megaphone,
  Music,
  Newspaper,
  Popcorn,
  SquareParking,
  Ticket,
  TrainFront,
  Wallet,
} from 'lucide-react';
import { Link } from 'wouter';
import { useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import type { PortalApp } from './queries';
import { portalTexts } from './texts';

/** The signs an application may be registered with; any other gets the plain window. */
const icons: Record<string, LucideIcon> = {
  ticket: Ticket,
  tickets: Ticket,
  film: Popcorn,
  cinema: Popcorn,
  popcorn: Popcorn,
  calendar: CalendarDays,
  festival: CalendarDays,
  parking: SquareParking,
  school: GraduationCap,
  education: GraduationCap,
  train: TrainFront,
  metro: TrainFront,
  bus: BusFront,
  library: LibraryBig,
  book: LibraryBig,
  music: Music,
  news: Newspaper,
  newspaper: Newspaper,
  megaphone: Megaphone,
  wallet: Wallet,
  'map-pin': MapPin,
  code: CodeXml,
  notice: Megaphone,
};

/** Applications registered on the platform, as a quiet grid of entries. */
export function Apps({ apps }: { apps: readonly PortalApp[] }) {
  return (
    <ul className="grid grid-cols-2 gap-x-4 border-t border-line pt-2">
      {apps.map((app) => (
        <li key={app.id}>
          <AppEntry app={app} />
        </li>
      ))}
    </ul>
  );
}

function AppEntry({ app }: { app: PortalApp }) {
  const t = useTexts(portalTexts);
  const lz = useLocalized();
  const Icon = icons[app.icon] ?? AppWindow;
  const content = (
    <>
      <Icon className="mt-0.5 size-5 shrink-0 text-accent" strokeWidth={1.75} aria-hidden="true" />
      <span className="grid gap-0.5">
        <span className="font-medium underline-offset-4 group-hover:underline">{lz(app.name)}</span>
        <span className="text-sm text-ink-muted">{lz(app.description)}</span>
      </span>
    </>
  );
  const look = 'group flex gap-3 py-3';
  // The API serves pages of its own, its documentation for one, which the router does not know.
  if (app.url.startsWith('/api/')) {
    return (
      <a href={app.url} className={look}>
        {content}
      </a>
    );
  }
  if (/^\/(?![/\\])/.test(app.url)) {
    return (
      <Link href={app.url} className={look}>
        {content}
      </Link>
    );
  }
  // Anything but a web address is not an entry: it is shown, but it leads nowhere.
  if (!/^https?:\/\//i.test(app.url)) return <span className={look}>{content}</span>;
  return (
    <a href={app.url} target="_blank" rel="noopener noreferrer" className={look}>
      {content}
      <span className="sr-only">{t.opensNew}</span>
    </a>
  );
}
