-- The platform's tables. {words} in braces are column types that the two databases spell differently;
-- see `migrations/mod.rs`.

-- Cities that the platform serves.
CREATE TABLE cities (
    slug TEXT NOT NULL PRIMARY KEY,
    name {json} NOT NULL,
    -- IANA name.
    timezone TEXT NOT NULL
);

-- Parts of a city.
CREATE TABLE districts (
    slug TEXT NOT NULL PRIMARY KEY,
    city TEXT NOT NULL,
    name {json} NOT NULL
);

-- Venues that we sell for, as their ticketing systems describe them.
CREATE TABLE cinemas (
    id {uuid} NOT NULL PRIMARY KEY,
    -- The cinema's own code, 8 characters.
    cinema_code TEXT NOT NULL UNIQUE,
    name {json} NOT NULL,
    address {json} NOT NULL,
    city TEXT NOT NULL,
    district TEXT NOT NULL,
    -- Millionths of a degree: no floating point in tables.
    latitude_e6 INTEGER NOT NULL,
    longitude_e6 INTEGER NOT NULL,
    phone TEXT NOT NULL,
    services {json} NOT NULL,
    -- IANA name; business dates are counted in it.
    timezone TEXT NOT NULL,
    -- Names and address in lower case, Chinese and English and pinyin.
    search_text TEXT NOT NULL,
    -- Sales stop so many minutes before a showtime starts.
    stop_sell_min INTEGER NOT NULL,
    -- Refunds stop so many minutes before a showtime starts.
    refund_stop_min INTEGER NOT NULL,
    -- Seats that one order may hold.
    max_seats INTEGER NOT NULL,
    -- The platform's fee for one seat.
    service_fee_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    -- Which ticketing system: built_in, or a registered one.
    gateway TEXT NOT NULL,
    -- False while its ticketing system does not answer.
    is_available BOOLEAN NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL
);

-- Geometry of halls, one row for each version.
CREATE TABLE seat_plans (
    id {uuid} NOT NULL PRIMARY KEY,
    plan_code TEXT NOT NULL,
    version INTEGER NOT NULL,
    plan {json} NOT NULL,
    -- Seats that can be sold.
    seat_count INTEGER NOT NULL,
    created_at {instant} NOT NULL,
    UNIQUE (plan_code, version)
);

-- Rooms with seats.
CREATE TABLE halls (
    id {uuid} NOT NULL PRIMARY KEY,
    cinema_id {uuid} NOT NULL REFERENCES cinemas,
    -- The cinema's own code of the hall.
    screen_code TEXT NOT NULL,
    name {json} NOT NULL,
    hall_type TEXT NOT NULL,
    seat_plan_id {uuid} NOT NULL REFERENCES seat_plans,
    cleaning_min INTEGER NOT NULL,
    UNIQUE (cinema_id, screen_code)
);

-- Works that are shown.
CREATE TABLE films (
    id {uuid} NOT NULL PRIMARY KEY,
    -- 12 characters; the fourth names the format.
    film_code TEXT NOT NULL UNIQUE,
    title {json} NOT NULL,
    -- Titles and people in lower case, Chinese and English and pinyin.
    search_text TEXT NOT NULL,
    year INTEGER NOT NULL,
    runtime_min INTEGER NOT NULL,
    genres {json} NOT NULL,
    formats {json} NOT NULL,
    original_language TEXT NOT NULL,
    country TEXT NOT NULL,
    -- First day in this city's programme.
    released_on {day} NOT NULL,
    directors {json} NOT NULL,
    actors {json} NOT NULL,
    synopsis {json} NOT NULL,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL
);

-- One film, one hall, one start.
CREATE TABLE showtimes (
    id {uuid} NOT NULL PRIMARY KEY,
    cinema_id {uuid} NOT NULL REFERENCES cinemas,
    hall_id {uuid} NOT NULL REFERENCES halls,
    film_id {uuid} NOT NULL REFERENCES films,
    seat_plan_id {uuid} NOT NULL REFERENCES seat_plans,
    -- The cinema's own code.
    session_code TEXT NOT NULL,
    -- Rises with every change that a customer must know of.
    version BIGINT NOT NULL,
    starts_at {instant} NOT NULL,
    ends_at {instant} NOT NULL,
    stop_sell_at {instant} NOT NULL,
    -- The cinema's business date.
    business_on {day} NOT NULL,
    language TEXT NOT NULL,
    subtitles TEXT,
    format TEXT NOT NULL,
    status TEXT NOT NULL,
    -- Minor units for each zone of the plan.
    zone_prices {json} NOT NULL,
    price_from_minor BIGINT NOT NULL,
    -- For one seat.
    service_fee_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    seats_total INTEGER NOT NULL,
    -- As last heard; the seat map asks anew.
    seats_available INTEGER,
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    UNIQUE (cinema_id, session_code)
);
CREATE INDEX showtimes_by_cinema ON showtimes (cinema_id, business_on, starts_at);
CREATE INDEX showtimes_by_film ON showtimes (film_id, business_on, starts_at);
CREATE INDEX showtimes_by_start ON showtimes (starts_at);

