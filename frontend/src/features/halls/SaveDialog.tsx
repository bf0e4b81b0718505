import { useState } from 'react';
import type { StaffCinema } from '@/api/staffCinema';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { addDays, businessDay, PLATFORM_ZONE } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { toast } from '@/ui/Toast';
import type { Difference, SeatPlan } from './planEdit';
import { type ScreenPlan, useSavePlan } from './queries';
import { texts } from './texts';

interface SaveDialogProps {
  cinema: StaffCinema;
  /** The version that was edited. */
  plan: ScreenPlan;
  layout: SeatPlan;
  difference: Difference;
  onClose: () => void;
  onSaved: (plan: ScreenPlan) => void;
  onRefused: (error: unknown) => void;
}

/** From which day the new version holds, and what it changes. */
export function SaveDialog(props: SaveDialogProps) {
  const { cinema, plan, layout, difference, onClose, onSaved, onRefused } = props;
  const t = useTexts(texts);
  const tomorrow = addDays(businessDay(serverNow(), PLATFORM_ZONE), 1);
  const least = [plan.effective_on, tomorrow].sort().at(-1) ?? tomorrow;
  const [from, setFrom] = useState(least);
  const save = useSavePlan(cinema, plan.screen_code);
  const parts = [
    difference.added > 0 && t.added(difference.added),
    difference.removed > 0 && t.removed(difference.removed),
    difference.changed > 0 && t.changed(difference.changed),
  ].filter(Boolean);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.saveTitle}
      description={t.saveLead}
      actions={
        <Button
          block
          busy={save.isPending}
          disabled={!from}
          onClick={() =>
            save.mutate(
              { effective_on: from, layout, based_on: plan.version },
              {
                onSuccess: (saved) => {
                  toast(t.saved(saved.version));
                  onSaved(saved);
                },
                onError: onRefused,
              },
            )
          }
        >
          {t.saveGo}
        </Button>
      }
    >
      <div className="grid gap-4">
        <p className="tabular-nums">{parts.join(' · ')}</p>
        <Field
          label={t.saveFrom}
          type="date"
          value={from}
          min={least}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <ErrorLine error={save.error} />
      </div>
    </Dialog>
  );
}
