import { defineTexts, useTexts } from '@/i18n/texts';
import { paths } from '@/lib/paths';
import { useTitle } from '@/lib/title';
import { ButtonLink } from '@/ui/Button';

const texts = defineTexts({
  title: { zh: '这一页没有排片', en: 'Nothing is playing here' },
  why: {
    zh: '地址可能抄错了，或者这一场、这部影片已经下线。',
    en: 'The address may be mistyped, or the showtime or film has since come off the programme.',
  },
  showing: { zh: '看看正在热映', en: 'See what is on' },
  cinemas: { zh: '找影院', en: 'Find a cinema' },
});

export function NotFoundPage() {
  const t = useTexts(texts);
  useTitle(t.title);
  return (
    <div className="column grid gap-4 py-16 lg:py-24">
      <p className="headline text-2xl text-accent" aria-hidden="true">
        404
      </p>
      <h1 className="text-xl font-semibold">{t.title}</h1>
      <p className="max-w-prose text-ink-muted">{t.why}</p>
      <div className="mt-2 flex flex-wrap gap-3">
        <ButtonLink href={paths.films()}>{t.showing}</ButtonLink>
        <ButtonLink href={paths.cinemas()} look="secondary">
          {t.cinemas}
        </ButtonLink>
      </div>
    </div>
  );
}
