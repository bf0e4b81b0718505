-- Cinemas' ticketing systems as the platform knows them: how they are reached, when they were last
-- heard, and what of their data was not believed.

-- One row for each cinema, the built-in box office's included.
CREATE TABLE cinema_systems (
    cinema_id {uuid} NOT NULL PRIMARY KEY REFERENCES cinemas,
    -- Ends before /v1; null for the built-in box office.
    base_url TEXT,
    -- False once an administrator took it off: no new locks, no fetching.
    is_enabled BOOLEAN NOT NULL,
    -- False while the cinema itself says that it sells nothing: paused, or closed for good.
    is_open BOOLEAN NOT NULL,
    -- The gate takes the rotating display only.
    requires_live_tickets BOOLEAN NOT NULL,
    -- Requests that may wait for this cinema at once.
    max_in_flight INTEGER NOT NULL,
    connect_timeout_ms INTEGER NOT NULL,
    answer_timeout_ms INTEGER NOT NULL,
    -- The cinema's clock when its sessions were last read to the end.
    sessions_as_of {instant},
    -- Our clock when films, halls and all sessions were last read whole.
    programme_at {instant},
    last_attempt_at {instant},
    last_success_at {instant},
    -- Why the last attempt failed; null after a success.
    last_error TEXT,
    -- The cinema's clock less ours.
    clock_skew_ms BIGINT,
    -- Maker and version, as it says.
    system TEXT,
    -- One server at a time fetches from it.
    leased_until {instant},
    -- Grows with every delivery: deliveries of one cinema queue up behind this row.
    deliveries BIGINT NOT NULL,
    created_at {instant} NOT NULL
);

-- Keys with which cinemas sign what they push to us.
CREATE TABLE cinema_keys (
    cinema_id {uuid} NOT NULL REFERENCES cinemas,
    -- First 16 hexadecimal digits of SHA-256 of the key.
    key_id TEXT NOT NULL,
    -- Raw Ed25519 key in base64.
    public_key TEXT NOT NULL,
    added_at {instant} NOT NULL,
    revoked_at {instant},
    PRIMARY KEY (cinema_id, key_id)
);
CREATE INDEX cinema_keys_by_id ON cinema_keys (key_id);

-- Signed requests that were let in: a second one with the same nonce is a replay.
CREATE TABLE request_nonces (
    key_id TEXT NOT NULL,
    nonce TEXT NOT NULL,
    expires_at {instant} NOT NULL,
    PRIMARY KEY (key_id, nonce)
);
CREATE INDEX request_nonces_by_expiry ON request_nonces (expires_at);

-- What of a cinema's data was refused or kept apart, a line for each thing and reason.
CREATE TABLE cinema_findings (
    id {uuid} NOT NULL PRIMARY KEY,
    cinema_id {uuid} NOT NULL REFERENCES cinemas,
    -- The reason in a word.
    kind TEXT NOT NULL,
    -- What it is about, such as session:0101.
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    -- How often it came.
    count BIGINT NOT NULL,
    first_seen_at {instant} NOT NULL,
    last_seen_at {instant} NOT NULL,
    -- By an administrator, or because the thing came right.
    dismissed_at {instant},
    UNIQUE (cinema_id, kind, subject)
);

-- Which plan a hall's version is: versions count within the hall, plans may be shared.
CREATE TABLE hall_plans (
    hall_id {uuid} NOT NULL REFERENCES halls,
    version BIGINT NOT NULL,
    seat_plan_id {uuid} NOT NULL REFERENCES seat_plans,
    PRIMARY KEY (hall_id, version)
);

-- What a customer chose by, for each version of a showtime: two of them give the difference.
CREATE TABLE showtime_versions (
    showtime_id {uuid} NOT NULL REFERENCES showtimes,
    version BIGINT NOT NULL,
    snapshot {json} NOT NULL,
    noted_at {instant} NOT NULL,
    PRIMARY KEY (showtime_id, version)
);

-- The cinema that a film came from; null for the city's own catalogue, which no cinema changes.
ALTER TABLE films ADD COLUMN source_cinema_id {uuid} REFERENCES cinemas;

-- The hall's service fee for each zone, contained in zone_prices.
ALTER TABLE showtimes ADD COLUMN zone_screen_fees {json} NOT NULL DEFAULT '{}';
-- Seats that one lock of this showtime may have; null when the cinema's number holds.
ALTER TABLE showtimes ADD COLUMN max_seats INTEGER;
