import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { ApiError } from '@/api/errors';
import type { StaffCinema } from '@/api/staffCinema';
import { useLang, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { formatName, languageName, subtitlesName } from '@/lib/labels';
import { formatTime, PLATFORM_ZONE } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorLine } from '@/ui/ErrorPanel';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/Toast';
import {
  changesOf,
  type Draft,
  type DraftField,
  newSession,
  pricesOf,
  timesOf,
  wrongFields,
} from './draft';
import { FilmPicker } from './FilmPicker';
import { PriceFields } from './PriceFields';
import {
  type Conflict,
  priceTablesQuery,
  type Screen,
  type Session,
  useCreateSession,
  useEditSession,
} from './queries';
import { texts } from './texts';
import { clockText, type Lane, overlaps } from './week';

/** The languages of the platform's catalogue: a session in another one would not go on sale. */
const LANGUAGES = ['zh', 'yue', 'wuu', 'en', 'ja', 'fr', 'de', 'it', 'hi', 'fa', 'ar', 'zxx'];
const SUBTITLES = ['zh', 'en'];
const FORMATS = ['2d', '3d'];

interface SessionDialogProps {
  cinema: StaffCinema;
  screens: readonly Screen[];
  lanes: readonly Lane[];
  /** The session to change; without one a new one is planned. */
  session?: Session | undefined;
  initial: Draft;
  onClose: (saved?: Session) => void;
}

