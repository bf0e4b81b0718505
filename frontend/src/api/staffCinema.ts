import { queryOptions, useQuery } from '@tanstack/react-query';
import { useQueryParams } from '@/lib/navigation';
import { memory } from '@/lib/store';
import { api, unwrap } from './client';
import { useSession } from './session';
import type { Schema } from './types';

const KEY = 'marquee.staff-cinema';

const builtInQuery = queryOptions({
  queryKey: ['admin', 'cinemas', 'built-in'],
  queryFn: async () => {
    const { items } = await unwrap(
      api.GET('/admin/cinemas', { params: { query: { limit: 100 } } }),
    );
    return items.filter((cinema) => cinema.gateway === 'built_in');
  },
  staleTime: 300_000,
});

export interface StaffCinema {
  /** Whether it is known whose work this is; nothing is asked for before. */
  ready: boolean;
  /** What every staff call carries: nothing for a cinema's own staff, who can mean only theirs. */
  query: { cinema_id?: string };
  /** For the keys of queries. */
  id: string;
  /** The cinemas that an administrator may choose from; empty for staff. */
  choices: Schema<'CinemaSystem'>[];
  choose: (id: string) => void;
  error: unknown;
}

/**
 * The cinema that a staff page is about. Staff have one; an administrator names it in the address
 * (`?cinema=`), and the last one named is remembered for links that do not.
 */
export function useStaffCinema(): StaffCinema {
  const session = useSession();
  const [params, change] = useQueryParams();
  const isAdministrator = session.user?.role === 'administrator';
  const { data = [], error } = useQuery({ ...builtInQuery, enabled: isAdministrator });
  const choose = (id: string) => {
    memory.write(KEY, id);
    change({ cinema: id });
  };
  if (!isAdministrator) {
    const own = session.user?.cinema_id ?? 'own';
    return { ready: true, query: {}, id: own, choices: [], choose, error: null };
  }
  const wanted = params.get('cinema') ?? memory.read(KEY);
  const chosen = data.find((cinema) => cinema.cinema_id === wanted) ?? data[0];
  return {
    ready: chosen !== undefined,
    query: chosen ? { cinema_id: chosen.cinema_id } : {},
    id: chosen?.cinema_id ?? '',
    choices: data,
    choose,
    error,
  };
}
