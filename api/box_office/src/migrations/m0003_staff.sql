-- What staff do: they plan beside the importer, and sessions move under locks that were on their way.

-- Planned or changed by staff: the importer leaves it alone.
ALTER TABLE bo_sessions ADD COLUMN is_by_hand BOOLEAN NOT NULL DEFAULT FALSE;
-- The version since which film, hall, plan and time are what they are now. A lock that was granted
-- for an older one was under way while the session moved; it is not sold.
ALTER TABLE bo_sessions ADD COLUMN moved_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE bo_sessions ADD COLUMN cancelled_at {instant};
-- The version that the lock was granted for; none of locks from before.
ALTER TABLE bo_locks ADD COLUMN session_version BIGINT;
-- The importer suggests price tables once; from then on they are the staff's.
ALTER TABLE bo_cinemas ADD COLUMN has_price_tables BOOLEAN NOT NULL DEFAULT FALSE;
-- The counter's day, newest sale first.
CREATE INDEX bo_orders_counter ON bo_orders (cinema_code, sold_at) WHERE channel = 'counter';
