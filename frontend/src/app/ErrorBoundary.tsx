import { Component, type ReactNode } from 'react';
import { ApiError } from '@/api/errors';
import { ErrorPanel } from '@/ui/ErrorPanel';

interface BoundaryProps {
  /** Another page, another chance: the fault is forgotten when this changes. */
  page: string;
  children: ReactNode;
}
interface BoundaryState {
  fault: unknown;
  page: string;
}

/**
 * Catches what a page could not: mostly its own code that did not arrive, because the network is
 * away or a newer release has replaced it. Loading the page anew mends both.
 */
export class ErrorBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { fault: null, page: this.props.page };

  static getDerivedStateFromError(fault: unknown): Partial<BoundaryState> {
    return { fault: fault ?? new Error('unknown fault') };
  }

  static getDerivedStateFromProps(
    { page }: BoundaryProps,
    state: BoundaryState,
  ): Partial<BoundaryState> | null {
    return page === state.page ? null : { fault: null, page };
  }

  override render() {
    const { fault } = this.state;
    if (!fault) return this.props.children;
    return (
      <div className="column py-12">
        <ErrorPanel error={asApiError(fault)} onRetry={() => location.reload()} />
      </div>
    );
  }
}

function asApiError(fault: unknown): unknown {
  const missing = /dynamically imported module|importing a module|module script/i;
  if (!(fault instanceof Error) || !missing.test(fault.message)) return fault;
  return new ApiError(navigator.onLine ? 'unreadable' : 'offline', 0, null, null);
}
