import type { ReactNode } from 'react';
import { Redirect, useLocation, useSearch } from 'wouter';
import { ApiError } from '@/api/errors';
import { restoreSession, type User, useSession } from '@/api/session';
import { defineTexts, useTexts } from '@/i18n/texts';
import { useOnline } from '@/lib/online';
import { paths, withQuery } from '@/lib/paths';
import { ButtonLink } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { PageFallback } from './PageFallback';

/** Who a page is for. Administrators may read everything, as on the server. */
export type Audience = 'customer' | 'staff' | 'books';

const roles: Record<Audience, readonly User['role'][]> = {
  customer: ['customer', 'cinema_staff', 'administrator', 'auditor'],
  staff: ['cinema_staff', 'administrator'],
  books: ['administrator', 'auditor'],
};

const texts = defineTexts({
  title: { zh: '这一页不对当前账号开放', en: 'This page is not open to your account' },
  why: {
    zh: '它属于影院或平台的工作人员。如果你有这样的账号，退出后换账号登录。',
    en: 'It is for the staff of a cinema or of the platform. If you have such an account, sign out and use that one.',
  },
  home: { zh: '回首页', en: 'Go to the front page' },
});

/** Sends strangers to the sign-in page and brings them back; the server decides all the same. */
export function Guard({ audience, children }: { audience: Audience; children: ReactNode }) {
  const t = useTexts(texts);
  const session = useSession();
  const online = useOnline();
  const [path] = useLocation();
  const search = useSearch();
  if (session.status === 'unknown') {
    if (online) return <PageFallback />;
    const away = new ApiError('offline', 0, null, null);
    return (
      <div className="column py-10">
        <ErrorPanel error={away} onRetry={() => void restoreSession()} />
      </div>
    );
  }
  if (session.status === 'anonymous') {
    const here = withQuery(path, Object.fromEntries(new URLSearchParams(search)));
    return <Redirect to={paths.signIn(here)} replace />;
  }
  if (!roles[audience].includes(session.user.role)) {
    return (
      <div className="column py-10">
        <Empty title={t.title} action={<ButtonLink href={paths.home()}>{t.home}</ButtonLink>}>
          {t.why}
        </Empty>
      </div>
    );
  }
  return children;
}
