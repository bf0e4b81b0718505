import { useQuery } from '@tanstack/react-query';
import { useParams } from 'wouter';
import { nameIn, useLang, useLocale, useLocalized } from '@/i18n/lang';
import { orderNames } from '@/i18n/statuses';
import { useTexts } from '@/i18n/texts';
import { formatMoney } from '@/lib/money';
import { paths } from '@/lib/paths';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { ButtonLink } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Skeleton } from '@/ui/Skeleton';
import { StaffPage } from '@/ui/StaffPage';
import { BackLink } from './BackLink';
import { Account } from './EntriesTable';
import { ProofPanel } from './ProofPanel';
import { cinemaNamesQuery, type LedgerEntry, proofQuery } from './queries';
import { Fact } from './SealPanel';
import { accountNames, categoryNames, eventNames, gatewayNames, texts } from './texts';

/** One entry: what it says, what it is about, and the proof that nobody has touched it. */
export default function EntryPage() {
  const { id = '' } = useParams<{ id: string }>();
  const t = useTexts(texts);
  useTitle(t.entryTitle);
  const proof = useQuery(proofQuery(id));
  const entry = proof.data?.entry;
  return (
    <div className="grid gap-3">
      <BackLink />
      <StaffPage
        title={t.entryTitle}
        actions={
          entry && (
            <>
              {entry.order_id && (
                <ButtonLink href={paths.adminOrder(entry.order_id)}>{t.openOrder}</ButtonLink>
              )}
              <ButtonLink href={paths.ledgerDay(entry.business_date)} look="secondary">
                {t.openDay}
              </ButtonLink>
            </>
          )
        }
      >
        {proof.error && !proof.data ? (
          <ErrorPanel error={proof.error} onRetry={() => void proof.refetch()} />
        ) : (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-8 xl:grid-cols-2">
            {entry ? <Facts entry={entry} /> : <Skeleton className="h-96" />}
            {proof.data ? <ProofPanel proof={proof.data} /> : <Skeleton className="h-64" />}
          </div>
        )}
      </StaffPage>
    </div>
  );
}

function Facts({ entry }: { entry: LedgerEntry }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const cinemas = useQuery({ ...cinemaNamesQuery, enabled: Boolean(entry.cinema_id) });
  const cinema = cinemas.data?.items.find((one) => one.id === entry.cinema_id);
  const account = (code: string) => <Account code={code} name={nameIn(accountNames, code, lang)} />;
  return (
    <section className="grid content-start gap-4">
      <h2 className="sr-only">{t.entryFacts}</h2>
      <p className="grid gap-1">
        <span className="figures text-xl">{formatMoney(entry.amount, locale, true)}</span>
        <span className="text-ink-muted">
          {nameIn(eventNames, entry.event, lang)} · {nameIn(categoryNames, entry.category, lang)}
        </span>
      </p>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2">
        <Fact name={t.debit}>{account(entry.debit_account)}</Fact>
        <Fact name={t.credit}>{account(entry.credit_account)}</Fact>
        <Fact name={t.time}>{formatDateTime(entry.posted_at, PLATFORM_ZONE, locale)}</Fact>
        <Fact name={t.day}>{entry.business_date}</Fact>
        {entry.order_no && <Fact name={t.orderNo}>{entry.order_no}</Fact>}
        {entry.order_status && (
          <Fact name={t.status}>{nameIn(orderNames, entry.order_status, lang)}</Fact>
        )}
        {entry.gateway && <Fact name={t.gateway}>{nameIn(gatewayNames, entry.gateway, lang)}</Fact>}
        {cinema && <Fact name={t.cinema}>{lz(cinema.name)}</Fact>}
        {entry.memo && <Fact name={t.memo}>{entry.memo}</Fact>}
        <Fact name={t.journal} code>
          {t.journalPlace(entry.journal_id, entry.sequence)}
        </Fact>
        {entry.payment_id && (
          <Fact name={t.payment} code>
            {entry.payment_id}
          </Fact>
        )}
        {entry.refund_id && (
          <Fact name={t.refund} code>
            {entry.refund_id}
          </Fact>
        )}
        <Fact name={t.id} code>
          {entry.id}
        </Fact>
      </dl>
    </section>
  );
}
