import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Progress } from '@/api/download';
import { useLang } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { Button } from '@/ui/Button';
import { ErrorLine } from '@/ui/ErrorPanel';
import { toast } from '@/ui/Toast';
import { type EntryFilter, type ExportFormat, saveExport } from './queries';
import { texts } from './texts';

const NAMES: Record<ExportFormat, string> = { csv: 'CSV', xlsx: 'Excel', jsonl: 'JSONL' };

interface ExportButtonsProps {
  filter: EntryFilter;
  formats?: readonly ExportFormat[];
  disabled?: boolean;
  /** What the button says instead of the format's name. */
  label?: string;
}

/** Files of what is shown. A long one tells how far it is, and can be given up. */
export function ExportButtons({
  filter,
  formats = ['xlsx', 'csv'],
  disabled,
  label,
}: ExportButtonsProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [error, setError] = useState<unknown>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const save = async (format: ExportFormat) => {
    const controller = new AbortController();
    running.current = controller;
    setError(null);
    setProgress({ done: 0, of: null });
    try {
      await saveExport(filter, format, lang, controller.signal, setProgress);
      toast(t.saved);
    } catch (cause) {
      if (controller.signal.aborted) toast(t.stopped, 'info');
      else setError(cause);
    } finally {
      running.current = null;
      setProgress(null);
    }
  };
  if (progress) return <Running progress={progress} onStop={() => running.current?.abort()} />;
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      {formats.map((format) => (
        <Button
          key={format}
          look="secondary"
          disabled={disabled ?? false}
          onClick={() => void save(format)}
        >
          <Download className="size-4" aria-hidden="true" />
          {label ?? `${t.export} ${NAMES[format]}`}
        </Button>
      ))}
      <ErrorLine error={error} />
    </div>
  );
}

function Running({ progress, onStop }: { progress: Progress; onStop: () => void }) {
  const t = useTexts(texts);
  const { done, of } = progress;
  const percent = of ? Math.min(100, Math.floor((done * 100) / of)) : null;
  const said = percent === null ? t.preparing : t.percent(percent);
  return (
    <div className="flex items-center gap-3 print:hidden">
      <div className="grid w-44 gap-1">
        <span className="tabular-nums" aria-live="polite">
          {said}
        </span>
        <progress
          className="h-1.5 w-full overflow-hidden rounded-full accent-accent"
          aria-label={said}
          max={100}
          {...(percent === null ? {} : { value: percent })}
        />
      </div>
      <Button look="quiet" onClick={onStop}>
        {t.stop}
      </Button>
    </div>
  );
}
