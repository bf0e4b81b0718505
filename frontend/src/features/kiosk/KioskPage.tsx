import { CircleCheck, CircleX, Languages, Maximize, Printer, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { tell } from '@/api/problems';
import { currentLang, pick, setLang, useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { isPickupCode, PICKUP_DIGITS } from '@/lib/pickup';
import { placeName, upperFirst } from '@/lib/seats';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { useWakeLock } from '@/lib/wakeLock';
import { Button } from '@/ui/Button';
import { Keypad } from './Keypad';
import { Paper } from './Paper';
import { type Pickup, useHandOut } from './queries';
import { texts } from './texts';
import { useIdle } from './useIdle';

/** Whoever walks away leaves a clean screen to the next. */
const IDLE_S = 60;
/** From here on the screen says that it will start over. */
const WARN_S = 15;
/** Digits of a cinema's code at most. */
const CODE_MAX = 16;
const PROOF_MAX = 10;

type Step = 'code' | 'proof' | 'answer';

const print = () => window.print();

/**
 * The machine in the foyer: the pickup code, the verification code, paper. It has no way to other
 * pages; who minds it leaves by the address bar.
 */
export default function KioskPage() {
  const t = useTexts(texts);
  useTitle(t.title);
  useWakeLock();
  const [step, setStep] = useState<Step>('code');
  const [code, setCode] = useState('');
  const [proof, setProof] = useState('');
  const handOut = useHandOut();
  const firstLang = useRef(currentLang());

  const restart = () => {
    setStep('code');
    setCode('');
    setProof('');
    handOut.reset();
  };
  const isFresh = step === 'code' && code === '';
  const idle = useIdle(!isFresh && !handOut.isPending, IDLE_S, () => {
    restart();
    setLang(firstLang.current);
  });
  const ask = () => {
    if (proof.length < 4 || handOut.isPending) return;
    setStep('answer');
    handOut.mutate({ code, proof });
  };

  return (
    <div className="flex min-h-dvh flex-col bg-surface-0">
      <div className="flex flex-1 flex-col print:hidden">
        <KioskBar />
        <main
          id="main"
          tabIndex={-1}
          className="grid flex-1 place-items-center p-4 focus:outline-none lg:p-8"
        >
          {step === 'code' && (
            <AskCode code={code} onCode={setCode} onNext={() => setStep('proof')} />
          )}
          {step === 'proof' && (
            <AskProof
              proof={proof}
              onProof={setProof}
              onBack={() => setStep('code')}
              onNext={ask}
            />
          )}
          {step === 'answer' && handOut.isPending && (
            <p role="status" className="text-xl">
              {t.asking}
            </p>
          )}
          {step === 'answer' && handOut.error && <Failed error={handOut.error} onAgain={restart} />}
          {step === 'answer' && handOut.data && (
            <HandedOut pickup={handOut.data} onDone={restart} />
          )}
        </main>
        <div role="status" className="min-h-20">
          {!isFresh && idle.left <= WARN_S && (
            <div className="flex flex-wrap items-center justify-center gap-5 bg-warn-soft p-4">
              <p className="text-lg tabular-nums">{t.leaving(idle.left)}</p>
              <Button size="lg" onClick={idle.stay}>
                {t.stay}
              </Button>
            </div>
          )}
        </div>
      </div>
      {handOut.data && <Paper pickup={handOut.data} onReady={print} />}
    </div>
  );
}

function KioskBar() {
  const t = useTexts(texts);
  const other = useLang() === 'zh' ? 'en' : 'zh';
  const [canGrow, setCanGrow] = useState(() => document.fullscreenEnabled === true);
  useEffect(() => {
    const look = () => setCanGrow(document.fullscreenEnabled && !document.fullscreenElement);
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, []);
  return (
    <header className="flex items-center justify-between gap-4 p-4 whitespace-nowrap lg:px-8">
      <h1 className="text-lg font-semibold">{t.title}</h1>
      <div className="flex gap-3">
        {canGrow && (
          <Button
            look="quiet"
            onClick={() => void document.documentElement.requestFullscreen().catch(() => undefined)}
          >
            <Maximize className="size-5" aria-hidden="true" />
            <span className="max-sm:sr-only">{t.fullScreen}</span>
          </Button>
        )}
        <Button look="secondary" size="lg" onClick={() => setLang(other)}>
          <Languages className="size-5" aria-hidden="true" />
          <span lang={other === 'zh' ? 'zh-CN' : 'en'}>{t.language}</span>
        </Button>
      </div>
    </header>
  );
}

interface AskCodeProps {
  code: string;
  onCode: (code: string) => void;
  onNext: () => void;
}

function AskCode({ code, onCode, onNext }: AskCodeProps) {
  const t = useTexts(texts);
  const isWhole = code.length === PICKUP_DIGITS;
  const isRight = isPickupCode(code);
  // Cinemas with a system of their own have other codes, so a wrong check digit warns only.
  const next = () => code.length >= 6 && onNext();
  return (
    <Framed
      actions={
        <Button size="lg" block disabled={code.length < 6} onClick={next}>
          {t.next}
        </Button>
      }
    >
      <Keypad
        key="code"
        label={t.enterCode}
        hint={t.enterCodeHint}
        value={code}
        most={CODE_MAX}
        group={4}
        onChange={onCode}
        onEnter={next}
        notice={isWhole && <Checked isRight={isRight} />}
      />
    </Framed>
  );
}

function Checked({ isRight }: { isRight: boolean }) {
  const t = useTexts(texts);
  return isRight ? (
    <span className="flex items-center gap-2 text-ok">
      <CircleCheck className="size-5" aria-hidden="true" />
      {t.right}
    </span>
  ) : (
    <span className="flex items-center gap-2 text-warn">
      <TriangleAlert className="size-5" aria-hidden="true" />
      {t.mistyped}
    </span>
  );
}

interface AskProofProps {
  proof: string;
  onProof: (proof: string) => void;
  onBack: () => void;
  onNext: () => void;
}

function AskProof({ proof, onProof, onBack, onNext }: AskProofProps) {
  const t = useTexts(texts);
  return (
    <Framed
      actions={
        <>
          <Button size="lg" look="secondary" onClick={onBack}>
            {t.back}
          </Button>
          <div className="flex-1">
            <Button size="lg" block disabled={proof.length < 4} onClick={onNext}>
              {t.print}
            </Button>
          </div>
        </>
      }
    >
      <Keypad
        key="proof"
        label={t.enterProof}
        hint={t.enterProofHint}
        value={proof}
        most={PROOF_MAX}
        group={3}
        onChange={onProof}
        onEnter={onNext}
      />
    </Framed>
  );
}

function Framed({ children, actions }: { children: ReactNode; actions: ReactNode }) {
  return (
    <div className="grid w-full max-w-xl gap-5">
      {children}
      <div className="flex gap-3">{actions}</div>
    </div>
  );
}

function Failed({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const t = useTexts(texts);
  const lang = useLang();
  return (
    <div role="alert" className="grid max-w-xl gap-5">
      <CircleX className="size-16 text-bad" aria-hidden="true" />
      <h2 className="text-xl font-bold">{t.failed}</h2>
      <p className="text-lg">{pick(tell(error).text, lang)}</p>
      <p className="text-lg text-ink-muted">{t.askDesk}</p>
      <Button size="lg" onClick={onAgain}>
        {t.again}
      </Button>
    </div>
  );
}

function HandedOut({ pickup, onDone }: { pickup: Pickup; onDone: () => void }) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const onPaper = pickup.tickets.filter((ticket) => ticket.qr);
  const isAny = onPaper.length > 0;
  const states: Record<Pickup['tickets'][number]['state'], string> = {
    issued: '',
    collected: '',
    checked_in: t.stateCheckedIn,
    refunded: t.stateRefunded,
  };
  return (
    <div className="grid w-full max-w-xl gap-6">
      <div className="flex items-center gap-4" role="status">
        {isAny ? (
          <Printer className="size-14 shrink-0 text-ok" aria-hidden="true" />
        ) : (
          <TriangleAlert className="size-14 shrink-0 text-warn" aria-hidden="true" />
        )}
        <div>
          <h2 className="text-xl leading-tight font-bold">{isAny ? t.printed : t.nothing}</h2>
          <p className="text-lg text-ink-muted">{t.tickets(onPaper.length)}</p>
        </div>
      </div>
      <div className="grid gap-1 border-l-4 border-accent pl-4">
        <p className="text-xl font-semibold">{lz(pickup.film)}</p>
        <p className="text-lg tabular-nums">
          {lz(pickup.hall)} · {formatDateTime(pickup.starts_at, PLATFORM_ZONE, locale)}
        </p>
      </div>
      <ul className="grid gap-2 sm:grid-cols-2">
        {pickup.tickets.map((ticket) => (
          <li
            key={ticket.ticket_no}
            className="flex items-baseline justify-between gap-3 rounded-md bg-surface-1 px-5 py-4"
          >
            <span className="text-xl font-semibold">
              {upperFirst(placeName(ticket.row, ticket.seat, lang))}
            </span>
            <span className="text-base text-ink-muted">{states[ticket.state]}</span>
          </li>
        ))}
      </ul>
      <div className="flex gap-3">
        {isAny && (
          <Button size="lg" look="secondary" onClick={print}>
            {t.printAgain}
          </Button>
        )}
        <div className="flex-1">
          <Button size="lg" block onClick={onDone}>
            {t.done}
          </Button>
        </div>
      </div>
    </div>
  );
}
