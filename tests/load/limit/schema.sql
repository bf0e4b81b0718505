-- The smallest tables that can carry the work that `make bench` measures: what the database alone
-- can do with them is the limit that the platform is compared with. Its own database, so that the
-- platform's tables stay as they are.

CREATE TABLE plan_seats ( -- 50 halls of 200 seats
    hall_id INT NOT NULL,
    seat_no INT NOT NULL,
    row_no INT NOT NULL,
    zone TEXT NOT NULL,
    PRIMARY KEY (hall_id, seat_no)
);
INSERT INTO plan_seats
SELECT hall, seat, (seat - 1) / 20 + 1, CASE WHEN seat > 160 THEN 'prime' ELSE 'standard' END
FROM generate_series(1, 50) hall, generate_series(1, 200) seat;

CREATE TABLE showtimes ( -- 20 for each of 200 cinemas and 10 days
    id INT PRIMARY KEY,
    cinema_id INT NOT NULL,
    hall_id INT NOT NULL,
    film_id INT NOT NULL,
    day INT NOT NULL,
    starts_at TIMESTAMPTZ NOT NULL,
    price_fen INT NOT NULL
);
INSERT INTO showtimes
SELECT n, (n - 1) / 20 % 200, n % 50 + 1, n % 300, (n - 1) / 20 / 200,
    TIMESTAMPTZ '2027-01-01 02:00+00' + n % 14 * INTERVAL '1 hour', 4500
FROM generate_series(1, 40000) n;
CREATE INDEX showtimes_by_cinema ON showtimes (cinema_id, day, starts_at);

CREATE TABLE orders (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    showtime_id INT NOT NULL,
    customer_id INT NOT NULL,
    total_fen INT NOT NULL,
    payable_until TIMESTAMPTZ NOT NULL,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

-- Its key is what sells a seat once.
CREATE TABLE taken_seats (
    showtime_id INT NOT NULL,
    seat_no INT NOT NULL,
    order_id BIGINT NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (showtime_id, seat_no)
);
