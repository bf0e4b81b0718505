import { Copy } from 'lucide-react';
import { defineTexts, useTexts } from '@/i18n/texts';
import { toast } from './Toast';

const texts = defineTexts({
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制', en: 'Copied' },
  notCopied: {
    zh: '浏览器不让复制。可以选中文字再复制。',
    en: 'The browser would not let us copy. Select the text and copy that.',
  },
});

/** A button that puts a text on the clipboard. `what` tells screen readers which text. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const t = useTexts(texts);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      toast(t.copied);
    } catch {
      toast(t.notCopied, 'bad');
    }
  };
  return (
    <button
      type="button"
      onClick={() => void copy()}
      className="inline-flex min-h-9 shrink-0 items-center gap-1.5 rounded-sm px-2.5 text-sm font-medium hover:bg-surface-3 print:hidden"
    >
      <Copy className="size-4" aria-hidden="true" />
      {t.copy}
      <span className="sr-only">{what}</span>
    </button>
  );
}

/** A value that is copied rather than read: an identifier, a secret, an address. */
export function Copyable({ label, value }: { label: string; value: string }) {
  return (
    <div className="grid gap-1">
      <span className="text-sm text-ink-muted">{label}</span>
      <span className="flex items-center gap-2 rounded-md bg-surface-2 py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 break-all font-mono text-sm">{value}</code>
        <CopyButton text={value} what={label} />
      </span>
    </div>
  );
}

/** Text of a program, as it is typed, with a button that copies it. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-md border border-line bg-surface-1">
      <figcaption className="flex items-center justify-between gap-3 border-b border-line bg-surface-2 py-1 pr-1 pl-4 text-sm text-ink-muted">
        {label}
        <CopyButton text={code} what={label} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the arrow keys. */}
      <pre className="overflow-x-auto px-4 py-3 font-mono text-sm leading-relaxed" tabIndex={0}>
        <code>{code}</code>
      </pre>
    </figure>
  );
}
