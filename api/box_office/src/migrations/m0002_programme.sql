-- The programme in full, so that the box office can publish it and staff can plan it; the counter;
-- and what the published interface has to remember.

ALTER TABLE bo_cinemas ADD COLUMN address_zh TEXT NOT NULL DEFAULT '';
ALTER TABLE bo_cinemas ADD COLUMN address_en TEXT NOT NULL DEFAULT '';
ALTER TABLE bo_cinemas ADD COLUMN phone TEXT NOT NULL DEFAULT '';
-- Millionths of a degree.
ALTER TABLE bo_cinemas ADD COLUMN latitude_e6 BIGINT;
ALTER TABLE bo_cinemas ADD COLUMN longitude_e6 BIGINT;
ALTER TABLE bo_cinemas ADD COLUMN sales_stop_min BIGINT NOT NULL DEFAULT 15;
-- What customers are told; null when tickets are never taken back.
ALTER TABLE bo_cinemas ADD COLUMN refund_stop_min BIGINT;
-- Seats in one lock, and what the platform may charge for one seat, unless a session says otherwise.
ALTER TABLE bo_cinemas ADD COLUMN max_seats BIGINT NOT NULL DEFAULT 6;
ALTER TABLE bo_cinemas ADD COLUMN net_service_fee_minor BIGINT NOT NULL DEFAULT 0;

-- The plan whole, as JSON; empty for plans that were loaded before plans were kept whole.
ALTER TABLE bo_plans ADD COLUMN layout TEXT NOT NULL DEFAULT '';

ALTER TABLE bo_screens ADD COLUMN hall_type TEXT NOT NULL DEFAULT 'standard';
ALTER TABLE bo_screens ADD COLUMN cleaning_min BIGINT NOT NULL DEFAULT 15;

-- Every version of a hall's plan. The version counts within the hall, whatever plan is behind it.
CREATE TABLE bo_screen_plans (
    cinema_code TEXT NOT NULL,
    screen_code TEXT NOT NULL,
    version BIGINT NOT NULL,
    plan_code TEXT NOT NULL,
    plan_version BIGINT NOT NULL,
    -- The first business date that sessions are planned by it.
    effective_on {day} NOT NULL,
    PRIMARY KEY (cinema_code, screen_code, version),
    FOREIGN KEY (cinema_code, screen_code) REFERENCES bo_screens (cinema_code, screen_code),
    FOREIGN KEY (plan_code, plan_version) REFERENCES bo_plans (plan_code, version)
);
INSERT INTO bo_screen_plans (cinema_code, screen_code, version, plan_code, plan_version, effective_on)
    SELECT cinema_code, screen_code, plan_version, plan_code, plan_version, '2000-01-01' FROM bo_screens;

-- Films that can be planned.
CREATE TABLE bo_films (
    -- 12 characters; the fourth names the format, and sessions carry the code of their own.
    film_code TEXT NOT NULL PRIMARY KEY,
    title_zh TEXT NOT NULL,
    title_en TEXT NOT NULL,
    runtime_min BIGINT NOT NULL,
    released_on {day} NOT NULL,
    original_language TEXT NOT NULL,
    country TEXT NOT NULL,
    -- JSON: lists of {"zh", "en"}, lists of slugs.
    directors TEXT NOT NULL,
    actors TEXT NOT NULL,
    formats TEXT NOT NULL,
    synopsis_zh TEXT NOT NULL,
    synopsis_en TEXT NOT NULL
);

ALTER TABLE bo_sessions ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE bo_sessions ADD COLUMN subtitles TEXT;
ALTER TABLE bo_sessions ADD COLUMN format TEXT NOT NULL DEFAULT '';
-- JSON by zone: {"ticket_minor", "screen_fee_minor"}. Empty for sessions from before prices were
-- kept here; those are not published.
ALTER TABLE bo_sessions ADD COLUMN zone_prices TEXT NOT NULL DEFAULT '{}';
ALTER TABLE bo_sessions ADD COLUMN net_service_fee_minor BIGINT NOT NULL DEFAULT 0;
ALTER TABLE bo_sessions ADD COLUMN cancel_reason TEXT;
-- When anything that is published about it changed last: `since` of the interface.
ALTER TABLE bo_sessions ADD COLUMN changed_at {instant} NOT NULL DEFAULT '2000-01-01T00:00:00.000+00:00';
CREATE INDEX bo_sessions_changed ON bo_sessions (cinema_code, changed_at);
CREATE INDEX bo_sessions_day ON bo_sessions (cinema_code, business_date, starts_at);

-- Prices that staff choose from when they plan.
CREATE TABLE bo_price_tables (
    cinema_code TEXT NOT NULL REFERENCES bo_cinemas (cinema_code),
    price_code TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    -- JSON by zone, as in bo_sessions.
    zone_prices TEXT NOT NULL,
    PRIMARY KEY (cinema_code, price_code)
);

