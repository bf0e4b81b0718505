-- What cinemas say that they sold and took back, day by day, and that cinemas' cancellations were
-- seen to.

-- One reading of a cinema's statement of a day. Another one is made only when it reads otherwise.
CREATE TABLE cinema_statements (
    id {uuid} NOT NULL PRIMARY KEY,
    cinema_id {uuid} NOT NULL REFERENCES cinemas,
    -- The cinema's business date.
    business_on {day} NOT NULL,
    -- Counts the readings of one day from 1.
    version INTEGER NOT NULL,
    -- whole when it agrees with itself, else broken.
    status TEXT NOT NULL,
    -- What is wrong, in sentences.
    problems {json} NOT NULL,
    line_count BIGINT NOT NULL,
    -- As the cinema sums up.
    sale_count BIGINT NOT NULL,
    sale_minor BIGINT NOT NULL,
    refund_count BIGINT NOT NULL,
    refund_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    -- The answer byte for byte, and its SHA-256 in hexadecimal digits.
    raw {bytes} NOT NULL,
    sha256 TEXT NOT NULL,
    fetched_at {instant} NOT NULL,
    UNIQUE (cinema_id, business_on, version)
);

-- The lines of one reading, as they stand there.
CREATE TABLE cinema_statement_lines (
    statement_id {uuid} NOT NULL REFERENCES cinema_statements,
    -- Place in the statement, from 1: a broken one may repeat its own numbers.
    place BIGINT NOT NULL,
    number_by_day BIGINT NOT NULL,
    operation TEXT NOT NULL,
    -- The cinema's reference of the order.
    order_ref TEXT NOT NULL,
    -- Ours; not a reference, since a cinema may write anything.
    client_order_id {uuid} NOT NULL,
    ticket_no TEXT NOT NULL,
    session_code TEXT NOT NULL,
    seat_code TEXT NOT NULL,
    ticket_minor BIGINT NOT NULL,
    screen_fee_minor BIGINT NOT NULL,
    service_fee_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    at {instant} NOT NULL,
    PRIMARY KEY (statement_id, place)
);

-- What was told to the cinema about a reading, and what it said: an intent, then its outcome.
CREATE TABLE cinema_statement_acks (
    id {uuid} NOT NULL PRIMARY KEY,
    statement_id {uuid} NOT NULL REFERENCES cinema_statements,
    -- sent, acknowledged or mismatch.
    outcome TEXT NOT NULL,
    at {instant} NOT NULL
);
CREATE INDEX cinema_statement_acks_by_statement ON cinema_statement_acks (statement_id);

-- When a day is read next; a day without a row has not been asked for.
CREATE TABLE cinema_statement_reads (
    cinema_id {uuid} NOT NULL REFERENCES cinemas,
    business_on {day} NOT NULL,
    tries INTEGER NOT NULL,
    next_try_at {instant} NOT NULL,
    -- Why the last try brought nothing.
    last_error TEXT,
    PRIMARY KEY (cinema_id, business_on)
);

-- When the customer was told that the cinema cancelled the showtime.
ALTER TABLE orders ADD COLUMN showtime_cancelled_at {instant};

CREATE INDEX orders_by_showtime ON orders (showtime_id);
CREATE INDEX orders_unfinished_by_cinema ON orders (cinema_id) WHERE status = 'paid';
CREATE INDEX showtimes_cancelled ON showtimes (id) WHERE status = 'cancelled';
CREATE INDEX seat_locks_open ON seat_locks (showtime_id) WHERE next_check_at IS NOT NULL;
