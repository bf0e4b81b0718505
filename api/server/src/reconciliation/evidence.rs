//! What each side said, as it is kept with a difference.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::ids::{CinemaId, OrderId, PaymentId, RefundId};
use domain::money::{Currency, Money};
use domain::reconciliation::{BreakClass, RecordKind};
use domain::text::LocalizedText;
use serde::{Deserialize, Deserializer, Serialize};
use tables::{bank_bill_lines, cinema_statement_lines};
use utoipa::ToSchema;

use super::words::{self, Saying, same};

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
    #[serde(default, deserialize_with = "kept_text")]
    pub text: Option<LocalizedText>,
}

/// Reads a text as it was kept; an older one is in one language and stands for both.
fn kept_text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<LocalizedText>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Kept {
        Both(LocalizedText),
        One(String),
    }
    Ok(Option::deserialize(from)?.map(|kept| match kept {
        Kept::Both(text) => text,
        Kept::One(text) => same(text),
    }))
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
        (None, None) => LocalizedText::default(),
        (number, reference) => Saying::OriginalPayment.with([
            same(number.as_deref().unwrap_or("-")),
            same(reference.as_deref().unwrap_or("-")),
        ]),
    };
    let text = Saying::BillLine.with([
        same(line.place),
        words::bill_line_is(line.kind),
        same(&line.our_no),
        same(&line.bank_ref),
        original,
        same(money(line.amount_minor)),
        same(money(line.fee_minor)),
        same(money(line.net_minor)),
        same(line.txn_at.to_rfc3339()),
        same(&line.raw_hash),
    ]);
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
    let text = |line: &cinema_statement_lines::Model| {
        Saying::StatementLine.with([
            same(line.number_by_day),
            words::statement_line_is(line.operation),
            same(&line.order_ref),
            same(&line.ticket_no),
            same(&line.session_code),
            same(&line.seat_code),
            same(Money::new(line.ticket_minor, line.currency)),
            same(Money::new(line.screen_fee_minor, line.currency)),
            same(Money::new(line.service_fee_minor, line.currency)),
            same(line.at.to_rfc3339()),
        ])
    };
    let texts: Vec<LocalizedText> = lines.iter().map(text).collect();
    Some(Side {
        status: lines.last().unwrap_or(first).operation.to_string(),
        amount: Some(Money::new(sold.clone().map(owed).sum(), first.currency)),
        fee: None,
        reference: Some(first.order_ref.clone()),
        seats: Some(sold.map(|line| line.seat_code.clone()).collect()),
        at: Some(first.at),
        text: Some(words::lines(&texts)),
    })
}

#[cfg(test)]
mod tests {
    use super::{LocalizedText, Side};

    #[test]
    fn evidence_that_was_kept_before_there_were_two_languages_still_reads() {
        let read = |kept: &str| serde_json::from_str::<Side>(kept).map(|side| side.text).ok();
        let old = r##"{"status":"payment","amount":null,"at":null,"text":"#1 payment"}"##;
        assert_eq!(read(old), Some(Some(LocalizedText::new("#1 payment", "#1 payment"))));
        assert_eq!(read(r#"{"status":"sale","text":null}"#), Some(None));
        assert_eq!(read(r#"{"status":"sale"}"#), Some(None));
        let text = LocalizedText::new("第 1 行", "#1");
        let side = Side { text: Some(text.clone()), ..Side::default() };
        let kept = serde_json::to_string(&side).unwrap_or_default();
        assert_eq!(read(&kept), Some(Some(text)));
    }
}
