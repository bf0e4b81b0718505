import { type ComponentType, lazy, Suspense } from 'react';
import { Skeleton } from '@/ui/Skeleton';
import type { ShareProps } from './ShareChart';
import type { ChartProps } from './types';

export type { ChartProps, Point } from './types';

/** Charts come in a chunk of their own, after the figures they illustrate. */
function later<P extends object>(load: () => Promise<{ default: ComponentType<P> }>) {
  const Chart = lazy(load) as unknown as ComponentType<P>;
  return function LaterChart(props: P) {
    return (
      <Suspense fallback={<Skeleton className="h-68 w-full" />}>
        <Chart {...props} />
      </Suspense>
    );
  };
}

export const BarChart = later<ChartProps>(() => import('./BarChart'));
export const LineChart = later<ChartProps>(() => import('./LineChart'));
export const ShareChart = later<ShareProps>(() => import('./ShareChart'));
