import type { Lang } from '@/i18n/lang';

type Unit = 'second' | 'minute' | 'hour' | 'day';

/** How long something took or lasts, in its largest whole unit: a minute and a half is "1 min". */
function measured(ms: number): [number, Unit] {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return [seconds, 'second'];
  if (seconds < 3600) return [Math.floor(seconds / 60), 'minute'];
  if (seconds < 172_800) return [Math.floor(seconds / 3600), 'hour'];
  return [Math.floor(seconds / 86_400), 'day'];
}

const units: Record<Lang, Record<Unit, (n: number) => string>> = {
  zh: {
    second: (n) => `${n} 秒`,
    minute: (n) => `${n} 分钟`,
    hour: (n) => `${n} 小时`,
    day: (n) => `${n} 天`,
  },
  en: {
    second: (n) => `${n} s`,
    minute: (n) => `${n} min`,
    hour: (n) => `${n} h`,
    day: (n) => `${n} days`,
  },
};

/** "3 min": how long it is since `at`. */
export function spanText(at: string, now: number, lang: Lang): string {
  const [n, unit] = measured(now - Date.parse(at));
  return units[lang][unit](n);
}

/** "3 min ago". */
export function sinceText(at: string, now: number, lang: Lang): string {
  if (now - Date.parse(at) < 5000) return lang === 'zh' ? '刚刚' : 'just now';
  const span = spanText(at, now, lang);
  return lang === 'zh' ? `${span}前` : `${span} ago`;
}
