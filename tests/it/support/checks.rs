//! What must hold at the end of every test, whatever happened in it.

use std::collections::BTreeMap;

use database::Db;
use domain::ledger::{LedgerAccount, LedgerCategory};
use domain::orders::OrderStatus;
use domain::payments::{PaymentStatus, RefundStatus};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement};
use server::ledger::{checkpoint, verify};
use tables::{ledger_entries, orders, outbox_items, payments, refunds, seat_locks, tickets};

use super::app::TestApp;

/// Longer than any lock and any wait for a bank.
const ROUNDS_OF_TEN_MINUTES: usize = 24;

/// Time passes until every purchase has ended.
pub async fn let_everything_end(app: &TestApp) {
    app.settle().await;
    for _ in 0..ROUNDS_OF_TEN_MINUTES {
        if open_orders(app).await.is_empty() && !has_open_locks(app).await {
            break;
        }
        app.advance(10);
        app.settle().await;
    }
    let open = open_orders(app).await;
    assert!(open.is_empty(), "orders that never end: {open:#?}");
}

async fn open_orders(app: &TestApp) -> Vec<orders::Model> {
    let orders = orders::Entity::find().all(app.db()).await.unwrap();
    let is_open = |order: &orders::Model| {
        let is_moving = matches!(
            order.status,
            OrderStatus::AwaitingPayment | OrderStatus::Paid | OrderStatus::Refunding
        );
        is_moving && !order.needs_operator
    };
    orders.into_iter().filter(is_open).collect()
}

async fn has_open_locks(app: &TestApp) -> bool {
    let due = seat_locks::Column::NextCheckAt.is_not_null();
    seat_locks::Entity::find().filter(due).one(app.db()).await.unwrap().is_some()
}

/// Nothing is left to be sent.
pub async fn nothing_waits(db: &Db) {
    let waiting = outbox_items::Column::DoneAt.is_null();
    let waiting = outbox_items::Entity::find().filter(waiting).all(db).await.unwrap();
    assert!(waiting.is_empty(), "not sent: {waiting:#?}");
}

/// The invariants of the purchase and of the books.
pub async fn books_are_in_order(db: &Db) {
    let orders = orders::Entity::find().all(db).await.unwrap();
    let payments = payments::Entity::find().all(db).await.unwrap();
    let refunds = refunds::Entity::find().all(db).await.unwrap();
    let tickets = tickets::Entity::find().all(db).await.unwrap();
    let entries = ledger_entries::Entity::find().all(db).await.unwrap();

    for order in &orders {
        let paid: i64 = payments
            .iter()
            .filter(|p| p.order_id == order.id && p.status == PaymentStatus::Succeeded)
            .map(|p| p.amount_minor)
            .sum();
        let returned: i64 = refunds
            .iter()
            .filter(|r| r.order_id == order.id && r.status == RefundStatus::Succeeded)
            .map(|r| r.amount_minor)
            .sum();
        assert!(returned <= paid, "returned more than was paid: {order:#?}");
        let has_tickets = tickets.iter().any(|ticket| ticket.order_id == order.id);
        let kept = paid - returned;
        match order.status {
            OrderStatus::Ticketed => {
                assert!(has_tickets, "ticketed without tickets: {order:#?}");
                assert_eq!(kept, order.total_minor, "ticketed and not paid once: {order:#?}");
            }
            _ if order.needs_operator => {}
            _ => assert_eq!(kept, 0, "money without a ticket: {order:#?}"),
        }
        let prepaid = balance(
            entries.iter().filter(|entry| entry.order_id == Some(order.id)),
            LedgerAccount::CustomerPrepayment,
        );
        if !order.needs_operator {
            assert_eq!(prepaid, 0, "a prepayment is left over: {order:#?}");
        }
    }
    trial_balance(&entries);
    seats_are_sold_once(&orders, &tickets);
    seats_of_the_box_office_have_one_owner(db).await;
}

/// Whoever reads the books with suspicion finds nothing.
pub async fn books_verify(app: &TestApp) {
    let directory = checkpoint::directory(&app.app.config.data_dir);
    let checkpoints = checkpoint::read_all(&directory).unwrap();
    let keys = app.app.keys.books.trusted();
    let verdict = verify::database(&app.app.books, keys, checkpoints).await.unwrap();
    verdict.unwrap_or_else(|finding| panic!("{finding}"));
}

