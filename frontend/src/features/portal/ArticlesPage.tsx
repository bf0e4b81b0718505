import { Rss } from 'lucide-react';
import { useLang } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { articleCategoryName, articleCategorySlugs } from '@/lib/labels';
import { useQueryParams } from '@/lib/navigation';
import { useTitle } from '@/lib/title';
import { Chips } from '@/ui/Chips';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { MoreButton } from '@/ui/MoreButton';
import { Skeleton } from '@/ui/Skeleton';
import { NoticeList } from './NoticeList';
import { useArticles } from './queries';
import { portalTexts } from './texts';

const ROWS = [0, 1, 2, 3, 4];

export default function ArticlesPage() {
  const t = useTexts(portalTexts);
  const lang = useLang();
  const [params, change] = useQueryParams();
  const category = params.get('category');
  const articles = useArticles(category);
  useTitle(t.notices);
  const list = articles.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="column pt-5 pb-8 lg:pt-10">
      <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-6">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6">
          <h1 className="headline text-xl lg:text-2xl">{t.notices}</h1>
          <a
            href={`/api/v1/articles.atom?lang=${lang}`}
            className="inline-flex min-h-11 items-center gap-1.5 text-sm text-ink-muted underline-offset-4 hover:text-ink hover:underline"
          >
            <Rss className="size-4" aria-hidden="true" />
            {t.feed}
          </a>
        </div>
        <Chips
          label={t.categories}
          all={t.allCategories}
          value={category}
          onChange={(value) => change({ category: value })}
          items={articleCategorySlugs.map((slug) => ({
            value: slug,
            label: articleCategoryName(slug, lang),
          }))}
        />
        {articles.isPending ? (
          <div className="grid gap-4" aria-busy="true">
            {ROWS.map((row) => (
              <Skeleton key={row} className="h-16" />
            ))}
          </div>
        ) : articles.error ? (
          <ErrorPanel error={articles.error} onRetry={() => void articles.refetch()} />
        ) : list.length === 0 ? (
          <Empty title={t.noNotices}>{t.noNoticesWhy}</Empty>
        ) : (
          <NoticeList articles={list} />
        )}
        <MoreButton list={articles} label={t.more} />
      </div>
    </div>
  );
}
