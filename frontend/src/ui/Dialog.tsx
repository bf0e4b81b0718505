import * as Primitive from '@radix-ui/react-dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { defineTexts, useTexts } from '@/i18n/texts';

const texts = defineTexts({ close: { zh: '关闭', en: 'Close' } });

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  /** Buttons; they stay in sight while the content scrolls. */
  actions?: ReactNode;
}

/** A sheet from below on a phone, a card in the middle on a desk. Focus goes back when it closes. */
export function Dialog({ open, onOpenChange, title, description, children, actions }: DialogProps) {
  const t = useTexts(texts);
  const opener = useRef<HTMLElement | null>(null);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        {/* Not the library's own overlay: that one locks the page's scrolling with an injected style
            element, which the content security policy refuses. main.css does it instead. */}
        <div aria-hidden="true" className="fixed inset-0 z-40 animate-[fade-in_160ms] bg-scrim" />
        <Primitive.Content
          onOpenAutoFocus={() => {
            if (document.activeElement instanceof HTMLElement)
              opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            // Whatever opened it gets the focus back; the library knows only triggers of its own.
            event.preventDefault();
            opener.current?.focus();
          }}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className="fixed inset-x-0 bottom-0 z-50 flex max-h-[88dvh] animate-[sheet-in_200ms_var(--ease-out)] flex-col rounded-t-lg bg-surface-1 pb-[env(safe-area-inset-bottom)] shadow-float focus:outline-none md:inset-auto md:top-1/2 md:left-1/2 md:w-[30rem] md:-translate-x-1/2 md:-translate-y-1/2 md:animate-[fade-in_160ms] md:rounded-lg"
        >
          <div className="flex items-start justify-between gap-4 px-5 pt-5 pb-3">
            <div className="grid gap-1">
              <Primitive.Title className="text-lg font-semibold">{title}</Primitive.Title>
              {description && (
                <Primitive.Description className="text-sm text-ink-muted">
                  {description}
                </Primitive.Description>
              )}
            </div>
            <Primitive.Close
              className="-mt-2 -mr-2 grid size-11 shrink-0 place-items-center rounded-md hover:bg-surface-2"
              aria-label={t.close}
            >
              <X className="size-5" aria-hidden="true" />
            </Primitive.Close>
          </div>
          <div className="overflow-y-auto overscroll-contain px-5 pb-5">{children}</div>
          {actions && (
            <div className="flex gap-3 border-t border-line px-5 py-4 [&>:not(:first-child)]:shrink-0">
              {actions}
            </div>
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
