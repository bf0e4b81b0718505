import { expect, test } from 'vitest';
import { statementCsv } from './csv';

const cny = (amount: number) => ({ amount, currency: 'CNY' as const });

test('a line is its columns, amounts in yuan, and nothing that a spreadsheet would run', () => {
  const csv = statementCsv([
    {
      number_by_day: 1,
      channel: 'counter',
      operation: 'refund',
      order_ref: '=1+1',
      ticket_no: 'T"1,2',
      session_code: 'S1',
      seat_code: '0507',
      ticket: cny(-4550),
      screen_fee: cny(5),
      service_fee: cny(0),
      at: '2026-11-22T12:00:00Z',
    },
  ]);
  expect(csv.split('\r\n')).toEqual([
    'number_by_day,channel,operation,at,order_ref,ticket_no,session_code,seat_code,ticket,screen_fee,service_fee',
    `1,counter,refund,2026-11-22T12:00:00Z,'=1+1,"T""1,2",S1,0507,-45.50,0.05,0.00`,
    '',
  ]);
});
