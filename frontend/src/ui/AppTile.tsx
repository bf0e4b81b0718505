import { ArrowUpRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useLocalized } from '@/i18n/lang';
import { defineTexts, useTexts } from '@/i18n/texts';
import { entryOf, type PortalEntry } from '@/lib/entries';
import { AppIcon } from './AppIcon';

const texts = defineTexts({ opensNew: { zh: '在新页面打开', en: 'opens a new page' } });

interface AppTileProps {
  app: PortalEntry;
  /** What kind of application it is, said quietly beside its name. */
  category?: string;
}

/** An application's entry in the portal's grid. */
export function AppTile({ app, category }: AppTileProps) {
  const t = useTexts(texts);
  const entry = entryOf(app);
  const look = 'group flex gap-3 py-3';
  switch (entry.kind) {
    case 'route':
      return (
        <Link href={entry.href} className={look}>
          <Words app={app} category={category} />
        </Link>
      );
    case 'page':
      // A framed application needs a page of its own from the server, whose policy names its site.
      return (
        <a href={entry.href} className={look}>
          <Words app={app} category={category} />
        </a>
      );
    case 'site':
      return (
        <a href={entry.href} target="_blank" rel="noopener noreferrer" className={look}>
          <Words app={app} category={category}>
            <ArrowUpRight className="ml-1 inline size-3.5 text-ink-muted" aria-hidden="true" />
            <span className="sr-only">{t.opensNew}</span>
          </Words>
        </a>
      );
    default:
      // Anything but a web address is not an entry: it is shown, but it leads nowhere.
      return (
        <span className={look}>
          <Words app={app} category={category} />
        </span>
      );
  }
}

interface WordsProps {
  app: PortalEntry;
  category: string | undefined;
  children?: ReactNode;
}

function Words({ app, category, children }: WordsProps) {
  const lz = useLocalized();
  return (
    <>
      <AppIcon name={app.icon} className="mt-0.5 size-5 shrink-0 text-accent" />
      <span className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-0.5">
        <span className="font-medium underline-offset-4 group-[:is(a)]:group-hover:underline">
          {lz(app.name)}
          {children}
          {/* The space lets the line break between a long name and its category. */}
          {category && (
            <>
              {' '}
              <span className="ml-1 text-xs font-normal text-ink-muted">{category}</span>
            </>
          )}
        </span>
        <span className="text-sm text-ink-muted">{lz(app.description)}</span>
      </span>
    </>
  );
}
