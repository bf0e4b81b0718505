import { useState } from 'react';
import type { StaffCinema } from '@/api/staffCinema';
import { useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { addDays, formatDay, formatTime, PLATFORM_ZONE } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { Status } from '@/ui/Status';
import { useCopyDay } from './queries';
import { texts } from './texts';

interface CopyDayDialogProps {
  cinema: StaffCinema;
  day: string;
  onClose: () => void;
}

/** Plans a day's sessions again on another day, and says which of them had no room. */
export function CopyDayDialog({ cinema, day, onClose }: CopyDayDialogProps) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const locale = useLocale();
  const [to, setTo] = useState(addDays(day, 7));
  const copy = useCopyDay(cinema);
  const result = copy.data;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.copyTitle(formatDay(day, locale))}
      description={t.copyLead}
      actions={
        <Button
          block
          busy={copy.isPending}
          disabled={!to || to === day}
          onClick={() => copy.mutate({ from: day, to })}
        >
          {t.copyGo}
        </Button>
      }
    >
      <div className="grid gap-4">
        <Field
          label={t.copyTo}
          type="date"
          value={to}
          error={to === day ? t.sameDay : null}
          onChange={(event) => {
            copy.reset();
            setTo(event.currentTarget.value);
          }}
        />
        <ErrorLine error={copy.error} />
        {result && (
          <div role="status" className="grid gap-2">
            <Status tone="ok">{t.copied(result.created)}</Status>
            {result.skipped.length > 0 && (
              <>
                <p>{t.skipped(result.skipped.length)}</p>
                <ul className="grid gap-1 text-sm">
                  {result.skipped.map((one) => (
                    <li key={`${one.session_code}/${one.starts_at}`} className="tabular-nums">
                      {formatTime(one.starts_at, PLATFORM_ZONE)}–
                      {formatTime(one.ends_at, PLATFORM_ZONE)} {lz(one.film)}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </div>
        )}
      </div>
    </Dialog>
  );
}
