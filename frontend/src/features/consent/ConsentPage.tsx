import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { useSearch } from 'wouter';
import { useSession } from '@/api/session';
import { useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { paths } from '@/lib/paths';
import { useTitle } from '@/lib/title';
import { AppIcon } from '@/ui/AppIcon';
import { Button, ButtonLink } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { consentQuery, useDecide } from './queries';
import { type ConsentQuery, readRequest, safeTarget } from './request';
import { texts } from './texts';

/** An application asks to sign somebody in: who asks, what for, and where one goes afterwards. */
export default function ConsentPage() {
  const t = useTexts(texts);
  useTitle(t.title);
  const request = readRequest(useSearch());
  if (!request) {
    return (
      <div className="column py-10">
        <Empty title={t.broken} action={<ButtonLink href={paths.home()}>{t.home}</ButtonLink>}>
          {t.brokenWhy}
        </Empty>
      </div>
    );
  }
  return <Consent request={request} />;
}

function Consent({ request }: { request: ConsentQuery }) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const { user } = useSession();
  const { data, error } = useQuery(consentQuery(request));
  const decide = useDecide(request);
  const [left, setLeft] = useState<'gone' | 'nowhere' | null>(null);
  if (error) {
    return (
      <div className="column py-10">
        <ErrorPanel error={error} action={<ButtonLink href={paths.home()}>{t.home}</ButtonLink>} />
      </div>
    );
  }
  if (!data) {
    return (
      <div className="column grid gap-4 py-10" aria-busy="true">
        <Skeleton className="h-10 max-w-md" />
        <Skeleton className="h-40 max-w-md" />
      </div>
    );
  }
  const answer = (is_approved: boolean) =>
    decide.mutate(is_approved, {
      onSuccess: ({ redirect_to }) => {
        const target = safeTarget(redirect_to);
        setLeft(target ? 'gone' : 'nowhere');
        if (target) location.replace(target);
      },
    });
  const name = lz(data.client_name);
  return (
    <div className="column py-8 lg:py-16">
      <div className="grid w-full max-w-md gap-7 lg:mx-auto">
        <header className="grid gap-3">
          <AppIcon name={data.app_icon ?? 'window'} className="size-8 text-accent" />
          <h1 className="headline text-xl lg:text-2xl">{t.asks(name)}</h1>
          {user?.display_name && <p className="text-ink-muted">{t.asYou(user.display_name)}</p>}
        </header>
        <section className="grid gap-3" aria-label={t.willSee}>
          <h2 className="text-sm font-medium text-ink-muted">{t.willSee}</h2>
          <ul className="grid divide-y divide-line border-y border-line">
            {data.scopes.map((scope) => (
              <li key={scope.scope} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 py-3">
                <Check className="mt-1 size-4 text-accent" aria-hidden="true" />
                <span>
                  <span className="font-medium">{lz(scope.name)}</span>
                  <span className="block text-sm text-ink-muted">{lz(scope.description)}</span>
                </span>
              </li>
            ))}
          </ul>
          <p className="text-sm text-ink-muted">{t.wontSee}</p>
          {data.is_granted && <p className="text-sm">{t.granted}</p>}
        </section>
        <p className="text-sm">
          <span className="text-ink-muted">{t.returns}</span>
          <span className="block text-base font-medium break-all">{data.redirect_host}</span>
        </p>
        <div className="grid gap-3">
          <div className="grid grid-cols-2 gap-3">
            <Button
              look="secondary"
              size="lg"
              disabled={decide.isPending || left === 'gone'}
              onClick={() => answer(false)}
            >
              {t.deny}
            </Button>
            <Button
              size="lg"
              busy={decide.isPending || left === 'gone'}
              onClick={() => answer(true)}
            >
              {t.allow}
            </Button>
          </div>
          <p className="text-sm text-ink-muted" aria-live="polite">
            {left === 'gone' ? t.sending : left === 'nowhere' ? t.nowhere : t.later}
          </p>
          <ErrorLine error={decide.error} />
        </div>
      </div>
    </div>
  );
}
