import { expect, test } from 'vitest';
import { deviceName } from './device';

test.each([
  [
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36',
    'Android · Chrome',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0',
    'Windows · Edge',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1',
    'iPhone · Safari',
  ],
  ['Mozilla/5.0 (iPhone) MicroMessenger/8.0 Safari/604.1', 'iPhone · WeChat'],
  ['curl/8.5.0', undefined],
])('%s', (agent, name) => {
  expect(deviceName(agent)).toBe(name);
});
