//! What each side said, as it is kept with a difference.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::ids::{CinemaId, OrderId, PaymentId, RefundId};
use domain::money::{Currency, Money};
use domain::reconciliation::{BreakClass, RecordKind};
use serde::{Deserialize, Serialize};
use tables::{bank_bill_lines, cinema_statement_lines};
use utoipa::ToSchema;

/// What one side says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = BreakSide)]
pub struct Side {
    #[schema(example = "succeeded")]
    pub status: String,
    pub amount: Option<Money>,
    pub fee: Option<Money>,
    /// Its own number or reference.
    pub reference: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub seats: Option<Vec<String>>,
    pub at: Option<DateTime<Utc>>,
    /// The record as it stands there.
    pub text: Option<String>,
}

/// What makes a difference of a day the same one in every run: its class, what it is about, and
/// the number of that.
pub type Identity = (BreakClass, RecordKind, String);

/// A difference as a comparison finds it.
#[derive(Clone, Debug)]
pub struct NewBreak {
    pub class: BreakClass,
    pub kind: RecordKind,
    pub reference: String,
    pub difference_minor: i64,
    pub currency: Currency,
    /// What the books hold in suspense for it already.
    pub suspense_minor: i64,
    pub is_pooled: bool,
    pub order_id: Option<OrderId>,
    pub payment_id: Option<PaymentId>,
    pub refund_id: Option<RefundId>,
    pub cinema_id: Option<CinemaId>,
    pub ours: Option<Side>,
    pub bank: Option<Side>,
    pub cinema: Option<Side>,
}

impl NewBreak {
    /// What makes it the same difference in every run.
    pub fn identity(&self) -> Identity {
        (self.class, self.kind, self.reference.clone())
    }
}

/// What a comparison of a day comes to.
#[derive(Debug, Default)]
pub struct Compared {
    pub breaks: Vec<NewBreak>,
    /// Where each difference stands in `breaks`.
    places: HashMap<Identity, usize>,
    pub ours_count: i64,
    pub ours_minor: i64,
    pub theirs_count: i64,
    pub theirs_minor: i64,
    pub matched: i64,
    pub verdicts_ok: i64,
    pub fee_minor: Option<i64>,
    pub net_minor: Option<i64>,
    /// Records of other days that their side has on this one.
    pub beside: Vec<(RecordKind, String)>,
}

impl Compared {
    /// Adds a difference; the same one again adds up.
    pub fn push(&mut self, new: NewBreak) {
        let place = *self.places.entry(new.identity()).or_insert(self.breaks.len());
        match self.breaks.get_mut(place) {
            Some(known) => known.difference_minor += new.difference_minor,
            None => self.breaks.push(new),
        }
    }
}

/// A line of a bank's bill.
pub fn bank_side(line: &bank_bill_lines::Model) -> Side {
    let money = |minor| Money::new(minor, line.currency);
    let original = match (&line.original_no, &line.original_ref) {
        (None, None) => String::new(),
        (number, reference) => format!(
            " of={}/{}",
            number.as_deref().unwrap_or("-"),
            reference.as_deref().unwrap_or("-")
        ),
    };
    let text = format!(
        "#{} {} {} ref={}{original} amount={} fee={} net={} at={} sha256={}",
        line.place,
        line.kind,
        line.our_no,
        line.bank_ref,
        money(line.amount_minor),
        money(line.fee_minor),
        money(line.net_minor),
        line.txn_at.to_rfc3339(),
        line.raw_hash,
    );
    Side {
        status: line.kind.to_string(),
        amount: Some(money(line.amount_minor)),
        fee: Some(money(line.fee_minor)),
        reference: Some(line.bank_ref.clone()),
        seats: None,
        at: Some(line.txn_at),
        text: Some(text),
    }
}

/// Lines of a cinema's statement about one order.
pub fn cinema_side(lines: &[cinema_statement_lines::Model]) -> Option<Side> {
    let first = lines.first()?;
    let owed = |line: &cinema_statement_lines::Model| line.ticket_minor + line.screen_fee_minor;
    let sold = lines.iter().filter(|line| line.operation == first.operation);
    let texts: Vec<String> = lines
        .iter()
        .map(|line| {
            format!(
                "#{} {} order={} ticket={} session={} seat={} {}+{}+{} at={}",
                line.number_by_day,
                line.operation,
                line.order_ref,
                line.ticket_no,
                line.session_code,
                line.seat_code,
                Money::new(line.ticket_minor, line.currency),
                Money::new(line.screen_fee_minor, line.currency),
                Money::new(line.service_fee_minor, line.currency),
                line.at.to_rfc3339(),
            )
        })
        .collect();
    Some(Side {
        status: lines.last().unwrap_or(first).operation.to_string(),
        amount: Some(Money::new(sold.clone().map(owed).sum(), first.currency)),
        fee: None,
        reference: Some(first.order_ref.clone()),
        seats: Some(sold.map(|line| line.seat_code.clone()).collect()),
        at: Some(first.at),
        text: Some(texts.join("\n")),
    })
}