/// Counter and platform sell from one shelf, and what is blocked is nobody's.
async fn seats_of_the_box_office_have_one_owner(db: &Db) {
    let rules = [
        (
            "a seat has two good tickets",
            "SELECT count(*) FROM (SELECT o.session_id, t.seat_code FROM bo_tickets t
                JOIN bo_orders o ON o.client_order_id = t.client_order_id
                WHERE t.state <> 'refunded'
                GROUP BY o.session_id, t.seat_code HAVING count(*) > 1) AS broken",
        ),
        (
            "a good ticket is for a blocked seat, or for one that is free",
            "SELECT count(*) FROM bo_tickets t
            JOIN bo_orders o ON o.client_order_id = t.client_order_id
            WHERE t.state <> 'refunded' AND NOT EXISTS (
                SELECT 1 FROM bo_session_seats s WHERE s.session_id = o.session_id
                AND s.seat_code = t.seat_code AND s.state = 'sold'
                AND s.client_lock_id = o.client_lock_id)",
        ),
        (
            "a seat is blocked and nobody knows why",
            "SELECT count(*) FROM bo_session_seats s WHERE s.state = 'blocked' AND NOT EXISTS (
                SELECT 1 FROM bo_blocks b WHERE b.block_id = s.client_lock_id
                AND b.session_id = s.session_id)",
        ),
    ];
    for (rule, sql) in rules {
        let statement = Statement::from_string(db.get_database_backend(), sql);
        let row = db.query_one_raw(statement).await.unwrap().unwrap();
        let broken: i64 = row.try_get_by_index(0).unwrap();
        assert_eq!(broken, 0, "{rule}");
    }
}

fn balance<'a>(
    entries: impl Iterator<Item = &'a ledger_entries::Model>,
    account: LedgerAccount,
) -> i64 {
    entries
        .map(|entry| {
            let debit = if entry.debit == account { entry.amount_minor } else { 0 };
            let credit = if entry.credit == account { entry.amount_minor } else { 0 };
            debit - credit
        })
        .sum()
}

/// One journal for an event of a source, in one currency, numbered without a gap.
fn trial_balance(entries: &[ledger_entries::Model]) {
    let mut journals: BTreeMap<_, Vec<&ledger_entries::Model>> = BTreeMap::new();
    for entry in entries {
        assert!(entry.amount_minor > 0, "{entry:#?}");
        assert_ne!(entry.debit, entry.credit, "{entry:#?}");
        journals.entry(entry.journal_id.0).or_default().push(entry);
    }
    for journal in journals.values_mut() {
        journal.sort_by_key(|entry| entry.sequence);
        for (at, entry) in journal.iter().enumerate() {
            assert_eq!(usize::try_from(entry.sequence).unwrap(), at + 1, "{journal:#?}");
            assert_eq!(entry.event, journal[0].event, "{journal:#?}");
            assert_eq!(entry.currency, journal[0].currency, "{journal:#?}");
        }
    }
}

fn seats_are_sold_once(orders: &[orders::Model], tickets: &[tickets::Model]) {
    let mut sold = BTreeMap::new();
    for ticket in tickets.iter().filter(|ticket| ticket.refunded_at.is_none()) {
        let order = orders.iter().find(|order| order.id == ticket.order_id).unwrap();
        let seat = (order.showtime_id.0, ticket.seat_code.clone());
        let other = sold.insert(seat, order.id.0);
        assert!(other.is_none(), "sold twice: {ticket:#?}");
    }
}

/// What the bank has of ours is what the books say that it has, what it kept as its fee and what it
/// has paid out to us, wherever we transferred that to.
pub async fn books_agree_with_bank(db: &Db, transactions: &[serde_json::Value]) {
    let entries = ledger_entries::Entity::find().all(db).await.unwrap();
    let moved = super::bank::moved(transactions);
    let accounts =
        [LedgerAccount::GatewayClearing, LedgerAccount::GatewayFee, LedgerAccount::BankCash];
    let in_books: i64 = accounts.map(|account| balance(entries.iter(), account)).iter().sum();
    let transfers = entries.iter().filter(|entry| entry.category == LedgerCategory::CinemaPayout);
    let in_books = in_books - balance(transfers, LedgerAccount::BankCash);
    assert_eq!(in_books, moved.taken - moved.returned, "{transactions:#?}");
}
