import { useState } from 'react';
import { useLocation } from 'wouter';
import { useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { paths } from '@/lib/paths';
import { Button } from '@/ui/Button';
import { DayInput } from '@/ui/DayRange';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import type { Source } from './board';
import { useRun } from './queries';
import { texts } from './texts';

interface RunDialogProps {
  sources: Source[];
  today: string;
  first: { day: string; source: string };
  onClose: () => void;
}

/** Compares a day with a source now, and goes to what came of it. */
export function RunDialog({ sources, today, first, onClose }: RunDialogProps) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const [, navigate] = useLocation();
  const [day, setDay] = useState(first.day);
  const [source, setSource] = useState(first.source);
  const run = useRun();
  const start = () =>
    run.mutate(
      { day, source },
      {
        onSuccess: (batch) => {
          toast(batch.is_running ? t.goesOn : t.started);
          navigate(paths.reconciliation(batch.id));
        },
      },
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.runTitle}
      description={t.runLead}
      actions={
        <>
          <Button block busy={run.isPending} onClick={start}>
            {t.run}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {t.cancel}
          </Button>
        </>
      }
    >
      <div className="grid gap-4 text-sm">
        <DayInput label={t.day} value={day} max={today} onChange={setDay} />
        <Select
          dense
          label={t.source}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        >
          {sources.map((one) => (
            <option key={one.key} value={one.key}>
              {lz(one.name)}
            </option>
          ))}
        </Select>
        <ErrorLine error={run.error} />
      </div>
    </Dialog>
  );
}
