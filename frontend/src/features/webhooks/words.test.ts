import { expect, test } from 'vitest';
import type { Delivery, Webhook } from './queries';
import { answerText, CHOICES, deliveryStanding, isAddress, pretty, standing } from './words';

const webhook: Webhook = {
  id: '1',
  client_id: null,
  url: 'https://shop.example.com/hooks',
  events: ['order.ticketed'],
  is_enabled: true,
  disabled_reason: null,
  failing_since: null,
  created_at: '2027-03-06T02:00:00Z',
  secrets: [],
  pending: 0,
  revision: 1,
};
const say = (change: Partial<Webhook>) => standing({ ...webhook, ...change }, 'en', (at) => at);

test('an endpoint says how it does and why it is off', () => {
  expect(say({})).toEqual({ tone: 'ok', text: 'Well' });
  expect(say({ failing_since: 'noon' })).toEqual({ tone: 'warn', text: 'Failing since noon' });
  expect(say({ is_enabled: false }).tone).toBe('quiet');
  expect(say({ is_enabled: false, disabled_reason: 'gone' }).text).toMatch('410');
  expect(say({ is_enabled: false, disabled_reason: 'failing' }).text).toMatch('five days');
});

const delivery: Delivery = {
  id: '1',
  message_id: 'msg_1',
  event: 'order.ticketed',
  created_at: '2027-03-06T02:00:00Z',
  state: 'pending',
  attempts: 0,
  next_attempt_at: null,
  last_attempt_at: null,
  last_status: null,
  last_latency_ms: null,
  last_error: null,
  payload: '{"type":"order.ticketed"}',
};

test('a delivery tells its state and the last answer', () => {
  expect(deliveryStanding({ state: 'delivered' }, 'zh').text).toBe('已送达');
  expect(deliveryStanding({ state: 'failed' }, 'en').tone).toBe('bad');
  expect(answerText(delivery, 'en')).toBe('');
  expect(answerText({ ...delivery, last_attempt_at: 'now' }, 'en')).toBe('No answer');
  expect(answerText({ ...delivery, last_attempt_at: 'now', last_status: 503 }, 'en')).toBe('503');
});

test('a payload is shown with its lines broken, or as it is', () => {
  expect(pretty(delivery.payload)).toBe('{\n  "type": "order.ticketed"\n}');
  expect(pretty('{')).toBe('{');
});

test('an address is https, or on this machine', () => {
  for (const good of ['https://a.example/x', ' https://a.example ', 'http://127.0.0.1:9000/h'])
    expect(isAddress(good), good).toBe(true);
  for (const bad of ['', 'a.example', 'http://a.example', 'ftp://a.example', 'javascript:alert(1)'])
    expect(isAddress(bad), bad).toBe(false);
});

test('the test event is sent, not chosen', () => {
  expect(CHOICES).toHaveLength(7);
  expect(CHOICES).not.toContain('webhook.test');
});
