import type { ReactNode } from 'react';
import { ApiError } from '@/api/errors';
import { useLang } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { slugOf } from '@/lib/entries';
import { appCategoryName, appCategorySlugs } from '@/lib/labels';
import { AppIcon, iconNames } from '@/ui/AppIcon';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import type { AppDraft, AppFault, faultsOf } from './form';
import { texts } from './texts';

interface AppFieldsProps {
  draft: AppDraft;
  faults: ReturnType<typeof faultsOf>;
  error: unknown;
  onChange: (changes: Partial<AppDraft>) => void;
}

/** Where the server says what it thinks of a field. */
const pointers: Partial<Record<keyof AppDraft, string>> = {
  slug: '/slug',
  nameZh: '/name/zh',
  nameEn: '/name/en',
  descriptionZh: '/description/zh',
  descriptionEn: '/description/en',
  url: '/url',
  opens: '/opens',
  until: '/visible_until',
  clientId: '/client_id',
};

export function AppFields({ draft, faults, error, onChange }: AppFieldsProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const words: Record<AppFault, string> = {
    needed: t.needed,
    slug: t.badSlug,
    url: t.badUrl,
    frame: t.badFrame,
    order: t.badOrder,
    window: t.badWindow,
  };
  const faultOf = (field: keyof AppDraft) => {
    const fault = faults[field];
    if (fault) return words[fault];
    const pointer = pointers[field];
    return pointer && error instanceof ApiError ? error.field(pointer) : undefined;
  };
  const text = (field: keyof AppDraft & string, label: string, hint?: string) => (
    <Field
      label={label}
      hint={hint}
      value={String(draft[field])}
      error={faultOf(field)}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
    />
  );
  const categories = [...new Set([...appCategorySlugs, draft.category])];
  const nameEn = (name: string) => {
    // A short name of its own follows the English name until somebody writes another.
    const follows = draft.slug === slugOf(draft.nameEn);
    onChange(follows ? { nameEn: name, slug: slugOf(name) } : { nameEn: name });
  };
  return (
    <>
      <Group title={t.words}>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          {text('nameZh', t.nameZh)}
          <Field
            label={t.nameEn}
            value={draft.nameEn}
            error={faultOf('nameEn')}
            onChange={(event) => nameEn(event.currentTarget.value)}
          />
          {text('descriptionZh', t.descriptionZh)}
          {text('descriptionEn', t.descriptionEn)}
        </div>
        <IconPicker value={draft.icon} onChange={(icon) => onChange({ icon })} />
      </Group>
      <Group title={t.entry}>
        <Field
          label={t.url}
          hint={t.urlHint}
          spellCheck={false}
          autoCapitalize="off"
          value={draft.url}
          error={faultOf('url')}
          onChange={(event) => onChange({ url: event.currentTarget.value })}
        />
        <Opens
          value={draft.opens}
          fault={faultOf('opens')}
          onChange={(opens) => onChange({ opens })}
        />
        {text('slug', t.slug, t.slugHint(`/apps/${draft.slug || '…'}`))}
      </Group>
      <Group title={t.place}>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Select
            label={t.category}
            value={draft.category}
            onChange={(event) => onChange({ category: event.currentTarget.value })}
          >
            {categories.map((slug) => (
              <option key={slug} value={slug}>
                {appCategoryName(slug, lang)}
              </option>
            ))}
          </Select>
          <Field
            label={t.order}
            hint={t.orderHint}
            inputMode="numeric"
            value={draft.order}
            error={faultOf('order')}
            onChange={(event) => onChange({ order: event.currentTarget.value })}
          />
          <Field
            label={t.from}
            type="datetime-local"
            value={draft.from}
            error={faultOf('from')}
            onChange={(event) => onChange({ from: event.currentTarget.value })}
          />
          <Field
            label={t.until}
            hint={t.untilHint}
            type="datetime-local"
            value={draft.until}
            error={faultOf('until')}
            onChange={(event) => onChange({ until: event.currentTarget.value })}
          />
        </div>
        <Switch
          label={t.enabled}
          hint={t.enabledHint}
          on={draft.enabled}
          onChange={(enabled) => onChange({ enabled })}
        />
      </Group>
      <Group title={t.signIn}>
        <Field
          label={t.clientId}
          hint={t.clientIdHint}
          spellCheck={false}
          autoCapitalize="off"
          value={draft.clientId}
          error={faultOf('clientId')}
          onChange={(event) => onChange({ clientId: event.currentTarget.value })}
        />
      </Group>
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-4" aria-label={title}>
      <h2 className="font-semibold">{title}</h2>
      {children}
    </section>
  );
}

interface SwitchProps {
  label: string;
  hint: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

function Switch({ label, hint, on, onChange }: SwitchProps) {
  return (
    <label className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 py-1">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
        className="mt-0.5 size-5 accent-accent"
      />
      <span>
        {label}
        <span className="block text-ink-muted">{hint}</span>
      </span>
    </label>
  );
}

interface OpensProps {
  value: AppDraft['opens'];
  fault: string | undefined;
  onChange: (opens: AppDraft['opens']) => void;
}

function Opens({ value, fault, onChange }: OpensProps) {
  const t = useTexts(texts);
  const choices = [
    { opens: 'new_tab', label: t.opensNewTab, why: null },
    { opens: 'frame', label: t.opensFrame, why: t.opensFrameWhy },
  ] as const;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium">{t.opens}</legend>
      {choices.map(({ opens, label, why }) => (
        <label key={opens} className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3">
          <input
            type="radio"
            name="opens"
            checked={value === opens}
            onChange={() => onChange(opens)}
            className="mt-0.5 size-5 accent-accent"
          />
          <span>
            {label}
            {why && <span className="block text-ink-muted">{why}</span>}
          </span>
        </label>
      ))}
      {fault && (
        <p role="alert" className="text-bad">
          {fault}
        </p>
      )}
    </fieldset>
  );
}

function IconPicker({ value, onChange }: { value: string; onChange: (icon: string) => void }) {
  const t = useTexts(texts);
  const names = iconNames.includes(value) ? iconNames : [value, ...iconNames];
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{t.icon}</legend>
      <div className="flex flex-wrap gap-1">
        {names.map((name) => (
          <label
            key={name}
            title={name}
            className={cx(
              'grid size-11 cursor-pointer place-items-center rounded-sm border has-focus-visible:outline-2 has-focus-visible:outline-accent',
              name === value
                ? 'border-accent bg-accent-soft text-accent'
                : 'border-transparent text-ink-muted hover:bg-surface-2',
            )}
          >
            <input
              type="radio"
              name="icon"
              className="sr-only"
              aria-label={name}
              checked={name === value}
              onChange={() => onChange(name)}
            />
            <AppIcon name={name} className="size-5" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
