import { useInfiniteQuery } from '@tanstack/react-query';
import { useLang, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { useServerNow } from '@/lib/countdown';
import { useQueryParams } from '@/lib/navigation';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { Empty } from '@/ui/Empty';
import { ErrorLine, ErrorPanel } from '@/ui/ErrorPanel';
import { MoreButton } from '@/ui/MoreButton';
import { Skeleton } from '@/ui/Skeleton';
import { Status } from '@/ui/Status';
import { Head, ScrollFrame } from '@/ui/Table';
import { findingKinds, subjectText } from './findingWords';
import { findingsQuery, useDismissFinding } from './queries';
import { texts } from './texts';
import { agoText } from './words';

/** What was refused or set aside of a cinema's data, and what has been looked at. */
export function Findings({ id, mayWrite }: { id: string; mayWrite: boolean }) {
  const t = useTexts(texts);
  const lang = useLang();
  const say = useLocalized();
  const now = useServerNow(10_000);
  const [params, change] = useQueryParams();
  const open = params.get('findings') !== 'all';
  const findings = useInfiniteQuery(findingsQuery(id, open));
  const dismiss = useDismissFinding(id);
  const items = findings.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <p className="max-w-prose text-ink-muted">{t.findingsLead}</p>
      <Chips
        label={t.state}
        all={t.openOnly}
        value={open ? null : 'all'}
        onChange={(value) => change({ findings: value })}
        items={[{ value: 'all', label: t.allFindings }]}
      />
      <ErrorLine error={dismiss.error} />
      {!items && findings.error ? (
        <ErrorPanel error={findings.error} onRetry={() => void findings.refetch()} />
      ) : !items ? (
        <Skeleton className="h-64" />
      ) : items.length === 0 ? (
        <Empty title={t.noFindings}>{t.noFindingsWhy}</Empty>
      ) : (
        <ScrollFrame label={t.tabFindings}>
          <table className="w-full border-separate border-spacing-0 tabular-nums">
            <thead className="whitespace-nowrap">
              <tr>
                <Head>{t.lastSeen}</Head>
                <Head>{t.kind}</Head>
                <Head>{t.subject}</Head>
                <Head>{t.detail}</Head>
                <Head right>{t.times}</Head>
                <Head>{t.firstSeen}</Head>
                <Head right>{t.state}</Head>
              </tr>
            </thead>
            <tbody>
              {items.map((finding) => (
                <tr
                  key={finding.id}
                  className="align-top [&>td]:border-b [&>td]:border-line [&>td]:px-3 [&>td]:py-2 hover:bg-surface-2"
                >
                  <td className="whitespace-nowrap">{agoText(finding.last_seen_at, now, lang)}</td>
                  <td className="whitespace-nowrap">{say(findingKinds[finding.kind])}</td>
                  <td className="min-w-40 break-words">{subjectText(finding.subject, lang)}</td>
                  <td className="min-w-64 break-words">{say(finding.detail)}</td>
                  <td className="text-right">{finding.count}</td>
                  <td className="whitespace-nowrap text-ink-muted">
                    {agoText(finding.first_seen_at, now, lang)}
                  </td>
                  <td className="text-right whitespace-nowrap">
                    {finding.dismissed_at ? (
                      <Status tone="quiet">
                        {t.dismissed(agoText(finding.dismissed_at, now, lang))}
                      </Status>
                    ) : (
                      mayWrite && (
                        <Button
                          look="quiet"
                          size="sm"
                          busy={dismiss.isPending && dismiss.variables === finding.id}
                          onClick={() => dismiss.mutate(finding.id)}
                        >
                          {t.dismiss}
                          <span className="sr-only">{subjectText(finding.subject, lang)}</span>
                        </Button>
                      )
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      )}
      <MoreButton list={findings} label={t.more} />
    </>
  );
}
