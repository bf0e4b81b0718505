-- The tables of the built-in box office. {words} in braces are column types that the two databases
-- spell differently; see `migrations/mod.rs`. Codes are kept exactly as they were given.

-- Cinemas that sell through this box office.
CREATE TABLE bo_cinemas (
    -- 8 characters by the norm.
    cinema_code TEXT NOT NULL PRIMARY KEY,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    -- IANA name; business dates are counted in it.
    zone TEXT NOT NULL,
    -- Tickets are taken back until so many minutes before the start.
    take_back_stop_min BIGINT NOT NULL
);

-- Seats that a hall has, one row for each version of its plan. A version never changes.
CREATE TABLE bo_plans (
    plan_code TEXT NOT NULL,
    version BIGINT NOT NULL,
    -- A list of {"seat_code", "zone", "is_usable"}, sorted by code.
    seats TEXT NOT NULL,
    PRIMARY KEY (plan_code, version)
);

-- Halls, which the norm calls screens.
CREATE TABLE bo_screens (
    cinema_code TEXT NOT NULL REFERENCES bo_cinemas (cinema_code),
    screen_code TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    plan_code TEXT NOT NULL,
    plan_version BIGINT NOT NULL,
    PRIMARY KEY (cinema_code, screen_code),
    FOREIGN KEY (plan_code, plan_version) REFERENCES bo_plans (plan_code, version)
);

-- Showtimes, which the norm calls sessions.
CREATE TABLE bo_sessions (
    -- Only for joins: short, so that the rows of seats stay small.
    session_id {serial},
    cinema_code TEXT NOT NULL REFERENCES bo_cinemas (cinema_code),
    -- Unique within the cinema.
    session_code TEXT NOT NULL,
    screen_code TEXT NOT NULL,
    -- Kept here too: a hall may get a new plan while an older session is still on sale.
    plan_code TEXT NOT NULL,
    plan_version BIGINT NOT NULL,
    film_code TEXT NOT NULL,
    film_zh TEXT NOT NULL,
    film_en TEXT NOT NULL,
    hall_zh TEXT NOT NULL,
    hall_en TEXT NOT NULL,
    starts_at {instant} NOT NULL,
    ends_at {instant} NOT NULL,
    -- No lock is granted from this instant on.
    stop_sell_at {instant} NOT NULL,
    -- Cinema-local day by the cinema's cut-off.
    business_date {day} NOT NULL,
    -- Seats in one lock at most.
    max_seats BIGINT NOT NULL,
    -- No ticket is sold below, in minor units.
    lowest_price_minor BIGINT NOT NULL,
    -- on_sale or cancelled.
    status TEXT NOT NULL CHECK (status IN ('on_sale', 'cancelled')),
    -- Grows when what a customer chose by changes: film, hall, plan, times or status.
    session_version BIGINT NOT NULL,
    UNIQUE (cinema_code, session_code),
    FOREIGN KEY (cinema_code, screen_code) REFERENCES bo_screens (cinema_code, screen_code),
    FOREIGN KEY (plan_code, plan_version) REFERENCES bo_plans (plan_code, version)
);

-- Claims on seats, as the platform asked for them.
CREATE TABLE bo_locks (
    -- The platform's identifier of the lock, and the key of idempotency.
    client_lock_id {uuid} NOT NULL PRIMARY KEY,
    cinema_code TEXT NOT NULL,
    -- None when the lock was released before any request for it arrived.
    session_id BIGINT,
    -- JSON list of codes, sorted.
    seat_codes TEXT NOT NULL,
    -- A held lock whose time is over has expired; no row says so, the instant does.
    state TEXT NOT NULL CHECK (state IN ('held', 'released', 'sold')),
    locked_at {instant} NOT NULL,
    expires_at {instant} NOT NULL
);
-- The sweeper forgets old locks by it.
CREATE INDEX bo_locks_over ON bo_locks (expires_at) WHERE state <> 'sold';

