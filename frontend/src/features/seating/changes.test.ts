import { expect, test } from 'vitest';
import { showtimeAt } from '@/test/fixtures';
import { changesTold } from './changes';

const showtime = showtimeAt('2026-11-22T11:40:00Z');

test('what the cinema names as changed is said as was and now', () => {
  const told = changesTold(
    [
      { field: 'starts_at', was: '2026-11-22T11:40:00Z', now: '2026-11-22T12:10:00Z' },
      { field: 'price', was: 'A=4500', now: 'A=4850' },
      { field: 'language', was: 'zh', now: 'en' },
      { field: 'seat_plan', was: '1', now: '2' },
      { field: 'status', was: 'on_sale', now: 'sales_closed' },
    ],
    showtime,
    'en',
  );
  expect(told).toEqual([
    {
      what: 'Starts',
      before: expect.stringMatching(/22 Nov 19:40$/),
      after: expect.stringMatching(/22 Nov 20:10$/),
    },
    { what: 'Price, A', before: '¥45.00', after: '¥48.50' },
    { what: 'Language', before: 'Mandarin', after: 'English' },
    { what: 'Seat plan', before: 'version 1', after: 'version 2' },
    { what: 'Sales', before: 'open', after: 'closed' },
  ]);
});

test('a field or value that this build does not know is shown as it came', () => {
  const told = changesTold(
    [
      { field: 'screen_size' as 'format', was: '12 m', now: '18 m' },
      { field: 'starts_at', was: 'soon', now: 'later' },
    ],
    showtime,
    'en',
  );
  expect(told).toEqual([
    { what: 'screen size', before: '12 m', after: '18 m' },
    { what: 'Starts', before: 'soon', after: 'later' },
  ]);
});
