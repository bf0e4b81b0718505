//! An entry as the chain holds it: a text of fixed form, so that anybody can hash it again.

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDate, SecondsFormat, Timelike, Utc};
use uuid::Uuid;

use super::{LedgerAccount, LedgerHash, merkle};
use crate::ids::{CinemaId, EntryId, JournalId, OrderId, PaymentId, RefundId};

/// One entry with what its journal says of it. Words are kept as they were found, because whoever
/// checks the books may meet words that nobody of us wrote.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct BookedEntry {
    pub id: EntryId,
    pub journal_id: JournalId,
    pub event: String,
    /// What caused the journal: a payment, an order, a refund, a line of a bill.
    pub source_id: Uuid,
    /// Place in its journal, from 1.
    pub sequence: i32,
    /// Day of the platform's books.
    pub business_date: NaiveDate,
    pub posted_at: DateTime<Utc>,
    pub category: String,
    pub debit: String,
    pub credit: String,
    pub amount_minor: i64,
    pub currency: String,
    pub order_id: Option<OrderId>,
    pub payment_id: Option<PaymentId>,
    pub refund_id: Option<RefundId>,
    pub cinema_id: Option<CinemaId>,
    pub bank: Option<String>,
}

impl BookedEntry {
    /// The text that is hashed: a first line that names the form, then a name and a value on each
    /// line, always all of them in this order, and `-` where there is no value. Lines end with a
    /// line feed, the last one too.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(640);
        let mut line = |name: &str, value: &dyn std::fmt::Display| {
            // Writing to a string cannot fail.
            writeln!(text, "{name} {value}").ok();
        };
        line("marquee ledger entry", &1);
        line("id", &self.id);
        line("journal", &self.journal_id);
        line("event", &self.event);
        line("source", &self.source_id);
        line("sequence", &self.sequence);
        line("date", &self.business_date);
        line("posted", &instant(self.posted_at));
        line("category", &self.category);
        line("debit", &self.debit);
        line("credit", &self.credit);
        line("amount", &self.amount_minor);
        line("currency", &self.currency);
        line("order", &or_dash(self.order_id));
        line("payment", &or_dash(self.payment_id));
        line("refund", &or_dash(self.refund_id));
        line("cinema", &or_dash(self.cinema_id));
        line("bank", &or_dash(self.bank.as_deref()));
        text
    }

    /// The hash with which the entry stands in the chain and in its day's tree.
    pub fn leaf(&self) -> LedgerHash {
        merkle::leaf_hash(self.text().as_bytes())
    }

    /// What no entry of ours can be like, said in words.
    pub fn flaw(&self) -> Option<&'static str> {
        let words = [&self.event, &self.category, &self.debit, &self.credit, &self.currency];
        let words = words.into_iter().chain(&self.bank);
        // A word with a line feed in it could pass for two lines of the text.
        let is_word =
            |word: &String| !word.is_empty() && word.bytes().all(|c| c.is_ascii_graphic());
        let is_known = |account: &str| LedgerAccount::parse(account).is_some();
        if !words.into_iter().all(is_word) {
            Some("a word of it has characters that no word of the books has")
        } else if !is_known(&self.debit) || !is_known(&self.credit) {
            Some("it names an account that is not in the chart")
        } else if self.debit == self.credit {
            Some("debit and credit are the same account")
        } else if self.amount_minor <= 0 {
            Some("its amount is not positive")
        } else {
            None
        }
    }

    /// Whether the other one can belong to the same journal.
    pub fn shares_journal_with(&self, other: &Self) -> bool {
        self.journal_id == other.journal_id
            && self.event == other.event
            && self.source_id == other.source_id
            && self.business_date == other.business_date
            && self.posted_at == other.posted_at
            && self.currency == other.currency
    }
}

/// An instant to the millisecond, which is all that we ever write, and to the nanosecond if
/// somebody else wrote more.
pub(super) fn instant(at: DateTime<Utc>) -> String {
    let is_whole = at.nanosecond().is_multiple_of(1_000_000);
    at.to_rfc3339_opts(if is_whole { SecondsFormat::Millis } else { SecondsFormat::Nanos }, true)
}

fn or_dash(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}
