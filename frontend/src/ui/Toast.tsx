import { Check, Info, TriangleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import { defineTexts, useTexts } from '@/i18n/texts';
import { createStore, useStore } from '@/lib/store';

type Tone = 'ok' | 'info' | 'bad';
interface Note {
  id: number;
  tone: Tone;
  text: string;
}

const texts = defineTexts({
  dismiss: { zh: '知道了', en: 'Dismiss' },
  region: { zh: '提示', en: 'Messages' },
});

const notes = createStore<readonly Note[]>([]);
let lastId = 0;

/** For the outcome of a lone action. Errors of forms and pages belong where they happened. */
export function toast(text: string, tone: Tone = 'ok'): void {
  lastId += 1;
  notes.set([...notes.get().slice(-2), { id: lastId, tone, text }]);
}

const dismiss = (id: number) => notes.set(notes.get().filter((note) => note.id !== id));

const icons = { ok: Check, info: Info, bad: TriangleAlert };
const tints = { ok: 'text-ok', info: 'text-accent', bad: 'text-bad' };

export function Toaster() {
  const t = useTexts(texts);
  const shown = useStore(notes);
  return (
    <section
      aria-label={t.region}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 print:hidden bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-60 grid justify-items-center gap-2 px-4 lg:bottom-6"
    >
      {shown.map((note) => (
        <ToastCard key={note.id} note={note} dismissLabel={t.dismiss} />
      ))}
    </section>
  );
}

function ToastCard({ note, dismissLabel }: { note: Note; dismissLabel: string }) {
  const Icon = icons[note.tone];
  useEffect(() => {
    // Long sayings stay longer; a failure stays until it has been read and dismissed.
    if (note.tone === 'bad') return;
    const timer = setTimeout(() => dismiss(note.id), 3000 + note.text.length * 60);
    return () => clearTimeout(timer);
  }, [note]);
  return (
    <div className="pointer-events-auto flex max-w-lg animate-[rise_180ms_var(--ease-out)] items-start gap-3 rounded-md bg-surface-2 py-2 pr-1 pl-4 shadow-float">
      <Icon className={`mt-2.5 size-5 shrink-0 ${tints[note.tone]}`} aria-hidden="true" />
      <p className="py-2">{note.text}</p>
      <button
        type="button"
        onClick={() => dismiss(note.id)}
        aria-label={dismissLabel}
        className="grid size-10 shrink-0 place-items-center rounded-sm text-ink-muted hover:bg-surface-3"
      >
        <X className="size-4" aria-hidden="true" />
      </button>
    </div>
  );
}
