-- The cinema's own number of what it last said; every lock names it. `version` is the platform's: it
-- rises with whatever a customer must know of, also when the cinema forgets to raise its own.
ALTER TABLE showtimes ADD COLUMN session_version BIGINT NOT NULL DEFAULT 0;
UPDATE showtimes SET session_version = version;
