import { useInfiniteQuery } from '@tanstack/react-query';
import { Pin, Plus } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { useSession } from '@/api/session';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { articleCategoryName, articleCategorySlugs } from '@/lib/labels';
import { paths } from '@/lib/paths';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { anyText, oneOf, useFilters } from '@/lib/useFilters';
import { buttonClass } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { inputClass } from '@/ui/Field';
import { MoreButton } from '@/ui/MoreButton';
import { Select } from '@/ui/Select';
import { StaffPage } from '@/ui/StaffPage';
import { Status, type Tone } from '@/ui/Status';
import { type Column, DataTable } from '@/ui/Table';
import { type AdminArticle, type ArticleStatus, articlesQuery } from './queries';
import { texts } from './texts';

const STATUSES = ['draft', 'scheduled', 'published', 'withdrawn'] as const;
const FILTERS = { status: oneOf(STATUSES), category: anyText(), q: anyText() };

export const tones: Record<ArticleStatus, Tone> = {
  draft: 'quiet',
  scheduled: 'warn',
  published: 'ok',
  withdrawn: 'bad',
};

/** Everything that was ever written, what was touched last first. */
export default function ArticlesPage() {
  const t = useTexts(texts);
  const lang = useLang();
  useTitle(t.title);
  const session = useSession();
  const [, navigate] = useLocation();
  const { values, set } = useFilters(FILTERS);
  const columns = useColumns();
  const list = useInfiniteQuery(articlesQuery(values.status, values.category, values.q));
  const rows = list.data?.pages.flatMap((page) => page.items);
  return (
    <StaffPage
      title={t.title}
      lead={t.lead}
      actions={
        session.user?.role === 'administrator' && (
          <Link href={paths.adminArticle('new')} className={buttonClass()}>
            <Plus className="size-4" aria-hidden="true" />
            {t.write}
          </Link>
        )
      }
    >
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <input
          type="search"
          aria-label={t.find}
          placeholder={t.find}
          value={values.q ?? ''}
          onChange={(event) => set({ q: event.currentTarget.value || null })}
          className={`${inputClass} max-w-72 text-sm`}
        />
        <div className="w-40">
          <Select
            dense
            label={t.category}
            value={values.category ?? ''}
            onChange={(event) => set({ category: event.currentTarget.value || null })}
          >
            <option value="">{t.allStatuses}</option>
            {articleCategorySlugs.map((slug) => (
              <option key={slug} value={slug}>
                {articleCategoryName(slug, lang)}
              </option>
            ))}
          </Select>
        </div>
        <Chips
          label={t.status}
          all={t.allStatuses}
          value={values.status}
          onChange={(value) => set({ status: value as ArticleStatus | null })}
          items={STATUSES.map((status) => ({ value: status, label: t[status] }))}
        />
      </div>
      {list.error && !rows ? (
        <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />
      ) : rows?.length === 0 ? (
        <Empty title={t.none}>{t.noneWhy}</Empty>
      ) : (
        <DataTable
          caption={t.title}
          columns={columns}
          rows={rows}
          rowKey={(article) => article.id}
          onOpen={(article) => navigate(paths.adminArticle(article.id))}
        />
      )}
      <MoreButton list={list} label={t.more} />
    </StaffPage>
  );
}

function useColumns(): Column<AdminArticle>[] {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const at = (instant: string) => formatDateTime(instant, PLATFORM_ZONE, locale);
  return [
    {
      key: 'article',
      head: t.article,
      isRowHead: true,
      text: (article) => lz(article.title),
      cell: (article) => (
        <span className="grid min-w-44 max-w-80 lg:max-w-md">
          <Link
            href={paths.adminArticle(article.id)}
            className="truncate font-medium underline-offset-4 hover:underline"
          >
            {article.pinned && (
              <Pin className="mr-1.5 mb-0.5 inline size-3.5 text-accent" aria-label={t.pinned} />
            )}
            {lz(article.title)}
          </Link>
          <span className="truncate text-xs text-ink-muted">{article.slug}</span>
        </span>
      ),
    },
    {
      key: 'status',
      head: t.status,
      text: (article) => article.status,
      cell: (article) => <Status tone={tones[article.status]}>{t[article.status]}</Status>,
    },
    {
      key: 'category',
      head: t.category,
      text: (article) => article.category,
      cell: (article) => articleCategoryName(article.category, lang),
    },
    {
      key: 'when',
      head: t.when,
      text: (article) => article.published_at ?? '',
      cell: (article) => (article.published_at ? at(article.published_at) : '–'),
    },
    {
      key: 'changed',
      head: t.changed,
      muted: true,
      text: (article) => article.updated_at,
      cell: (article) => at(article.updated_at),
    },
  ];
}
