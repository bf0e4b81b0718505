import { Plus } from 'lucide-react';
import { useLang, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { formatName } from '@/lib/labels';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { texts } from './texts';
import { Meter } from './WeekGrid';
import { clockText, type Lane, startAfterAll } from './week';
import { stateWord } from './words';

interface DayListProps {
  lanes: readonly Lane[];
  onOpen: (code: string) => void;
  onPlan: (day: string, screenCode: string, start: number) => void;
}

/** One day on a phone: hall by hall, in the order of the clock. */
export function DayList({ lanes, onOpen, onPlan }: DayListProps) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const lang = useLang();
  if (lanes.every((lane) => lane.blocks.length === 0)) {
    return <Empty title={t.none}>{t.noneWhy}</Empty>;
  }
  return (
    <div className="grid gap-6">
      {lanes.map((lane) => (
        <section key={lane.screen.screen_code} className="grid gap-2">
          <div className="flex items-center justify-between gap-3">
            <h2 className="font-semibold">{lz(lane.screen.name)}</h2>
            <Button
              look="quiet"
              size="sm"
              onClick={() =>
                onPlan(lane.day, lane.screen.screen_code, startAfterAll(lane, 10 * 60))
              }
            >
              <Plus className="size-4" aria-hidden="true" />
              {t.plan}
            </Button>
          </div>
          <ol className="grid gap-2">
            {lane.blocks.map((block) => {
              const { session } = block;
              const cancelled = session.status === 'cancelled';
              return (
                <li key={session.session_code}>
                  <button
                    type="button"
                    onClick={() => onOpen(session.session_code)}
                    className="grid w-full grid-cols-[3.5rem_minmax(0,1fr)_auto] items-center gap-x-3 rounded-md border border-line bg-surface-1 px-3 py-2.5 text-left hover:border-line-strong"
                  >
                    <span className="grid">
                      <span
                        className={cx(
                          'figures text-lg leading-tight',
                          cancelled && 'text-ink-muted line-through',
                        )}
                      >
                        {clockText(block.from)}
                      </span>
                      <span className="text-xs text-ink-muted tabular-nums">
                        {clockText(block.to)}
                      </span>
                    </span>
                    <span className="min-w-0">
                      <span className="block truncate font-medium">{lz(session.film)}</span>
                      <span className="block text-xs text-ink-muted">
                        {formatName(session.format)}
                        {session.status !== 'on_sale' && ` · ${stateWord(session.status, lang)}`}
                        {' · '}
                        {t.cleaning(block.freeAt - block.to)}
                      </span>
                    </span>
                    <span className="w-16 text-right text-sm tabular-nums">
                      {session.seats_sold}/{session.seats_total}
                      <Meter session={session} />
                    </span>
                  </button>
                </li>
              );
            })}
          </ol>
        </section>
      ))}
    </div>
  );
}
