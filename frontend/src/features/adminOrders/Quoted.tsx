import { useTexts } from '@/i18n/texts';
import { texts } from './texts';

interface QuotedProps {
  /** Whose words they are: the bank's, those of whoever answered, or a program's note. */
  by: 'bank' | 'other' | 'note';
  words: string;
}

/** Words that are not ours: said whose they are, and set so that nobody takes them for ours. */
export function Quoted({ by, words }: QuotedProps) {
  const t = useTexts(texts);
  const labels = { bank: t.quotedBank, other: t.quotedOther, note: t.quotedNote };
  return (
    <span className="min-w-0 text-xs break-words text-ink-muted">
      {labels[by]} <code className="font-mono text-ink">{words}</code>
    </span>
  );
}
