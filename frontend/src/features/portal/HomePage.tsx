import { useState } from 'react';
import { Link } from 'wouter';
import { useTexts } from '@/i18n/texts';
import { useCitySlug } from '@/lib/city';
import { serverNow } from '@/lib/clock';
import { paths } from '@/lib/paths';
import { useTitle } from '@/lib/title';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { FilmCard, posterGrid } from '@/ui/FilmCard';
import { Skeleton } from '@/ui/Skeleton';
import { Apps } from './Apps';
import { NextShowtimes } from './NextShowtimes';
import { NoticeList } from './NoticeList';
import { type Portal, usePortal } from './queries';
import { portalTexts } from './texts';

/** The front page: what starts soon, what is on, what is coming, and the city's notices. */
export default function HomePage() {
  const t = useTexts(portalTexts);
  const city = useCitySlug();
  const portal = usePortal(city);
  useTitle(t.home);
  if (portal.isPending) return <HomeSkeleton />;
  if (portal.error && !portal.data) {
    return (
      <div className="column py-12">
        <ErrorPanel error={portal.error} onRetry={() => void portal.refetch()} />
      </div>
    );
  }
  return <Home portal={portal.data} />;
}

function Home({ portal }: { portal: Portal }) {
  const t = useTexts(portalTexts);
  const [now] = useState(serverNow);
  return (
    <div className="column grid gap-12 pt-5 pb-8 lg:gap-16 lg:pt-10">
      <h1 className="sr-only">{t.home}</h1>
      <NextShowtimes showtimes={portal.next_showtimes} now={now} />
      {portal.showing.length > 0 && (
        <section className="grid gap-5" aria-labelledby="showing">
          <SectionHead id="showing" title={t.showing} href={paths.films()} />
          <ul className={posterGrid}>
            {portal.showing.slice(0, 12).map((film) => (
              <li key={film.id}>
                <FilmCard film={film} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {portal.upcoming.length > 0 && (
        <section className="grid gap-5" aria-labelledby="upcoming">
          <SectionHead id="upcoming" title={t.upcoming} href={paths.films({ tab: 'upcoming' })} />
          <ul className="rail -mx-4 gap-4 px-4 lg:mx-0 lg:grid lg:grid-cols-8 lg:gap-x-5 lg:overflow-visible lg:px-0">
            {portal.upcoming.slice(0, 8).map((film) => (
              <li key={film.id} className="w-32 shrink-0 snap-start lg:w-auto">
                <FilmCard film={film} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="grid gap-12 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:gap-16">
        {portal.articles.length > 0 && (
          <section className="grid content-start gap-3" aria-labelledby="notices">
            <SectionHead id="notices" title={t.notices} href={paths.articles()} />
            <NoticeList articles={portal.articles.slice(0, 5)} />
          </section>
        )}
        {portal.apps.length > 0 && (
          <section className="grid content-start gap-3" aria-labelledby="apps">
            <SectionHead id="apps" title={t.apps} />
            <Apps apps={portal.apps} />
          </section>
        )}
      </div>
    </div>
  );
}

interface SectionHeadProps {
  id: string;
  title: string;
  href?: string;
}

export function SectionHead({ id, title, href }: SectionHeadProps) {
  const t = useTexts(portalTexts);
  return (
    <div className="flex items-baseline justify-between gap-4">
      <h2 id={id} className="headline text-xl">
        {title}
      </h2>
      {href && (
        <Link
          href={href}
          aria-label={`${t.all} · ${title}`}
          className="-my-2 flex min-h-11 items-center text-sm text-ink-muted underline-offset-4 hover:text-ink hover:underline"
        >
          {t.all}
        </Link>
      )}
    </div>
  );
}

const ROWS = [0, 1, 2, 3];
const CARDS = [0, 1, 2, 3, 4, 5];

function HomeSkeleton() {
  return (
    <div className="column grid gap-12 pt-5 lg:pt-10" aria-busy="true">
      <div className="grid gap-3">
        <Skeleton className="h-9 w-56" />
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-14" />
        ))}
      </div>
      <div className={posterGrid}>
        {CARDS.map((card) => (
          <Skeleton key={card} className="aspect-2/3" />
        ))}
      </div>
    </div>
  );
}
