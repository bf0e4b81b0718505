import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { setLang } from '@/i18n/lang';
import { type Column, DataTable } from './Table';

interface Film {
  id: string;
  name: string;
  fen: number;
}

const films: Film[] = [
  { id: '1', name: 'One', fen: 100 },
  { id: '2', name: '=Two', fen: 250 },
  { id: '3', name: 'Three', fen: 300 },
];
const columns: Column<Film>[] = [
  {
    key: 'name',
    head: 'Film',
    cell: (film) => film.name,
    text: (film) => film.name,
    foot: 'Total',
  },
  {
    key: 'fen',
    head: 'Amount',
    right: true,
    cell: (film) => `¥${film.fen / 100}`,
    text: (film) => (film.fen / 100).toFixed(2),
    foot: '¥6.50',
  },
];

const show = (rows: Film[] | undefined, onOpen?: (film: Film) => void) =>
  render(
    <DataTable
      caption="Films"
      columns={columns}
      rows={rows}
      rowKey={(film) => film.id}
      {...(onOpen ? { onOpen } : {})}
    />,
  );

beforeEach(() => setLang('en'));

test('while rows are on their way the head stands and nothing is claimed', () => {
  show(undefined);
  expect(screen.getByText('Film')).toBeTruthy();
  expect(screen.queryByText('Total')).toBeNull();
  expect(screen.queryByText('Copy table')).toBeNull();
  expect(screen.getByRole('region', { name: 'Films' }).getAttribute('aria-busy')).toBe('true');
});

test('arrows walk, Enter opens the row that one is at, and only one row is a stop of Tab', async () => {
  const opened = vi.fn();
  show(films, opened);
  const rows = within(screen.getByRole('grid')).getAllByRole('row').slice(1, 4);
  expect(rows.map((row) => row.tabIndex)).toEqual([0, -1, -1]);
  rows[0]?.focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}');
  expect(document.activeElement).toBe(rows[1]);
  await userEvent.keyboard('{Enter}');
  expect(opened).toHaveBeenCalledExactlyOnceWith(films[1]);
});

test('what is chosen is copied with its head, safe for a spreadsheet', async () => {
  const user = userEvent.setup();
  const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  show(films);
  const rows = within(screen.getByRole('grid')).getAllByRole('row').slice(1, 4);
  rows[1]?.focus();
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
  expect(rows.map((row) => row.getAttribute('aria-selected'))).toEqual(['false', 'true', 'true']);
  await user.click(screen.getByText('Copy 2 chosen rows'));
  expect(copied).toHaveBeenLastCalledWith("Film\tAmount\n'=Two\t2.50\nThree\t3.00");
  rows[2]?.focus();
  await user.keyboard('{Escape}');
  await user.click(screen.getByText('Copy table'));
  expect(copied.mock.lastCall?.[0].split('\n')).toHaveLength(4);
});
