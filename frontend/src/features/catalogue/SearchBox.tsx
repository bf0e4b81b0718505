import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '@/i18n/texts';
import { inputClass } from '@/ui/Field';
import { catalogueTexts } from './texts';

interface SearchBoxProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** Quiet time after the last key before the search is sent. */
const SETTLE_MS = 250;

/** Searches while one types, but not at every key; and not in the middle of an input method. */
export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  const t = useTexts(catalogueTexts);
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const sent = useRef(value);
  const send = useRef(onChange);
  send.current = onChange;
  useEffect(() => {
    // A value that came from elsewhere (Back, a cleared filter) replaces what was typed.
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (composing.current || text.trim() === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text.trim();
      send.current(sent.current);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <search className="relative block w-full lg:max-w-72">
      <Search
        className="pointer-events-none absolute top-1/2 left-3 size-4.5 -translate-y-1/2 text-ink-muted"
        aria-hidden="true"
      />
      <input
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={60}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          setText(event.currentTarget.value);
        }}
        onInput={(event) => setText(event.currentTarget.value)}
        className={`${inputClass} pr-11 pl-10`}
      />
      {text && (
        <button
          type="button"
          aria-label={t.clear}
          onClick={() => setText('')}
          className="absolute top-0 right-0 grid size-11 place-items-center text-ink-muted hover:text-ink"
        >
          <X className="size-4" aria-hidden="true" />
        </button>
      )}
    </search>
  );
}
