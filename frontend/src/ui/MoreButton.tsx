import { Button } from './Button';

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** Asks for the next page of a list; not there when the list has ended, and not on paper. */
export function MoreButton({ list, label }: { list: Pages; label: string }) {
  if (!list.hasNextPage) return null;
  return (
    <div className="print:hidden">
      <Button
        look="secondary"
        busy={list.isFetchingNextPage}
        onClick={() => void list.fetchNextPage()}
      >
        {label}
      </Button>
    </div>
  );
}
