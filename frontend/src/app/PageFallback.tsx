import { Skeleton } from '@/ui/Skeleton';

/** While a page's code is on its way: a heading and some lines, only if it takes long enough. */
export function PageFallback() {
  return (
    <div className="column grid min-h-[70dvh] content-start gap-4 py-8" aria-busy="true">
      <Skeleton className="h-9 w-48" />
      <Skeleton className="h-4 w-72 max-w-full" />
      <Skeleton className="mt-4 h-28 w-full" />
      <Skeleton className="h-28 w-full" />
    </div>
  );
}
