import { CircleCheck, CircleX, LoaderCircle, ScanLine, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLang, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { formatTime, PLATFORM_ZONE } from '@/lib/time';
import type { GatePack, KeptScan } from './kept';
import { say } from './say';
import { texts } from './texts';

const fills = { ok: 'bg-ok', warn: 'bg-warn', bad: 'bg-bad' };
const icons = { ok: CircleCheck, warn: TriangleAlert, bad: CircleX };

interface VerdictProps {
  scan: KeptScan | null;
  pack: GatePack;
  deciding: boolean;
  online: boolean;
}

/** The answer, to be read from two metres away: a colour, a sign, a word, the seats, a reason. */
export function Verdict({ scan, pack, deciding, online }: VerdictProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const lz = useLocalized();
  const box = useRef<HTMLDivElement>(null);
  const id = scan?.scan_id;
  useEffect(() => {
    // Whoever typed a code further down sees the answer as well.
    if (id) box.current?.scrollIntoView({ block: 'nearest' });
  }, [id, deciding]);
  // With a network, the platform's word on a ticket is a moment away and may differ.
  if (deciding && (scan === null || scan.told === 'waiting')) {
    return (
      <Quiet icon={<LoaderCircle className="size-12 animate-spin" aria-hidden="true" />}>
        {t.deciding}
      </Quiet>
    );
  }
  if (!scan) {
    return <Quiet icon={<ScanLine className="size-12" aria-hidden="true" />}>{t.ready}</Quiet>;
  }
  const { tone, title, detail, seats, people, session } = say(scan, pack, lang);
  const Icon = icons[tone];
  return (
    <div
      ref={box}
      className={cx(
        'grid min-h-44 content-center gap-3 rounded-lg p-5 text-surface-0',
        fills[tone],
      )}
      data-verdict={tone}
    >
      <div className="flex items-center gap-4">
        <Icon className="size-16 shrink-0" strokeWidth={2.25} aria-hidden="true" />
        <div className="grid">
          <p className="text-2xl leading-tight font-bold">{title}</p>
          {people > 0 && <p className="text-lg leading-snug">{t.people(people)}</p>}
        </div>
      </div>
      {seats.length > 0 && (
        <p className="text-xl leading-snug font-bold">{seats.join(lang === 'zh' ? '、' : ', ')}</p>
      )}
      {detail && <p className="text-base leading-snug">{detail}</p>}
      {session && scan.reason !== 'wrong_session' && (
        <p className="text-base leading-snug">
          {formatTime(session.starts_at, PLATFORM_ZONE)} · {lz(session.hall)} · {lz(session.film)}
        </p>
      )}
      {scan.told === 'waiting' && !online && <p className="text-sm">{t.keptHere}</p>}
    </div>
  );
}

function Quiet({ icon, children }: { icon: ReactNode; children: string }) {
  return (
    <div className="grid min-h-44 place-content-center justify-items-center gap-3 rounded-lg border border-dashed border-line-strong p-5 text-center text-ink-muted">
      {icon}
      <p className="text-base">{children}</p>
    </div>
  );
}
