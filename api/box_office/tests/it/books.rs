//! What must be true of the tables at any time.

use chrono::{DateTime, Utc};
use database::Db;
use sea_orm::{ConnectionTrait, Statement};

type Rule = (&'static str, &'static str);

/// What must be true of seats.
const SEATS: &[Rule] = &[
    (
        "a seat of a session is sold at most once",
        "SELECT count(*) FROM (SELECT o.session_id, t.seat_code FROM bo_tickets t
            JOIN bo_orders o ON o.client_order_id = t.client_order_id
            WHERE t.state <> 'refunded'
            GROUP BY o.session_id, t.seat_code HAVING count(*) > 1) AS broken",
    ),
    (
        "a sold seat has a ticket",
        "SELECT count(*) FROM bo_session_seats s WHERE s.state = 'sold' AND NOT EXISTS (
            SELECT 1 FROM bo_orders o
            JOIN bo_tickets t ON t.client_order_id = o.client_order_id
            WHERE o.session_id = s.session_id AND o.client_lock_id = s.client_lock_id
            AND t.seat_code = s.seat_code AND t.state <> 'refunded')",
    ),
    (
        "a ticket has its seat",
        "SELECT count(*) FROM bo_tickets t
        JOIN bo_orders o ON o.client_order_id = t.client_order_id
        WHERE t.state <> 'refunded' AND NOT EXISTS (
            SELECT 1 FROM bo_session_seats s WHERE s.session_id = o.session_id
            AND s.seat_code = t.seat_code AND s.state = 'sold'
            AND s.client_lock_id = o.client_lock_id)",
    ),
    (
        "a locked seat belongs to a held lock",
        "SELECT count(*) FROM bo_session_seats s WHERE s.state = 'locked' AND NOT EXISTS (
            SELECT 1 FROM bo_locks l WHERE l.client_lock_id = s.client_lock_id
            AND l.session_id = s.session_id AND l.state = 'held'
            AND l.expires_at = s.expires_at)",
    ),
    (
        "a blocked seat has a reason",
        "SELECT count(*) FROM bo_session_seats s WHERE s.state = 'blocked' AND NOT EXISTS (
            SELECT 1 FROM bo_blocks b WHERE b.block_id = s.client_lock_id
            AND b.session_id = s.session_id)",
    ),
    (
        "two sessions never want a hall at the same time",
        "SELECT count(*) FROM bo_sessions one JOIN bo_sessions other
            ON other.cinema_code = one.cinema_code AND other.screen_code = one.screen_code
            AND other.session_id > one.session_id
            AND other.starts_at < one.ends_at AND one.starts_at < other.ends_at
        WHERE one.status = 'on_sale' AND other.status = 'on_sale'",
    ),
];

/// What must be true of locks, orders, tickets and statements.
const PAPER: &[Rule] = &[
    (
        "a sold lock has an order, and an order a sold lock",
        "SELECT count(*) FROM bo_locks l
        FULL JOIN bo_orders o ON o.client_lock_id = l.client_lock_id
        WHERE (l.state = 'sold') <> (o.client_order_id IS NOT NULL) OR l.state IS NULL",
    ),
    (
        "a statement counts from 1 without a gap",
        "SELECT count(*) FROM (
            SELECT cinema_code, business_date, channel, count(*) AS lines,
                min(number_by_day) AS first, max(number_by_day) AS last
            FROM bo_statement_lines GROUP BY cinema_code, business_date, channel) AS l
        FULL JOIN bo_statement_days d
            ON d.cinema_code = l.cinema_code AND d.business_date = l.business_date
            AND d.channel = l.channel
        WHERE l.lines IS NULL OR d.last_number IS NULL OR l.first <> 1
            OR l.last <> l.lines OR d.last_number <> l.lines",
    ),
    (
        "each ticket has a line of sale, and of return exactly when it was taken back",
        "SELECT count(*) FROM bo_tickets t WHERE
            (SELECT count(*) FROM bo_statement_lines l
                WHERE l.ticket_no = t.ticket_no AND NOT l.is_refund) <> 1
            OR (SELECT count(*) FROM bo_statement_lines l
                WHERE l.ticket_no = t.ticket_no AND l.is_refund)
                <> CASE WHEN t.state = 'refunded' THEN 1 ELSE 0 END",
    ),
];

/// Panics with the rule that is broken.
pub async fn check(db: &Db, now: DateTime<Utc>) {
    for (rule, sql) in SEATS.iter().chain(PAPER) {
        let statement = Statement::from_string(db.get_database_backend(), *sql);
        let row = db.query_one_raw(statement).await.unwrap().unwrap();
        let broken: i64 = row.try_get_by_index(0).unwrap();
        assert_eq!(broken, 0, "broken: {rule}");
    }
    check_held_locks(db, now).await;
}

/// A lock that is held and whose time is not over has all of its seats.
async fn check_held_locks(db: &Db, now: DateTime<Utc>) {
    let sql = "SELECT l.seat_codes, l.client_lock_id,
            (SELECT count(*) FROM bo_session_seats s
                WHERE s.session_id = l.session_id AND s.client_lock_id = l.client_lock_id) AS seats
        FROM bo_locks l WHERE l.state = 'held' AND l.expires_at > $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [now.into()]);
    for row in db.query_all_raw(statement).await.unwrap() {
        let codes: String = row.try_get("", "seat_codes").unwrap();
        let codes: Vec<String> = serde_json::from_str(&codes).unwrap();
        let seats: i64 = row.try_get("", "seats").unwrap();
        assert_eq!(usize::try_from(seats), Ok(codes.len()), "a half lock");
    }
}
