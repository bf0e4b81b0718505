-- The showtimes of one cinema on one day: 20 rows.
\set cinema random(0, 199)
\set day random(0, 9)
SELECT id, hall_id, film_id, starts_at, price_fen FROM showtimes
WHERE cinema_id = :cinema AND day = :day ORDER BY starts_at;
