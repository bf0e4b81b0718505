import { ImagePlus } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import ArticleBody from '@/ui/ArticleBody';
import { Button } from '@/ui/Button';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field, inputClass } from '@/ui/Field';
import { type ArticleDraft, type faultsOf, urlFor, withPicture } from './form';
import { PictureDialog } from './PictureDialog';
import { type Picture, usePreview } from './queries';
import { texts } from './texts';

/** How long the keyboard rests before the preview is made. */
const REST_MS = 400;

interface WordsProps {
  language: 'zh' | 'en';
  draft: ArticleDraft;
  faults: ReturnType<typeof faultsOf>;
  onChange: (changes: Partial<ArticleDraft>) => void;
}

/** Title, summary and text in one language, with the preview below. */
export function Words({ language, draft, faults, onChange }: WordsProps) {
  const t = useTexts(texts);
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [asking, setAsking] = useState(false);
  const of = language === 'zh' ? 'Zh' : 'En';
  const [title, summary, body] = [`title${of}`, `summary${of}`, `body${of}`] as const;
  const lang = language === 'zh' ? 'zh-CN' : 'en';
  const insert = (picture: Picture) => {
    const at = area.current?.selectionEnd ?? draft[body].length;
    const text = withPicture(draft[body], at, picture.alt[language], urlFor(picture));
    onChange({ [body]: text });
  };
  return (
    <section
      aria-label={language === 'zh' ? t.chinese : t.english}
      className="grid content-start gap-4"
    >
      <h2 className="font-semibold">{language === 'zh' ? t.chinese : t.english}</h2>
      <Field
        label={t.titleField}
        lang={lang}
        value={draft[title]}
        error={faults[title] && t.needed}
        onChange={(event) => onChange({ [title]: event.currentTarget.value })}
      />
      <Field
        label={t.summaryField}
        hint={t.summaryHint}
        lang={lang}
        value={draft[summary]}
        error={faults[summary] && t.needed}
        onChange={(event) => onChange({ [summary]: event.currentTarget.value })}
      />
      <div className="grid gap-1.5">
        <div className="flex items-center justify-between gap-4">
          <label htmlFor={id} className="font-medium">
            {t.bodyField}
          </label>
          <Button look="quiet" size="sm" onClick={() => setAsking(true)}>
            <ImagePlus className="size-4" aria-hidden="true" />
            {t.insertPicture}
          </Button>
        </div>
        <textarea
          ref={area}
          id={id}
          lang={lang}
          rows={14}
          value={draft[body]}
          aria-invalid={faults[body] ? true : undefined}
          aria-describedby={faults[body] && `${id}-error`}
          onChange={(event) => onChange({ [body]: event.currentTarget.value })}
          className={cx(inputClass, 'min-h-64 resize-y py-2 font-mono text-sm')}
        />
        {faults[body] && (
          <p id={`${id}-error`} role="alert" className="text-bad">
            {t.needed}
          </p>
        )}
      </div>
      <Preview text={draft[body]} lang={lang} />
      {asking && <PictureDialog onClose={() => setAsking(false)} onUploaded={insert} />}
    </section>
  );
}

function Preview({ text, lang }: { text: string; lang: string }) {
  const t = useTexts(texts);
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const preview = usePreview(rested);
  return (
    <div className="grid gap-1.5">
      <h3 className="font-medium">{t.preview}</h3>
      <div
        lang={lang}
        className="min-h-24 rounded-md border border-line bg-surface-1 p-4 text-base"
        aria-busy={preview.isFetching || undefined}
      >
        {rested.trim() === '' || (!preview.data && !preview.error) ? (
          <p className="text-sm text-ink-muted">{t.previewEmpty}</p>
        ) : preview.data ? (
          <ArticleBody html={preview.data.html} />
        ) : (
          <ErrorLine error={preview.error} />
        )}
      </div>
    </div>
  );
}