-- Seats that are not free. Its key is the guarantee that a seat is sold once. It does not refer to
-- its session by constraint: checking one would write to the session's row with every lock, and a
-- hot showtime would queue up behind that row.
CREATE TABLE bo_session_seats (
    session_id BIGINT NOT NULL,
    seat_code TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('locked', 'sold')),
    -- The lock that claims the seat or was confirmed into its sale.
    client_lock_id {uuid} NOT NULL,
    -- From this instant on a locked seat may be taken over. None once sold.
    expires_at {instant},
    PRIMARY KEY (session_id, seat_code),
    CHECK ((state = 'sold') = (expires_at IS NULL))
);
-- The sweeper finds expired seats by it.
CREATE INDEX bo_session_seats_expiry ON bo_session_seats (expires_at) WHERE state = 'locked';

-- Sales: one row for each confirmed lock.
CREATE TABLE bo_orders (
    -- The platform's identifier of the order, and the key of idempotency.
    client_order_id {uuid} NOT NULL PRIMARY KEY,
    client_lock_id {uuid} NOT NULL UNIQUE,
    cinema_code TEXT NOT NULL,
    session_id BIGINT NOT NULL,
    -- The cinema's own reference.
    order_ref TEXT NOT NULL UNIQUE,
    -- 12 digits, the last a check digit.
    pickup_code TEXT NOT NULL,
    -- 6 digits, the second secret.
    verification_code TEXT NOT NULL,
    -- E.164.
    phone TEXT NOT NULL,
    sold_at {instant} NOT NULL,
    UNIQUE (cinema_code, pickup_code)
);

-- The right to one seat.
CREATE TABLE bo_tickets (
    -- Cinema code, business date and the number of its line in the statement: sorts by sale.
    ticket_no TEXT NOT NULL PRIMARY KEY,
    client_order_id {uuid} NOT NULL REFERENCES bo_orders (client_order_id),
    seat_code TEXT NOT NULL,
    ticket_minor BIGINT NOT NULL,
    service_fee_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('issued', 'collected', 'checked_in', 'refunded')),
    collected_at {instant},
    checked_in_at {instant},
    refunded_at {instant}
);
CREATE INDEX bo_tickets_order ON bo_tickets (client_order_id);

-- Tickets taken back: one row for each request that took effect.
CREATE TABLE bo_take_backs (
    -- The platform's identifier of the refund, and the key of idempotency.
    client_refund_id {uuid} NOT NULL PRIMARY KEY,
    client_order_id {uuid} NOT NULL REFERENCES bo_orders (client_order_id),
    -- JSON list, as asked; empty means all of the order.
    ticket_nos TEXT NOT NULL,
    taken_back_at {instant} NOT NULL
);

-- The last number given in each cinema's statement of a day. Its row is changed in the transaction
-- of the sale, so numbers are given in order of commit and a rolled back sale leaves no gap.
CREATE TABLE bo_statement_days (
    cinema_code TEXT NOT NULL,
    business_date {day} NOT NULL,
    last_number BIGINT NOT NULL,
    PRIMARY KEY (cinema_code, business_date)
);

-- The statements: one line for each ticket sold or taken back.
CREATE TABLE bo_statement_lines (
    cinema_code TEXT NOT NULL,
    -- The day on which the sale or the return happened, not the day of the show.
    business_date {day} NOT NULL,
    -- Counts from 1 within cinema and day.
    number_by_day BIGINT NOT NULL,
    client_order_id {uuid} NOT NULL,
    ticket_no TEXT NOT NULL,
    session_code TEXT NOT NULL,
    seat_code TEXT NOT NULL,
    ticket_minor BIGINT NOT NULL,
    service_fee_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    -- False for a sale, true for a ticket taken back.
    is_refund BOOLEAN NOT NULL,
    at {instant} NOT NULL,
    PRIMARY KEY (cinema_code, business_date, number_by_day),
    -- A ticket is sold once and taken back once.
    UNIQUE (ticket_no, is_refund)
);
