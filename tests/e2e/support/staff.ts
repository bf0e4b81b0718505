import { day, type Person, read, type Schema } from './api';
import { expect } from './test';

/** What a member of staff does through the API while a journey looks elsewhere. */
export class Staff {
  private constructor(
    readonly person: Person,
    readonly cinema: string,
    readonly screens: Schema<'StaffScreen'>[],
  ) {}

  static async of(person: Person | undefined): Promise<Staff> {
    const cinema = person?.user.cinema_id;
    if (!person || !cinema) throw new Error('the staff account has no cinema');
    const { items } = await person.get<Schema<'StaffScreenPage'>>('/box-office/screens');
    return new Staff(person, cinema, items);
  }

  sessions(from: string, to = from): Promise<Schema<'SessionDay'>> {
    return this.person.get(`/box-office/sessions?from=${from}&to=${to}`);
  }

  async film(): Promise<Schema<'PlannableFilm'>> {
    const { items } = await this.person.get<Schema<'PlannableFilmPage'>>('/box-office/films');
    const short = items.find((film) => film.runtime_min <= 130 && film.released_on <= day(0));
    if (!short) throw new Error('there is no short film to plan');
    return short;
  }

  /**
   * A hall on a day on which it stands empty. Workers look on days of their own, so that no two
   * journeys plan in the same place.
   */
  async emptyHall(): Promise<{ screen: Schema<'StaffScreen'>; date: string }> {
    const worker = Number(process.env.TEST_WORKER_INDEX ?? 0);
    for (let turn = 0; turn < 12; turn += 1) {
      days += 1;
      const date = day(20 + ((worker * 40 + days) % 300));
      const { items } = await this.sessions(date);
      const taken = new Set(items.map((session) => session.screen_code));
      const screen = this.screens.find((one) => !taken.has(one.screen_code) && one.seat_count > 60);
      if (screen) return { screen, date };
    }
    throw new Error('no hall stands empty');
  }

  /** A session on a day of its own, as soon as customers can see it. */
  async plan(clock = '10:00'): Promise<Planned> {
    const { screen, date } = await this.emptyHall();
    const film = await this.film();
    const session = await this.person.post<Schema<'StaffSession'>>('/box-office/sessions', {
      screen_code: screen.screen_code,
      film_code: film.film_code,
      starts_at: new Date(`${date}T${clock}:00+08:00`).toISOString(),
      language: 'zh',
      format: film.formats[0],
      zone_prices: screen.zones.map((zone) => ({
        zone: zone.id,
        ticket: { amount: 4500, currency: 'CNY' },
        screen_fee: { amount: 200, currency: 'CNY' },
      })),
    });
    return { screen, date, film, session, showtime: await this.published(session) };
  }

  /** The showtime that customers see of a session. */
  async published(session: Schema<'StaffSession'>): Promise<Schema<'Showtime'>> {
    const find = async () => {
      const path = `/showtimes?cinema_id=${this.cinema}&date=${session.business_on}&limit=100`;
      const { items } = await read<Schema<'ShowtimePage'>>(path);
      return items.find((one) => one.session_code === session.session_code);
    };
    await expect
      .poll(async () => (await find())?.status, { timeout: 30_000, intervals: [100, 250] })
      .toBe('on_sale');
    const found = await find();
    if (!found) throw new Error('the showtime has gone again');
    return found;
  }
}

export interface Planned {
  screen: Schema<'StaffScreen'>;
  date: string;
  film: Schema<'PlannableFilm'>;
  session: Schema<'StaffSession'>;
  showtime: Schema<'Showtime'>;
}

let days = 0;

/** The Monday of a day's week, which the schedule's address names. */
export function mondayOf(date: string): string {
  const at = new Date(`${date}T00:00Z`);
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  return at.toISOString().slice(0, 10);
}
