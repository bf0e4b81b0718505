import { CloudOff, CloudUpload, RefreshCw, TriangleAlert } from 'lucide-react';
import { type FormEvent, useCallback, useEffect, useState } from 'react';
import { Redirect } from 'wouter';
import { ApiError } from '@/api/errors';
import { useSession } from '@/api/session';
import { useStaffCinema } from '@/api/staffCinema';
import { useLang, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { serverNow } from '@/lib/clock';
import { useQueryParams } from '@/lib/navigation';
import { useOnline } from '@/lib/online';
import { paths } from '@/lib/paths';
import { formatTime, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { useWakeLock } from '@/lib/wakeLock';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { StaffPage } from '@/ui/StaffPage';
import type { GatePack } from './kept';
import { countsOf, gateOf, openSessions } from './list';
import { Recent } from './Recent';
import { Scanner } from './Scanner';
import { say } from './say';
import { signal } from './signals';
import { texts } from './texts';
import { useGate } from './useGate';
import { Verdict } from './Verdict';

/**
 * The gate: a camera, a verdict, and a list that lasts without a network. No guard stands before
 * it, because a gate without a network cannot ask who one is; what it needs came with the pack,
 * and only staff are given one.
 */
export default function GatePage() {
  const t = useTexts(texts);
  useTitle(t.title);
  const session = useSession();
  const cinema = useStaffCinema();
  if (session.status === 'anonymous') {
    return <Redirect to={paths.signIn(paths.gate())} replace />;
  }
  if (session.user && !['cinema_staff', 'administrator'].includes(session.user.role)) {
    return <Refused />;
  }
  return (
    <StaffPage title={t.title} cinema={cinema}>
      {cinema.ready && <AtGate key={cinema.id} cinemaId={cinema.query.cinema_id} />}
    </StaffPage>
  );
}

function Refused() {
  const error = new ApiError('forbidden', 403, null, null);
  return (
    <div className="p-4 lg:p-6">
      <ErrorPanel error={error} />
    </div>
  );
}

function AtGate({ cinemaId }: { cinemaId: string | undefined }) {
  const t = useTexts(texts);
  const lang = useLang();
  const online = useOnline();
  useWakeLock();
  const [params, change] = useQueryParams();
  const wanted = params.get('session');
  const gate = useGate(cinemaId, wanted, online);
  const { pack, last, deciding, decide } = gate;

  // Once for each verdict, and again when the platform knows better.
  const verdict = last && `${last.scan_id}/${last.told === 'clash'}`;
  useEffect(() => {
    if (last && pack && verdict && !deciding) signal(say(last, pack, lang).tone);
  }, [verdict, deciding]);

  const onCode = useCallback((code: string) => void decide(code), [decide]);

  if (pack === undefined || (pack === null && gate.refreshing)) {
    return (
      <p role="status" aria-busy="true" className="text-ink-muted">
        {t.loading}
      </p>
    );
  }
  if (pack === null) {
    return (
      <div className="grid gap-5 text-base">
        <Empty
          title={t.noPack}
          action={<Button onClick={() => void gate.refresh()}>{t.fetchPack}</Button>}
        >
          {t.noPackWhy}
        </Empty>
        {gate.error !== null && <ErrorPanel error={gate.error} />}
      </div>
    );
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:max-w-6xl lg:grid-cols-2 lg:gap-x-8">
      <div className="grid content-start gap-4">
        <SessionChoice
          pack={pack}
          gate={gate}
          wanted={wanted}
          onChange={(code) => change({ session: code })}
        />
        <Scanner onCode={onCode} />
      </div>
      <div className="grid content-start gap-4">
        <div aria-live="assertive">
          <Verdict scan={last} pack={pack} deciding={deciding} online={online} />
        </div>
        <CodeForm busy={deciding} onCode={onCode} />
        <Standing gate={gate} pack={pack} online={online} />
        <Recent scans={gate.scans} pack={pack} />
      </div>
    </div>
  );
}

type Gate = ReturnType<typeof useGate>;

interface SessionChoiceProps {
  pack: GatePack;
  gate: Gate;
  wanted: string | null;
  onChange: (code: string | null) => void;
}

/** Which door this is, and how many of its guests are in. */
function SessionChoice({ pack, gate, wanted, onChange }: SessionChoiceProps) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const open = openSessions(pack, serverNow());
  const chosen = pack.sessions.find((one) => one.session_code === wanted);
  const listed = chosen && !open.includes(chosen) ? [chosen, ...open] : open;
  const { inside, sold } = countsOf(gateOf(pack, gate.scans, wanted), gate.scans, pack);
  return (
    <div className="grid gap-2">
      <Select
        label={t.session}
        value={wanted ?? ''}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      >
        <option value="">{t.allSessions}</option>
        {listed.map((one) => (
          <option key={one.session_code} value={one.session_code}>
            {formatTime(one.starts_at, PLATFORM_ZONE)} · {lz(one.hall)} · {lz(one.film)}
          </option>
        ))}
      </Select>
      <p className="text-base font-semibold tabular-nums">{t.inside(inside, sold)}</p>
      {pack.requires_live && <p className="text-sm text-ink-muted">{t.requiresLive}</p>}
    </div>
  );
}

function CodeForm({ busy, onCode }: { busy: boolean; onCode: (code: string) => void }) {
  const t = useTexts(texts);
  const [code, setCode] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!code.trim()) return;
    onCode(code.trim());
    setCode('');
  };
  return (
    <form onSubmit={submit}>
      <Field
        label={t.code}
        hint={t.codeHint}
        figures
        autoComplete="off"
        spellCheck={false}
        inputMode="numeric"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        after={
          <Button type="submit" busy={busy}>
            {t.check}
          </Button>
        }
      />
    </form>
  );
}

