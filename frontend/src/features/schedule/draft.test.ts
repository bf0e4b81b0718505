import { describe, expect, test } from 'vitest';
import {
  changesOf,
  type Draft,
  draftOf,
  emptyDraft,
  newSession,
  timesOf,
  wrongFields,
} from './draft';
import { SHANGHAI, sessionAt } from './fixtures';

const ZONES = ['standard', 'prime'];
const film = {
  film_code: 'F1',
  title: { zh: '花样年华', en: 'In the Mood for Love' },
  runtime_min: 98,
  formats: ['2d'],
};
const draft = (more: Partial<Draft> = {}): Draft => ({
  ...emptyDraft('2026-11-23', 'H1', 1180),
  film,
  prices: { standard: { ticket: '45', fee: '' }, prime: { ticket: '55.50', fee: '3' } },
  ...more,
});

test('a session is sent with its instant and its prices in fen', () => {
  expect(newSession(draft(), ZONES, SHANGHAI)).toEqual({
    screen_code: 'H1',
    film_code: 'F1',
    starts_at: '2026-11-23T11:40:00.000Z',
    language: 'zh',
    format: '2d',
    zone_prices: [
      {
        zone: 'standard',
        ticket: { amount: 4500, currency: 'CNY' },
        screen_fee: { amount: 0, currency: 'CNY' },
      },
      {
        zone: 'prime',
        ticket: { amount: 5550, currency: 'CNY' },
        screen_fee: { amount: 300, currency: 'CNY' },
      },
    ],
  });
});

test('a start after midnight belongs to the evening before', () => {
  const night = newSession(
    draft({ start: '00:20', stopSell: '0', maxSeats: '4' }),
    ZONES,
    SHANGHAI,
  );
  expect(night).toMatchObject({
    starts_at: '2026-11-23T16:20:00.000Z',
    stop_sell_min: 0,
    max_seats: 4,
  });
});

test('the end counts trailers, the hall’s next use its cleaning', () => {
  expect(timesOf(draft(), 15)).toEqual({ from: 1180, to: 1288, freeAt: 1303 });
  expect(timesOf(draft({ film: null }), 15)).toBeNull();
  expect(timesOf(draft({ start: '' }), 15)).toBeNull();
});

describe('what cannot be sent', () => {
  const wrong = (more: Partial<Draft>) => [...wrongFields(draft(more), ZONES)];

  test('nothing is wrong with a whole draft', () => {
    expect(wrong({})).toEqual([]);
  });

  test.each<[Partial<Draft>, string]>([
    [{ film: null }, 'film'],
    [{ start: '25:00' }, 'start'],
    [{ day: '' }, 'day'],
    [{ prices: { standard: { ticket: '45', fee: '' } } }, 'price/prime'],
    [{ prices: { ...draft().prices, standard: { ticket: '0', fee: '' } } }, 'price/standard'],
    [{ prices: { ...draft().prices, standard: { ticket: '3', fee: 'x' } } }, 'price/standard'],
    [{ prices: { ...draft().prices, standard: { ticket: '3.999', fee: '' } } }, 'price/standard'],
    [{ stopSell: 'ten' }, 'stopSell'],
    [{ maxSeats: '0' }, 'maxSeats'],
  ])('%j', (more, field) => {
    expect(wrong(more)).toEqual([field]);
  });
});

describe('what is sent of an edit', () => {
  const session = sessionAt('19:40');
  const before = draftOf(session, SHANGHAI);
  const sent = (more: Partial<Draft>) =>
    changesOf(session, { ...before, ...more }, ZONES, SHANGHAI);

  test('nothing but the version where nothing changed', () => {
    expect(sent({})).toEqual({ session_version: 3 });
  });

  test('only what changed', () => {
    expect(sent({ start: '20:00' })).toEqual({
      session_version: 3,
      starts_at: '2026-11-23T12:00:00.000Z',
    });
    expect(sent({ subtitles: 'en' })).toEqual({ session_version: 3, subtitles: 'en' });
    const spoken = changesOf(
      { ...session, subtitles: 'en' },
      { ...before, subtitles: '' },
      ZONES,
      SHANGHAI,
    );
    expect(spoken).toEqual({ session_version: 3, subtitles: null });
    expect(sent({ stopSell: '5', maxSeats: '' })).toEqual({ session_version: 3, stop_sell_min: 5 });
    const dearer = sent({ prices: { ...before.prices, standard: { ticket: '48', fee: '0' } } });
    expect(Object.keys(dearer)).toEqual(['session_version', 'zone_prices']);
    expect(dearer.zone_prices?.[0]?.ticket.amount).toBe(4800);
  });
});
