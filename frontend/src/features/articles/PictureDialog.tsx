import { useEffect, useId, useRef, useState } from 'react';
import { useTexts } from '@/i18n/texts';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { type Picture, useUpload } from './queries';
import { texts } from './texts';

const KINDS = ['image/jpeg', 'image/png', 'image/webp'];
const LONGEST = 8 * 1024 * 1024;

interface PictureDialogProps {
  onClose: () => void;
  onUploaded: (picture: Picture) => void;
}

/** Choose a file, say what it shows, and send it. */
export function PictureDialog({ onClose, onUploaded }: PictureDialogProps) {
  const t = useTexts(texts);
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [altZh, setAltZh] = useState('');
  const [altEn, setAltEn] = useState('');
  const [tried, setTried] = useState(false);
  const [part, setPart] = useState(0);
  const ending = useRef<AbortController | null>(null);
  const upload = useUpload();
  useEffect(() => () => ending.current?.abort(), []);
  const fault =
    file && !KINDS.includes(file.type)
      ? t.wrongKind
      : file && file.size > LONGEST
        ? t.tooLong
        : null;
  const send = () => {
    setTried(true);
    if (!file || fault || !altZh.trim() || !altEn.trim()) return;
    ending.current = new AbortController();
    setPart(0);
    upload.mutate(
      {
        file,
        altZh: altZh.trim(),
        altEn: altEn.trim(),
        onProgress: setPart,
        signal: ending.current.signal,
      },
      {
        onSuccess: (picture) => {
          onUploaded(picture);
          onClose();
        },
      },
    );
  };
  const stopped = upload.error instanceof DOMException;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.addPicture}
      description={t.pictureHint}
      actions={
        <>
          <Button block busy={upload.isPending} onClick={send}>
            {t.upload}
          </Button>
          <Button
            look="secondary"
            onClick={() => (upload.isPending ? ending.current?.abort() : onClose())}
          >
            {upload.isPending ? t.stop : t.cancel}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <div className="grid gap-1.5">
          <label htmlFor={id} className="text-sm font-medium">
            {t.picture}
          </label>
          <input
            id={id}
            type="file"
            accept={KINDS.join(',')}
            aria-invalid={fault ? true : undefined}
            aria-describedby={fault ? `${id}-error` : undefined}
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
            className="min-h-11 w-full min-w-0 text-sm file:mr-3 file:min-h-11 file:rounded-md file:border-0 file:bg-surface-2 file:px-4 file:text-ink"
          />
          {fault && (
            <p id={`${id}-error`} role="alert" className="text-sm text-bad">
              {fault}
            </p>
          )}
        </div>
        <Field
          label={t.altZh}
          hint={t.altWhy}
          lang="zh-CN"
          value={altZh}
          error={tried && !altZh.trim() ? t.altNeeded : null}
          onChange={(event) => setAltZh(event.currentTarget.value)}
        />
        <Field
          label={t.altEn}
          lang="en"
          value={altEn}
          error={tried && !altEn.trim() ? t.altNeeded : null}
          onChange={(event) => setAltEn(event.currentTarget.value)}
        />
        {upload.isPending && (
          <div className="grid gap-1.5">
            <progress
              value={part}
              max={1}
              aria-label={t.upload}
              className="h-1.5 w-full accent-accent"
            />
            <p className="text-sm text-ink-muted tabular-nums" aria-live="polite">
              {part < 1 ? t.uploading(Math.floor(part * 100)) : t.processing}
            </p>
          </div>
        )}
        {!stopped && <ErrorLine error={upload.error} />}
      </div>
    </Dialog>
  );
}
