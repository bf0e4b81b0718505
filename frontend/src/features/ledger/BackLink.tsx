import { ArrowLeft } from 'lucide-react';
import { Link } from 'wouter';
import { useTexts } from '@/i18n/texts';
import { paths } from '@/lib/paths';
import { texts } from './texts';

/** To the bill details, above the title. */
export function BackLink() {
  const t = useTexts(texts);
  return (
    <Link
      href={paths.ledger()}
      className="-mb-5 flex w-fit items-center gap-1.5 px-4 pt-4 text-ink-muted hover:text-ink lg:px-6 print:hidden"
    >
      <ArrowLeft className="size-4" aria-hidden="true" />
      {t.back}
    </Link>
  );
}
