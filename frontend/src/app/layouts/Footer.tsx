import { Link } from 'wouter';
import { useTexts } from '@/i18n/texts';
import { paths } from '@/lib/paths';
import { frameTexts } from './texts';

export function Footer() {
  const t = useTexts(frameTexts);
  return (
    <footer className="mt-16 border-t border-line">
      <div className="column flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2 py-6 text-sm text-ink-muted">
        <p className="max-w-prose">{t.footer}</p>
        <nav aria-label={t.more} className="flex gap-6">
          <Link href={paths.articles()} className="py-1 underline-offset-4 hover:underline">
            {t.notices}
          </Link>
          <Link href={paths.developers()} className="py-1 underline-offset-4 hover:underline">
            {t.developers}
          </Link>
        </nav>
      </div>
    </footer>
  );
}
