import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSession } from '@/api/session';
import { nameIn, useLang, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { paths } from '@/lib/paths';
import { useTitle } from '@/lib/title';
import { anyText, flag, oneOf, useFilters } from '@/lib/useFilters';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { MoreButton } from '@/ui/MoreButton';
import { Select } from '@/ui/Select';
import { StaffPage } from '@/ui/StaffPage';
import { BackLink } from './BackLink';
import { BreaksTable } from './BreaksTable';
import {
  type BreakAge,
  type BreakClass,
  type BreakState,
  breaksQuery,
  cinemaNamesQuery,
} from './queries';
import { ageNames, classNames, stateNames, texts } from './texts';
import { useSourceName } from './useSourceName';

const filters = {
  state: oneOf(Object.keys(stateNames) as BreakState[]),
  class: oneOf(Object.keys(classNames) as BreakClass[]),
  age: oneOf(Object.keys(ageNames) as BreakAge[]),
  source: anyText(),
  mine: flag(),
};

/** Everything that differs, oldest first: what somebody has to look at today. */
export default function BreaksPage() {
  const t = useTexts(texts);
  useTitle(t.workList);
  const session = useSession();
  const sourceName = useSourceName();
  const { values, set, isSet, clear } = useFilters(filters);
  const me = session.user?.id ?? null;
  const breaks = useInfiniteQuery(
    breaksQuery({
      state: values.state,
      class: values.class,
      age: values.age,
      source: values.source,
      owner_id: values.mine ? me : null,
    }),
  );
  const list = breaks.data?.pages.flatMap((page) => page.items);
  return (
    <div className="grid gap-3">
      <BackLink href={paths.reconciliations()} label={t.back} />
      <StaffPage title={t.workList} lead={t.breaksLead}>
        <FilterBar values={values} set={set} isSet={isSet()} clear={() => clear()} />
        {breaks.error && !list ? (
          <ErrorPanel error={breaks.error} onRetry={() => void breaks.refetch()} />
        ) : list?.length === 0 ? (
          <Empty title={isSet() ? t.nothingMatches : t.nothingOpen}>
            {!isSet() && t.nothingOpenWhy}
          </Empty>
        ) : (
          <BreaksTable
            breaks={list}
            sourceName={sourceName}
            summary={list && (breaks.hasNextPage ? t.shownMore : t.shown)(list.length)}
          />
        )}
        <MoreButton list={breaks} label={t.more} />
      </StaffPage>
    </div>
  );
}

type Values = ReturnType<typeof useFilters<typeof filters>>['values'];

interface FilterBarProps {
  values: Values;
  set: (values: Partial<Values>) => void;
  isSet: boolean;
  clear: () => void;
}

function FilterBar({ values, set, isSet, clear }: FilterBarProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const lz = useLocalized();
  const cinemas = useQuery(cinemaNamesQuery);
  const choices = (names: Parameters<typeof nameIn>[0]) =>
    Object.keys(names).map((key) => (
      <option key={key} value={key}>
        {nameIn(names, key, lang)}
      </option>
    ));
  return (
    <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-3 lg:flex lg:flex-wrap print:hidden">
      <Select
        dense
        label={t.state}
        value={values.state ?? ''}
        onChange={(event) => set({ state: (event.currentTarget.value || null) as Values['state'] })}
      >
        <option value="">{t.all}</option>
        {choices(stateNames)}
      </Select>
      <Select
        dense
        label={t.class}
        value={values.class ?? ''}
        onChange={(event) => set({ class: (event.currentTarget.value || null) as Values['class'] })}
      >
        <option value="">{t.all}</option>
        {choices(classNames)}
      </Select>
      <Select
        dense
        label={t.age}
        value={values.age ?? ''}
        onChange={(event) => set({ age: (event.currentTarget.value || null) as Values['age'] })}
      >
        <option value="">{t.all}</option>
        {choices(ageNames)}
      </Select>
      <Select
        dense
        label={t.source}
        value={values.source ?? ''}
        onChange={(event) => set({ source: event.currentTarget.value || null })}
      >
        <option value="">{t.all}</option>
        <option value="unionpay">{t.unionpay}</option>
        {cinemas.data?.items.map((cinema) => (
          <option key={cinema.id} value={`cinema:${cinema.id}`}>
            {lz(cinema.name)}
          </option>
        ))}
      </Select>
      <Select
        dense
        label={t.owner}
        value={values.mine ? '1' : ''}
        onChange={(event) => set({ mine: event.currentTarget.value === '1' })}
      >
        <option value="">{t.anybody}</option>
        <option value="1">{t.mine}</option>
      </Select>
      {isSet && (
        <Button look="quiet" onClick={clear}>
          {t.clear}
        </Button>
      )}
    </div>
  );
}
