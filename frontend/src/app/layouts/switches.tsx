import { Moon, Sun, SunMoon } from 'lucide-react';
import { setLang, useLang } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { setTheme, type Theme, useTheme } from '@/lib/theme';
import { frameTexts } from './texts';

const target =
  'grid size-11 shrink-0 place-items-center rounded-md text-ink-muted transition-colors hover:bg-surface-2 hover:text-ink';

export function LanguageSwitch() {
  const t = useTexts(frameTexts);
  const other = useLang() === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      aria-label={t.language}
      onClick={() => setLang(other)}
      className={cx(target, 'text-sm font-medium')}
    >
      {t.languageShort}
    </button>
  );
}

const next: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const icons = { system: SunMoon, light: Sun, dark: Moon };

/** Steps through the system's mood, Matinée and Evening; the label says which one is on. */
export function ThemeSwitch() {
  const t = useTexts(frameTexts);
  const theme = useTheme();
  const Icon = icons[theme];
  const names = { system: t.themeSystem, light: t.themeLight, dark: t.themeDark };
  const label = t.theme(names[theme]);
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={() => setTheme(next[theme])}
      className={target}
    >
      <Icon className="size-5" aria-hidden="true" />
    </button>
  );
}