/** How old the list is and what has not been told yet. */
function Standing({ gate, pack, online }: { gate: Gate; pack: GatePack; online: boolean }) {
  const t = useTexts(texts);
  const waiting = gate.scans.filter((scan) => scan.told === 'waiting').length;
  const clashes = gate.scans.filter((scan) => scan.told === 'clash').length;
  const isOld = Date.parse(pack.good_until) < serverNow();
  return (
    <section className="grid gap-2 rounded-md bg-surface-1 p-4" role="status">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="tabular-nums">
          {t.madeAt(formatTime(pack.made_at, PLATFORM_ZONE), pack.tickets.length)}
        </p>
        <Button
          look="secondary"
          size="sm"
          busy={gate.refreshing}
          disabled={!online}
          onClick={() => void gate.refresh()}
        >
          <RefreshCw className="size-4" aria-hidden="true" />
          {t.refresh}
        </Button>
      </div>
      {isOld && <Line icon={<TriangleAlert className="text-warn" />}>{t.stale}</Line>}
      {!online && <Line icon={<CloudOff className="text-warn" />}>{t.offline}</Line>}
      {online && gate.error !== null && (
        <Line icon={<TriangleAlert className="text-warn" />}>{t.refreshFailed}</Line>
      )}
      {waiting > 0 && <Line icon={<CloudUpload />}>{t.waiting(waiting)}</Line>}
      {waiting === 0 && gate.scans.some((scan) => scan.told === 'done') && (
        <Line icon={<CloudUpload className="text-ok" />}>{t.allSent}</Line>
      )}
      {clashes > 0 && (
        <Line icon={<TriangleAlert className="text-warn" />}>{t.clashes(clashes)}</Line>
      )}
    </section>
  );
}

function Line({ icon, children }: { icon: React.ReactNode; children: string }) {
  return (
    <p className="flex items-start gap-2 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0">
      <span className="contents" aria-hidden="true">
        {icon}
      </span>
      {children}
    </p>
  );
}
