import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import type { Schema } from '@/api/types';
import { uploadFile } from '@/api/upload';

export type AdminArticle = Schema<'AdminArticle'>;
export type ArticleStatus = Schema<'ArticleStatus'>;
export type SaveArticle = Schema<'SaveArticle'>;
export type Picture = Schema<'Picture'>;

const keys = {
  all: ['admin', 'articles'] as const,
  list: (status: ArticleStatus | null, category: string | null, q: string | null) =>
    ['admin', 'articles', 'list', status, category, q] as const,
  one: (id: string) => ['admin', 'articles', 'one', id] as const,
};

export const articlesQuery = (
  status: ArticleStatus | null,
  category: string | null,
  q: string | null,
) =>
  infiniteQueryOptions({
    queryKey: keys.list(status, category, q),
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/admin/articles', {
          params: {
            query: {
              limit: 50,
              ...(status ? { status } : {}),
              ...(category ? { category } : {}),
              ...(q ? { q } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const articleQuery = (id: string) =>
  queryOptions({
    queryKey: keys.one(id),
    queryFn: () => unwrap(api.GET('/admin/articles/{id}', { params: { path: { id } } })),
    staleTime: 0,
  });

/** What readers would see of a text, from the very renderer that they get. */
export function usePreview(markdown: string) {
  return useQuery({
    queryKey: ['admin', 'articles', 'preview', markdown],
    queryFn: () => unwrap(api.POST('/admin/articles/previews', { body: { markdown } })),
    enabled: markdown.trim() !== '',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
    // The last one stays in sight while the next is made.
    placeholderData: (last) => last,
  });
}

/** Every write answers the article as it is now; lists and public pages are read again. */
function useWrite<Input>(work: (input: Input) => Promise<AdminArticle>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSuccess: (article) => {
      client.setQueryData(keys.one(article.id), article);
      void client.invalidateQueries({ queryKey: [...keys.all, 'list'] });
      for (const key of ['portal', 'articles', 'article']) {
        void client.invalidateQueries({ queryKey: [key] });
      }
    },
  });
}

/** Saves a new article (`id` null) or one that exists. */
export const useSaveArticle = (id: string | null) =>
  useWrite((body: SaveArticle) =>
    unwrap(
      id === null
        ? api.POST('/admin/articles', { body })
        : api.PUT('/admin/articles/{id}', { params: { path: { id } }, body }),
    ),
  );

/** Publishes now (`at` null) or later. */
export const usePublish = (id: string) =>
  useWrite((at: string | null) =>
    unwrap(
      api.POST('/admin/articles/{id}/publication', { params: { path: { id } }, body: { at } }),
    ),
  );

export const useWithdraw = (id: string) =>
  useWrite((_: undefined) =>
    unwrap(api.DELETE('/admin/articles/{id}/publication', { params: { path: { id } } })),
  );

export function useDeleteArticle(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/admin/articles/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      client.removeQueries({ queryKey: keys.one(id) });
      void client.invalidateQueries({ queryKey: [...keys.all, 'list'] });
    },
  });
}

interface Upload {
  file: File;
  altZh: string;
  altEn: string;
  onProgress: (part: number) => void;
  signal: AbortSignal;
}

export function useUpload() {
  return useMutation({
    mutationFn: ({ file, altZh, altEn, onProgress, signal }: Upload) => {
      const words = new URLSearchParams({ alt_zh: altZh, alt_en: altEn });
      return uploadFile<Picture>(`/admin/pictures?${words}`, file, { onProgress, signal });
    },
  });
}
