import { useTexts } from '@/i18n/texts';
import { useQueryParams } from '@/lib/navigation';
import { useTitle } from '@/lib/title';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { NoticeList } from './NoticeList';
import { useArticles } from './queries';
import { portalTexts } from './texts';

const ROWS = [0, 1, 2, 3, 4];

export default function ArticlesPage() {
  const t = useTexts(portalTexts);
  const [params] = useQueryParams();
  const articles = useArticles(params.get('category'));
  useTitle(t.notices);
  const list = articles.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="column pt-5 pb-8 lg:pt-10">
      <div className="grid max-w-3xl gap-6">
        <h1 className="headline text-xl lg:text-2xl">{t.notices}</h1>
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
        {articles.hasNextPage && (
          <div>
            <Button
              look="secondary"
              busy={articles.isFetchingNextPage}
              onClick={() => void articles.fetchNextPage()}
            >
              {t.more}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
