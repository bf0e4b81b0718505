import { Armchair } from 'lucide-react';
import type { StaffCinema } from '@/api/staffCinema';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatName, languageName, subtitlesName } from '@/lib/labels';
import { addMoney, formatMoney } from '@/lib/money';
import { paths } from '@/lib/paths';
import { formatDateTime, formatDay, formatTime, PLATFORM_ZONE } from '@/lib/time';
import { Button, ButtonLink } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Status } from '@/ui/Status';
import { CancelProgress } from './CancelDialog';
import type { Screen, Session } from './queries';
import { texts } from './texts';
import { stateTone, stateWord } from './words';

interface SessionPanelProps {
  cinema: StaffCinema;
  session: Session;
  screen: Screen | undefined;
  onClose: () => void;
  onEdit: () => void;
  onCancel: () => void;
}

/** One session: what it is, how it sells, and what can be done with it. */
export function SessionPanel(props: SessionPanelProps) {
  const { cinema, session, screen, onClose, onEdit, onCancel } = props;
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const cancelled = session.status === 'cancelled';
  const facts: [string, string][] = [
    [t.hall, screen ? lz(screen.name) : session.screen_code],
    [t.day, formatDay(session.business_on, locale)],
    [
      t.language,
      [
        languageName(session.language, lang),
        session.subtitles ? subtitlesName(session.subtitles, lang) : null,
        formatName(session.format),
      ]
        .filter(Boolean)
        .join(' · '),
    ],
    [t.onSaleUntil, formatDateTime(session.stop_sell_at, PLATFORM_ZONE, locale)],
    [t.code, session.session_code],
  ];
  const counts: [string, number][] = [
    [t.seatsSold, session.seats_sold],
    [t.seatsLocked, session.seats_locked],
    [t.seatsBlocked, session.seats_blocked],
    [t.seatsTotal, session.seats_total],
  ];
  const zoneName = (id: string) => {
    const zone = screen?.zones.find((one) => one.id === id);
    return zone ? lz(zone.name) : id;
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={lz(session.film)}
      description={`${formatTime(session.starts_at, PLATFORM_ZONE)}–${formatTime(session.ends_at, PLATFORM_ZONE)}`}
      actions={
        cancelled ? undefined : (
          <>
            <ButtonLink
              href={paths.session(session.session_code, { day: session.business_on })}
              block
            >
              <Armchair className="size-4" aria-hidden="true" />
              {t.seats}
            </ButtonLink>
            <Button look="secondary" onClick={onEdit}>
              {t.edit}
            </Button>
          </>
        )
      }
    >
      <div className="grid gap-5">
        <Status tone={stateTone[session.status]}>{stateWord(session.status, lang)}</Status>
        {session.cancel_reason && (
          <p>
            <span className="text-ink-muted">{t.reasonGiven}</span> {session.cancel_reason}
          </p>
        )}
        <dl className="grid grid-cols-4 gap-2 text-center">
          {counts.map(([name, value]) => (
            <div key={name} className="grid content-start rounded-sm bg-surface-2 py-2">
              <dd className="figures order-first text-lg leading-tight">{value}</dd>
              <dt className="px-1 text-xs text-balance text-ink-muted">{name}</dt>
            </div>
          ))}
        </dl>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5 text-sm">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-muted">{name}</dt>
              <dd className="break-words tabular-nums">{value}</dd>
            </div>
          ))}
          {session.zone_prices.map((price) => (
            <div key={price.zone} className="contents">
              <dt className="text-ink-muted">{zoneName(price.zone)}</dt>
              <dd className="tabular-nums">
                {formatMoney(addMoney(price.ticket, price.screen_fee), locale)}
                {price.screen_fee.amount > 0 && (
                  <span className="text-ink-muted">
                    {' '}
                    {t.ofIt(formatMoney(price.screen_fee, locale))}
                  </span>
                )}
              </dd>
            </div>
          ))}
        </dl>
        {cancelled ? (
          <CancelProgress cinema={cinema} session={session} />
        ) : (
          <div>
            <Button look="quiet" size="sm" onClick={onCancel}>
              <span className="text-bad">{t.cancel}</span>
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}
