import { useLang } from '@/i18n/lang';
import { appCategoryName } from '@/lib/labels';
import { AppTile } from '@/ui/AppTile';
import type { PortalApp } from './queries';

/** Applications registered on the platform, as a quiet grid of entries, each with its category. */
export function Apps({ apps }: { apps: readonly PortalApp[] }) {
  const lang = useLang();
  return (
    <ul className="grid grid-cols-2 gap-x-4 border-t border-line pt-2">
      {apps.map((app) => (
        <li key={app.id} className="min-w-0">
          <AppTile app={app} category={appCategoryName(app.category, lang)} />
        </li>
      ))}
    </ul>
  );
}
