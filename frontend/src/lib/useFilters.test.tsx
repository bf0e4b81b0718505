import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { anyText, dayOr, flag, oneOf, readFilters, useFilters, writeFilters } from './useFilters';

const filters = {
  from: dayOr('2026-11-01'),
  state: oneOf(['open', 'closed']),
  q: anyText(),
  mine: flag(),
};

beforeEach(() => history.replaceState(null, '', '/list'));

test('what is missing or makes no sense is at its default', () => {
  const read = (query: string) => readFilters(filters, new URLSearchParams(query));
  const usual = { from: '2026-11-01', state: null, q: null, mine: false };
  expect(read('')).toEqual(usual);
  expect(read('from=2026-13-40&state=ajar&q=%20&mine=yes')).toEqual(usual);
  expect(read('from=2026-10-02&state=open&q=%20a%20&mine=1')).toEqual({
    from: '2026-10-02',
    state: 'open',
    q: 'a',
    mine: true,
  });
});

test('a default is not written', () => {
  expect(writeFilters(filters, { from: '2026-11-01', state: null, mine: false })).toEqual({
    from: null,
    state: null,
    mine: null,
  });
  expect(writeFilters(filters, { from: '2026-11-02', q: ' x ' })).toEqual({
    from: '2026-11-02',
    q: 'x',
  });
});

function List() {
  const { values, set, isSet, clear } = useFilters(filters);
  return (
    <>
      <p>{`${values.from} ${values.state} ${isSet() ? 'narrowed' : 'all'} ${isSet('state') ? 1 : 0}`}</p>
      <button type="button" onClick={() => set({ state: 'open' })}>
        open
      </button>
      <button type="button" onClick={() => clear()}>
        clear
      </button>
    </>
  );
}

test('a filter goes to the address, comes from it, and leaves the others alone', async () => {
  history.replaceState(null, '', '/list?tab=2');
  render(<List />);
  expect(screen.getByText('2026-11-01 null all 0')).toBeTruthy();
  await userEvent.click(screen.getByText('open'));
  expect(screen.getByText('2026-11-01 open narrowed 0')).toBeTruthy();
  expect(location.search).toBe('?tab=2&state=open');
  await userEvent.click(screen.getByText('clear'));
  expect(location.search).toBe('?tab=2');
});
