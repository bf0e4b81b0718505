-- One seat lock in one round trip: two seats and an order, all or none. Pairs begin at odd numbers,
-- so two of them are the same or share no seat.
\set showtime random(1001, 40000)
\set seat random(0, 99) * 2 + 1
WITH fresh AS (SELECT nextval('orders_id_seq') AS id),
seats AS (
    INSERT INTO taken_seats
    SELECT :showtime, seat, fresh.id, now() + INTERVAL '15 min'
    FROM fresh, (VALUES (:seat), (:seat + 1)) AS wanted (seat)
    ON CONFLICT DO NOTHING
    RETURNING order_id
)
INSERT INTO orders (id, showtime_id, customer_id, total_fen, payable_until)
OVERRIDING SYSTEM VALUE
SELECT fresh.id, :showtime, :client_id, 9000, now() + INTERVAL '12 min'
FROM fresh WHERE (SELECT count(*) FROM seats) = 2;
