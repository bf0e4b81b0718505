import { Redo2, Undo2 } from 'lucide-react';
import { type KeyboardEvent, useCallback, useMemo, useState } from 'react';
import { ApiError } from '@/api/errors';
import type { StaffCinema } from '@/api/staffCinema';
import { useLang } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { HallMap } from '@/ui/hall/HallMap';
import type { Look } from '@/ui/hall/look';
import { buildPlan, type PlanSeat } from '@/ui/hall/plan';
import { Status } from '@/ui/Status';
import { Inspector } from './Inspector';
import {
  begin,
  differenceOf,
  faultsOf,
  redo,
  removeSeats,
  type SeatPlan,
  seatAtPointer,
  step,
  undo,
} from './planEdit';
import type { ScreenPlan } from './queries';
import { SaveDialog } from './SaveDialog';
import { faultWord, texts } from './texts';
import { kindWord, seatWords } from './words';

interface PlanEditorProps {
  cinema: StaffCinema;
  plan: ScreenPlan;
  /** The version that was saved, or nothing when the changes were given up. */
  onDone: (saved?: ScreenPlan) => void;
}

interface Told {
  code: string | null;
  text: string;
}

/** Edits a plan: the drawing at the left, what can be done with the selection at the right. */
export function PlanEditor({ cinema, plan, onDone }: PlanEditorProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const [history, setHistory] = useState(() => begin(plan.layout));
  const [selected, setSelected] = useState<string[]>([]);
  const [saving, setSaving] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [refusal, setRefusal] = useState<Told[]>([]);
  const now = history.now;
  const byCode = useMemo(() => new Map(now.seats.map((seat) => [seat.seat_code, seat])), [now]);
  const chosen = selected.filter((code) => byCode.has(code));
  const built = useMemo(() => buildPlan({ layout: now, seats: now.seats }), [now]);
  const told: Told[] = useMemo(
    () => [
      ...faultsOf(now).map(({ fault, code }) => ({ code, text: faultWord(fault, t) })),
      ...refusal,
    ],
    [now, refusal, t],
  );
  const marked = told.flatMap(({ code }) => code ?? []);
  const looks = useMemo(() => {
    const picked = new Set(selected);
    return new Map<string, Look>(
      now.seats.map((seat) => [
        seat.seat_code,
        picked.has(seat.seat_code) ? 'chosen' : seat.is_usable ? 'free' : 'off',
      ]),
    );
  }, [now, selected]);
  const zones = useMemo(() => now.zones.map((zone) => zone.id), [now.zones]);
  const wrong = marked.join(',');
  const describe = useCallback(
    (item: PlanSeat, look: Look) =>
      seatWords(item.seat, lang, [
        kindWord(item.seat.kind, lang),
        now.zones.find((zone) => zone.id === item.seat.zone)?.name[lang],
        byCode.get(item.code)?.is_usable === false ? t.outOfUse : undefined,
        look === 'chosen' ? t.isSelected : undefined,
        marked.includes(item.code) ? t.wrong : undefined,
      ]),
    [byCode, now.zones, lang, t, wrong],
  );
  const apply = (next: SeatPlan) => {
    setHistory((before) => step(before, next));
    setRefusal([]);
  };
  const back = () => setHistory(undo);
  const again = () => setHistory(redo);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) {
      return;
    }
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (control && key === 'z') event.shiftKey ? again() : back();
    else if (control && key === 'y') again();
    else if (event.key === 'Delete' && chosen.length > 0) apply(removeSeats(now, chosen));
    else return;
    event.preventDefault();
  };

  const toggle = (code: string, extend: boolean) =>
    setSelected((before) => {
      const last = built.byCode.get(before.at(-1) ?? '');
      const here = built.byCode.get(code);
      if (extend && last && here && last.row === here.row) {
        const [from, to] = [last.column, here.column].sort((a, b) => a - b) as [number, number];
        const stretch = built.rows[here.row]?.seats.slice(from, to + 1) ?? [];
        return [...new Set([...before, ...stretch.map((one) => one.code)])];
      }
      return before.includes(code) ? before.filter((one) => one !== code) : [...before, code];
    });

  const difference = differenceOf(plan.layout, now);
  const isChanged = history.past.length > 0 && now !== plan.layout;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: shortcuts; every one has a button too.
    <div
      onKeyDown={onKeyDown}
      className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start"
    >
      <div className="grid min-w-0 gap-3">
        <div className="flex h-[66dvh] min-h-96 flex-col overflow-hidden rounded-md border border-line bg-surface-0">
          <HallMap
            plan={built}
            zones={zones}
            looks={looks}
            describe={describe}
            label={t.editLabel}
            marked={marked}
            active={ACTIVE}
            onToggle={toggle}
            toolbar={
              <div className="flex items-center gap-1">
                <Button look="quiet" size="sm" disabled={history.past.length === 0} onClick={back}>
                  <Undo2 className="size-4" aria-hidden="true" />
                  {t.undo}
                </Button>
                <Button
                  look="quiet"
                  size="sm"
                  disabled={history.future.length === 0}
                  onClick={again}
                >
                  <Redo2 className="size-4" aria-hidden="true" />
                  {t.redo}
                </Button>
              </div>
            }
          />
        </div>
        <div role="status" className="grid gap-2">
          {told.length === 0 ? (
            <Status tone="ok">{t.noFaults}</Status>
          ) : (
            <>
              <Status tone="bad">{t.faults(told.length)}</Status>
              <ul className="flex flex-wrap gap-2">
                {told.slice(0, FAULTS_SHOWN).map(({ code, text }) => {
                  const seat = byCode.get(code ?? '');
                  return (
                    <li key={`${code}/${text}`}>
                      {seat ? (
                        <button
                          type="button"
                          onClick={() => setSelected([seat.seat_code])}
                          className="min-h-9 rounded-sm bg-bad-soft px-3 hover:underline"
                        >
                          {t.faultAt(seatWords(seat, lang, []), text)}
                        </button>
                      ) : (
                        text
                      )}
                    </li>
                  );
                })}
              </ul>
            </>
          )}
        </div>
      </div>
      <div className="grid gap-4 lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:overflow-y-auto">
        <Inspector plan={now} selected={chosen} onSelect={setSelected} onChange={apply} />
        <div className="flex flex-wrap gap-2">
          <Button disabled={!isChanged || faultsOf(now).length > 0} onClick={() => setSaving(true)}>
            {t.save}
          </Button>
          <Button look="secondary" onClick={() => (isChanged ? setLeaving(true) : onDone())}>
            {t.discard}
          </Button>
        </div>
      </div>
      {saving && (
        <SaveDialog
          cinema={cinema}
          plan={plan}
          layout={now}
          difference={difference}
          onClose={() => setSaving(false)}
          onSaved={onDone}
          onRefused={(error) => {
            const named = placesOf(error, now);
            setRefusal(named);
            if (named.some((one) => one.code)) setSaving(false);
          }}
        />
      )}
      {leaving && (
        <Dialog
          open
          onOpenChange={() => setLeaving(false)}
          title={t.discardTitle}
          actions={
            <>
              <Button look="danger" block onClick={() => onDone()}>
                {t.discard}
              </Button>
              <Button look="secondary" onClick={() => setLeaving(false)}>
                {t.goOn}
              </Button>
            </>
          }
        >
          <p>{t.discardLead}</p>
        </Dialog>
      )}
    </div>
  );
}

const ACTIVE: ReadonlySet<Look> = new Set<Look>(['free', 'chosen', 'off']);
const FAULTS_SHOWN = 12;

/** Where the server found the plan wrong, by the seats its pointers mean. */
function placesOf(error: unknown, plan: SeatPlan): Told[] {
  if (!(error instanceof ApiError)) return [];
  return (error.problem?.errors ?? []).map(({ pointer, detail }) => ({
    code: seatAtPointer(plan, pointer),
    text: detail,
  }));
}
