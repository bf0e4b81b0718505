import { isSite, isSlug } from '@/lib/entries';
import { localText, textInstant } from '@/lib/localInstant';
import type { AdminApp, SaveApp } from './queries';

/** What stands in the form's fields. */
export interface AppDraft {
  slug: string;
  nameZh: string;
  nameEn: string;
  descriptionZh: string;
  descriptionEn: string;
  icon: string;
  url: string;
  category: string;
  opens: 'new_tab' | 'frame';
  order: string;
  from: string;
  until: string;
  enabled: boolean;
  clientId: string;
}

export function newDraft(now: number): AppDraft {
  return {
    slug: '',
    nameZh: '',
    nameEn: '',
    descriptionZh: '',
    descriptionEn: '',
    icon: 'window',
    url: '',
    category: 'city',
    opens: 'new_tab',
    order: '100',
    from: localText(now),
    until: '',
    enabled: true,
    clientId: '',
  };
}

export function draftOf(app: AdminApp): AppDraft {
  return {
    slug: app.slug,
    nameZh: app.name.zh,
    nameEn: app.name.en,
    descriptionZh: app.description.zh,
    descriptionEn: app.description.en,
    icon: app.icon,
    url: app.url,
    category: app.category,
    opens: app.opens,
    order: String(app.sort_order),
    from: localText(Date.parse(app.visible_from)),
    until: app.visible_until ? localText(Date.parse(app.visible_until)) : '',
    enabled: app.is_enabled,
    clientId: app.client_id ?? '',
  };
}

export type AppFault = 'needed' | 'slug' | 'url' | 'frame' | 'order' | 'window';

/** What is wrong with the draft, field by field. */
export function faultsOf(draft: AppDraft): Partial<Record<keyof AppDraft, AppFault>> {
  const faults: Partial<Record<keyof AppDraft, AppFault>> = {};
  for (const field of ['nameZh', 'nameEn', 'descriptionZh', 'descriptionEn', 'from'] as const) {
    if (!draft[field].trim()) faults[field] = 'needed';
  }
  if (!isSlug(draft.slug)) faults.slug = 'slug';
  const isPath = /^\/(?![/\\])\S*$/.test(draft.url);
  if (!isPath && !isSite(draft.url)) faults.url = 'url';
  else if (isPath && draft.opens === 'frame') faults.opens = 'frame';
  if (!/^\d{1,5}$/.test(draft.order.trim())) faults.order = 'order';
  if (draft.until && draft.from && draft.until <= draft.from) faults.until = 'window';
  return faults;
}

/** The draft as the server takes it. */
export function wishOf(draft: AppDraft, revision: number | null): SaveApp {
  return {
    slug: draft.slug,
    name: { zh: draft.nameZh.trim(), en: draft.nameEn.trim() },
    description: { zh: draft.descriptionZh.trim(), en: draft.descriptionEn.trim() },
    icon: draft.icon,
    url: draft.url.trim(),
    category: draft.category,
    opens: draft.opens,
    sort_order: Number(draft.order),
    visible_from: textInstant(draft.from),
    visible_until: draft.until ? textInstant(draft.until) : null,
    is_enabled: draft.enabled,
    client_id: draft.clientId.trim() || null,
    revision,
  };
}

export type AppStanding = 'off' | 'waiting' | 'over' | 'shown';

/** Whether everybody sees an application at `now`, and if not, why. */
export function standingOf(
  app: Pick<AdminApp, 'is_enabled' | 'visible_from' | 'visible_until'>,
  now: number,
): AppStanding {
  if (!app.is_enabled) return 'off';
  if (Date.parse(app.visible_from) > now) return 'waiting';
  if (app.visible_until && Date.parse(app.visible_until) <= now) return 'over';
  return 'shown';
}
