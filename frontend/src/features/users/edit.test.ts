import { expect, test } from 'vitest';
import { draftOf, editOf, mayChangeRole, needsCinema } from './edit';
import type { AdminUser } from './queries';

const anna: AdminUser = {
  id: 'anna',
  phone: '+86 138****0001',
  display_name: 'Anna',
  role: 'customer',
  cinema_id: null,
  client_id: null,
  has_second_factor: false,
  session_count: 1,
  last_seen_at: null,
  created_at: '2027-03-06T02:00:00Z',
  deleted_at: null,
};

test('what is not different is not sent', () => {
  expect(editOf(anna, draftOf(anna))).toBeNull();
});

test('only staff have a cinema, and they need one', () => {
  expect(needsCinema({ role: 'cinema_staff', cinema: null })).toBe(true);
  expect(needsCinema({ role: 'auditor', cinema: null })).toBe(false);
  const staff: AdminUser = { ...anna, role: 'cinema_staff', cinema_id: 'c1' };
  expect(editOf(anna, { role: 'cinema_staff', cinema: 'c1' })).toEqual({
    role: 'cinema_staff',
    cinema_id: 'c1',
  });
  expect(editOf(staff, { role: 'cinema_staff', cinema: 'c2' })).toEqual({
    role: 'cinema_staff',
    cinema_id: 'c2',
  });
  // A cinema that was chosen before the role changed is forgotten.
  expect(editOf(staff, { role: 'auditor', cinema: 'c1' })).toEqual({
    role: 'auditor',
    cinema_id: null,
  });
});

test('one keeps the hands off oneself, those who left and clients’ customers', () => {
  expect(mayChangeRole(anna, 'boris')).toBe(true);
  expect(mayChangeRole(anna, 'anna')).toBe(false);
  expect(mayChangeRole({ ...anna, deleted_at: '2027-03-06T02:00:00Z' }, 'boris')).toBe(false);
  expect(mayChangeRole({ ...anna, client_id: 'shop' }, 'boris')).toBe(false);
});
