/** What a change of role means and needs. Pure. */
import type { AdminUser, EditUser, Role } from './queries';

export const ROLES: readonly Role[] = ['customer', 'cinema_staff', 'administrator', 'auditor'];

export interface Draft {
  role: Role;
  cinema: string | null;
}

export const draftOf = (user: AdminUser): Draft => ({
  role: user.role,
  cinema: user.cinema_id ?? null,
});

/** The body that makes a person so; null when nothing is different. Only staff have a cinema. */
export function editOf(user: AdminUser, draft: Draft): EditUser | null {
  const cinema = draft.role === 'cinema_staff' ? draft.cinema : null;
  const isSame = draft.role === user.role && cinema === (user.cinema_id ?? null);
  return isSame ? null : { role: draft.role, cinema_id: cinema };
}

export const needsCinema = (draft: Draft): boolean =>
  draft.role === 'cinema_staff' && draft.cinema === null;

/** Nobody takes their own role away: the last administrator would lock everybody out. */
export const mayChangeRole = (user: AdminUser, me: string | undefined): boolean =>
  user.id !== me && user.deleted_at === null && user.client_id === null;
