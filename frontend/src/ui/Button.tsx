import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'wouter';
import { cx } from '@/lib/cx';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';
type Size = 'sm' | 'md' | 'lg';

const looks: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong font-semibold',
  secondary: 'bg-surface-2 text-ink hover:bg-surface-3 font-medium',
  quiet: 'text-ink hover:bg-surface-2 font-medium',
  danger: 'bg-bad-fill text-on-bad hover:brightness-110 font-semibold',
};
/* Nothing that is tapped on a phone is lower than 44 px; `sm` is for desks and dense rows. */
const sizes: Record<Size, string> = {
  sm: 'min-h-9 px-3 text-sm rounded-sm gap-1.5',
  md: 'min-h-11 px-4 text-base rounded-md gap-2',
  lg: 'min-h-13 px-6 text-base rounded-md gap-2',
};

export function buttonClass(look: Look = 'primary', size: Size = 'md', block = false): string {
  return cx(
    'inline-flex select-none items-center justify-center text-center leading-tight transition-colors',
    'disabled:bg-surface-2 disabled:text-ink-muted disabled:brightness-100',
    looks[look],
    sizes[size],
    block && 'w-full',
  );
}

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  look?: Look;
  size?: Size;
  block?: boolean;
  /** Work is under way: the button stays where it is, says so, and cannot be pressed again. */
  busy?: boolean;
  children: ReactNode;
}

export function Button({ look, size, block, busy, disabled, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={cx(buttonClass(look, size, block), busy && 'cursor-progress')}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

interface ButtonLinkProps {
  href: string;
  look?: Look;
  size?: Size;
  block?: boolean;
  children: ReactNode;
}

/** A link that carries the weight of a button: it leads somewhere, it does nothing. */
export function ButtonLink({ href, look, size, block, children }: ButtonLinkProps) {
  return (
    <Link href={href} className={buttonClass(look, size, block)}>
      {children}
    </Link>
  );
}

export function Spinner() {
  return (
    <svg viewBox="0 0 16 16" className="size-4 animate-spin" aria-hidden="true">
      <circle
        cx="8"
        cy="8"
        r="6.5"
        fill="none"
        stroke="currentColor"
        strokeOpacity=".25"
        strokeWidth="2"
      />
      <path
        d="M8 1.5A6.5 6.5 0 0 1 14.5 8"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}
