//! What the bank's response codes mean for money.
//!
//! Only what certainly took money is a success and only what certainly took none is a failure.
//! Everything else is asked again.

use domain::money::{Currency, Money};

use super::message::{date_near, is_order_id, stamp_date};
use super::signature::Verified;
use crate::bank::{Notification, PaidDetails, PaymentOutcome, RefundOutcome};
use crate::http::quote;

/// What a response code says about the transaction that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    /// 00, and A6: done with a defect that is the bank's to repair.
    Done,
    /// 42: debited, but later than the payer was allowed to pay.
    DoneLate,
    /// 05 accepted, 70 sent on to the payer's bank: somebody has yet to decide.
    Waiting,
    /// 34: no such transaction.
    Missing,
    /// 60–67, 71–73, 76, 77: refused by the card's bank or the risk rules.
    Declined,
    /// 10, 11, 13: the message was not accepted at all; ours is wrong.
    Malformed,
    /// 35, 36: a refund names a payment that does not exist or does not fit.
    NoOriginal,
    /// 03, 04 unknown; 02, 37, 39 ask later; 12 sent twice, so the first one counts; 74, 75
    /// debited with the write-off in doubt; 98, 99 and everything that is not listed.
    Unclear,
}

fn meaning(code: &str) -> Meaning {
    match code {
        "00" | "A6" => Meaning::Done,
        "42" => Meaning::DoneLate,
        "05" | "70" => Meaning::Waiting,
        "34" => Meaning::Missing,
        "60" | "61" | "62" | "63" | "64" | "65" | "66" | "67" | "71" | "72" | "73" | "76"
        | "77" => Meaning::Declined,
        "10" | "11" | "13" => Meaning::Malformed,
        "35" | "36" => Meaning::NoOriginal,
        _ => Meaning::Unclear,
    }
}

/// A code and its text as a message states them, for people.
struct Stated {
    code: String,
    text: String,
}

impl Stated {
    fn of(message: &Verified, code: &str, text: &str) -> Option<Self> {
        Some(Self {
            code: quote(message.get(code)?),
            text: quote(message.get(text).unwrap_or_default()),
        })
    }

    fn why(&self) -> String {
        format!("{} {}", self.code, self.text)
    }
}

/// The state of a payment by the answer to a query.
pub(super) fn queried_payment(message: &Verified, merchant_id: &str) -> PaymentOutcome {
    match queried(message) {
        Queried::Missing => PaymentOutcome::NotFound,
        Queried::Unknown(why) => PaymentOutcome::Unknown { why },
        Queried::State(stated) if is_type(message, &["00", "01"]) => {
            payment(message, &stated, merchant_id)
        }
        Queried::State(_) => {
            PaymentOutcome::Unknown { why: "the answer is about no payment".into() }
        }
    }
}

/// The state of a refund by the answer to a query.
pub(super) fn queried_refund(message: &Verified, merchant_id: &str) -> RefundOutcome {
    match queried(message) {
        Queried::Missing => RefundOutcome::NotFound,
        Queried::Unknown(why) => RefundOutcome::Unknown { why },
        Queried::State(stated) if is_type(message, &["00", "04"]) => {
            refund(message, &stated, merchant_id)
        }
        Queried::State(_) => RefundOutcome::Unknown { why: "the answer is about no refund".into() },
    }
}

/// What the answer to a refund request says. 'Accepted' is not 'done': the money has gone back only
/// when a query or a notification says so.
pub(super) fn submitted_refund(message: &Verified) -> RefundOutcome {
    let Some(stated) = Stated::of(message, "respCode", "respMsg") else {
        return RefundOutcome::Unknown { why: "no respCode".into() };
    };
    match meaning(&stated.code) {
        Meaning::Done | Meaning::Waiting => RefundOutcome::Pending,
        Meaning::Declined | Meaning::Malformed | Meaning::NoOriginal | Meaning::Missing => {
            RefundOutcome::Rejected { code: stated.code, text: stated.text }
        }
        Meaning::DoneLate | Meaning::Unclear => RefundOutcome::Unknown { why: stated.why() },
    }
}

/// What a notification says, once it is proven to be the bank's.
pub(super) fn notified(message: &Verified, merchant_id: &str) -> Notification {
    let malformed = |why: &str| Notification::Malformed { why: why.into() };
    let Some(number) = message.get("orderId").filter(|number| is_order_id(number)) else {
        return malformed("no orderId");
    };
    let Some(stated) = Stated::of(message, "respCode", "respMsg") else {
        return malformed("no respCode");
    };
    match message.get("txnType") {
        Some("01") => Notification::Payment {
            payment_no: number.to_owned(),
            outcome: payment(message, &stated, merchant_id),
        },
        Some("04") => Notification::Refund {
            refund_no: number.to_owned(),
            outcome: refund(message, &stated, merchant_id),
        },
        _ => malformed("neither a payment nor a refund"),
    }
}

