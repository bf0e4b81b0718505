import type { Schema } from '@/api/types';
import { useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { inputClass } from '@/ui/Field';
import type { Draft } from './draft';
import { texts } from './texts';

interface PriceFieldsProps {
  zones: readonly Schema<'PlanZone'>[];
  prices: Draft['prices'];
  /** Zones whose price cannot be sent as it is. */
  wrong: (zone: string) => boolean;
  onChange: (prices: Draft['prices']) => void;
}

/** What a ticket of each zone costs, and the hall's fee on top of it. */
export function PriceFields({ zones, prices, wrong, onChange }: PriceFieldsProps) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const set = (zone: string, part: Partial<{ ticket: string; fee: string }>) =>
    onChange({ ...prices, [zone]: { ticket: '', fee: '', ...prices[zone], ...part } });
  return (
    <div className="grid gap-2">
      <div
        className="grid grid-cols-[minmax(0,1fr)_6rem_7.5rem] gap-2 text-sm text-ink-muted"
        aria-hidden="true"
      >
        <span>{t.bothPaid}</span>
        <span>{t.ticket}</span>
        <span>{t.hallFee}</span>
      </div>
      {zones.map((zone) => {
        const name = lz(zone.name);
        const bad = wrong(zone.id);
        return (
          <div key={zone.id} className="grid gap-1">
            <div className="grid grid-cols-[minmax(0,1fr)_6rem_7.5rem] items-center gap-2">
              <span className="truncate">{name}</span>
              <input
                inputMode="decimal"
                aria-label={t.zoneTicket(name)}
                aria-invalid={bad || undefined}
                value={prices[zone.id]?.ticket ?? ''}
                onChange={(event) => set(zone.id, { ticket: event.currentTarget.value })}
                className={`${inputClass} text-right tabular-nums`}
              />
              <input
                inputMode="decimal"
                aria-label={t.zoneFee(name)}
                aria-invalid={bad || undefined}
                placeholder="0"
                value={prices[zone.id]?.fee ?? ''}
                onChange={(event) => set(zone.id, { fee: event.currentTarget.value })}
                className={`${inputClass} text-right tabular-nums`}
              />
            </div>
            {bad && (
              <p role="alert" className="text-sm text-bad">
                {t.priceWrong}
              </p>
            )}
          </div>
        );
      })}
    </div>
  );
}
