import type { PortalApp } from './queries';

export interface Group {
  category: string;
  apps: PortalApp[];
}

/** Applications under their categories; both stay in the order in which they came. */
export function byCategory(apps: readonly PortalApp[]): Group[] {
  const groups = new Map<string, Group>();
  for (const app of apps) {
    const group = groups.get(app.category) ?? { category: app.category, apps: [] };
    group.apps.push(app);
    groups.set(app.category, group);
  }
  return [...groups.values()];
}
