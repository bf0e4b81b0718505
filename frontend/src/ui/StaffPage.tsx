import type { ReactNode } from 'react';
import type { StaffCinema } from '@/api/staffCinema';
import { useLocalized } from '@/i18n/lang';
import { defineTexts, useTexts } from '@/i18n/texts';
import { ErrorPanel } from './ErrorPanel';
import { Select } from './Select';

const texts = defineTexts({ cinema: { zh: '影院', en: 'Cinema' } });

interface StaffPageProps {
  title: string;
  /** One line under the title. */
  lead?: ReactNode;
  cinema?: StaffCinema;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of a staff page: title, whose cinema, what can be done, then the work itself. */
export function StaffPage({ title, lead, cinema, actions, children }: StaffPageProps) {
  const t = useTexts(texts);
  const lz = useLocalized();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5 p-4 lg:p-6 print:p-0">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 flex-1 basis-72 gap-1">
          <h1 className="text-lg font-semibold">{title}</h1>
          {lead && <p className="text-ink-muted">{lead}</p>}
        </div>
        <div className="flex flex-wrap items-end gap-2 print:hidden">
          {cinema && cinema.choices.length > 1 && (
            <div className="w-56">
              <Select
                dense
                label={t.cinema}
                value={cinema.id}
                onChange={(event) => cinema.choose(event.currentTarget.value)}
              >
                {cinema.choices.map((one) => (
                  <option key={one.cinema_id} value={one.cinema_id}>
                    {lz(one.name)}
                  </option>
                ))}
              </Select>
            </div>
          )}
          {actions}
        </div>
      </div>
      {cinema?.error ? <ErrorPanel error={cinema.error} /> : children}
    </div>
  );
}
