import { expect, test } from 'vitest';
import { bankSaid, unquote } from './bankWords';

const asIs = (text: string) => text;

test('what a bank wrote itself is told from what we understood', () => {
  expect(bankSaid('paid', 'zh')).toEqual({ said: '已付' });
  expect(bankSaid('not found', 'en')).toEqual({ said: 'not found' });
  expect(bankSaid('failed 61 超出限额', 'en')).toEqual({
    said: 'failed',
    quoted: { by: 'bank', words: '61 超出限额' },
  });
  expect(bankSaid('unknown: 99 try later', 'zh')).toEqual({
    said: '结果不明',
    quoted: { by: 'bank', words: '99 try later' },
  });
});

test('what a program noted about a message is not called the bank’s', () => {
  expect(bankSaid('unknown: no respCode', 'en').quoted?.by).toBe('note');
  expect(bankSaid('the signature does not match', 'zh')).toEqual({
    said: '',
    quoted: { by: 'note', words: 'the signature does not match' },
  });
});

test('a line of a bill is told in the reader’s words', () => {
  expect(bankSaid('fee 0.30, net 49.70', 'zh')).toEqual({ said: '手续费 0.30，净额 49.70' });
  expect(bankSaid('fee 0.30, net 49.70', 'en')).toEqual({ said: 'fee 0.30, net 49.70' });
});

test('in an event the words before the outcome stay', () => {
  expect(unquote('R7 rejected 36 over the amount', 'en', asIs)).toEqual({
    said: 'R7 rejected',
    quoted: { by: 'bank', words: '36 over the amount' },
  });
  expect(unquote('query: unknown: timed out', 'zh', asIs)).toEqual({
    said: 'query: 结果不明',
    quoted: { by: 'note', words: 'timed out' },
  });
  expect(unquote('paid 50.00 as 7826', 'en', asIs)).toEqual({ said: 'paid 50.00 as 7826' });
});
