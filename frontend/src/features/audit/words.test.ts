import { expect, test } from 'vitest';
import { actionChoices, actionName, facts, factsOf } from './words';

test('a detail is told as flat facts, without what is empty', () => {
  const detail = {
    q: '+86 138****0001',
    status: null,
    limits: { max_in_flight: 4 },
    keys: ['a', 'b'],
    events: [{ id: 1 }, { id: 2 }],
    none: [],
    is_enabled: false,
  };
  expect(facts(detail)).toEqual([
    ['q', '+86 138****0001'],
    ['limits.max_in_flight', '4'],
    ['keys', 'a, b'],
    ['events.1.id', '1'],
    ['events.2.id', '2'],
    ['is_enabled', 'false'],
  ]);
  expect(facts({})).toEqual([]);
  expect(facts(null)).toEqual([]);
});

test('an unknown action keeps its own name and can be chosen', () => {
  expect(actionName('order.refunded', 'zh')).toBe('代顾客退款');
  expect(actionName('moon.landed_on', 'en')).toBe('moon landed on');
  const choices = actionChoices(['moon.landed_on', 'order.read'], 'old.action');
  expect(choices.filter((one) => one === 'order.read')).toHaveLength(1);
  expect(choices).toContain('moon.landed_on');
  expect(choices).toContain('old.action');
});

test('why something was done comes first', () => {
  expect(factsOf({ refund_id: 'r', reason: 'ill' })).toEqual([
    ['reason', 'ill'],
    ['refund_id', 'r'],
  ]);
});
