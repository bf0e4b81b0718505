import { useState } from 'react';
import { useLang } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { seatNamesOf } from '@/lib/seats';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import type { StaffSeat } from './queries';
import { texts } from './texts';

interface BlockDialogProps {
  seats: readonly StaffSeat[];
  busy: boolean;
  error: unknown;
  onBlock: (reason: string) => void;
  onClose: () => void;
}

/** Why seats are kept off sale; colleagues read it on the map. */
export function BlockDialog({ seats, busy, error, onBlock, onClose }: BlockDialogProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const presets = [t.reasonHouse, t.reasonBroken, t.reasonGuest];
  const [preset, setPreset] = useState<string | null>(t.reasonHouse);
  const [own, setOwn] = useState('');
  const [tried, setTried] = useState(false);
  const reason = (preset ?? own).trim();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.blockTitle}
      description={seatNamesOf(seats, lang)}
      actions={
        <Button
          block
          busy={busy}
          onClick={() => {
            setTried(true);
            if (reason) onBlock(reason);
          }}
        >
          {t.block}
        </Button>
      }
    >
      <div className="grid gap-3">
        <Chips
          label={t.blockReason}
          all={t.reasonOther}
          value={preset}
          onChange={setPreset}
          items={presets.map((text) => ({ value: text, label: text }))}
        />
        {preset === null && (
          <Field
            label={t.blockReason}
            value={own}
            maxLength={80}
            error={tried && !reason ? t.required : null}
            onChange={(event) => setOwn(event.currentTarget.value)}
          />
        )}
        <ErrorLine error={error} />
      </div>
    </Dialog>
  );
}