-- Applications registered with the portal.
CREATE TABLE portal_apps (
    id {uuid} NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name {json} NOT NULL,
    description {json} NOT NULL,
    icon TEXT NOT NULL,
    url TEXT NOT NULL,
    category TEXT NOT NULL,
    sort_order INTEGER NOT NULL,
    visible_from {instant} NOT NULL,
    visible_until {instant},
    is_enabled BOOLEAN NOT NULL
);

-- Daily information.
CREATE TABLE articles (
    id {uuid} NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    title {json} NOT NULL,
    summary {json} NOT NULL,
    body_markdown {json} NOT NULL,
    category TEXT NOT NULL,
    is_pinned BOOLEAN NOT NULL,
    published_at {instant} NOT NULL,
    withdrawn_at {instant}
);

-- People: customers and operators.
CREATE TABLE users (
    id {uuid} NOT NULL PRIMARY KEY,
    -- E.164; null once the person has left.
    phone TEXT UNIQUE,
    -- Argon2id in PHC form.
    password_hash TEXT,
    display_name TEXT NOT NULL,
    role TEXT NOT NULL,
    -- The cinema that cinema staff work for.
    cinema_id {uuid} REFERENCES cinemas,
    created_at {instant} NOT NULL,
    deleted_at {instant}
);

-- Codes sent by SMS, kept as hashes.
CREATE TABLE one_time_codes (
    id {uuid} NOT NULL PRIMARY KEY,
    phone TEXT NOT NULL,
    purpose TEXT NOT NULL,
    -- Keyed hash: a code has too few digits for a plain one.
    code_hash TEXT NOT NULL,
    created_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    attempts_left INTEGER NOT NULL,
    consumed_at {instant}
);
CREATE INDEX one_time_codes_by_phone ON one_time_codes (phone, purpose, created_at);

-- Signed-in devices: each is a family of refresh tokens.
CREATE TABLE user_sessions (
    id {uuid} NOT NULL PRIMARY KEY,
    user_id {uuid} NOT NULL REFERENCES users,
    user_agent TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at {instant} NOT NULL,
    last_used_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    revoked_at {instant}
);
CREATE INDEX user_sessions_by_user ON user_sessions (user_id);

-- One row for every refresh token ever given; a used one that comes again revokes its family.
CREATE TABLE refresh_tokens (
    token_hash TEXT NOT NULL PRIMARY KEY,
    session_id {uuid} NOT NULL REFERENCES user_sessions,
    created_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    used_at {instant}
);

-- How often something was tried in a window of time.
CREATE TABLE throttle_windows (
    -- What and who, such as login:phone:….
    key TEXT NOT NULL PRIMARY KEY,
    window_start {instant} NOT NULL,
    hits INTEGER NOT NULL
);