/** Plans a session, or changes one. Overlaps are told while typing; the server decides. */
export function SessionDialog(props: SessionDialogProps) {
  const { cinema, screens, lanes, session, initial, onClose } = props;
  const t = useTexts(texts);
  const lang = useLang();
  const lz = useLocalized();
  const form = useId();
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const tables = useQuery(priceTablesQuery(cinema));
  const create = useCreateSession(cinema);
  const edit = useEditSession(cinema);
  const busy = create.isPending || edit.isPending;
  const error = create.error ?? edit.error;
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));

  const screen = screens.find((one) => one.screen_code === draft.screen);
  const zones = screen?.zones ?? [];
  const zoneIds = zones.map((zone) => zone.id);
  const wrong = wrongFields(draft, zoneIds);
  const told = (field: DraftField, pointer: string, text = t.required) =>
    (tried && wrong.has(field) ? text : null) ??
    (error instanceof ApiError ? (error.field(pointer) ?? null) : null);
  const times = timesOf(draft, screen?.cleaning_min ?? 0);
  const lane = lanes.find(
    (one) => one.day === draft.day && one.screen.screen_code === draft.screen,
  );
  const clash = times
    ? overlaps(lane, times.from, times.freeAt, session?.session_code)[0]
    : undefined;
  const fixed = session !== undefined && session.seats_sold + session.seats_locked > 0;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong.size > 0) return;
    if (!session) {
      create.mutate(newSession(draft, zoneIds, PLATFORM_ZONE), {
        onSuccess: (made) => {
          toast(t.planned);
          onClose(made);
        },
      });
      return;
    }
    const body = changesOf(session, draft, zoneIds, PLATFORM_ZONE);
    if (Object.keys(body).length === 1) {
      toast(t.nothingChanged, 'info');
      onClose();
      return;
    }
    edit.mutate(
      { code: session.session_code, body },
      {
        onSuccess: (changed) => {
          toast(t.saved);
          onClose(changed);
        },
      },
    );
  };

  const formats = withOwn(draft.film?.formats.length ? draft.film.formats : FORMATS, draft.format);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={session ? t.editTitle : t.newTitle}
      {...(fixed ? { description: t.salesFix } : {})}
      actions={
        <>
          <Button type="submit" form={form} block busy={busy}>
            {session ? t.save : t.planGo}
          </Button>
          <Button look="secondary" onClick={() => onClose()}>
            {t.keep}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4" noValidate>
        <FilmPicker
          cinema={cinema}
          value={draft.film}
          disabled={fixed}
          error={told('film', '/film_code')}
          onChange={(film) =>
            set({
              film,
              ...(film && !film.formats.includes(draft.format)
                ? { format: film.formats[0] ?? draft.format }
                : {}),
            })
          }
        />
        <div className="grid grid-cols-2 gap-3">
          <Select
            label={t.hall}
            value={draft.screen}
            disabled={fixed}
            error={told('screen', '/screen_code')}
            onChange={(event) => set({ screen: event.currentTarget.value })}
          >
            {screens.map((one) => (
              <option key={one.screen_code} value={one.screen_code}>
                {lz(one.name)}
              </option>
            ))}
          </Select>
          <Select
            label={t.format}
            value={draft.format}
            onChange={(event) => set({ format: event.currentTarget.value })}
          >
            {formats.map((format) => (
              <option key={format} value={format}>
                {formatName(format)}
              </option>
            ))}
          </Select>
          <Field
            label={t.day}
            type="date"
            value={draft.day}
            disabled={fixed}
            error={told('day', '/starts_at')}
            onChange={(event) => set({ day: event.currentTarget.value })}
          />
          <Field
            label={t.start}
            type="time"
            value={draft.start}
            disabled={fixed}
            error={told('start', '/starts_at')}
            onChange={(event) => set({ start: event.currentTarget.value })}
          />
        </div>
        <div aria-live="polite" className="-mt-2 grid min-h-5 gap-1 text-sm">
          {times ? (
            <p className="text-ink-muted tabular-nums">
              {t.until(clockText(times.to), clockText(times.freeAt))}
            </p>
          ) : (
            <p className="text-ink-muted">{t.nightAfter}</p>
          )}
          {clash && <p className="text-warn">{clashWords(clash.session, t.clash, lz)}</p>}
        </div>
        <div className="grid grid-cols-2 gap-3">
          <Select
            label={t.language}
            value={draft.language}
            onChange={(event) => set({ language: event.currentTarget.value })}
          >
            {withOwn(LANGUAGES, draft.language).map((tag) => (
              <option key={tag} value={tag}>
                {languageName(tag, lang)}
              </option>
            ))}
          </Select>
          <Select
            label={t.subtitles}
            value={draft.subtitles}
            onChange={(event) => set({ subtitles: event.currentTarget.value })}
          >
            <option value="">{t.noSubtitles}</option>
            {withOwn(SUBTITLES, draft.subtitles).map((code) => (
              <option key={code} value={code}>
                {subtitlesName(code, lang)}
              </option>
            ))}
          </Select>
        </div>
        <fieldset className="grid gap-3">
          <legend className="mb-2 text-sm font-medium">{t.prices}</legend>
          {(tables.data?.items.length ?? 0) > 0 && (
            <Select
              label={t.priceTable}
              defaultValue=""
              onChange={(event) => {
                const table = tables.data?.items.find(
                  (one) => one.price_code === event.currentTarget.value,
                );
                if (table) set({ prices: { ...draft.prices, ...pricesOf(table.zone_prices) } });
              }}
            >
              <option value="">{t.ownPrices}</option>
              {tables.data?.items.map((table) => (
                <option key={table.price_code} value={table.price_code}>
                  {lz(table.name)}
                </option>
              ))}
            </Select>
          )}
          <PriceFields
            zones={zones}
            prices={draft.prices}
            wrong={(zone) => tried && wrong.has(`price/${zone}`)}
            onChange={(prices) => set({ prices })}
          />
        </fieldset>
        <div className="grid grid-cols-2 items-end gap-3">
          <Field
            label={t.stopSell}
            inputMode="numeric"
            placeholder={t.houseRule}
            value={draft.stopSell}
            error={told('stopSell', '/stop_sell_min', t.wrongNumber)}
            onChange={(event) => set({ stopSell: event.currentTarget.value })}
          />
          <Field
            label={t.maxSeats}
            inputMode="numeric"
            placeholder={t.houseRule}
            value={draft.maxSeats}
            error={told('maxSeats', '/max_seats', t.wrongNumber)}
            onChange={(event) => set({ maxSeats: event.currentTarget.value })}
          />
        </div>
        <Refusal error={error} />
      </form>
    </Dialog>
  );
}

const withOwn = (known: readonly string[], own: string) =>
  own === '' || known.includes(own) ? known : [own, ...known];

type ClashText = (film: string, time: string) => string;

export function clashWords(
  session: Pick<Conflict, 'film' | 'starts_at' | 'ends_at'>,
  say: ClashText,
  lz: (text: Conflict['film']) => string,
): string {
  const time = `${formatTime(session.starts_at, PLATFORM_ZONE)}–${formatTime(session.ends_at, PLATFORM_ZONE)}`;
  return say(lz(session.film), time);
}

/** Why it was refused; an overlap names the session that is in the way. */
function Refusal({ error }: { error: unknown }) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const other = error instanceof ApiError ? error.problem?.session : undefined;
  return (
    <div className="grid gap-1">
      <ErrorLine error={error} />
      {other && (
        <p role="alert" className="text-sm font-medium text-bad">
          {clashWords(other, t.clash, lz)}
        </p>
      )}
    </div>
  );
}
