import { Link } from 'wouter';
import { paths } from '@/lib/paths';

/** The lit sign: the name in capitals between two rows of bulbs. */
export function Wordmark() {
  return (
    <Link href={paths.home()} className="group inline-grid gap-[3px]" aria-label="Marquee">
      <Bulbs />
      <span className="headline text-lg leading-none tracking-[0.06em]" aria-hidden="true">
        MARQUEE
      </span>
      <Bulbs />
    </Link>
  );
}

const BULBS = Array.from({ length: 12 }, (_, index) => 3 + index * 6);

function Bulbs() {
  return (
    <svg
      viewBox="0 0 72 4"
      className="h-[3px] w-full text-accent"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {BULBS.map((x) => (
        <ellipse key={x} cx={x} cy="2" rx="1.6" ry="2" fill="currentColor" />
      ))}
    </svg>
  );
}
