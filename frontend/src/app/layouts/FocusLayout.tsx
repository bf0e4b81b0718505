import type { ReactNode } from 'react';
import { OfflineNotice, SkipLink } from './frame';
import { TopBar } from './TopBar';

/** For the steps of a purchase: the top bar only, the lower edge belongs to the page. */
export function FocusLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <TopBar back />
      <OfflineNotice />
      <main id="main" tabIndex={-1} className="flex flex-1 flex-col focus:outline-none">
        {children}
      </main>
    </div>
  );
}
