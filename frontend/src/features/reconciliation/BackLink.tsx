import { ArrowLeft } from 'lucide-react';
import { Link } from 'wouter';

/** Where one came from, above the title. */
export function BackLink({ href, label }: { href: string; label: string }) {
  return (
    <Link
      href={href}
      className="-mb-5 flex w-fit items-center gap-1.5 px-4 pt-4 text-ink-muted hover:text-ink lg:px-6 print:hidden"
    >
      <ArrowLeft className="size-4" aria-hidden="true" />
      {label}
    </Link>
  );
}
