import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, ArrowUpRight } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { useSession } from '@/api/session';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { slugOf } from '@/lib/entries';
import { useKeptDraft } from '@/lib/keptDraft';
import { articleCategoryName, articleCategorySlugs } from '@/lib/labels';
import { paths } from '@/lib/paths';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { Button } from '@/ui/Button';
import { DraftNotice } from '@/ui/DraftNotice';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { Status } from '@/ui/Status';
import { toast } from '@/ui/Toast';
import { tones } from './ArticlesPage';
import { type ArticleDraft, draftOf, faultsOf, newDraft, slugFor, wishOf } from './form';
import { LeadPicture } from './LeadPicture';
import { Publication, Remove } from './Publication';
import { type AdminArticle, articleQuery, useSaveArticle } from './queries';
import { texts } from './texts';
import { Words } from './Words';

/** One article: both languages side by side, with what readers would see below each. */
export default function ArticlePage() {
  const { id } = useParams<{ id: string }>();
  return id === 'new' ? (
    <Editor key="new" article={null} refresh={null} />
  ) : (
    <Existing key={id} id={id} />
  );
}

function Existing({ id }: { id: string }) {
  const t = useTexts(texts);
  const { data, error, refetch } = useQuery(articleQuery(id));
  if (data) return <Editor article={data} refresh={() => void refetch()} />;
  return (
    <StaffPage title={t.article}>
      {error ? (
        <ErrorPanel error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="h-96" />
      )}
    </StaffPage>
  );
}

interface EditorProps {
  article: AdminArticle | null;
  /** Reads it again; null for a new one. */
  refresh: (() => void) | null;
}

function Editor({ article, refresh }: EditorProps) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const session = useSession();
  const [, navigate] = useLocation();
  const mayWrite = session.user?.role === 'administrator';
  const kept = useKeptDraft(
    `marquee.draft.article.${article?.id ?? 'new'}`,
    article ? draftOf(article) : newDraft,
    article?.revision ?? null,
  );
  const { draft } = kept;
  const save = useSaveArticle(article?.id ?? null);
  const [tried, setTried] = useState<'save' | 'publish' | null>(null);
  const isLive = article?.status === 'published' || article?.status === 'scheduled';
  const whole = isLive || tried === 'publish';
  const faults = tried ? faultsOf(draft, whole) : {};
  const title = article ? lz(article.title) : t.newTitle;
  useTitle(title);
  /** Saves if anything is unsaved; answers whether the server has it now. */
  const store = async (purpose: 'save' | 'publish'): Promise<boolean> => {
    setTried(purpose);
    const found = faultsOf(draft, isLive || purpose === 'publish');
    if (Object.keys(found).length > 0) return false;
    if (article && kept.standing === 'clean') return true;
    try {
      const saved = await save.mutateAsync(wishOf(draft, article?.revision ?? null));
      setTried(null);
      if (!article) {
        kept.discard();
        navigate(paths.adminArticle(saved.id), { replace: true });
      }
      return true;
    } catch {
      // Somebody was quicker: what they saved is read, what was typed stays. The line below says why.
      refresh?.();
      return false;
    }
  };
  const submit = async () => {
    if (await store('save')) toast(isLive ? t.savedLive : t.saved);
  };
  return (
    <StaffPage
      title={title}
      lead={article ? <Standing article={article} /> : undefined}
      actions={
        mayWrite && (
          <>
            {article?.status === 'draft' && <Remove id={article.id} />}
            <Button
              look={article?.status === 'draft' || !article ? 'secondary' : 'primary'}
              busy={save.isPending}
              onClick={() => void submit()}
            >
              {isLive ? t.save : t.saveDraft}
            </Button>
            {article && <Publication article={article} store={() => store('publish')} />}
          </>
        )
      }
    >
      <div className="flex flex-wrap items-center justify-between gap-x-6">
        <Link
          href={paths.adminArticles()}
          className="inline-flex min-h-9 items-center gap-2 text-ink-muted hover:text-ink"
        >
          <ArrowLeft className="size-4" aria-hidden="true" />
          {t.back}
        </Link>
        {article?.status === 'published' && (
          <Link
            href={paths.article(article.slug)}
            className="inline-flex min-h-9 items-center gap-1 text-ink-muted underline-offset-4 hover:text-ink hover:underline"
          >
            {t.look}
            <ArrowUpRight className="size-4" aria-hidden="true" />
          </Link>
        )}
      </div>
      <DraftNotice
        standing={kept.standing}
        foundAt={kept.foundAt}
        onDiscard={kept.discard}
        onKeepMine={kept.keepMine}
      />
      <ErrorLine error={save.error} />
      {!mayWrite && <p className="text-ink-muted">{t.readOnly}</p>}
      <fieldset disabled={!mayWrite} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-8">
        <legend className="sr-only">{title}</legend>
        <About article={article} draft={draft} faults={faults} change={kept.change} />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-10 xl:grid-cols-2">
          <Words language="zh" draft={draft} faults={faults} onChange={kept.change} />
          <Words language="en" draft={draft} faults={faults} onChange={kept.change} />
        </div>
      </fieldset>
    </StaffPage>
  );
}

function Standing({ article }: { article: AdminArticle }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const at = article.status === 'withdrawn' ? article.withdrawn_at : article.published_at;
  return (
    <Status tone={tones[article.status]}>
      {t[article.status]}
      {at && <span className="tabular-nums">{formatDateTime(at, PLATFORM_ZONE, locale)}</span>}
    </Status>
  );
}

interface AboutProps {
  article: AdminArticle | null;
  draft: ArticleDraft;
  faults: ReturnType<typeof faultsOf>;
  change: (changes: Partial<ArticleDraft>) => void;
}

function About({ article, draft, faults, change }: AboutProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const isFixed = Boolean(article?.published_at);
  const suggested = slugOf(draft.titleEn);
  const categories = [...new Set([...articleCategorySlugs, draft.category])];
  return (
    <section
      aria-label={t.about}
      className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-4 lg:grid-cols-2"
    >
      <div className="grid gap-4">
        <Field
          label={t.slug}
          hint={isFixed ? t.slugFixed : t.slugHint(`/articles/${slugFor(draft) || '…'}`)}
          value={draft.slug}
          disabled={isFixed}
          spellCheck={false}
          autoCapitalize="off"
          placeholder={suggested}
          error={faults.slug && t.badSlug}
          // An empty one becomes what the English title suggests, once somebody has seen it.
          onFocus={() => !draft.slug && suggested && change({ slug: suggested })}
          onChange={(event) => change({ slug: event.currentTarget.value })}
        />
        <div className="grid grid-cols-2 items-end gap-4">
          <Select
            label={t.category}
            value={draft.category}
            onChange={(event) => change({ category: event.currentTarget.value })}
          >
            {categories.map((slug) => (
              <option key={slug} value={slug}>
                {articleCategoryName(slug, lang)}
              </option>
            ))}
          </Select>
          <label className="flex min-h-11 items-center gap-3">
            <input
              type="checkbox"
              checked={draft.pinned}
              onChange={(event) => change({ pinned: event.currentTarget.checked })}
              className="size-5 accent-accent"
            />
            <span>
              {t.pinned}
              <span className="block text-xs text-ink-muted">{t.pinnedHint}</span>
            </span>
          </label>
        </div>
      </div>
      <LeadPicture picture={draft.picture} onChange={(picture) => change({ picture })} />
    </section>
  );
}
