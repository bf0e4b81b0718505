import { useState } from 'react';
import { useLocation } from 'wouter';
import { useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { localText, textInstant } from '@/lib/localInstant';
import { paths } from '@/lib/paths';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { toast } from '@/ui/Toast';
import { type AdminArticle, useDeleteArticle, usePublish, useWithdraw } from './queries';
import { texts } from './texts';

interface PublicationProps {
  article: AdminArticle;
  /** Saves what is unsaved and whole; answers whether it may come out. */
  store: () => Promise<boolean>;
}

/** Out it goes, now or later; and back. */
export function Publication({ article, store }: PublicationProps) {
  const t = useTexts(texts);
  const [asking, setAsking] = useState<'publish' | 'withdraw' | null>(null);
  const isLive = article.status === 'published' || article.status === 'scheduled';
  const askToPublish = async () => {
    // First what is written: a dialog over faults would hide them.
    if (await store()) setAsking('publish');
  };
  return (
    <>
      {isLive ? (
        <Button look="secondary" onClick={() => setAsking('withdraw')}>
          {article.status === 'scheduled' ? t.unschedule : t.withdraw}
        </Button>
      ) : (
        <Button onClick={() => void askToPublish()}>
          {article.status === 'withdrawn' ? t.publishAgain : t.publish}
        </Button>
      )}
      {article.status === 'scheduled' && (
        <Button look="quiet" onClick={() => void askToPublish()}>
          {t.schedule}
        </Button>
      )}
      {asking === 'publish' && <PublishDialog article={article} onClose={() => setAsking(null)} />}
      {asking === 'withdraw' && (
        <WithdrawDialog article={article} onClose={() => setAsking(null)} />
      )}
    </>
  );
}

interface StepProps {
  article: AdminArticle;
  onClose: () => void;
}

function PublishDialog({ article, onClose }: StepProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const publish = usePublish(article.id);
  const [at, setAt] = useState(() => localText(serverNow() + 3_600_000));
  const [tried, setTried] = useState(false);
  const late = !at || Date.parse(textInstant(at)) <= serverNow();
  const now = () =>
    publish.mutate(null, {
      onSuccess: () => {
        toast(t.publishedNow);
        onClose();
      },
    });
  const later = () => {
    setTried(true);
    if (late) return;
    publish.mutate(textInstant(at), {
      onSuccess: (saved) => {
        const when = formatDateTime(saved.published_at ?? textInstant(at), PLATFORM_ZONE, locale);
        toast(t.scheduledFor(when));
        onClose();
      },
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.publishTitle}
      actions={
        <>
          <Button block busy={publish.isPending} onClick={now}>
            {t.publishNow}
          </Button>
          <Button look="secondary" busy={publish.isPending} onClick={later}>
            {t.schedule}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Field
          label={t.scheduleAt}
          type="datetime-local"
          value={at}
          error={tried && late ? t.badTime : null}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
        <ErrorLine error={publish.error} />
      </div>
    </Dialog>
  );
}

function WithdrawDialog({ article, onClose }: StepProps) {
  const t = useTexts(texts);
  const withdraw = useWithdraw(article.id);
  const confirm = () =>
    withdraw.mutate(undefined, {
      onSuccess: () => {
        toast(t.withdrew);
        onClose();
      },
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.withdrawTitle}
      actions={
        <>
          <Button look="danger" block busy={withdraw.isPending} onClick={confirm}>
            {article.status === 'scheduled' ? t.unschedule : t.withdraw}
          </Button>
          <Button look="secondary" onClick={onClose}>
            {t.keep}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p>{t.withdrawWhy}</p>
        <ErrorLine error={withdraw.error} />
      </div>
    </Dialog>
  );
}

/** Only what was never published can be thrown away. */
export function Remove({ id }: { id: string }) {
  const t = useTexts(texts);
  const [, navigate] = useLocation();
  const [open, setOpen] = useState(false);
  const remove = useDeleteArticle(id);
  const confirm = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        toast(t.removed);
        navigate(paths.adminArticles(), { replace: true });
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
