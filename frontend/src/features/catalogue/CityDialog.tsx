import { Check } from 'lucide-react';
import { useLocalized } from '@/i18n/lang';
import { defineTexts, useTexts } from '@/i18n/texts';
import { chooseCity } from '@/lib/city';
import { Dialog } from '@/ui/Dialog';
import { useCity } from './queries';

const texts = defineTexts({
  title: { zh: '在哪个城市看电影', en: 'Where are you watching' },
  only: {
    zh: '目前开通了下面的城市，新城市上线会写在城中消息里。',
    en: 'These cities are open. New ones are announced under Notices.',
  },
});

export default function CityDialog(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const { cities, city } = useCity();
  return (
    <Dialog {...props} title={t.title} description={t.only}>
      <ul className="grid gap-1">
        {cities.map((one) => (
          <li key={one.slug}>
            <button
              type="button"
              aria-pressed={one.slug === city?.slug}
              onClick={() => {
                chooseCity(one.slug);
                props.onOpenChange(false);
              }}
              className="flex min-h-12 w-full items-center justify-between rounded-md px-3 text-left hover:bg-surface-2"
            >
              {lz(one.name)}
              {one.slug === city?.slug && (
                <Check className="size-5 text-accent" aria-hidden="true" />
              )}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
