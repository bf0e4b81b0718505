import { ArrowUpRight, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useParams } from 'wouter';
import { useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { entryOf, hostOf } from '@/lib/entries';
import { paths } from '@/lib/paths';
import { useTitle } from '@/lib/title';
import { Button, ButtonLink, buttonClass } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { type PortalApp, useApps } from './queries';
import { portalTexts } from './texts';

/**
 * What a framed application may do: run, keep what is its own, send forms, and open a window to sign
 * somebody in. It may not lead this page away, nor reach into it: it is always another site.
 */
const SANDBOX =
  'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox';

/** After so long without an answer one is told. */
const PATIENCE_MS = 10_000;

export default function AppPage() {
  const { slug } = useParams<{ slug: string }>();
  const t = useTexts(portalTexts);
  const lz = useLocalized();
  const apps = useApps();
  const app = apps.data?.items.find((one) => one.slug === slug);
  useTitle(app && lz(app.name));
  if (apps.isPending) {
    return (
      <div className="column py-6" aria-busy="true">
        <Skeleton className="h-[60dvh]" />
      </div>
    );
  }
  if (apps.error) {
    return (
      <div className="column py-10">
        <ErrorPanel error={apps.error} onRetry={() => void apps.refetch()} />
      </div>
    );
  }
  if (!app) {
    return (
      <div className="column py-10">
        <Empty title={t.noApp} action={<ButtonLink href={paths.home()}>{t.toHome}</ButtonLink>}>
          {t.noAppWhy}
        </Empty>
      </div>
    );
  }
  return entryOf(app).kind === 'page' && app.opens === 'frame' ? (
    <Framed app={app} />
  ) : (
    <Outside app={app} />
  );
}

type Stage = 'loading' | 'open' | 'slow' | 'refused';

function Framed({ app }: { app: PortalApp }) {
  const t = useTexts(portalTexts);
  const lz = useLocalized();
  const [stage, setStage] = useState<Stage>('loading');
  useEffect(() => {
    // Before a page has come from the server with the policy for this very application, the browser
    // refuses to frame it.
    const refuse = (event: SecurityPolicyViolationEvent) => {
      if (/^(frame|child)-src$/.test(event.effectiveDirective)) setStage('refused');
    };
    document.addEventListener('securitypolicyviolation', refuse);
    return () => document.removeEventListener('securitypolicyviolation', refuse);
  }, []);
  useEffect(() => {
    if (stage !== 'loading') return;
    const timer = setTimeout(() => setStage('slow'), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [stage]);
  const name = lz(app.name);
  return (
    <div className="flex flex-1 flex-col">
      <div className="border-b border-line bg-surface-1">
        <div className="column flex min-h-12 flex-wrap items-center justify-between gap-x-6 gap-y-1 py-1.5">
          <h1 className="flex min-w-0 flex-wrap items-baseline gap-x-3">
            <span className="font-semibold">{name}</span>
            <span className="text-sm text-ink-muted">{t.offeredBy(hostOf(app.url))}</span>
          </h1>
          <a
            href={app.url}
            target="_blank"
            rel="noopener noreferrer"
            className="inline-flex min-h-9 items-center gap-1 text-sm text-ink-muted underline-offset-4 hover:text-ink hover:underline"
          >
            {t.openAlone}
            <ArrowUpRight className="size-4" aria-hidden="true" />
            <span className="sr-only">{t.opensNew}</span>
          </a>
        </div>
      </div>
      <div className="relative flex flex-1 flex-col">
        {stage !== 'refused' && (
          <iframe
            title={name}
            src={app.url}
            sandbox={SANDBOX}
            referrerPolicy="no-referrer"
            onLoad={() => setStage((now) => (now === 'refused' ? now : 'open'))}
            className="min-h-[70dvh] w-full flex-1 border-0 bg-surface-0"
          />
        )}
        {stage === 'loading' && (
          <p
            role="status"
            className="skeleton pointer-events-none absolute inset-0 grid place-items-center rounded-none text-ink-muted"
          >
            {t.appLoading(name)}
          </p>
        )}
        {(stage === 'slow' || stage === 'refused') && (
          <div role="alert" className="column absolute inset-x-0 top-0 bg-surface-0 py-10">
            <Empty
              title={stage === 'slow' ? t.appSlow(name) : t.appRefused}
              action={
                <div className="flex flex-wrap gap-3">
                  <Button look="secondary" onClick={() => location.reload()}>
                    <RefreshCw className="size-4" aria-hidden="true" />
                    {t.reload}
                  </Button>
                  <Outward app={app} />
                </div>
              }
            >
              {stage === 'slow' ? t.appSlowWhy : t.appRefusedWhy}
            </Empty>
          </div>
        )}
      </div>
    </div>
  );
}

function Outward({ app }: { app: PortalApp }) {
  const t = useTexts(portalTexts);
  const entry = entryOf(app);
  if (app.opens !== 'frame' && entry.kind === 'none') return null;
  return (
    <a href={app.url} target="_blank" rel="noopener noreferrer" className={buttonClass()}>
      {t.openAlone}
      <ArrowUpRight className="size-4" aria-hidden="true" />
      <span className="sr-only">{t.opensNew}</span>
    </a>
  );
}

/** An application that is not framed: what it is, and the way there. */
function Outside({ app }: { app: PortalApp }) {
  const lz = useLocalized();
  const t = useTexts(portalTexts);
  const entry = entryOf(app);
  return (
    <div className="column grid gap-5 py-10">
      <h1 className="headline text-xl lg:text-2xl">{lz(app.name)}</h1>
      <p className="max-w-prose text-ink-muted">{lz(app.description)}</p>
      <div>
        {entry.kind === 'route' ? (
          <ButtonLink href={entry.href}>{t.open}</ButtonLink>
        ) : (
          <Outward app={app} />
        )}
      </div>
    </div>
  );
}
