import { useLocale } from '@/i18n/lang';
import { cx } from '@/lib/cx';
import { formatDateTime, formatDay, formatTime, PLATFORM_ZONE } from '@/lib/time';

interface TimeProps {
  at: string;
  zone?: string;
  className?: string;
}

/** "19:40" in the cinema's zone. */
export function Time({ at, zone = PLATFORM_ZONE, className }: TimeProps) {
  return (
    <time dateTime={at} className={cx('figures', className)}>
      {formatTime(at, zone)}
    </time>
  );
}

/** "11月22日 周日 19:40" in the cinema's zone. */
export function DateTime({ at, zone = PLATFORM_ZONE, className }: TimeProps) {
  return (
    <time dateTime={at} className={cx('tabular-nums', className)}>
      {formatDateTime(at, zone, useLocale())}
    </time>
  );
}

/** A calendar day, `YYYY-MM-DD`, written out. */
export function Day({ day, className }: { day: string; className?: string }) {
  return (
    <time dateTime={day} className={cx('tabular-nums', className)}>
      {formatDay(day, useLocale())}
    </time>
  );
}
