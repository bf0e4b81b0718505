-- Every seat of a showtime with its state: 200 rows.
\set showtime random(2, 1000)
SELECT seats.seat_no, seats.row_no, seats.zone,
    taken.order_id IS NOT NULL AND taken.expires_at > now() AS is_taken
FROM showtimes
JOIN plan_seats seats ON seats.hall_id = showtimes.hall_id
LEFT JOIN taken_seats taken
    ON taken.showtime_id = showtimes.id AND taken.seat_no = seats.seat_no
WHERE showtimes.id = :showtime
ORDER BY seats.seat_no;
