import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { ApiError } from '@/api/errors';
import { type StaffCinema, useStaffCinema } from '@/api/staffCinema';
import type { Schema } from '@/api/types';
import { useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { addMoney, formatMoney } from '@/lib/money';
import { useTitle } from '@/lib/title';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Empty } from '@/ui/Empty';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { Head, ScrollFrame } from '@/ui/Table';
import { toast } from '@/ui/Toast';
import { priceOf, pricesOf } from './draft';
import { PriceFields } from './PriceFields';
import {
  type PriceTable,
  priceTablesQuery,
  screensQuery,
  useDeletePriceTable,
  useSavePriceTable,
} from './queries';
import { texts } from './texts';

type Zone = Schema<'PlanZone'>;

/** The usual prices of a cinema, zone by zone, to be chosen when a session is planned. */
export default function PricesPage() {
  const t = useTexts(texts);
  useTitle(t.pricesTitle);
  const cinema = useStaffCinema();
  const tables = useQuery(priceTablesQuery(cinema));
  const screens = useQuery(screensQuery(cinema));
  const [editing, setEditing] = useState<PriceTable | 'new' | null>(null);
  const [removing, setRemoving] = useState<PriceTable | null>(null);
  const zones = zonesOf(screens.data?.items ?? []);
  const failed = tables.error ?? screens.error;
  const items = tables.data?.items;
  return (
    <StaffPage
      title={t.pricesTitle}
      lead={t.pricesLead}
      cinema={cinema}
      actions={
        <Button disabled={!items || zones.length === 0} onClick={() => setEditing('new')}>
          <Plus className="size-4" aria-hidden="true" />
          {t.newTable}
        </Button>
      }
    >
      {failed ? (
        <ErrorPanel error={failed} onRetry={() => void tables.refetch()} />
      ) : !items || !screens.data ? (
        <Skeleton className="h-56" />
      ) : items.length === 0 ? (
        <Empty title={t.noTables}>{t.noTablesWhy}</Empty>
      ) : (
        <Tables items={items} zones={zones} onEdit={setEditing} onRemove={setRemoving} />
      )}
      {editing && (
        <TableDialog
          cinema={cinema}
          table={editing === 'new' ? undefined : editing}
          taken={items?.map((one) => one.price_code) ?? []}
          zones={zones}
          onClose={() => setEditing(null)}
        />
      )}
      {removing && (
        <RemoveDialog cinema={cinema} table={removing} onClose={() => setRemoving(null)} />
      )}
    </StaffPage>
  );
}

/** Every zone that some hall of the cinema has, once. */
function zonesOf(screens: readonly { zones: readonly Zone[] }[]): Zone[] {
  const found = new Map(screens.flatMap((screen) => screen.zones.map((zone) => [zone.id, zone])));
  return [...found.values()];
}

interface TablesProps {
  items: readonly PriceTable[];
  zones: readonly Zone[];
  onEdit: (table: PriceTable) => void;
  onRemove: (table: PriceTable) => void;
}

