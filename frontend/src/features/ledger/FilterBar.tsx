import { useQuery } from '@tanstack/react-query';
import { nameIn, useLang, useLocalized } from '@/i18n/lang';
import { orderNames } from '@/i18n/statuses';
import { useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { Button } from '@/ui/Button';
import { inputClass } from '@/ui/Field';
import { Select } from '@/ui/Select';
import type { Conditions } from './filters';
import { cinemaNamesQuery, type OrderStatus } from './queries';
import { categoryNames, gatewayNames, texts } from './texts';

interface FilterBarProps {
  values: Conditions;
  set: (values: Partial<Conditions>) => void;
  isSet: boolean;
  clear: () => void;
}

/** Everything that the bill details can be narrowed to, apart from days. */
export function FilterBar({ values, set, isSet, clear }: FilterBarProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const lz = useLocalized();
  const cinemas = useQuery(cinemaNamesQuery);
  const options = (names: Parameters<typeof nameIn>[0]) =>
    Object.keys(names).map((key) => (
      <option key={key} value={key}>
        {nameIn(names, key, lang)}
      </option>
    ));
  return (
    <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-3 lg:flex lg:flex-wrap">
      <Select
        dense
        label={t.category}
        value={values.category ?? ''}
        onChange={(event) => set({ category: event.currentTarget.value || null })}
      >
        <option value="">{t.all}</option>
        {options(categoryNames)}
      </Select>
      <Select
        dense
        label={t.cinema}
        value={values.cinema ?? ''}
        onChange={(event) => set({ cinema: event.currentTarget.value || null })}
      >
        <option value="">{t.all}</option>
        {cinemas.data?.items.map((cinema) => (
          <option key={cinema.id} value={cinema.id}>
            {lz(cinema.name)}
          </option>
        ))}
      </Select>
      <Select
        dense
        label={t.gateway}
        value={values.gateway ?? ''}
        onChange={(event) => set({ gateway: event.currentTarget.value || null })}
      >
        <option value="">{t.all}</option>
        {options(gatewayNames)}
      </Select>
      <Select
        dense
        label={t.status}
        title={t.statusNow}
        value={values.status ?? ''}
        onChange={(event) =>
          set({ status: (event.currentTarget.value || null) as OrderStatus | null })
        }
      >
        <option value="">{t.all}</option>
        {options(orderNames)}
      </Select>
      <Typed label={t.orderNo} value={values.order} onDone={(order) => set({ order })} wide />
      <Typed
        label={t.phone}
        value={values.phone}
        onDone={(phone) => set({ phone })}
        inputMode="tel"
      />
      {isSet && (
        <span className="print:hidden">
          <Button look="quiet" onClick={clear}>
            {t.clear}
          </Button>
        </span>
      )}
    </div>
  );
}

interface TypedProps {
  label: string;
  value: string | null;
  onDone: (value: string | null) => void;
  wide?: boolean;
  inputMode?: 'tel';
}

/** Asked when one has finished typing: each question leaves a line in the audit trail. */
function Typed({ label, value, onDone, wide, inputMode }: TypedProps) {
  const done = (text: string) => {
    const next = text.trim() || null;
    if (next !== value) onDone(next);
  };
  return (
    <label className={cx('grid min-w-0 gap-1', wide ? 'lg:w-52' : 'lg:w-36')}>
      <span className="text-ink-muted">{label}</span>
      <input
        type="search"
        key={value ?? ''}
        defaultValue={value ?? ''}
        spellCheck={false}
        autoComplete="off"
        inputMode={inputMode}
        onKeyDown={(event) => {
          if (event.key === 'Enter') done(event.currentTarget.value);
        }}
        onBlur={(event) => done(event.currentTarget.value)}
        className={cx(inputClass, 'text-sm tabular-nums')}
      />
    </label>
  );
}
