// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the arrow keys.
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: rows that take the focus make a grid.
import { Copy } from 'lucide-react';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useId,
  useRef,
  useState,
} from 'react';
import { defineTexts, useTexts } from '@/i18n/texts';
import { cx } from '@/lib/cx';
import { NO_ROWS, pressed, type RowState, reached, toggled } from '@/lib/rows';
import { tsv } from '@/lib/tsv';
import { Button } from './Button';
import { Skeleton } from './Skeleton';
import { toast } from './Toast';

const texts = defineTexts({
  copy: { zh: '复制表格', en: 'Copy table' },
  copyChosen: {
    zh: (n: number) => `复制所选 ${n} 行`,
    en: (n: number) => `Copy ${n} chosen ${n === 1 ? 'row' : 'rows'}`,
  },
  copied: {
    zh: (n: number) => `已复制 ${n} 行，可直接粘贴到电子表格。`,
    en: (n: number) => `${n} ${n === 1 ? 'row' : 'rows'} copied, ready for a spreadsheet.`,
  },
  notCopied: {
    zh: '浏览器不让复制。可以选中表格里的文字再复制。',
    en: 'The browser would not let us copy. Select the text in the table and copy that.',
  },
  keys: {
    zh: '上下键换行，回车打开，空格选择，Shift 加上下键连选，Ctrl+C 复制。',
    en: 'Up and down move, Enter opens, Space chooses, Shift extends, Ctrl+C copies.',
  },
  loading: { zh: '正在读取…', en: 'Loading…' },
});

/**
 * A table wider or longer than the window scrolls in its own frame, head and foot in sight. The frame
 * is positioned, so that hidden words of its cells scroll with them.
 */
export function ScrollFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      className="relative max-h-[72dvh] overflow-auto rounded-md border border-line print:max-h-none"
      tabIndex={0}
      aria-label={label}
    >
      {children}
    </section>
  );
}

export const FOOT =
  'sticky bottom-0 border-t border-line-strong bg-surface-2 px-3 py-2 font-semibold print:static';

export function Head({ children, right }: { children: string; right?: boolean }) {
  return (
    <th
      scope="col"
      className={`sticky top-0 z-10 border-b border-line-strong bg-surface-2 px-3 py-2 font-semibold print:static ${right ? 'text-right' : 'text-left'}`}
    >
      {children}
    </th>
  );
}

/** One column of a `DataTable`. */
export interface Column<Row> {
  /** Names the column among its fellows; not shown. */
  key: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** What goes to the clipboard: amounts as plain decimals, instants as ISO 8601. */
  text: (row: Row) => string;
  /** Amounts and counts stand at the right. */
  right?: boolean;
  /** In the second ink. */
  muted?: boolean;
  /** Names the row: said by screen readers with each cell. The first column if none. */
  isRowHead?: boolean;
  /** Stands in the row of totals. */
  foot?: ReactNode;
}

export interface DataTableProps<Row> {
  /** What the table is, for those who do not see it and for paper. */
  caption: string;
  columns: readonly Column<Row>[];
  /** Undefined while they are on their way: the head stands, the rows are skeletons. */
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  /** Click and Enter. Rows that lead to a page also have a link in a cell, for a new tab. */
  onOpen?: (row: Row) => void;
  /** Above the table at the left: how many there are, chips. */
  summary?: ReactNode;
  /** Above the table at the right, before the button that copies. */
  tools?: ReactNode;
  /** Without the line above it, for small tables inside a page. */
  isBare?: boolean;
  /** Rows of the skeleton. */
  expect?: number;
  /** As high as its rows, instead of scrolling when it would fill the window. */
  isWhole?: boolean;
}

