import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { useSession } from '@/api/session';
import { useLang, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { useKeptDraft } from '@/lib/keptDraft';
import { appCategoryName } from '@/lib/labels';
import { paths } from '@/lib/paths';
import { useTitle } from '@/lib/title';
import { AppTile } from '@/ui/AppTile';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { DraftNotice } from '@/ui/DraftNotice';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { toast } from '@/ui/Toast';
import { AppFields } from './AppFields';
import { Standing } from './AppsPage';
import { draftOf, faultsOf, newDraft, wishOf } from './form';
import { type AdminApp, appQuery, useDeleteApp, useSaveApp } from './queries';
import { texts } from './texts';

/** One application: its form, and its tile as the front page will show it. */
export default function AppPage() {
  const { id } = useParams<{ id: string }>();
  return id === 'new' ? (
    <Editor key="new" app={null} refresh={null} />
  ) : (
    <Existing key={id} id={id} />
  );
}

function Existing({ id }: { id: string }) {
  const t = useTexts(texts);
  const { data, error, refetch } = useQuery(appQuery(id));
  if (data) return <Editor app={data} refresh={() => void refetch()} />;
  return (
    <StaffPage title={t.app}>
      {error ? (
        <ErrorPanel error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="h-96" />
      )}
    </StaffPage>
  );
}

interface EditorProps {
  app: AdminApp | null;
  /** Reads it again; null for a new one. */
  refresh: (() => void) | null;
}

function Editor({ app, refresh }: EditorProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const lz = useLocalized();
  const session = useSession();
  const [, navigate] = useLocation();
  const mayWrite = session.user?.role === 'administrator';
  const [blank] = useState(() => newDraft(serverNow()));
  const kept = useKeptDraft(
    `marquee.draft.app.${app?.id ?? 'new'}`,
    app ? draftOf(app) : blank,
    app?.revision ?? null,
  );
  const { draft } = kept;
  const save = useSaveApp(app?.id ?? null);
  const [tried, setTried] = useState(false);
  const title = app ? lz(app.name) : t.newTitle;
  useTitle(title);
  const faults = faultsOf(draft);
  const submit = () => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    save.mutate(wishOf(draft, app?.revision ?? null), {
      onSuccess: (saved) => {
        setTried(false);
        toast(app ? t.saved : t.created);
        if (!app) {
          kept.discard();
          navigate(paths.adminApp(saved.id), { replace: true });
        }
      },
      // Somebody was quicker: what they saved is read, what was typed stays.
      onError: () => refresh?.(),
    });
  };
  const preview = {
    slug: draft.slug || 'app',
    name: { zh: draft.nameZh || t.nameZh, en: draft.nameEn || t.nameEn },
    description: { zh: draft.descriptionZh, en: draft.descriptionEn },
    icon: draft.icon,
    url: draft.url,
    opens: draft.opens,
  };
  return (
    <StaffPage
      title={title}
      lead={app ? <Standing app={app} /> : undefined}
      actions={app && mayWrite && <Remove id={app.id} />}
    >
      <Link
        href={paths.adminApps()}
        className="inline-flex min-h-9 items-center gap-2 justify-self-start text-ink-muted hover:text-ink"
      >
        <ArrowLeft className="size-4" aria-hidden="true" />
        {t.back}
      </Link>
      <DraftNotice
        standing={kept.standing}
        foundAt={kept.foundAt}
        onDiscard={kept.discard}
        onKeepMine={kept.keepMine}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,44rem)_minmax(0,22rem)]">
        <form
          noValidate
          className="grid gap-6"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <fieldset disabled={!mayWrite} className="grid min-w-0 gap-8">
            <legend className="sr-only">{title}</legend>
            <AppFields
              draft={draft}
              faults={tried ? faults : {}}
              error={save.error}
              onChange={kept.change}
            />
          </fieldset>
          {mayWrite ? (
            <div className="flex flex-wrap items-center gap-4">
              <Button type="submit" busy={save.isPending}>
                {app ? t.save : t.register}
              </Button>
              <ErrorLine error={save.error} />
            </div>
          ) : (
            <p className="text-ink-muted">{t.readOnly}</p>
          )}
        </form>
        <aside className="grid gap-2 xl:sticky xl:top-6" aria-label={t.preview}>
          <h2 className="text-ink-muted">{t.previewWhy}</h2>
          <div className="border-y border-line text-base">
            <AppTile app={preview} category={appCategoryName(draft.category, lang)} />
          </div>
        </aside>
      </div>
    </StaffPage>
  );
}

function Remove({ id }: { id: string }) {
  const t = useTexts(texts);
  const [, navigate] = useLocation();
  const [open, setOpen] = useState(false);
  const remove = useDeleteApp(id);
  const confirm = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        toast(t.removed);
        navigate(paths.adminApps(), { replace: true });
      },
    });
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {t.remove}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t.removeTitle}
        actions={
          <>
            <Button look="danger" block busy={remove.isPending} onClick={confirm}>
              {t.remove}
            </Button>
            <Button look="secondary" onClick={() => setOpen(false)}>
              {t.keep}
            </Button>
          </>
        }
      >
        <div className="grid gap-3">
          <p>{t.removeWhy}</p>
          <ErrorLine error={remove.error} />
        </div>
      </Dialog>
    </>
  );
}
