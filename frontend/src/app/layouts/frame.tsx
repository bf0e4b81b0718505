import { CloudOff } from 'lucide-react';
import { useTexts } from '@/i18n/texts';
import { useOnline } from '@/lib/online';
import { frameTexts } from './texts';

export function SkipLink() {
  const t = useTexts(frameTexts);
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-60 focus:rounded-md focus:bg-accent focus:px-4 focus:py-3 focus:font-semibold focus:text-on-accent"
    >
      {t.skip}
    </a>
  );
}

export function OfflineNotice() {
  const t = useTexts(frameTexts);
  const online = useOnline();
  return (
    <div role="status">
      {!online && (
        <p className="bg-warn-soft">
          <span className="column flex items-center gap-2.5 py-2 text-sm">
            <CloudOff className="size-4 shrink-0 text-warn" aria-hidden="true" />
            {t.offline}
          </span>
        </p>
      )}
    </div>
  );
}
