import { nameIn, pick, useLang, useLocale } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatMoney } from '@/lib/money';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { Disclosure } from '@/ui/Disclosure';
import { differing } from './board';
import type { Break, BreakSide } from './queries';
import { sideWords, texts } from './texts';

/** What the platform, the bank and the cinema each say, side by side; what differs is marked. */
export function Evidence({ found }: { found: Break }) {
  const t = useTexts(texts);
  const sides = [
    { key: 'ours', name: t.sideOurs, side: found.ours },
    { key: 'bank', name: t.sideBank, side: found.bank },
    { key: 'cinema', name: t.sideCinema, side: found.cinema },
  ];
  const { source } = found.summary;
  const marks = differing(source, found);
  const none = new Set<'amount' | 'seats'>();
  const isCompared = (key: string) =>
    key === 'ours' || (key === 'cinema') === source.startsWith('cinema:');
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <h2 className="font-semibold">{t.evidence}</h2>
      <div className="grid gap-px overflow-hidden rounded-md border border-line bg-line md:grid-cols-3">
        {sides.map(({ key, name, side }) => (
          <div
            key={key}
            className="grid grid-cols-[minmax(0,1fr)] content-start gap-3 bg-surface-1 p-4"
          >
            <h3 className="font-semibold">{name}</h3>
            {side ? (
              <SideFacts side={side} marks={isCompared(key) ? marks : none} />
            ) : (
              <p className="text-ink-muted">{t.sideNone}</p>
            )}
          </div>
        ))}
      </div>
    </section>
  );
}

function SideFacts({ side, marks }: { side: BreakSide; marks: Set<'amount' | 'seats'> }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const marked = (isMarked: boolean, text: string) =>
    isMarked ? (
      <strong className="font-semibold text-bad">
        {text} <span className="text-xs font-normal">({t.differs})</span>
      </strong>
    ) : (
      text
    );
  const rows = [
    { name: t.sideStatus, value: nameIn(sideWords, side.status, lang) },
    {
      name: t.sideAmount,
      value: side.amount && marked(marks.has('amount'), formatMoney(side.amount, locale, true)),
    },
    { name: t.sideFee, value: side.fee && formatMoney(side.fee, locale, true) },
    {
      name: t.sideSeats,
      value: side.seats?.length && marked(marks.has('seats'), side.seats.join(' · ')),
    },
    { name: t.sideAt, value: side.at && formatDateTime(side.at, PLATFORM_ZONE, locale) },
    { name: t.sideReference, value: side.reference },
  ];
  return (
    <>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        {rows.map(({ name, value }) =>
          value ? (
            <div key={name} className="contents">
              <dt className="text-ink-muted">{name}</dt>
              <dd className="break-words tabular-nums">{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {side.text && (
        <Disclosure label={t.sideText}>
          <pre className="rounded-sm bg-surface-2 p-3 font-mono text-xs leading-5 whitespace-pre-wrap break-all">
            {pick(side.text, lang)}
          </pre>
        </Disclosure>
      )}
    </>
  );
}
