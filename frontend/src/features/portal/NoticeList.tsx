import { Pin } from 'lucide-react';
import { Link } from 'wouter';
import { useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { paths } from '@/lib/paths';
import { dayOf, nameDay, PLATFORM_ZONE } from '@/lib/time';
import type { ArticleSummary } from './queries';
import { portalTexts } from './texts';

/** Notices as a list with dates, the date in its own column. */
export function NoticeList({ articles }: { articles: readonly ArticleSummary[] }) {
  const t = useTexts(portalTexts);
  const locale = useLocale();
  const lz = useLocalized();
  return (
    <ul className="border-b border-line">
      {articles.map((article) => {
        const day = dayOf(article.published_at, PLATFORM_ZONE);
        return (
          <li key={article.id} className="border-t border-line">
            <Link
              href={paths.article(article.slug)}
              className="group grid grid-cols-[4rem_minmax(0,1fr)] gap-x-3 py-4"
            >
              <time
                dateTime={article.published_at}
                className="pt-0.5 text-sm text-ink-muted tabular-nums"
              >
                {nameDay(day, day, locale).date}
              </time>
              <span className="grid gap-0.5">
                <span className="font-semibold underline-offset-4 group-hover:underline">
                  {article.pinned && (
                    <Pin
                      className="mr-1.5 mb-0.5 inline size-3.5 text-accent"
                      aria-label={t.pinned}
                    />
                  )}
                  {lz(article.title)}
                </span>
                <span className="line-clamp-2 text-sm text-ink-muted">{lz(article.summary)}</span>
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
