import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import type { StaffCinema } from '@/api/staffCinema';
import { useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { paths } from '@/lib/paths';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { Skeleton } from '@/ui/Skeleton';
import { Status } from '@/ui/Status';
import { cancellationQuery, type Session, useCancelSession } from './queries';
import { texts } from './texts';

interface CancelDialogProps {
  cinema: StaffCinema;
  session: Session;
  onClose: () => void;
}

/** Asks for the reason, since customers are told it, and only then cancels. */
export function CancelDialog({ cinema, session, onClose }: CancelDialogProps) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const [preset, setPreset] = useState<string | null>(null);
  const [own, setOwn] = useState('');
  const [tried, setTried] = useState(false);
  const label = useId();
  const cancel = useCancelSession(cinema);
  const reason = (preset ?? own).trim();
  const presets = [t.reasonProjector, t.reasonCopy, t.reasonPower];
  const go = () => {
    setTried(true);
    if (!reason) return;
    cancel.mutate({ code: session.session_code, reason }, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.cancelTitle}
      description={`${lz(session.film)} · ${t.cancelLead(session.seats_sold)}`}
      actions={
        <>
          <Button look="danger" block busy={cancel.isPending} onClick={go}>
            {session.seats_sold > 0 ? t.cancelGo : t.cancel}
          </Button>
          <Button look="secondary" onClick={onClose}>
            {t.cancelKeep}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p id={label} className="text-sm font-medium">
          {t.reason}
        </p>
        <Chips
          label={t.reason}
          all={t.reasonOther}
          value={preset}
          onChange={setPreset}
          items={presets.map((text) => ({ value: text, label: text }))}
        />
        {preset === null && (
          <Field
            label={t.reasonOther}
            value={own}
            maxLength={200}
            error={tried && !reason ? t.required : null}
            onChange={(event) => setOwn(event.currentTarget.value)}
          />
        )}
        <ErrorLine error={cancel.error} />
      </div>
    </Dialog>
  );
}

/** How far the refunds are; keeps itself up to date until none is under way. */
export function CancelProgress({ cinema, session }: { cinema: StaffCinema; session: Session }) {
  const t = useTexts(texts);
  const { data, error } = useQuery(cancellationQuery(cinema, session.session_code));
  if (error) return <ErrorLine error={error} />;
  if (!data) return <Skeleton className="h-16" />;
  const done = data.refunded + data.failed >= data.orders;
  return (
    <section aria-label={t.refunds} className="grid gap-2 rounded-md bg-surface-2 p-4">
      <h3 className="text-sm font-semibold">{t.refunds}</h3>
      <div role="status" className="grid gap-2">
        {data.orders === 0 ? (
          <p>{t.noOrders}</p>
        ) : (
          <>
            <p className="tabular-nums">{t.refundedOf(data.refunded, data.orders)}</p>
            <progress
              className="h-2 w-full appearance-none overflow-hidden rounded-full bg-surface-3 [&::-moz-progress-bar]:bg-ok [&::-webkit-progress-bar]:bg-surface-3 [&::-webkit-progress-value]:bg-ok"
              max={data.orders}
              value={data.refunded}
              aria-label={t.refunds}
            />
          </>
        )}
        {data.failed > 0 && <Status tone="bad">{t.refundsFailed(data.failed)}</Status>}
        {data.orders > 0 && !done && (
          <p className="text-sm text-ink-muted">
            {t.refunding(data.orders - data.refunded - data.failed)}
          </p>
        )}
        {data.orders > 0 && done && data.failed === 0 && <Status tone="ok">{t.refundsDone}</Status>}
      </div>
      {data.counter_sales > 0 && (
        <p>
          {t.counterToRefund(data.counter_sales)}{' '}
          <Link href={paths.sales()} className="font-medium underline underline-offset-4">
            {t.toSales}
          </Link>
        </p>
      )}
    </section>
  );
}
