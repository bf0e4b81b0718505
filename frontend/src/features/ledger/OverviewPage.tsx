import { useTexts } from '@/i18n/texts';
import { paths } from '@/lib/paths';
import { useTitle } from '@/lib/title';
import { ButtonLink } from '@/ui/Button';
import { Overview } from './Overview';
import { texts } from './texts';

/** The administrators' front page: what is going on right now. */
export default function OverviewPage() {
  const t = useTexts(texts);
  useTitle(t.overview);
  return (
    <div className="grid gap-5 p-4 lg:p-6">
      <h1 className="text-lg font-semibold">{t.overview}</h1>
      <Overview />
      <div>
        <ButtonLink href={paths.ledger()} look="secondary">
          {t.title}
        </ButtonLink>
      </div>
    </div>
  );
}
