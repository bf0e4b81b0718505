import type { ReactNode } from 'react';
import { Skeleton } from '@/ui/Skeleton';

const grid = 'grid grid-cols-[repeat(auto-fill,minmax(min(21rem,100%),1fr))] gap-3';

export function StubGrid({ children }: { children: ReactNode }) {
  return <ul className={grid}>{children}</ul>;
}

const PLACES = [0, 1, 2, 3, 4, 5];

export function StubSkeletons() {
  return (
    <div className="grid gap-3" aria-busy="true">
      <Skeleton className="mt-3 h-6 w-48" />
      <div className={grid}>
        {PLACES.map((place) => (
          <Skeleton key={place} className="h-18 rounded-md" />
        ))}
      </div>
    </div>
  );
}
