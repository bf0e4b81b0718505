import { type ReactNode, useEffect, useState } from 'react';
import { useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import {
  addRow,
  addSeat,
  addZone,
  type Kind,
  moveAisle,
  type PlanSeat,
  type RowId,
  relabelRow,
  relabelSeat,
  removeRow,
  removeSeats,
  renumberRow,
  rowOf,
  type SeatPlan,
  setKind,
  setUsable,
  setZone,
} from './planEdit';
import { texts } from './texts';

interface InspectorProps {
  plan: SeatPlan;
  selected: readonly string[];
  onSelect: (codes: string[]) => void;
  onChange: (plan: SeatPlan) => void;
}

/** What can be done with the selected seats, with their row and its aisles. */
export function Inspector({ plan, selected, onSelect, onChange }: InspectorProps) {
  const t = useTexts(texts);
  const picked = new Set(selected);
  const seats = plan.seats.filter((seat) => picked.has(seat.seat_code));
  const first = seats[0];
  if (!first) return <p className="text-ink-muted">{t.selectHint}</p>;
  const last = plan.seats.find((seat) => seat.seat_code === selected.at(-1)) ?? first;
  const oneRow = seats.every((seat) => seat.section === first.section && seat.row === first.row);
  return (
    <div className="grid gap-5">
      <div className="flex items-center justify-between">
        <p className="font-semibold">{t.selected(seats.length)}</p>
        <Button look="quiet" size="sm" onClick={() => onSelect([])}>
          {t.clear}
        </Button>
      </div>
      <SeatTools plan={plan} seats={seats} onChange={onChange} />
      {oneRow && (
        <RowTools plan={plan} row={rowOf(first)} onSelect={onSelect} onChange={onChange} />
      )}
      <Group title={t.aisle}>
        <Tool onPress={() => onChange(moveAisle(plan, last.seat_code, 2, 'row'))}>
          {t.widenRow}
        </Tool>
        <Tool onPress={() => onChange(moveAisle(plan, last.seat_code, -2, 'row'))}>
          {t.narrowRow}
        </Tool>
        <Tool onPress={() => onChange(moveAisle(plan, last.seat_code, 2, 'section'))}>
          {t.widenAll}
        </Tool>
        <Tool onPress={() => onChange(moveAisle(plan, last.seat_code, -2, 'section'))}>
          {t.narrowAll}
        </Tool>
      </Group>
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2 border-t border-line pt-4">
      <h3 className="text-ink-muted">{title}</h3>
      <div className="grid grid-cols-2 gap-2">{children}</div>
    </section>
  );
}

function Tool({ onPress, children }: { onPress: () => void; children: ReactNode }) {
  return (
    <Button look="secondary" size="sm" onClick={onPress}>
      {children}
    </Button>
  );
}

const kindOf = (seat: PlanSeat): Kind =>
  seat.kind === 'love_left' || seat.kind === 'love_right' ? 'love' : seat.kind;

interface SeatToolsProps {
  plan: SeatPlan;
  seats: readonly PlanSeat[];
  onChange: (plan: SeatPlan) => void;
}

function SeatTools({ plan, seats, onChange }: SeatToolsProps) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const [naming, setNaming] = useState(false);
  const codes = seats.map((seat) => seat.seat_code);
  const kinds = new Set(seats.map(kindOf));
  const zones = new Set(seats.map((seat) => seat.zone));
  const only = seats.length === 1 ? seats[0] : undefined;
  const usable = seats.some((seat) => seat.is_usable);
  const names: Record<Kind, string> = {
    normal: t.kindNormal,
    love: t.kindLove,
    wheelchair: t.kindWheelchair,
    companion: t.kindCompanion,
  };
  return (
    <section className="grid gap-3">
      <div className="grid grid-cols-2 gap-3">
        <Select
          dense
          label={t.kind}
          value={kinds.size === 1 ? [...kinds][0] : ''}
          onChange={(event) => onChange(setKind(plan, codes, event.currentTarget.value as Kind))}
        >
          {kinds.size > 1 && <option value="">{t.kindMixed}</option>}
          {(Object.keys(names) as Kind[]).map((kind) => (
            <option key={kind} value={kind}>
              {names[kind]}
            </option>
          ))}
        </Select>
        <Select
          dense
          label={t.zone}
          value={zones.size === 1 ? [...zones][0] : ''}
          onChange={(event) => {
            if (event.currentTarget.value === NEW_ZONE) setNaming(true);
            else onChange(setZone(plan, codes, event.currentTarget.value));
          }}
        >
          {zones.size > 1 && <option value="">{t.kindMixed}</option>}
          {plan.zones.map((zone) => (
            <option key={zone.id} value={zone.id}>
              {lz(zone.name)}
            </option>
          ))}
          <option value={NEW_ZONE}>{t.newZone}</option>
        </Select>
      </div>
      {only && (
        <LabelField
          key={only.seat_code}
          label={t.seatLabel}
          value={only.seat}
          onSet={(label) => onChange(relabelSeat(plan, only.seat_code, label))}
        />
      )}
      <div className="grid grid-cols-2 gap-2">
        <Tool onPress={() => onChange(setUsable(plan, codes, !usable))}>
          {usable ? t.markUnusable : t.markUsable}
        </Tool>
        <Tool onPress={() => onChange(removeSeats(plan, codes))}>{t.remove}</Tool>
      </div>
      {naming && (
        <ZoneDialog
          onClose={() => setNaming(false)}
          onAdd={(name) => {
            const next = addZone(plan, name);
            const id = next.zones.at(-1)?.id;
            onChange(id ? setZone(next, codes, id) : next);
            setNaming(false);
          }}
        />
      )}
    </section>
  );
}

