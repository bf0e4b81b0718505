import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { tell } from '@/api/problems';
import type { Schema } from '@/api/types';
import { pick, useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { useQueryParams } from '@/lib/navigation';
import { placeName, upperFirst } from '@/lib/seats';
import { formatDateTime, formatTime, PLATFORM_ZONE } from '@/lib/time';
import { useTitle } from '@/lib/title';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import {
  type CheckInResult,
  cleanCode,
  type Pickup,
  useCheckIn,
  useCollect,
  useFindPickup,
} from './queries';
import { texts } from './texts';

type Mode = 'check-in' | 'pickup';

/** For the people at the counter and at the door: one field, one large answer. */
export default function DeskPage() {
  const t = useTexts(texts);
  useTitle(t.title);
  const [params, change] = useQueryParams();
  const mode: Mode = params.get('mode') === 'pickup' ? 'pickup' : 'check-in';
  const modes: [Mode, string][] = [
    ['check-in', t.checkIn],
    ['pickup', t.pickup],
  ];
  return (
    <div className="grid max-w-3xl gap-6 p-4 text-base lg:p-8">
      <h1 className="text-lg font-semibold">{t.title}</h1>
      <fieldset className="flex rounded-md bg-surface-2 p-1">
        <legend className="sr-only">{t.mode}</legend>
        {modes.map(([value, label]) => (
          <label
            key={value}
            className="grid min-h-11 flex-1 cursor-pointer place-items-center rounded-sm text-ink-muted has-checked:bg-surface-0 has-checked:font-semibold has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="mode"
              checked={mode === value}
              onChange={() => change({ mode: value === 'pickup' ? value : null })}
              className="sr-only"
            />
            {label}
          </label>
        ))}
      </fieldset>
      {mode === 'pickup' ? <PickupDesk key="pickup" /> : <Door key="door" />}
    </div>
  );
}

type CodeFormProps = {
  label: string;
  hint: string;
  action: string;
  busy: boolean;
  onCode: (code: string) => void;
};

/** The code field has and keeps the focus: a scanner types into what has it, so it can go on with the next guest. */
function CodeForm({ label, hint, action, busy, onCode }: CodeFormProps) {
  const [code, setCode] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const clean = cleanCode(code);
    if (!clean) return;
    onCode(clean);
    setCode('');
    form.current?.querySelector('input')?.focus();
  };
  return (
    <form ref={form} onSubmit={submit}>
      <Field
        label={label}
        hint={hint}
        figures
        autoComplete="off"
        spellCheck={false}
        autoFocus
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        after={
          <Button type="submit" busy={busy}>
            {action}
          </Button>
        }
      />
    </form>
  );
}

function Door() {
  const t = useTexts(texts);
  const checkIn = useCheckIn();
  return (
    <>
      <CodeForm
        label={t.checkInCode}
        hint={t.checkInHint}
        action={t.doCheckIn}
        busy={checkIn.isPending}
        onCode={(code) => checkIn.mutate(code)}
      />
      <div aria-live="assertive">
        {checkIn.data && <Admission result={checkIn.data} />}
        {checkIn.error && <Refusal title={t.refused} error={checkIn.error} />}
      </div>
    </>
  );
}

function Admission({ result }: { result: CheckInResult }) {
  const t = useTexts(texts);
  const fresh = result.outcome === 'admitted';
  return (
    <Verdict
      tone={fresh ? 'ok' : 'warn'}
      title={fresh ? t.admitted : t.already}
      detail={
        fresh
          ? t.tickets(result.tickets.length)
          : t.alreadyAt(formatTime(result.first_at, PLATFORM_ZONE))
      }
    >
      <Show film={result.film} hall={result.hall} startsAt={result.starts_at} />
      <TicketList tickets={result.tickets} />
    </Verdict>
  );
}

function PickupDesk() {
  const t = useTexts(texts);
  const find = useFindPickup();
  const collect = useCollect();
  const pickup = collect.data ?? find.data;
  return (
    <>
      <CodeForm
        label={t.pickupCode}
        hint={t.pickupHint}
        action={t.doFind}
        busy={find.isPending}
        onCode={(code) => {
          collect.reset();
          find.mutate(code);
        }}
      />
      <div aria-live="assertive" className="grid gap-4">
        {find.error && <Refusal title={t.notFound} error={find.error} />}
        {collect.error && <Refusal title={t.notFound} error={collect.error} />}
        {pickup && !find.error && (
          <PickupCard
            pickup={pickup}
            handedOut={collect.data !== undefined}
            busy={collect.isPending}
            onCollect={() => collect.mutate(pickup.pickup_code)}
          />
        )}
      </div>
    </>
  );
}

