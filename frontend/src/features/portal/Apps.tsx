import { useLang } from '@/i18n/lang';
import { appCategoryName } from '@/lib/labels';
import { AppTile } from '@/ui/AppTile';
import { byCategory } from './groups';
import type { PortalApp } from './queries';

/** Applications registered on the platform, as a quiet grid of entries under their categories. */
export function Apps({ apps }: { apps: readonly PortalApp[] }) {
  const lang = useLang();
  return (
    <div className="grid gap-3 border-t border-line pt-4">
      {byCategory(apps).map(({ category, apps }) => (
        <div key={category}>
          <h3 className="text-sm text-ink-muted">{appCategoryName(category, lang)}</h3>
          <ul className="grid grid-cols-2 gap-x-4">
            {apps.map((app) => (
              <li key={app.id} className="min-w-0">
                <AppTile app={app} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
