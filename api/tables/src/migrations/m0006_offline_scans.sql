-- What gates saw and decided by themselves, told to the platform afterwards. A scan has the
-- identifier that the gate gave it, so that telling it twice changes nothing.
CREATE TABLE offline_scans (
    id {uuid} NOT NULL PRIMARY KEY,
    -- Who told it first.
    recorded_by {uuid} NOT NULL REFERENCES users,
    scanned_at {instant} NOT NULL,
    -- Whether the gate let people in.
    was_admitted BOOLEAN NOT NULL,
    -- Null for a code that leads to no order.
    order_id {uuid} REFERENCES orders,
    cinema_id {uuid} REFERENCES cinemas,
    -- Stored before the cinema is asked.
    received_at {instant} NOT NULL,
    -- admitted, already_checked_in or refused; null until it is known.
    outcome TEXT,
    -- The problem code of a refusal.
    refusal TEXT,
    -- When these people first went in.
    first_at {instant},
    ticket_nos {json} NOT NULL DEFAULT '[]'
);

CREATE INDEX offline_scans_by_order ON offline_scans (order_id);