type PickupCardProps = { pickup: Pickup; handedOut: boolean; busy: boolean; onCollect: () => void };

function PickupCard({ pickup, handedOut, busy, onCollect }: PickupCardProps) {
  const t = useTexts(texts);
  const waiting = pickup.tickets.filter((ticket) => ticket.state === 'issued');
  const before = pickup.tickets.find((ticket) => ticket.collected_at)?.collected_at;
  const tone = handedOut ? 'ok' : waiting.length > 0 ? 'plain' : 'warn';
  const title = handedOut ? t.collected : t.tickets(pickup.tickets.length);
  return (
    <Verdict
      tone={tone}
      title={title}
      detail={
        !handedOut && before ? t.collectedAt(formatTime(before, PLATFORM_ZONE)) : pickup.order_no
      }
    >
      <Show film={pickup.film} hall={pickup.hall} startsAt={pickup.starts_at} />
      <TicketList tickets={pickup.tickets} />
      {waiting.length > 0 && !handedOut && (
        <Button size="lg" block busy={busy} onClick={onCollect}>
          {t.collect(waiting.length)}
        </Button>
      )}
    </Verdict>
  );
}

function Refusal({ title, error }: { title: string; error: unknown }) {
  const lang = useLang();
  return <Verdict tone="bad" title={title} detail={pick(tell(error).text, lang)} />;
}

type Tone = 'ok' | 'warn' | 'bad' | 'plain';
const tones: Record<Tone, string> = {
  ok: 'border-ok bg-ok-soft',
  warn: 'border-warn bg-warn-soft',
  bad: 'border-bad bg-bad-soft',
  plain: 'border-line-strong bg-surface-1',
};

/** The answer, readable from two metres away: a sign, a word, a reason. */
function Verdict({
  tone,
  title,
  detail,
  children,
}: {
  tone: Tone;
  title: string;
  detail: string;
  children?: ReactNode;
}) {
  return (
    <div className={`grid gap-5 rounded-lg border-l-8 p-5 lg:p-6 ${tones[tone]}`}>
      <div className="flex items-center gap-4">
        {tone === 'ok' && <CircleCheck className="size-12 shrink-0 text-ok" aria-hidden="true" />}
        {tone === 'warn' && (
          <TriangleAlert className="size-12 shrink-0 text-warn" aria-hidden="true" />
        )}
        {tone === 'bad' && <CircleX className="size-12 shrink-0 text-bad" aria-hidden="true" />}
        <div>
          <p className="text-xl leading-tight font-bold">{title}</p>
          <p className="text-ink-muted">{detail}</p>
        </div>
      </div>
      {children}
    </div>
  );
}

type ShowProps = { film: Schema<'LocalizedText'>; hall: Schema<'LocalizedText'>; startsAt: string };

function Show({ film, hall, startsAt }: ShowProps) {
  const lz = useLocalized();
  const locale = useLocale();
  return (
    <div>
      <p className="text-lg font-semibold">{lz(film)}</p>
      <p className="tabular-nums">
        <b>{lz(hall)}</b> · {formatDateTime(startsAt, PLATFORM_ZONE, locale)}
      </p>
    </div>
  );
}

function TicketList({ tickets }: { tickets: Schema<'DeskTicket'>[] }) {
  const t = useTexts(texts);
  const lang = useLang();
  const words: Record<Schema<'TicketState'>, string> = {
    issued: t.stateIssued,
    collected: t.stateCollected,
    checked_in: t.stateCheckedIn,
    refunded: t.stateRefunded,
  };
  return (
    <ul className="grid gap-2 sm:grid-cols-2">
      {tickets.map((ticket) => (
        <li
          key={ticket.ticket_no}
          className="flex items-baseline justify-between gap-3 rounded-md bg-surface-0 px-4 py-3"
        >
          <span className="text-lg font-semibold">
            {upperFirst(placeName(ticket.row, ticket.seat, lang))}
          </span>
          <span className="text-sm text-ink-muted">{words[ticket.state]}</span>
        </li>
      ))}
    </ul>
  );
}
