-- Before every measurement: showtime 1 is sold out, showtimes 2 to 1000 are half sold, and there
-- are orders to read.
TRUNCATE orders, taken_seats RESTART IDENTITY;
INSERT INTO taken_seats
SELECT 1, seat, 0, now() + INTERVAL '1 day' FROM generate_series(1, 200) seat;
INSERT INTO taken_seats
SELECT showtime, seat, 0, now() + INTERVAL '1 day'
FROM generate_series(2, 1000) showtime, generate_series(1, 199, 2) seat;
INSERT INTO orders (showtime_id, customer_id, total_fen, payable_until)
SELECT n % 1000 + 1, n, 9000, now() FROM generate_series(1, 10000) n;
VACUUM ANALYZE orders;
VACUUM ANALYZE taken_seats;
CHECKPOINT;
