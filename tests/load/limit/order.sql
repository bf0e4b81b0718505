-- One order by its identifier.
\set order random(1, 10000)
SELECT id, showtime_id, customer_id, total_fen, payable_until, created_at FROM orders
WHERE id = :order;
