import { cx } from '@/lib/cx';

/** One block of a layout that is still on its way; sizes come from the caller's classes. */
export function Skeleton({ className }: { className?: string }) {
  return <span className={cx('skeleton block', className)} aria-hidden="true" />;
}
