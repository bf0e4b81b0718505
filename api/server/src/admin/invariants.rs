//! What must always hold, looked at in the rows of the last days. The numbers are those of the
//! platform's guarantees; the tests, the simulation and these queries check the same sentences.

use chrono::{DateTime, Duration, Utc};
use domain::calendar::book_date;
use domain::ledger::LedgerAccount;
use sea_orm::{ConnectionTrait, Statement, Value};

use super::figures::DONE_WITHIN;
use super::overview::InvariantState;
use crate::error::Result;
use crate::ledger::LedgerCheck;

/// How far back a live check looks; what is older was looked at when it was new.
const RECENT: Duration = Duration::days(2);

/// I1: a seat of a session is sold at most once. Sessions that are to come, or were just now.
const SEATS_SOLD_TWICE: &str = "
SELECT COUNT(*) FROM (
    SELECT o.showtime_id, t.seat_code
    FROM showtimes s
    JOIN orders o ON o.showtime_id = s.id
    JOIN tickets t ON t.order_id = o.id
    WHERE s.starts_at >= $1 AND t.state <> 'refunded'
    GROUP BY o.showtime_id, t.seat_code
    HAVING COUNT(*) > 1
) AS broken";

/// I2: money that came ends as tickets or goes back whole, and never as both. $2 is when a purchase
/// that takes its time becomes one that hangs.
const MONEY_WITHOUT_END: &str = "
SELECT COUNT(*)
FROM payments p
JOIN orders o ON o.id = p.order_id
WHERE p.succeeded_at >= $1 AND p.status = 'succeeded' AND (
    o.payment_id = p.id AND (
        o.status NOT IN ('ticketed', 'refunding', 'refunded') AND p.succeeded_at < $2
        OR o.status = 'ticketed' AND EXISTS (
            SELECT 1 FROM refunds r
            WHERE r.order_id = o.id AND r.payment_id = p.id AND r.status = 'succeeded')
        OR o.status = 'refunded' AND p.amount_minor <> COALESCE((
            SELECT SUM(r.amount_minor) FROM refunds r
            WHERE r.order_id = o.id AND r.payment_id = p.id AND r.status = 'succeeded'), 0))
    OR (o.payment_id IS NULL OR o.payment_id <> p.id) AND p.succeeded_at < $2 AND NOT EXISTS (
        SELECT 1 FROM refunds r WHERE r.order_id = o.id AND r.payment_id = p.id)
    OR EXISTS (
        SELECT 1 FROM refunds r
        WHERE r.order_id = o.id AND r.payment_id = p.id AND r.status = 'needs_manual'))";

/// I3: nobody gives seats up for which a payment may still take money. Open payments are few.
const SEATS_GIVEN_UP: &str = "
SELECT COUNT(*)
FROM payments p
JOIN orders o ON o.id = p.order_id
JOIN seat_locks l ON l.id = o.seat_lock_id
WHERE p.status IN ('created', 'pending', 'unknown') AND NOT l.is_wanted";

/// I4: what a customer paid ahead is used up once the order is final. That the books as a whole add
/// up to nothing is in their form: an entry debits and credits the same amount.
const PREPAYMENTS_LEFT: &str = "
SELECT COUNT(*) FROM (
    SELECT e.order_id
    FROM ledger_entries e
    JOIN orders o ON o.id = e.order_id
    WHERE e.order_id IN (SELECT order_id FROM ledger_entries WHERE book_on >= $1)
        AND o.status IN ('ticketed', 'cancelled', 'expired', 'refunded')
        AND NOT o.needs_operator
    GROUP BY e.order_id
    HAVING MAX(e.posted_at) < $2 AND SUM(CASE
        WHEN e.debit = $3 THEN e.amount_minor
        WHEN e.credit = $3 THEN -e.amount_minor
        ELSE 0 END) <> 0
) AS broken";

/// I6: an order is ticketed once, and booked once, whatever was repeated on the way there.
const TICKETED_TWICE: &str = "
SELECT COUNT(*) FROM (
    SELECT o.id
    FROM orders o
    JOIN order_events v ON v.order_id = o.id
    WHERE o.ticketed_at >= $1 AND v.kind = 'ticketed'
    GROUP BY o.id
    HAVING COUNT(*) > 1
    UNION
    SELECT e.order_id
    FROM ledger_entries e
    WHERE e.book_on >= $2 AND e.event = 'order_ticketed'
    GROUP BY e.order_id
    HAVING COUNT(DISTINCT e.journal_id) > 1
) AS broken";

/// I7: no payment is given back more than once.
const RETURNED_TOO_MUCH: &str = "
SELECT COUNT(*) FROM (
    SELECT p.id
    FROM payments p
    JOIN refunds r ON r.order_id = p.order_id AND r.payment_id = p.id
    WHERE p.id IN (SELECT payment_id FROM refunds WHERE created_at >= $1)
        AND r.status IN ('requested', 'submitted', 'unknown', 'succeeded')
    GROUP BY p.id, p.amount_minor
    HAVING SUM(r.amount_minor) > p.amount_minor
) AS broken";

/// Looks at each of them.
pub async fn check(conn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<InvariantState>> {
    let since = now - RECENT;
    let hanging = now - DONE_WITHIN;
    let prepayment = LedgerAccount::CustomerPrepayment.as_str();
    let of_books: Vec<Value> = vec![book_date(since).into(), hanging.into(), prepayment.into()];
    Ok(vec![
        look(conn, "I1", SEATS_SOLD_TWICE, vec![(now - Duration::days(1)).into()]).await?,
        look(conn, "I2", MONEY_WITHOUT_END, vec![since.into(), hanging.into()]).await?,
        look(conn, "I3", SEATS_GIVEN_UP, Vec::new()).await?,
        look(conn, "I4", PREPAYMENTS_LEFT, of_books).await?,
        look(conn, "I6", TICKETED_TWICE, vec![since.into(), book_date(since).into()]).await?,
        look(conn, "I7", RETURNED_TOO_MUCH, vec![since.into()]).await?,
    ])
}

/// I5: the chain of hashes, the seals and their signatures, read as a whole every night.
pub fn of_books(check: &LedgerCheck) -> InvariantState {
    let holds = check.finding.is_none();
    InvariantState { code: "I5".to_owned(), holds, count: i64::from(!holds) }
}

/// All of them by their numbers.
pub fn in_order(checks: &[InvariantState], books: Option<InvariantState>) -> Vec<InvariantState> {
    let mut all: Vec<_> = checks.iter().cloned().chain(books).collect();
    all.sort_by(|one, other| one.code.cmp(&other.code));
    all
}

async fn look(
    conn: &impl ConnectionTrait,
    code: &str,
    sql: &str,
    values: Vec<Value>,
) -> Result<InvariantState> {
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    let row = conn.query_one_raw(statement).await?;
    let count: i64 = row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or(0);
    Ok(InvariantState { code: code.to_owned(), holds: count == 0, count })
}
