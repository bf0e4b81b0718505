import { ArrowLeft } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Link, useParams } from 'wouter';
import { ApiError } from '@/api/errors';
import { useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { paths } from '@/lib/paths';
import { dayOf, formatDay, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { useArticle } from './queries';
import { portalTexts } from './texts';

const Markdown = lazy(() => import('./Markdown'));

export default function ArticlePage() {
  const { slug } = useParams<{ slug: string }>();
  const t = useTexts(portalTexts);
  const locale = useLocale();
  const lz = useLocalized();
  const article = useArticle(slug);
  useTitle(article.data && lz(article.data.title));
  return (
    <div className="column pt-3 pb-8 lg:pt-8">
      <Link
        href={paths.articles()}
        className="mb-3 inline-flex min-h-11 items-center gap-2 text-sm text-ink-muted hover:text-ink"
      >
        <ArrowLeft className="size-4" aria-hidden="true" />
        {t.back}
      </Link>
      {article.isPending ? (
        <TextSkeleton />
      ) : article.error ? (
        <ErrorPanel
          error={article.error}
          onRetry={
            article.error instanceof ApiError && article.error.status === 404
              ? undefined
              : () => void article.refetch()
          }
        />
      ) : (
        <article className="grid max-w-2xl gap-4">
          <h1 className="headline text-xl lg:text-2xl">{lz(article.data.title)}</h1>
          <time
            dateTime={article.data.published_at}
            className="text-sm text-ink-muted tabular-nums"
          >
            {formatDay(dayOf(article.data.published_at, PLATFORM_ZONE), locale)}
          </time>
          <Suspense fallback={<TextSkeleton />}>
            <Markdown text={lz(article.data.body_markdown)} />
          </Suspense>
        </article>
      )}
    </div>
  );
}

function TextSkeleton() {
  return (
    <div className="grid max-w-2xl gap-3" aria-busy="true">
      <Skeleton className="h-9 w-3/4" />
      <Skeleton className="h-4" />
      <Skeleton className="h-4" />
      <Skeleton className="h-4 w-2/3" />
    </div>
  );
}
