import { isSlug, slugOf } from '@/lib/entries';
import type { AdminArticle, Picture, SaveArticle } from './queries';

/** What stands in the editor. The picture is kept whole, so that a draft shows it again. */
export interface ArticleDraft {
  slug: string;
  titleZh: string;
  titleEn: string;
  summaryZh: string;
  summaryEn: string;
  bodyZh: string;
  bodyEn: string;
  category: string;
  pinned: boolean;
  picture: Picture | null;
}

export const newDraft: ArticleDraft = {
  slug: '',
  titleZh: '',
  titleEn: '',
  summaryZh: '',
  summaryEn: '',
  bodyZh: '',
  bodyEn: '',
  category: 'notice',
  pinned: false,
  picture: null,
};

export function draftOf(article: AdminArticle): ArticleDraft {
  return {
    slug: article.slug,
    titleZh: article.title.zh,
    titleEn: article.title.en,
    summaryZh: article.summary.zh,
    summaryEn: article.summary.en,
    bodyZh: article.body_markdown.zh,
    bodyEn: article.body_markdown.en,
    category: article.category,
    pinned: article.pinned,
    picture: article.picture ?? null,
  };
}

/** The short name that is saved: an empty one is what the English title suggests. */
export const slugFor = (draft: ArticleDraft): string => draft.slug || slugOf(draft.titleEn);

export function wishOf(draft: ArticleDraft, revision: number | null): SaveArticle {
  return {
    slug: slugFor(draft),
    title: { zh: draft.titleZh, en: draft.titleEn },
    summary: { zh: draft.summaryZh, en: draft.summaryEn },
    body_markdown: { zh: draft.bodyZh, en: draft.bodyEn },
    category: draft.category,
    pinned: draft.pinned,
    picture_id: draft.picture?.id ?? null,
    revision,
  };
}

const TEXTS = ['titleZh', 'titleEn', 'summaryZh', 'summaryEn', 'bodyZh', 'bodyEn'] as const;
export type Fault = 'needed' | 'slug';

/** What keeps a draft from being saved; with `whole`, what keeps it from being published. */
export function faultsOf(
  draft: ArticleDraft,
  whole: boolean,
): Partial<Record<keyof ArticleDraft, Fault>> {
  const faults: Partial<Record<keyof ArticleDraft, Fault>> = {};
  if (!isSlug(slugFor(draft))) faults.slug = 'slug';
  if (whole) {
    for (const field of TEXTS) if (!draft[field].trim()) faults[field] = 'needed';
  } else if (!draft.titleZh.trim() && !draft.titleEn.trim()) faults.titleZh = 'needed';
  return faults;
}

/** Puts a picture's Markdown where the cursor is, on a line of its own. */
export function withPicture(text: string, at: number, alt: string, url: string): string {
  const before = text.slice(0, at).trimEnd();
  const after = text.slice(at).trimStart();
  const words = alt.replace(/[[\]\\]/g, '');
  return [before, `![${words}](${url})`, after].filter((part) => part !== '').join('\n\n');
}

/** The width of a picture that fits an article's column twice over. */
export function urlFor(picture: Picture): string {
  const fitting = picture.sizes.find((size) => size.width >= 960) ?? picture.sizes.at(-1);
  return fitting?.url ?? '';
}