-- Answers kept for clients that repeat a request.
CREATE TABLE idempotency_keys (
    -- Whose key: a user's or a client's identifier.
    owner TEXT NOT NULL,
    key TEXT NOT NULL,
    -- Method, path and body.
    request_hash TEXT NOT NULL,
    -- Null while the request runs.
    status_code INTEGER,
    body TEXT,
    created_at {instant} NOT NULL,
    -- While it runs; a crashed request frees its key when this passes.
    leased_until {instant} NOT NULL,
    PRIMARY KEY (owner, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- Timed claims on seats, kept at the cinema.
CREATE TABLE seat_locks (
    -- Also the client_lock_id that the cinema knows.
    id {uuid} NOT NULL PRIMARY KEY,
    user_id {uuid} NOT NULL REFERENCES users,
    showtime_id {uuid} NOT NULL REFERENCES showtimes,
    status TEXT NOT NULL,
    seats {json} NOT NULL,
    price {json} NOT NULL,
    -- The cinema's own instant; null until it answered.
    expires_at {instant},
    -- The cinema's reference.
    lock_ref TEXT,
    -- False once the customer gave it back: an unknown lock is then released when found.
    is_wanted BOOLEAN NOT NULL,
    refusal TEXT,
    created_at {instant} NOT NULL,
    closed_at {instant},
    -- When the cinema is asked or told again; null when nothing is open.
    next_check_at {instant},
    checks INTEGER NOT NULL
);
CREATE INDEX seat_locks_due ON seat_locks (next_check_at) WHERE next_check_at IS NOT NULL;
CREATE INDEX seat_locks_by_user ON seat_locks (user_id, created_at);

-- A customer's purchase of seats of one showtime.
CREATE TABLE orders (
    id {uuid} NOT NULL PRIMARY KEY,
    -- Shown to people.
    order_no TEXT NOT NULL UNIQUE,
    user_id {uuid} NOT NULL REFERENCES users,
    seat_lock_id {uuid} NOT NULL UNIQUE REFERENCES seat_locks,
    showtime_id {uuid} NOT NULL REFERENCES showtimes,
    cinema_id {uuid} NOT NULL REFERENCES cinemas,
    status TEXT NOT NULL,
    needs_operator BOOLEAN NOT NULL,
    -- E.164; the pickup code goes there.
    phone TEXT NOT NULL,
    seats {json} NOT NULL,
    price {json} NOT NULL,
    total_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    payable_until {instant} NOT NULL,
    cancel_requested_at {instant},
    -- The payment that paid it; a second success is returned.
    payment_id {uuid},
    -- How far the cinema was told that the seats are sold.
    confirm_state TEXT NOT NULL,
    -- A second lock, asked for when the first was gone after payment.
    relock_id {uuid},
    cinema_order_ref TEXT,
    pickup_code TEXT,
    verification_code TEXT,
    created_at {instant} NOT NULL,
    paid_at {instant},
    ticketed_at {instant},
    closed_at {instant},
    -- When the purchase moves on by itself; null when nothing is due.
    next_step_at {instant},
    -- Steps tried since the last progress: the back-off counts with it.
    steps INTEGER NOT NULL,
    -- A worker or request is at it until then.
    leased_until {instant}
);
CREATE INDEX orders_due ON orders (next_step_at) WHERE next_step_at IS NOT NULL;
CREATE INDEX orders_by_user ON orders (user_id, created_at);
CREATE INDEX orders_by_status ON orders (status, paid_at);

-- What happened to an order, here, at the cinema and at the bank.
CREATE TABLE order_events (
    id {uuid} NOT NULL PRIMARY KEY,
    order_id {uuid} NOT NULL REFERENCES orders,
    at {instant} NOT NULL,
    -- platform, cinema or bank.
    side TEXT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX order_events_by_order ON order_events (order_id, at);

-- Attempts to collect an order's amount.
CREATE TABLE payments (
    id {uuid} NOT NULL PRIMARY KEY,
    -- Ours, as the bank knows it; never used twice.
    payment_no TEXT NOT NULL UNIQUE,
    order_id {uuid} NOT NULL REFERENCES orders,
    bank TEXT NOT NULL,
    method TEXT NOT NULL,
    merchant_id TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    status TEXT NOT NULL,
    -- Names the attempt at the bank together with payment_no.
    txn_time {instant} NOT NULL,
    payable_until {instant} NOT NULL,
    -- What the customer's browser does; kept so that a repeated request answers the same.
    next_action {json},
    bank_ref TEXT,
    accounting_on {day},
    is_late BOOLEAN NOT NULL,
    failure_code TEXT,
    failure_text TEXT,
    created_at {instant} NOT NULL,
    succeeded_at {instant},
    closed_at {instant},
    -- When the bank is asked again; null when nothing is open.
    next_query_at {instant},
    queries INTEGER NOT NULL
);
CREATE UNIQUE INDEX payments_one_open ON payments (order_id) WHERE status IN ('created', 'pending', 'unknown');
CREATE INDEX payments_by_order ON payments (order_id);
CREATE INDEX payments_due ON payments (next_query_at) WHERE next_query_at IS NOT NULL;

-- Returns of money.
CREATE TABLE refunds (
    id {uuid} NOT NULL PRIMARY KEY,
    refund_no TEXT NOT NULL UNIQUE,
    payment_id {uuid} NOT NULL REFERENCES payments,
    order_id {uuid} NOT NULL REFERENCES orders,
    reason TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    status TEXT NOT NULL,
    -- The cinema must take the tickets back before the bank is told.
    needs_take_back BOOLEAN NOT NULL,
    txn_time {instant} NOT NULL,
    bank_ref TEXT,
    failure_text TEXT,
    created_at {instant} NOT NULL,
    succeeded_at {instant},
    next_query_at {instant},
    queries INTEGER NOT NULL
);
CREATE INDEX refunds_by_order ON refunds (order_id);
CREATE INDEX refunds_due ON refunds (next_query_at) WHERE next_query_at IS NOT NULL;

-- Raw messages from banks, kept before they are believed.
CREATE TABLE bank_notifications (
    id {uuid} NOT NULL PRIMARY KEY,
    bank TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    body {bytes} NOT NULL,
    is_verified BOOLEAN NOT NULL,
    reference TEXT,
    received_at {instant} NOT NULL,
    UNIQUE (bank, body_hash)
);

-- Rights to one seat.
CREATE TABLE tickets (
    id {uuid} NOT NULL PRIMARY KEY,
    order_id {uuid} NOT NULL REFERENCES orders,
    ticket_no TEXT NOT NULL,
    seat_code TEXT NOT NULL,
    state TEXT NOT NULL,
    issued_at {instant} NOT NULL,
    collected_at {instant},
    checked_in_at {instant},
    refunded_at {instant},
    UNIQUE (order_id, seat_code)
);

-- Short messages to phones.
CREATE TABLE messages (
    id {uuid} NOT NULL PRIMARY KEY,
    order_id {uuid} REFERENCES orders,
    template TEXT NOT NULL,
    -- 0 is the one that the purchase sends; a customer may ask for more.
    copy_no INTEGER NOT NULL,
    phone TEXT NOT NULL,
    -- Emptied of secrets once it is sent.
    body TEXT NOT NULL,
    -- queued, sent or failed.
    status TEXT NOT NULL,
    provider_ref TEXT,
    created_at {instant} NOT NULL,
    sent_at {instant}
);
CREATE UNIQUE INDEX messages_once ON messages (order_id, template, copy_no) WHERE order_id IS NOT NULL;

-- Things to do once, written with their cause.
CREATE TABLE outbox_items (
    id {uuid} NOT NULL PRIMARY KEY,
    topic TEXT NOT NULL,
    subject_id {uuid} NOT NULL,
    due_at {instant} NOT NULL,
    attempts INTEGER NOT NULL,
    leased_until {instant},
    done_at {instant},
    last_error TEXT,
    created_at {instant} NOT NULL
);
CREATE INDEX outbox_items_due ON outbox_items (due_at) WHERE done_at IS NULL;

-- Business events in the books; each source posts an event once.
CREATE TABLE ledger_journals (
    id {uuid} NOT NULL PRIMARY KEY,
    event TEXT NOT NULL,
    source_id {uuid} NOT NULL,
    book_on {day} NOT NULL,
    posted_at {instant} NOT NULL,
    UNIQUE (event, source_id)
);

-- One debit and one credit of the same amount.
CREATE TABLE ledger_entries (
    id {uuid} NOT NULL PRIMARY KEY,
    journal_id {uuid} NOT NULL REFERENCES ledger_journals,
    -- Place in its journal, from 1.
    sequence INTEGER NOT NULL,
    -- Day of the platform's books.
    book_on {day} NOT NULL,
    posted_at {instant} NOT NULL,
    event TEXT NOT NULL,
    category TEXT NOT NULL,
    debit TEXT NOT NULL,
    credit TEXT NOT NULL,
    amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
    currency TEXT NOT NULL,
    order_id {uuid},
    payment_id {uuid},
    refund_id {uuid},
    cinema_id {uuid},
    bank TEXT,
    UNIQUE (journal_id, sequence),
    CHECK (debit <> credit)
);
CREATE INDEX ledger_entries_by_day ON ledger_entries (book_on, id);
CREATE INDEX ledger_entries_by_order ON ledger_entries (order_id);

-- Who did what in administration.
CREATE TABLE audit_log (
    id {uuid} NOT NULL PRIMARY KEY,
    at {instant} NOT NULL,
    actor_id {uuid},
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    detail {json} NOT NULL,
    address TEXT NOT NULL
);
