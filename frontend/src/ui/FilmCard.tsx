import { Link } from 'wouter';
import type { Schema } from '@/api/types';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { defineTexts, useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { specialFormats } from '@/lib/labels';
import { paths } from '@/lib/paths';
import { nameDay } from '@/lib/time';
import { Poster } from './Poster';
import { PriceFrom } from './PriceFrom';

type FilmSummary = Schema<'FilmSummary'>;

const texts = defineTexts({
  opens: { zh: (date: string) => `${date}上映`, en: (date: string) => `Opens ${date}` },
});

/** The poster that is carried over to the film's own page has this name while it flies. */
export const POSTER_IN_FLIGHT = 'poster';

/** A film on show or coming: its poster, its name, and the one fact one wants next. */
export function FilmCard({ film, className }: { film: FilmSummary; className?: string }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const date = nameDay(film.released_on, film.released_on, locale).date;
  const special = specialFormats(film.formats);
  return (
    <Link
      href={paths.film(film.id)}
      onClick={(event) => {
        const poster = event.currentTarget.querySelector<HTMLElement>('[data-poster]');
        if (poster) poster.style.viewTransitionName = POSTER_IN_FLIGHT;
      }}
      className={cx('group grid content-start gap-2.5', className)}
    >
      <span
        data-poster
        className="relative block overflow-hidden rounded-sm ring-1 ring-line transition-transform duration-200 ease-out group-hover:-translate-y-1"
      >
        <Poster film={film} />
      </span>
      <span className="grid gap-0.5">
        <span
          className="line-clamp-2 font-semibold leading-snug"
          lang={lang === 'zh' ? 'zh-CN' : 'en'}
        >
          {lz(film.title)}
        </span>
        <span className="flex flex-wrap items-baseline gap-x-2 text-sm text-ink-muted">
          {film.status === 'upcoming' ? (
            <span className="text-accent">{t.opens(date)}</span>
          ) : (
            film.price_from && <PriceFrom of={film.price_from} className="text-base" />
          )}
          {special.length > 0 && <span className="text-xs">{special.join(' · ')}</span>}
        </span>
      </span>
    </Link>
  );
}

/** Columns of posters that keep a readable width: two on a phone, six on a desk. */
export const posterGrid =
  'grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3 md:grid-cols-4 lg:grid-cols-6 lg:gap-x-6';
