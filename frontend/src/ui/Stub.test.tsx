import { render, screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { setLang } from '@/i18n/lang';
import { paths } from '@/lib/paths';
import { showtimeAt } from '@/test/fixtures';
import { Stub } from './Stub';

beforeEach(() => setLang('en'));

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

test('a stub on sale leads to its seats and says everything at once', () => {
  const showtime = showtimeAt('2099-11-22T11:40:00Z');
  render(<Stub showtime={showtime} />);
  const link = screen.getByRole('link');
  expect(link.getAttribute('href')).toBe(paths.seats(showtime.id));
  expect(link.getAttribute('aria-label')).toBe(
    '19:40, ends 21:18, Hall 1, Mandarin, from ¥45, 40 seats left',
  );
});

test('the kind of a hall is said unless its name says it', () => {
  const hall = (zh: string, en: string) => ({
    hall: { ...showtimeAt(later(90)).hall, hall_type: 'dolby', name: { zh, en } },
  });
  render(<Stub showtime={showtimeAt(later(90), hall('杜比厅', 'Dolby Hall'))} />);
  expect(screen.queryByText('Dolby Cinema')).toBeNull();
  render(<Stub showtime={showtimeAt(later(90), hall('2号厅', 'Hall 2'))} />);
  expect(screen.getByText('Dolby Cinema')).toBeTruthy();
});

test('a film past midnight says that it ends on the next day', () => {
  render(<Stub showtime={showtimeAt('2099-11-22T15:30:00Z')} />);
  expect(screen.getByText('ends 01:08 +1')).toBeTruthy();
});

test('a closed stub says when sales ended and leads nowhere', () => {
  const showtime = showtimeAt(later(10), { stop_sell_at: '2020-11-22T11:25:00Z' });
  render(<Stub showtime={showtime} />);
  expect(screen.queryByRole('link')).toBeNull();
  expect(screen.getByText('Sales ended 19:25')).toBeTruthy();
});

test('full and cancelled ones lead nowhere either', () => {
  render(<Stub showtime={showtimeAt(later(90), { seats_available: 0 })} />);
  render(<Stub showtime={showtimeAt(later(90), { status: 'cancelled' })} />);
  expect(screen.queryByRole('link')).toBeNull();
  expect(screen.getByText('Full')).toBeTruthy();
  expect(screen.getByText('Cancelled')).toBeTruthy();
});

test('while its cinema does not answer a showtime stays in sight and leads nowhere', () => {
  const { cinema } = showtimeAt(later(90));
  render(
    <Stub
      showtime={showtimeAt('2099-11-22T11:40:00Z', { cinema: { ...cinema, available: false } })}
    />,
  );
  expect(screen.queryByRole('link')).toBeNull();
  expect(screen.getByText('19:40')).toBeTruthy();
  expect(screen.getByText('Sales paused')).toBeTruthy();
});

test('the last seats are counted in words', () => {
  render(<Stub showtime={showtimeAt(later(90), { seats_available: 3 })} />);
  expect(screen.getByText('3 left')).toBeTruthy();
});