function Tables({ items, zones, onEdit, onRemove }: TablesProps) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const locale = useLocale();
  return (
    <ScrollFrame label={t.pricesTitle}>
      <table className="w-full border-separate border-spacing-0 whitespace-nowrap tabular-nums">
        <thead>
          <tr>
            <Head>{t.tableName}</Head>
            {zones.map((zone) => (
              <Head key={zone.id} right>
                {lz(zone.name)}
              </Head>
            ))}
            <Head right>{t.edit}</Head>
          </tr>
        </thead>
        <tbody>
          {items.map((table) => (
            <tr
              key={table.price_code}
              className="[&>*]:border-b [&>*]:border-line [&>*]:px-3 [&>*]:py-2 hover:bg-surface-2"
            >
              <th scope="row" className="text-left font-medium">
                {lz(table.name)}
                <span className="block text-xs font-normal text-ink-muted">{table.price_code}</span>
              </th>
              {zones.map((zone) => {
                const price = table.zone_prices.find((one) => one.zone === zone.id);
                return (
                  <td key={zone.id} className="text-right">
                    {price ? (
                      <>
                        {formatMoney(addMoney(price.ticket, price.screen_fee), locale, true)}
                        {price.screen_fee.amount > 0 && (
                          <span className="block text-xs text-ink-muted">
                            {t.ofIt(formatMoney(price.screen_fee, locale))}
                          </span>
                        )}
                      </>
                    ) : (
                      <span className="text-ink-muted">{t.noZone}</span>
                    )}
                  </td>
                );
              })}
              <td className="text-right">
                <Button look="quiet" size="sm" onClick={() => onEdit(table)}>
                  {t.edit}
                  <span className="sr-only">{lz(table.name)}</span>
                </Button>
                <Button look="quiet" size="sm" onClick={() => onRemove(table)}>
                  {t.deleteTable}
                  <span className="sr-only">{lz(table.name)}</span>
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}

interface TableDialogProps {
  cinema: StaffCinema;
  table: PriceTable | undefined;
  taken: readonly string[];
  zones: readonly Zone[];
  onClose: () => void;
}

function TableDialog({ cinema, table, taken, zones, onClose }: TableDialogProps) {
  const t = useTexts(texts);
  const form = useId();
  const save = useSavePriceTable(cinema);
  const [code, setCode] = useState(table?.price_code ?? '');
  const [name, setName] = useState(table?.name ?? { zh: '', en: '' });
  const [prices, setPrices] = useState(pricesOf(table?.zone_prices ?? []));
  const [tried, setTried] = useState(false);
  // A zone may be left without a price, but not all of them.
  const typed = zones.filter((zone) => prices[zone.id]?.ticket || prices[zone.id]?.fee);
  const priced = typed.length > 0 ? typed : zones;
  const wrong = priced.filter((zone) => !priceOf(prices[zone.id])).map((zone) => zone.id);
  const badCode = !/^[a-z0-9][a-z0-9-]{0,31}$/.test(code);
  const isTaken = !table && taken.includes(code);
  const field = (pointer: string) =>
    save.error instanceof ApiError ? (save.error.field(pointer) ?? null) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong.length > 0 || badCode || isTaken || !name.zh.trim()) return;
    const zone_prices = priced.flatMap((zone) => {
      const price = priceOf(prices[zone.id]);
      return price ? [{ zone: zone.id, ...price }] : [];
    });
    const body = {
      name: { zh: name.zh.trim(), en: name.en.trim() || name.zh.trim() },
      zone_prices,
    };
    save.mutate(
      { code, body },
      {
        onSuccess: () => {
          toast(t.saved);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={table ? t.edit : t.newTable}
      actions={
        <>
          <Button type="submit" form={form} block busy={save.isPending}>
            {t.save}
          </Button>
          <Button look="secondary" onClick={onClose}>
            {t.keep}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4" noValidate>
        <Field
          label={t.tableNameZh}
          value={name.zh}
          error={tried && !name.zh.trim() ? t.required : field('/name/zh')}
          onChange={(event) => setName({ ...name, zh: event.currentTarget.value })}
        />
        <Field
          label={t.tableNameEn}
          value={name.en}
          error={field('/name/en')}
          onChange={(event) => setName({ ...name, en: event.currentTarget.value })}
        />
        <Field
          label={t.tableCode}
          hint={t.tableCodeHint}
          value={code}
          disabled={table !== undefined}
          autoCapitalize="none"
          spellCheck={false}
          error={isTaken ? t.tableCodeTaken : tried && badCode ? t.tableCodeHint : null}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <fieldset className="grid gap-2">
          <legend className="mb-2 text-sm font-medium">{t.prices}</legend>
          <PriceFields
            zones={zones}
            prices={prices}
            wrong={(zone) => tried && wrong.includes(zone)}
            onChange={setPrices}
          />
        </fieldset>
        <ErrorLine error={save.error} />
      </form>
    </Dialog>
  );
}

interface RemoveDialogProps {
  cinema: StaffCinema;
  table: PriceTable;
  onClose: () => void;
}

function RemoveDialog({ cinema, table, onClose }: RemoveDialogProps) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const remove = useDeletePriceTable(cinema);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t.deleteTableTitle(lz(table.name))}
      actions={
        <>
          <Button
            look="danger"
            block
            busy={remove.isPending}
            onClick={() => remove.mutate(table.price_code, { onSuccess: onClose })}
          >
            {t.deleteTable}
          </Button>
          <Button look="secondary" onClick={onClose}>
            {t.keep}
          </Button>
        </>
      }
    >
      <p>{t.deleteTableLead}</p>
      <ErrorLine error={remove.error} />
    </Dialog>
  );
}
