import { ChevronRight } from 'lucide-react';
import { Link } from 'wouter';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatDistance } from '@/lib/distance';
import { hallTypeName, placeName, serviceName } from '@/lib/labels';
import { paths } from '@/lib/paths';
import { PriceFrom } from '@/ui/PriceFrom';
import type { CinemaSummary } from './queries';
import { catalogueTexts } from './texts';

/** The rest of them is on the cinema's own page. */
const SERVICES_SHOWN = 3;

/** A cinema in the list: name, where, what it has, from how much, how far. */
export function CinemaRow({ cinema }: { cinema: CinemaSummary }) {
  const t = useTexts(catalogueTexts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const halls = cinema.hall_types.filter((type) => type !== 'standard');
  return (
    <li className="border-t border-line">
      <Link
        href={paths.cinema(cinema.id)}
        className="group grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 py-5 transition-colors lg:rounded-md lg:hover:bg-surface-2 lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_8rem_1.25rem] lg:-mx-3 lg:px-3"
      >
        <span className="grid gap-0.5">
          <span className="text-lg leading-snug font-semibold">{lz(cinema.name)}</span>
          <span className="text-sm text-ink-muted">
            {placeName(lz(cinema.district.name), lz(cinema.address))}
          </span>
        </span>
        <span className="order-last col-span-2 mt-2.5 flex flex-wrap gap-x-3 gap-y-1 text-sm text-ink-muted empty:hidden lg:order-none lg:col-span-1 lg:mt-0">
          {halls.map((type) => (
            <span key={type} className="font-semibold text-ink">
              {hallTypeName(type, lang)}
            </span>
          ))}
          {cinema.services.slice(0, SERVICES_SHOWN).map((service) => (
            <span key={service}>{serviceName(service, lang)}</span>
          ))}
        </span>
        <span className="grid justify-items-end gap-0.5 text-right">
          {cinema.available ? (
            cinema.price_from && <PriceFrom of={cinema.price_from} className="text-lg" />
          ) : (
            <span className="text-sm font-medium text-warn">{t.unavailableShort}</span>
          )}
          {cinema.distance_m != null && (
            <span className="text-sm text-ink-muted tabular-nums">
              {formatDistance(cinema.distance_m, locale)}
            </span>
          )}
        </span>
        <ChevronRight
          className="hidden size-5 text-ink-muted transition-transform group-hover:translate-x-0.5 lg:block"
          aria-hidden="true"
        />
      </Link>
    </li>
  );
}
