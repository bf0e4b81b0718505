import { nameIn, useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { decimalOf, formatMoney, type Money } from '@/lib/money';
import { Status } from '@/ui/Status';
import { type Column, DataTable } from '@/ui/Table';
import { Account } from './EntriesTable';
import { accountNames, kindNames, texts } from './texts';

interface Row {
  account: string;
  name: { zh: string; en: string };
  debit: Money;
  credit: Money;
  kind?: string;
  balance?: Money;
}

interface BalancesTableProps {
  caption: string;
  rows: Row[] | undefined;
  /** The chart of accounts has kinds and balances, a day has movements only. */
  isChart?: boolean;
}

/** Accounts with both of their sides, which add up to the same. */
export function BalancesTable({ caption, rows, isChart = false }: BalancesTableProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const currency = rows?.[0]?.debit.currency ?? 'CNY';
  const sum = (side: 'debit' | 'credit'): Money => ({
    amount: (rows ?? []).reduce((total, row) => total + row[side].amount, 0),
    currency,
  });
  const even = sum('debit').amount === sum('credit').amount;
  const nameOf = (row: Row) => row.name[lang] || nameIn(accountNames, row.account, lang);
  const money = (amount: Money | undefined) =>
    amount && amount.amount !== 0 ? formatMoney(amount, locale, true) : '–';
  const sideOf = (side: 'debit' | 'credit'): Column<Row> => ({
    key: side,
    head: t[side],
    right: true,
    cell: (row) => money(row[side]),
    text: (row) => decimalOf(row[side]),
    foot: formatMoney(sum(side), locale, true),
  });
  const columns: Column<Row>[] = [
    {
      key: 'account',
      head: t.account,
      cell: (row) => <Account code={row.account} name={nameOf(row)} />,
      text: (row) => `${row.account} ${nameOf(row)}`,
      foot: t.total,
    },
    sideOf('debit'),
    sideOf('credit'),
  ];
  if (isChart) {
    columns.splice(1, 0, {
      key: 'kind',
      head: t.kind,
      cell: (row) => nameIn(kindNames, row.kind ?? '', lang),
      text: (row) => nameIn(kindNames, row.kind ?? '', lang),
      muted: true,
      foot: '',
    });
    columns.push({
      key: 'balance',
      head: t.balance,
      right: true,
      cell: (row) => <span className="font-medium">{money(row.balance)}</span>,
      text: (row) => (row.balance ? decimalOf(row.balance) : ''),
      foot: '',
    });
  }
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.account}
      summary={
        rows && (
          <span className="text-ink">
            <Status tone={even ? 'ok' : 'bad'}>{even ? t.balanced : t.unbalanced}</Status>
          </span>
        )
      }
      isWhole
    />
  );
}
