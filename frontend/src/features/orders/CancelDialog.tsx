import type { Schema } from '@/api/types';
import { useLang } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { seatNamesOf } from '@/lib/seats';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine } from '@/ui/ErrorPanel';
import { texts } from './texts';

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  seats: Schema<'LockedSeat'>[];
  /** Whether the bank may still take a payment for them. */
  paymentOpen: boolean;
  busy: boolean;
  error: unknown;
  onConfirm: () => void;
};

/** Asks once more before seats are given back: that cannot be undone. */
export function CancelDialog({
  open,
  onOpenChange,
  seats,
  paymentOpen,
  busy,
  error,
  onConfirm,
}: Props) {
  const t = useTexts(texts);
  const lang = useLang();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t.cancelTitle}
      description={(paymentOpen ? t.cancelLeadOpen : t.cancelLead)(seatNamesOf(seats, lang))}
      actions={
        <>
          <Button look="secondary" block onClick={() => onOpenChange(false)}>
            {t.keep}
          </Button>
          <Button look="danger" block busy={busy} onClick={onConfirm}>
            {t.giveBack}
          </Button>
        </>
      }
    >
      <ErrorLine error={error} />
    </Dialog>
  );
}
