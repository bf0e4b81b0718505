import { ArrowLeft } from 'lucide-react';
import { Link, useParams } from 'wouter';
import { ApiError } from '@/api/errors';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { articleCategoryName } from '@/lib/labels';
import { paths } from '@/lib/paths';
import { dayOf, formatDay, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import ArticleBody from '@/ui/ArticleBody';
import { ArticlePicture } from '@/ui/ArticlePicture';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { type Article, useArticle } from './queries';
import { portalTexts } from './texts';

export default function ArticlePage() {
  const { slug } = useParams<{ slug: string }>();
  const t = useTexts(portalTexts);
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
        <Words article={article.data} />
      )}
    </div>
  );
}

function Words({ article }: { article: Article }) {
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  return (
    <article className="grid max-w-2xl gap-4">
      <h1 className="headline text-xl lg:text-2xl">{lz(article.title)}</h1>
      <p className="flex flex-wrap gap-x-3 text-sm text-ink-muted tabular-nums">
        <time dateTime={article.published_at}>
          {formatDay(dayOf(article.published_at, PLATFORM_ZONE), locale)}
        </time>
        <Link
          href={paths.articles({ category: article.category })}
          className="underline-offset-4 hover:text-ink hover:underline"
        >
          {articleCategoryName(article.category, lang)}
        </Link>
      </p>
      {article.picture && (
        <ArticlePicture picture={article.picture} sizes="(min-width: 42rem) 42rem, 100vw" />
      )}
      <ArticleBody html={lz(article.body_html)} />
    </article>
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
