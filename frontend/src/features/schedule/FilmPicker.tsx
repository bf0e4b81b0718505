import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react';
import type { StaffCinema } from '@/api/staffCinema';
import { useLocale, useLocalized } from '@/i18n/lang';
import { useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { formatRuntime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { ErrorLine } from '@/ui/ErrorPanel';
import { inputClass } from '@/ui/Field';
import type { Draft } from './draft';
import { filmsQuery, type PlannableFilm } from './queries';
import { texts } from './texts';

interface FilmPickerProps {
  cinema: StaffCinema;
  value: Draft['film'];
  onChange: (film: PlannableFilm | null) => void;
  error: string | null;
  disabled: boolean;
}

/** Finds a film by what is typed: arrows move in the list, Enter takes one (ARIA combobox). */
export function FilmPicker({ cinema, value, onChange, error, disabled }: FilmPickerProps) {
  const t = useTexts(texts);
  const lz = useLocalized();
  const locale = useLocale();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const q = useDeferredValue(typed.trim());
  const films = useQuery({ ...filmsQuery(cinema, q), enabled: cinema.ready && !value });
  if (value) {
    return (
      <div className="grid gap-1.5">
        <p className="text-sm font-medium">{t.film}</p>
        <div className="flex min-h-11 items-center justify-between gap-3 rounded-md bg-surface-2 pr-1 pl-3">
          <span className="min-w-0">
            <b className="font-semibold">{lz(value.title)}</b>{' '}
            <span className="text-sm text-ink-muted">
              {formatRuntime(value.runtime_min, locale)}
            </span>
          </span>
          {!disabled && (
            <Button look="quiet" size="sm" onClick={() => onChange(null)}>
              {t.changeFilm}
            </Button>
          )}
        </div>
      </div>
    );
  }
  const found = films.data?.items ?? [];
  const active = found[Math.min(at, found.length - 1)];
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((before) => Math.min(Math.max(0, before + step), found.length - 1));
    else if (event.key === 'Enter' && active) onChange(active);
    else return;
    event.preventDefault();
  };
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {t.film}
      </label>
      <input
        id={id}
        role="combobox"
        autoComplete="off"
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={active && `${id}-${active.film_code}`}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        placeholder={t.filmHint}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className={inputClass}
      />
      {error && (
        <p id={`${id}-error`} role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
      <ErrorLine error={films.error} />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t.film}
        className="max-h-52 min-h-24 overflow-y-auto rounded-md border border-line"
      >
        {found.map((film) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's own.
          <div
            key={film.film_code}
            id={`${id}-${film.film_code}`}
            role="option"
            tabIndex={-1}
            aria-selected={film === active}
            onClick={() => onChange(film)}
            className={cx(
              'flex min-h-11 cursor-pointer items-center justify-between gap-3 px-3 py-1.5',
              film === active ? 'bg-surface-3' : 'hover:bg-surface-2',
            )}
          >
            <span className="min-w-0 truncate">{lz(film.title)}</span>
            <span className="shrink-0 text-sm text-ink-muted tabular-nums">
              {formatRuntime(film.runtime_min, locale)}
            </span>
          </div>
        ))}
        {films.data && found.length === 0 && (
          <p className="p-3 text-sm text-ink-muted">{t.noFilm}</p>
        )}
      </div>
    </div>
  );
}
