-- Indexes by which administrators find orders and by which the live figures are counted. What every
-- sale has to write is kept short; most of them hold only the rows that are open.

CREATE INDEX orders_by_creation ON orders (created_at);
CREATE INDEX orders_by_phone ON orders (phone);
CREATE INDEX orders_by_pickup ON orders (pickup_code) WHERE pickup_code IS NOT NULL;
CREATE INDEX orders_by_ticketing ON orders (ticketed_at) WHERE ticketed_at IS NOT NULL;
CREATE INDEX orders_for_operators ON orders (created_at) WHERE needs_operator;
CREATE INDEX payments_by_reference ON payments (bank_ref) WHERE bank_ref IS NOT NULL;
CREATE INDEX refunds_by_reference ON refunds (bank_ref) WHERE bank_ref IS NOT NULL;
CREATE INDEX refunds_by_creation ON refunds (created_at);
CREATE INDEX refunds_open ON refunds (created_at)
    WHERE status IN ('requested', 'submitted', 'unknown');
CREATE INDEX messages_queued ON messages (created_at) WHERE status = 'queued';
CREATE INDEX bank_notifications_by_reference ON bank_notifications (reference);
CREATE INDEX bank_notifications_by_arrival ON bank_notifications (received_at);
