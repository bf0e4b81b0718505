import { useCallback, useRef } from 'react';
import type { Schema } from '@/api/types';
import { useLang, useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { placeName, upperFirst } from '@/lib/seats';
import { formatDateTime, PLATFORM_ZONE } from '@/lib/time';
import { QrSquare } from '@/ui/QrSquare';
import type { Pickup } from './queries';
import { texts } from './texts';

/** Tickets on paper, one on each page. On the screen there is nothing to be seen of them. */
export function Paper({ pickup, onReady }: { pickup: Pickup; onReady: () => void }) {
  const tickets = pickup.tickets.filter((ticket) => ticket.qr);
  const drawn = useRef(0);
  const count = useCallback(() => {
    drawn.current += 1;
    if (drawn.current === tickets.length) onReady();
  }, [tickets.length, onReady]);
  return (
    <div className="hidden print:block" aria-hidden="true" data-paper="">
      {tickets.map((ticket) => (
        <PaperTicket key={ticket.ticket_no} pickup={pickup} ticket={ticket} onDrawn={count} />
      ))}
    </div>
  );
}

interface PaperTicketProps {
  pickup: Pickup;
  ticket: Schema<'DeskTicket'>;
  onDrawn: () => void;
}

function PaperTicket({ pickup, ticket, onDrawn }: PaperTicketProps) {
  const t = useTexts(texts);
  const lang = useLang();
  const locale = useLocale();
  const lz = useLocalized();
  const seat = upperFirst(placeName(ticket.row, ticket.seat, lang));
  return (
    <article className="flex items-center justify-between gap-6 text-on-paper break-after-page last:break-after-auto">
      <div>
        <p className="text-lg leading-tight font-bold">{lz(pickup.film)}</p>
        <p className="mt-2 text-base tabular-nums">
          {formatDateTime(pickup.starts_at, PLATFORM_ZONE, locale)}
        </p>
        <p className="text-base font-semibold">{lz(pickup.hall)}</p>
        <p className="mt-2 text-xl font-bold">{seat}</p>
        <p className="mt-3 text-xs">{t.admitOne}</p>
        <p className="text-xs tabular-nums">{t.ticketNo(ticket.ticket_no)}</p>
      </div>
      <QrSquare
        text={ticket.qr ?? ''}
        label={t.square(seat)}
        className="size-[40mm] shrink-0"
        onDrawn={onDrawn}
      />
    </article>
  );
}
