import { useLocale } from '@/i18n/lang';
import { defineTexts, useTexts } from '@/i18n/texts';
import type { Standing } from '@/lib/keptDraft';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { Button } from './Button';
import { Status } from './Status';

const texts = defineTexts({
  unsaved: { zh: '有改动还没保存，已留在这台设备上', en: 'Unsaved changes, kept on this device' },
  found: {
    zh: (at: string) => `找回了 ${at} 没保存的改动`,
    en: (at: string) => `Unsaved changes of ${at} are back`,
  },
  overtaken: {
    zh: '你改的时候，别人保存了新的版本。你的改动还在。',
    en: 'While you were editing, somebody saved a new version. Your changes are still here.',
  },
  keepMine: { zh: '保留我的改动', en: 'Keep my changes' },
  theirs: { zh: '换成新版本', en: 'Take the new version' },
  discard: { zh: '放弃改动', en: 'Discard changes' },
});

interface DraftNoticeProps {
  standing: Standing;
  foundAt: number | null;
  onDiscard: () => void;
  onKeepMine: () => void;
}

/** How what was typed stands to what the server has; nothing while they are the same. */
export function DraftNotice({ standing, foundAt, onDiscard, onKeepMine }: DraftNoticeProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  if (standing === 'clean') return null;
  const overtaken = standing === 'overtaken';
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-md bg-warn-soft px-4 py-2"
    >
      <Status tone="warn">
        <span className="whitespace-normal">
          {overtaken
            ? t.overtaken
            : foundAt === null
              ? t.unsaved
              : t.found(formatDateTime(foundAt, PLATFORM_ZONE, locale))}
        </span>
      </Status>
      <span className="flex flex-wrap gap-2">
        {overtaken && (
          <Button look="secondary" size="sm" onClick={onKeepMine}>
            {t.keepMine}
          </Button>
        )}
        <Button look="quiet" size="sm" onClick={onDiscard}>
          {overtaken ? t.theirs : t.discard}
        </Button>
      </span>
    </div>
  );
}
