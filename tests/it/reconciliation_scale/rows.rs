//! Rows on their way into the platform's tables.

use chrono::{DateTime, Utc};
use database::Db;
use domain::calendar::book_date;
use domain::ids::{EntryId, JournalId};
use domain::ledger::{LedgerEvent, Posting};
use domain::payments::BankCode;
use sea_orm::EntityTrait;
use server::clock::Clock;
use tables::{ledger_entries, ledger_journals, orders, payments, refunds, seat_locks, tickets};
use uuid::Uuid;

/// Rows that one INSERT carries.
pub const CHUNK: usize = 400;

#[derive(Default)]
pub struct Rows {
    pub locks: Vec<seat_locks::ActiveModel>,
    pub orders: Vec<orders::ActiveModel>,
    pub payments: Vec<payments::ActiveModel>,
    pub refunds: Vec<refunds::ActiveModel>,
    pub tickets: Vec<tickets::ActiveModel>,
    pub journals: Vec<ledger_journals::ActiveModel>,
    pub entries: Vec<ledger_entries::ActiveModel>,
}

macro_rules! write_all {
    ($tx:expr, $rows:expr, $($field:ident: $table:ident),+ $(,)?) => {
        $(
            let rows = std::mem::take(&mut $rows.$field);
            for chunk in rows.chunks(CHUNK) {
                let insert = $table::Entity::insert_many(chunk.to_vec());
                insert.exec_without_returning(&$tx).await.unwrap();
            }
        )+
    };
}

impl Rows {
    /// Books an event as the platform does.
    pub fn book(
        &mut self,
        clock: &Clock,
        at: DateTime<Utc>,
        (event, source_id): (LedgerEvent, Uuid),
        postings: &[Posting],
        order: &orders::Model,
    ) {
        let id: JournalId = clock.new_id();
        let book_on = book_date(at);
        let journal = ledger_journals::Model { id, event, source_id, book_on, posted_at: at };
        self.journals.push(journal.into());
        for (posting, sequence) in postings.iter().zip(1..) {
            let entry = ledger_entries::Model {
                id: clock.new_id::<EntryId>(),
                journal_id: id,
                sequence,
                book_on,
                posted_at: at,
                event,
                category: posting.category,
                debit: posting.debit,
                credit: posting.credit,
                amount_minor: posting.amount.amount_minor,
                currency: posting.amount.currency,
                order_id: Some(order.id),
                payment_id: order.payment_id,
                refund_id: None,
                cinema_id: Some(order.cinema_id),
                bank: Some(BankCode::UnionPay),
            };
            self.entries.push(entry.into());
        }
    }

    /// Writes everything in one transaction.
    pub async fn write(&mut self, db: &Db) {
        let tx = db.begin().await.unwrap();
        write_all!(
            tx,
            self,
            locks: seat_locks,
            orders: orders,
            payments: payments,
            refunds: refunds,
            tickets: tickets,
            journals: ledger_journals,
            entries: ledger_entries,
        );
        tx.commit().await.unwrap();
    }
}