enum Queried {
    State(Stated),
    Missing,
    Unknown(String),
}

/// A query has a result of its own; only if it worked does it tell about the transaction.
fn queried(message: &Verified) -> Queried {
    let Some(own) = Stated::of(message, "respCode", "respMsg") else {
        return Queried::Unknown("no respCode".into());
    };
    match meaning(&own.code) {
        Meaning::Missing => Queried::Missing,
        Meaning::Done => match Stated::of(message, "origRespCode", "origRespMsg") {
            Some(state) => Queried::State(state),
            None => Queried::Unknown("no origRespCode".into()),
        },
        _ => Queried::Unknown(format!("the query itself failed: {}", own.why())),
    }
}

fn payment(message: &Verified, stated: &Stated, merchant_id: &str) -> PaymentOutcome {
    let meaning = meaning(&stated.code);
    if matches!(meaning, Meaning::Done | Meaning::DoneLate) {
        return match paid(message, meaning == Meaning::DoneLate) {
            Ok(details) => PaymentOutcome::Paid(details),
            Err(lacking) => {
                PaymentOutcome::Unknown { why: format!("paid, but without a usable {lacking}") }
            }
        };
    }
    if message.get("merId") != Some(merchant_id) {
        return PaymentOutcome::Unknown { why: "it names another merchant".into() };
    }
    match meaning {
        Meaning::Waiting => PaymentOutcome::Pending,
        Meaning::Missing => PaymentOutcome::NotFound,
        Meaning::Declined | Meaning::Malformed => {
            PaymentOutcome::Failed { code: stated.code.clone(), text: stated.text.clone() }
        }
        Meaning::Done | Meaning::DoneLate | Meaning::NoOriginal | Meaning::Unclear => {
            PaymentOutcome::Unknown { why: stated.why() }
        }
    }
}

/// The facts of a success, or the name of the field that is missing or not as it should be.
fn paid(message: &Verified, is_late: bool) -> Result<PaidDetails, &'static str> {
    let merchant_id = message.get("merId").ok_or("merId")?;
    let accounting_on = message.get("settleDate").and_then(|month_day| {
        let reference = stamp_date(message.get("txnTime")?)?;
        date_near(month_day, reference)
    });
    Ok(PaidDetails {
        merchant_id: merchant_id.to_owned(),
        bank_ref: bank_ref(message).ok_or("queryId")?,
        amount: money(message)?,
        accounting_on,
        is_late,
    })
}

fn refund(message: &Verified, stated: &Stated, merchant_id: &str) -> RefundOutcome {
    let unknown = |why: &str| RefundOutcome::Unknown { why: why.into() };
    if message.get("merId") != Some(merchant_id) {
        return unknown("it names another merchant");
    }
    match meaning(&stated.code) {
        Meaning::Done => match (bank_ref(message), money(message)) {
            (Some(bank_ref), Ok(amount)) => RefundOutcome::Succeeded { bank_ref, amount },
            (None, _) => unknown("refunded, but without a usable queryId"),
            (_, Err(lacking)) => unknown(&format!("refunded, but without a usable {lacking}")),
        },
        Meaning::Waiting => RefundOutcome::Pending,
        Meaning::Missing => RefundOutcome::NotFound,
        Meaning::Declined | Meaning::Malformed | Meaning::NoOriginal => {
            RefundOutcome::Rejected { code: stated.code.clone(), text: stated.text.clone() }
        }
        Meaning::DoneLate | Meaning::Unclear => unknown(&stated.why()),
    }
}

fn is_type(message: &Verified, types: &[&str]) -> bool {
    message.get("txnType").is_none_or(|this| types.contains(&this))
}

fn bank_ref(message: &Verified) -> Option<String> {
    let id = message.get("queryId")?;
    let is_plain = id.len() <= 32 && id.bytes().all(|b| b.is_ascii_alphanumeric());
    is_plain.then(|| id.to_owned())
}

fn money(message: &Verified) -> Result<Money, &'static str> {
    let amount = message.amount("txnAmt").ok_or("txnAmt")?;
    match message.get("currencyCode") {
        Some(code) if code == Currency::Cny.numeric() => Ok(Money::new(amount, Currency::Cny)),
        _ => Err("currencyCode"),
    }
}