/**
 * The table of the administration: head, totals and the first column stay in sight, rows are walked
 * and chosen by keyboard, and what is chosen is copied for a spreadsheet.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, onOpen, summary, tools, isBare, isWhole } = props;
  const t = useTexts(texts);
  const keysId = useId();
  const body = useRef<HTMLTableSectionElement>(null);
  const [state, setState] = useState<RowState>(NO_ROWS);
  const count = rows?.length ?? 0;
  const at = Math.min(state.at, Math.max(0, count - 1));
  const chosen = [...state.chosen].filter((row) => row < count).sort((a, b) => a - b);
  const textOf = (places: readonly number[]) =>
    tsv([
      columns.map((column) => column.head),
      ...places.flatMap((place) => {
        const row = rows?.[place];
        return row === undefined ? [] : [columns.map((column) => column.text(row))];
      }),
    ]);
  const copy = async () => {
    const places = chosen.length > 0 ? chosen : Array.from({ length: count }, (_, row) => row);
    try {
      await navigator.clipboard.writeText(textOf(places));
      toast(t.copied(places.length));
    } catch {
      toast(t.notCopied, 'bad');
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    // Keys of a link or a button inside a row belong to it.
    if (!(event.target instanceof HTMLTableRowElement)) return;
    if (event.key === 'Enter') {
      const row = rows?.[at];
      if (row !== undefined && onOpen) {
        event.preventDefault();
        onOpen(row);
      }
      return;
    }
    const { key, shiftKey } = event;
    const next = pressed({ ...state, at }, { key, shiftKey, command: isCommand(event) }, count);
    if (!next) return;
    event.preventDefault();
    setState(next);
    if (next.at !== at) rowAt(body.current, next.at)?.focus();
  };
  const onClick = (event: MouseEvent, place: number, row: Row) => {
    if (event.target instanceof Element && event.target.closest('a, button, input, label')) return;
    if (event.shiftKey) return setState(reached(state, place));
    if (event.ctrlKey || event.metaKey) return setState(toggled(state, place));
    // Whoever selects text in a cell does not want to leave.
    if (getSelection()?.isCollapsed === false) return;
    setState({ ...state, at: place, anchor: place });
    onOpen?.(row);
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {!isBare && (
        <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <div className="text-ink-muted">{summary}</div>
          <div className="flex flex-wrap items-center gap-2 print:hidden">
            {tools}
            {count > 0 && (
              <Button look="quiet" size="sm" onClick={() => void copy()}>
                <Copy className="size-4" aria-hidden="true" />
                {chosen.length > 0 ? t.copyChosen(chosen.length) : t.copy}
              </Button>
            )}
          </div>
        </div>
      )}
      <section
        className={cx(
          'relative overflow-auto rounded-md border border-line bg-surface-1 print:max-h-none print:overflow-visible print:border-0',
          !isWhole && 'max-h-[72dvh]',
        )}
        tabIndex={count === 0 ? 0 : undefined}
        aria-label={caption}
        aria-busy={rows === undefined || undefined}
      >
        <p id={keysId} className="sr-only">
          {rows === undefined ? t.loading : t.keys}
        </p>
        <table
          role="grid"
          aria-describedby={keysId}
          aria-multiselectable="true"
          className="w-full border-separate border-spacing-0 whitespace-nowrap tabular-nums print:text-xs"
        >
          <caption className="sr-only print:not-sr-only print:pb-2 print:text-left print:font-semibold">
            {caption}
          </caption>
          <thead>
            <tr>
              {columns.map((column, place) => (
                <th
                  key={column.key}
                  scope="col"
                  className={cx(
                    'sticky top-0 border-b border-line-strong bg-surface-2 px-3 py-2 font-semibold print:static',
                    column.right ? 'text-right' : 'text-left',
                    place === 0 ? 'left-0 z-20' : 'z-10',
                  )}
                >
                  {column.head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody
            ref={body}
            onKeyDown={onKeyDown}
            onCopy={(event) => {
              if (getSelection()?.isCollapsed === false) return;
              event.preventDefault();
              const places = chosen.length > 0 ? chosen : [at];
              event.clipboardData?.setData('text/plain', textOf(places));
              toast(t.copied(places.length));
            }}
          >
            {rows === undefined
              ? Array.from({ length: props.expect ?? 8 }, (_, row) => (
                  <SkeletonRow key={row} columns={columns} row={row} />
                ))
              : rows.map((row, place) => (
                  <BodyRow
                    key={rowKey(row)}
                    columns={columns}
                    row={row}
                    isAt={place === at}
                    isChosen={state.chosen.has(place)}
                    canOpen={onOpen !== undefined}
                    onFocus={() =>
                      setState((was) =>
                        was.at === place ? was : { ...was, at: place, anchor: place },
                      )
                    }
                    onClick={(event) => onClick(event, place, row)}
                  />
                ))}
          </tbody>
          {rows !== undefined && columns.some((column) => column.foot !== undefined) && (
            <Foot columns={columns} />
          )}
        </table>
      </section>
    </div>
  );
}

const isCommand = (event: KeyboardEvent) => event.ctrlKey || event.metaKey;

const rowAt = (body: HTMLElement | null, place: number) =>
  body?.querySelectorAll<HTMLElement>(':scope > tr')[place];

interface BodyRowProps<Row> {
  columns: readonly Column<Row>[];
  row: Row;
  isAt: boolean;
  isChosen: boolean;
  canOpen: boolean;
  onFocus: () => void;
  onClick: (event: MouseEvent) => void;
}

function BodyRow<Row>({
  columns,
  row,
  isAt,
  isChosen,
  canOpen,
  onFocus,
  onClick,
}: BodyRowProps<Row>) {
  const named = columns.findIndex((column) => column.isRowHead);
  const head = Math.max(named, 0);
  return (
    <tr
      tabIndex={isAt ? 0 : -1}
      aria-selected={isChosen}
      onFocus={onFocus}
      onClick={onClick}
      className={cx(
        'focus-visible:outline-offset-[-2px] print:break-inside-avoid',
        isChosen ? 'bg-accent-soft' : 'bg-surface-1 hover:bg-surface-2',
        canOpen && 'cursor-pointer',
      )}
    >
      {columns.map((column, place) => {
        const className = cx(
          'border-b border-line px-3 py-1.5 font-normal',
          column.right ? 'text-right' : 'text-left',
          column.muted && 'text-ink-muted',
          // Wherever one scrolls to, one sees which row it is; a phone has no room for that.
          place === 0 && 'sticky left-0 z-[5] bg-inherit max-md:static print:static',
        );
        return place === head ? (
          <th key={column.key} scope="row" className={className}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.key} className={className}>
            {column.cell(row)}
          </td>
        );
      })}
    </tr>
  );
}

function SkeletonRow<Row>({ columns, row }: { columns: readonly Column<Row>[]; row: number }) {
  return (
    <tr>
      {columns.map((column, place) => (
        <td key={column.key} className="border-b border-line px-3 py-2.5">
          <Skeleton
            className={cx(
              'h-4',
              column.right ? 'ml-auto w-16' : (row + place) % 3 === 0 ? 'w-32' : 'w-24',
            )}
          />
        </td>
      ))}
    </tr>
  );
}

function Foot<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    // On paper the totals stand once, after the last row, not at the foot of every sheet.
    <tfoot className="print:table-row-group">
      <tr>
        {columns.map((column, place) => (
          <td
            key={column.key}
            className={cx(
              FOOT,
              column.right ? 'text-right' : 'text-left',
              place === 0 ? 'left-0 z-20' : 'z-10',
            )}
          >
            {column.foot}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
