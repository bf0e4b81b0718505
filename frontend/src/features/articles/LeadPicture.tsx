import { useState } from 'react';
import { useTexts } from '@/i18n/texts';
import { ArticlePicture } from '@/ui/ArticlePicture';
import { Button } from '@/ui/Button';
import { PictureDialog } from './PictureDialog';
import type { Picture } from './queries';
import { texts } from './texts';

interface LeadPictureProps {
  picture: Picture | null;
  onChange: (picture: Picture | null) => void;
}

/** The picture above the text, which link previews show too. */
export function LeadPicture({ picture, onChange }: LeadPictureProps) {
  const t = useTexts(texts);
  const [asking, setAsking] = useState(false);
  return (
    <div className="grid content-start gap-1.5">
      <h2 className="font-medium">{t.picture}</h2>
      {picture ? (
        <div className="flex flex-wrap items-start gap-4">
          <ArticlePicture picture={picture} sizes="14rem" className="w-56" />
          <div className="grid gap-2">
            <Button look="secondary" size="sm" onClick={() => setAsking(true)}>
              {t.otherPicture}
            </Button>
            <Button look="quiet" size="sm" onClick={() => onChange(null)}>
              {t.removePicture}
            </Button>
          </div>
          <dl className="grid basis-full grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-ink-muted">
            <dt>{t.chinese}</dt>
            <dd lang="zh-CN">{picture.alt.zh}</dd>
            <dt>{t.english}</dt>
            <dd lang="en">{picture.alt.en}</dd>
          </dl>
        </div>
      ) : (
        <div className="grid justify-items-start gap-2">
          <Button look="secondary" onClick={() => setAsking(true)}>
            {t.addPicture}
          </Button>
          <p className="text-ink-muted">{t.pictureHint}</p>
        </div>
      )}
      {asking && <PictureDialog onClose={() => setAsking(false)} onUploaded={onChange} />}
    </div>
  );
}
