import { Copy } from 'lucide-react';
import { useTexts } from '@/i18n/texts';
import { toast } from '@/ui/Toast';
import { groupsOf } from './stamp';
import { texts } from './texts';

/** A code in groups for the eye, digit by digit for the ear. */
export function Digits({ code, className }: { code: string; className: string }) {
  return (
    <p className={`figures tracking-wider ${className}`}>
      <span aria-hidden="true" className="flex flex-wrap gap-x-3">
        {groupsOf(code).map((group, index) => (
          <span key={`${index}/${group}`}>{group}</span>
        ))}
      </span>
      <span className="sr-only">{[...code].join(' ')}</span>
    </p>
  );
}

/** The pickup code, large and in groups of four; read aloud digit by digit. */
export function PickupCode({ code }: { code: string }) {
  const t = useTexts(texts);
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    toast(t.copied);
  };
  return (
    <div className="grid gap-1">
      <p className="text-sm text-ink-muted">{t.pickupCode}</p>
      <div className="flex items-center gap-2">
        <Digits code={code} className="text-xl leading-tight" />
        {navigator.clipboard && (
          <button
            type="button"
            onClick={() => void copy()}
            aria-label={t.copy}
            title={t.copy}
            className="grid size-11 shrink-0 place-items-center rounded-md text-ink-muted hover:bg-surface-2"
          >
            <Copy className="size-4" aria-hidden="true" />
          </button>
        )}
      </div>
    </div>
  );
}
