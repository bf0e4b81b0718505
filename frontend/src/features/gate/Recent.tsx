import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import { useLang, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatTime, PLATFORM_ZONE } from '@/lib/time';
import type { GatePack, KeptScan } from './kept';
import { say } from './say';
import { texts } from './texts';

const SHOWN = 30;
const icons = {
  ok: <CircleCheck className="size-5 text-ok" aria-hidden="true" />,
  warn: <TriangleAlert className="size-5 text-warn" aria-hidden="true" />,
  bad: <CircleX className="size-5 text-bad" aria-hidden="true" />,
};

/** The latest scans, with what has still to be told and what has to be looked into. */
export function Recent({ scans, pack }: { scans: readonly KeptScan[]; pack: GatePack }) {
  const t = useTexts(texts);
  const lang = useLang();
  const lz = useLocalized();
  const here = scans.filter((scan) => scan.cinema_id === pack.cinema_id).slice(0, SHOWN);
  const told = { no: '', waiting: t.notSent, done: t.sent, clash: t.lookInto };
  return (
    <section className="grid gap-2">
      <h2 className="text-base font-semibold">{t.recent}</h2>
      {here.length === 0 && <p className="text-ink-muted">{t.none}</p>}
      <ol className="grid divide-y divide-line">
        {here.map((scan) => {
          const { tone, title, detail, seats, session } = say(scan, pack, lang);
          const where = session ? `${lz(session.hall)} · ${lz(session.film)}` : '';
          return (
            <li key={scan.scan_id} className="flex items-start gap-3 py-2.5">
              <span className="mt-0.5 shrink-0">{icons[tone]}</span>
              <div className="min-w-0 flex-1">
                <p>
                  <b>{title}</b>
                  {seats.length > 0 && ` · ${seats.join(lang === 'zh' ? '、' : ', ')}`}
                </p>
                <p className="text-sm text-ink-muted">{tone === 'ok' ? where : detail}</p>
              </div>
              <div className="shrink-0 text-right text-sm text-ink-muted">
                <p className="tabular-nums">{formatTime(scan.scanned_at, PLATFORM_ZONE)}</p>
                <p className={scan.told === 'clash' ? 'font-semibold text-warn' : ''}>
                  {told[scan.told]}
                </p>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
