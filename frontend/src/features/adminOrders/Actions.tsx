import { MessageSquareText, RefreshCw, Undo2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { mayPass } from '@/api/errors';
import type { User } from '@/api/session';
import { useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatMoney } from '@/lib/money';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine } from '@/ui/ErrorPanel';
import { ReasonDialog } from '@/ui/ReasonDialog';
import { toast } from '@/ui/Toast';
import { type AdminOrder, newKey, useAskAgain, useRefund, useResend } from './queries';
import { texts } from './texts';
import { type Action, actionsOf } from './words';

interface ActionsProps {
  order: AdminOrder;
  role: User['role'] | undefined;
}

/** The buttons that are safe now; each says what it will do before it does it. */
export function Actions({ order, role }: ActionsProps) {
  const t = useTexts(texts);
  const [asking, setAsking] = useState<Action | null>(null);
  const close = () => setAsking(null);
  if (role !== 'administrator') return <p className="text-ink-muted">{t.readOnly}</p>;
  const actions = actionsOf(order);
  return (
    <div className="flex flex-wrap items-center gap-3 print:hidden">
      {actions.includes('ask_again') && (
        <Button look="secondary" onClick={() => setAsking('ask_again')}>
          <RefreshCw className="size-4" aria-hidden="true" />
          {t.askAgain}
        </Button>
      )}
      {actions.includes('resend_message') && (
        <Button look="secondary" onClick={() => setAsking('resend_message')}>
          <MessageSquareText className="size-4" aria-hidden="true" />
          {t.resend}
        </Button>
      )}
      {actions.includes('refund') && (
        <Button look="secondary" onClick={() => setAsking('refund')}>
          <Undo2 className="size-4" aria-hidden="true" />
          {t.refund}
        </Button>
      )}
      {actions.length < 2 && <p className="text-ink-muted">{t.notNow}</p>}
      {asking === 'ask_again' && <AskDialog order={order} onClose={close} />}
      {asking === 'resend_message' && <ResendDialog order={order} onClose={close} />}
      {asking === 'refund' && <RefundDialog order={order} onClose={close} />}
    </div>
  );
}

interface DialogProps {
  order: AdminOrder;
  onClose: () => void;
}

function AskDialog({ order, onClose }: DialogProps) {
  const t = useTexts(texts);
  const ask = useAskAgain(order.summary.id);
  const go = () =>
    ask.mutate(undefined, {
      onSuccess: () => {
        toast(t.asked);
        onClose();
      },
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.askTitle}
      description={t.askLead}
      actions={
        <>
          <Button block busy={ask.isPending} onClick={go}>
            {t.askAgain}
          </Button>
          <Button look="secondary" onClick={onClose}>
            {t.keep}
          </Button>
        </>
      }
    >
      <ErrorLine error={ask.error} />
    </Dialog>
  );
}

function ResendDialog({ order, onClose }: DialogProps) {
  const t = useTexts(texts);
  const resend = useResend(order.summary.id);
  const go = () =>
    resend.mutate(undefined, {
      onSuccess: () => {
        toast(t.resent);
        onClose();
      },
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.resendTitle}
      description={t.resendLead(order.summary.phone)}
      actions={
        <>
          <Button block busy={resend.isPending} onClick={go}>
            {t.resendDo}
          </Button>
          <Button look="secondary" onClick={onClose}>
            {t.keep}
          </Button>
        </>
      }
    >
      <ErrorLine error={resend.error} />
    </Dialog>
  );
}

function RefundDialog({ order, onClose }: DialogProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const refund = useRefund(order.summary.id);
  // One wish however often its button is pressed.
  const wish = useRef(newKey());
  return (
    <ReasonDialog
      title={t.refundTitle}
      lead={t.refundLead(formatMoney(order.price.total, locale, true))}
      hint={t.reasonHint}
      action={t.refundDo}
      look="danger"
      busy={refund.isPending}
      error={refund.error}
      onClose={onClose}
      onConfirm={(reason) =>
        refund.mutate(
          { reason, key: wish.current },
          {
            onSuccess: () => {
              toast(t.refundBegun);
              onClose();
            },
            onError: (error) => {
              // A refusal was an answer, so what is asked next is another wish; without an answer
              // it is still the same one.
              if (!mayPass(error)) wish.current = newKey();
            },
          },
        )
      }
    />
  );
}
