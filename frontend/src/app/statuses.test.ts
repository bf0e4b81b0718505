import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Schema } from '@/api/types';
import { standing, stateOf } from '@/features/adminOrders/words';
import { conditions } from '@/features/ledger/filters';
import { statusWord } from '@/features/orders/words';
import { sideWords } from '@/features/reconciliation/texts';
import { pick } from '@/i18n/lang';
import { orderNames, paymentNames, refundNames } from '@/i18n/statuses';

const orders = Object.keys(orderNames) as Schema<'OrderStatus'>[];

test('an order’s state has one name, whoever shows it', () => {
  for (const lang of ['zh', 'en'] as const) {
    for (const status of orders) {
      const name = pick(orderNames[status], lang);
      expect(name).not.toBe('');
      expect(statusWord(status, lang)).toBe(name);
      expect(standing({ status, needs_operator: false }, lang).text).toBe(name);
      expect(sideWords[status]?.[lang]).toBe(name);
    }
  }
  for (const status of orders) expect(conditions.status.read(status)).toBe(status);
});

test('so has a payment’s and a refund’s', () => {
  for (const [status, name] of Object.entries(paymentNames)) {
    expect(stateOf('payment', status, 'zh').text).toBe(name.zh);
    expect(sideWords[status]?.en).toBe(name.en);
  }
  for (const [status, name] of Object.entries(refundNames)) {
    expect(stateOf('refund', status, 'en').text).toBe(name.en);
    expect(sideWords[status]).toBeDefined();
  }
});

test('no feature names an order’s states once more', () => {
  const root = join(import.meta.dirname, '..', 'features');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const named = files.filter(
    (file) =>
      /\.tsx?$/.test(file) &&
      /awaiting_payment: \{[^}]*zh:/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(named).toEqual([]);
});
