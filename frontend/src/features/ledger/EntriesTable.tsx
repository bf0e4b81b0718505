import { useQuery } from '@tanstack/react-query';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatMoney } from '@/lib/money';
import { formatTime, PLATFORM_ZONE } from '@/lib/time';
import { FOOT, Head, ScrollFrame } from '@/ui/Table';
import { cinemaNamesQuery, type LedgerEntry, type LedgerTotal } from './queries';
import { accountNames, categoryNames, eventNames, nameIn, texts } from './texts';

/** Entries in the order of posting, with the totals of the whole selection at the foot. */
export function EntriesTable({
  entries,
  totals,
}: {
  entries: LedgerEntry[];
  totals: LedgerTotal[];
}) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const cinemas = useQuery(cinemaNamesQuery);
  const cinemaName = (id: string | null | undefined) => {
    const cinema = cinemas.data?.items.find((one) => one.id === id);
    return cinema ? lz(cinema.name) : '';
  };
  return (
    <ScrollFrame label={t.entries}>
      <table className="w-full border-separate border-spacing-0 whitespace-nowrap tabular-nums">
        <thead>
          <tr>
            <Head>{t.time}</Head>
            <Head>{t.event}</Head>
            <Head>{t.category}</Head>
            <Head>{t.debit}</Head>
            <Head>{t.credit}</Head>
            <Head right>{t.amount}</Head>
            <Head>{t.orderNo}</Head>
            <Head>{t.cinema}</Head>
            <Head>{t.memo}</Head>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr
              key={entry.id}
              className="[&>td]:border-b [&>td]:border-line [&>td]:px-3 [&>td]:py-1.5 hover:bg-surface-2"
            >
              <td>
                <time dateTime={entry.posted_at}>{formatTime(entry.posted_at, PLATFORM_ZONE)}</time>
              </td>
              <td>{nameIn(eventNames, entry.event, lang)}</td>
              <td>{nameIn(categoryNames, entry.category, lang)}</td>
              <td>
                <Account
                  code={entry.debit_account}
                  name={nameIn(accountNames, entry.debit_account, lang)}
                />
              </td>
              <td>
                <Account
                  code={entry.credit_account}
                  name={nameIn(accountNames, entry.credit_account, lang)}
                />
              </td>
              <td className="text-right font-medium">{formatMoney(entry.amount, locale, true)}</td>
              <td className="text-ink-muted">{entry.order_no ?? ''}</td>
              <td className="text-ink-muted">{cinemaName(entry.cinema_id)}</td>
              <td className="text-ink-muted">{entry.memo ?? ''}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={9} className={FOOT}>
              <span className="mr-6">{t.totalShown}</span>
              {totals.map((total) => (
                <span key={total.category} className="mr-6 font-normal">
                  {nameIn(categoryNames, total.category, lang)}{' '}
                  <span className="text-ink-muted">{t.entriesOf(total.count)}</span>{' '}
                  <b className="font-semibold">{formatMoney(total.amount, locale, true)}</b>
                </span>
              ))}
            </td>
          </tr>
        </tfoot>
      </table>
    </ScrollFrame>
  );
}

function Account({ code, name }: { code: string; name: string }) {
  if (code === name) return code;
  return (
    <>
      <span className="mr-1.5 text-ink-muted">{code}</span>
      {name}
    </>
  );
}