const NEW_ZONE = '+';

interface ZoneDialogProps {
  onAdd: (name: { zh: string; en: string }) => void;
  onClose: () => void;
}

function ZoneDialog({ onAdd, onClose }: ZoneDialogProps) {
  const t = useTexts(texts);
  const [name, setName] = useState({ zh: '', en: '' });
  const [tried, setTried] = useState(false);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.newZoneTitle}
      actions={
        <Button
          block
          onClick={() => {
            setTried(true);
            if (name.zh.trim() && name.en.trim()) {
              onAdd({ zh: name.zh.trim(), en: name.en.trim() });
            }
          }}
        >
          {t.add}
        </Button>
      }
    >
      <div className="grid gap-4">
        <Field
          label={t.nameZh}
          value={name.zh}
          error={tried && !name.zh.trim() ? t.required : null}
          onChange={(event) => setName({ ...name, zh: event.currentTarget.value })}
        />
        <Field
          label={t.nameEn}
          value={name.en}
          error={tried && !name.en.trim() ? t.required : null}
          onChange={(event) => setName({ ...name, en: event.currentTarget.value })}
        />
      </div>
    </Dialog>
  );
}

interface RowToolsProps {
  plan: SeatPlan;
  row: RowId;
  onSelect: (codes: string[]) => void;
  onChange: (plan: SeatPlan) => void;
}

function RowTools({ plan, row, onSelect, onChange }: RowToolsProps) {
  const t = useTexts(texts);
  const codes = plan.seats
    .filter((seat) => seat.section === row.section && seat.row === row.row)
    .map((seat) => seat.seat_code);
  const isTaken = (label: string) =>
    label !== row.row &&
    plan.seats.some((seat) => seat.section === row.section && seat.row === label);
  return (
    <section className="grid gap-2 border-t border-line pt-4">
      <h3 className="text-ink-muted">{t.theRow(row.row)}</h3>
      <LabelField
        key={`${row.section}/${row.row}`}
        label={t.rowLabel}
        value={row.row}
        refuse={(label) => (isTaken(label) ? t.rowTaken : null)}
        onSet={(label) => onChange(relabelRow(plan, row, label))}
      />
      <div className="grid grid-cols-2 gap-2">
        <Tool onPress={() => onSelect(codes)}>{t.selectRow}</Tool>
        <Tool onPress={() => onChange(addRow(plan, row))}>{t.addRow}</Tool>
        <Tool onPress={() => onChange(addSeat(plan, row, 'left'))}>{t.addLeft}</Tool>
        <Tool onPress={() => onChange(addSeat(plan, row, 'right'))}>{t.addRight}</Tool>
        <Tool onPress={() => onChange(renumberRow(plan, row, 'left'))}>{t.numberLeft}</Tool>
        <Tool onPress={() => onChange(renumberRow(plan, row, 'right'))}>{t.numberRight}</Tool>
        <Tool onPress={() => onChange(removeRow(plan, row))}>{t.removeRow}</Tool>
      </div>
    </section>
  );
}

interface LabelFieldProps {
  label: string;
  value: string;
  refuse?: (typed: string) => string | null;
  onSet: (label: string) => void;
}

/** A label that is set when one leaves the field or presses Enter, so that typing is one step. */
function LabelField({ label, value, refuse, onSet }: LabelFieldProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const refusal = refuse?.(typed.trim()) ?? null;
  const set = () => {
    if (refusal || typed.trim() === '') setTyped(value);
    else if (typed.trim() !== value) onSet(typed.trim());
  };
  return (
    <Field
      label={label}
      value={typed}
      maxLength={6}
      error={refusal}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={set}
      onKeyDown={(event) => event.key === 'Enter' && set()}
    />
  );
}