-- The seats again, with a third state: a blocked seat is nobody's and cannot be had. SQLite cannot
-- change a check, so the table is made anew.
CREATE TABLE bo_session_seats_new (
    session_id BIGINT NOT NULL,
    seat_code TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('locked', 'sold', 'blocked')),
    -- The lock that claims the seat or was confirmed into its sale; of a blocked seat, its block.
    client_lock_id {uuid} NOT NULL,
    -- From this instant on a locked seat may be taken over.
    expires_at {instant},
    PRIMARY KEY (session_id, seat_code),
    CHECK ((state = 'locked') = (expires_at IS NOT NULL))
);
INSERT INTO bo_session_seats_new SELECT session_id, seat_code, state, client_lock_id, expires_at
    FROM bo_session_seats;
DROP TABLE bo_session_seats;
ALTER TABLE bo_session_seats_new RENAME TO bo_session_seats;
CREATE INDEX bo_session_seats_expiry ON bo_session_seats (expires_at) WHERE state = 'locked';

-- Why seats are blocked, and by whom.
CREATE TABLE bo_blocks (
    block_id {uuid} NOT NULL PRIMARY KEY,
    session_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    blocked_by TEXT NOT NULL,
    blocked_at {instant} NOT NULL
);

-- Who sold: the platform, or the cinema's own counter.
ALTER TABLE bo_orders ADD COLUMN channel TEXT NOT NULL DEFAULT 'platform';
-- At the counter: who sold it, and for cash or by card.
ALTER TABLE bo_orders ADD COLUMN sold_by TEXT;
ALTER TABLE bo_orders ADD COLUMN tender TEXT;
-- Part of the price that is the hall's service fee.
ALTER TABLE bo_tickets ADD COLUMN screen_fee_minor BIGINT NOT NULL DEFAULT 0;

-- The statements again, with a sequence of numbers for each channel: the platform's has no gap
-- where the counter sold.
CREATE TABLE bo_statement_days_new (
    cinema_code TEXT NOT NULL,
    business_date {day} NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('platform', 'counter')),
    last_number BIGINT NOT NULL,
    PRIMARY KEY (cinema_code, business_date, channel)
);
INSERT INTO bo_statement_days_new SELECT cinema_code, business_date, 'platform', last_number
    FROM bo_statement_days;
DROP TABLE bo_statement_days;
ALTER TABLE bo_statement_days_new RENAME TO bo_statement_days;

CREATE TABLE bo_statement_lines_new (
    cinema_code TEXT NOT NULL,
    -- The day on which the sale or the return happened, not the day of the show.
    business_date {day} NOT NULL,
    channel TEXT NOT NULL,
    -- Counts from 1 within cinema, day and channel.
    number_by_day BIGINT NOT NULL,
    client_order_id {uuid} NOT NULL,
    ticket_no TEXT NOT NULL,
    session_code TEXT NOT NULL,
    seat_code TEXT NOT NULL,
    ticket_minor BIGINT NOT NULL,
    screen_fee_minor BIGINT NOT NULL,
    service_fee_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    -- False for a sale, true for a ticket taken back.
    is_refund BOOLEAN NOT NULL,
    at {instant} NOT NULL,
    PRIMARY KEY (cinema_code, business_date, channel, number_by_day),
    -- A ticket is sold once and taken back once.
    UNIQUE (ticket_no, is_refund)
);
INSERT INTO bo_statement_lines_new SELECT cinema_code, business_date, 'platform', number_by_day,
    client_order_id, ticket_no, session_code, seat_code, ticket_minor, 0, service_fee_minor,
    currency, is_refund, at FROM bo_statement_lines;
DROP TABLE bo_statement_lines;
ALTER TABLE bo_statement_lines_new RENAME TO bo_statement_lines;

-- What the platform said about a day's statement; the first word counts.
CREATE TABLE bo_statement_acks (
    cinema_code TEXT NOT NULL,
    business_date {day} NOT NULL,
    line_count BIGINT NOT NULL,
    acknowledged_at {instant} NOT NULL,
    PRIMARY KEY (cinema_code, business_date)
);

-- Signed requests that were answered: a second one with the same nonce is a replay.
CREATE TABLE bo_nonces (
    key_id TEXT NOT NULL,
    nonce TEXT NOT NULL,
    expires_at {instant} NOT NULL,
    PRIMARY KEY (key_id, nonce)
);
CREATE INDEX bo_nonces_expiry ON bo_nonces (expires_at);

-- How far changes were pushed to the platform.
CREATE TABLE bo_pushes (
    cinema_code TEXT NOT NULL PRIMARY KEY REFERENCES bo_cinemas (cinema_code),
    pushed_until {instant} NOT NULL
);
