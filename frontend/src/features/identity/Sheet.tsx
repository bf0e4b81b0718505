import type { FormEvent, ReactNode } from 'react';

interface SheetProps {
  title: string;
  why?: string;
  onSubmit: () => void;
  children: ReactNode;
  /** Other ways on, below the form. */
  aside: ReactNode;
}

/** The one form of a page: a column wide enough for a phone number, at the left of the page. */
export function Sheet({ title, why, onSubmit, children, aside }: SheetProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <div className="column py-8 lg:py-16">
      <div className="grid w-full max-w-md gap-7 lg:mx-auto">
        <header className="grid gap-2">
          <h1 className="headline text-2xl">{title}</h1>
          {why && <p className="text-ink-muted">{why}</p>}
        </header>
        <form noValidate onSubmit={submit} className="grid gap-5">
          {children}
        </form>
        <div className="border-t border-line pt-5">{aside}</div>
      </div>
    </div>
  );
}
