//! The port to a bank: collect, ask, return money, read notifications, read the bill of a day.
//!
//! An adapter is a pure translator between these words and one bank's messages. It keeps nothing,
//! and the present instant is handed to it.

mod bill;
mod registry;
pub mod unionpay;

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use domain::bank_bills::SettlementClock;
use domain::money::Money;
use domain::payments::BankCode;

use crate::GatewayError;

pub use bill::{BillAnswer, BillDefect, BillFile, BillLine, BillLines, BillTotals};
pub use registry::BankRegistry;

/// What a bank can do and how it wants to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankProfile {
    pub code: BankCode,
    /// The account in which the bank collects for us.
    pub merchant_id: String,
    /// Whether an open attempt can be closed by us.
    pub has_close: bool,
    /// How long after `payable_until` a success may still arrive before 'not found' is believed.
    pub late_grace_s: u32,
    /// When its settlement days turn.
    pub settlement: SettlementClock,
    /// Changes whenever the same bill may read otherwise than before.
    pub bill_parser_version: i32,
    /// The origins that a browser's form post may go to, for the content security policy.
    pub form_origins: Vec<String>,
}

/// One attempt to collect money, as it was stored before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentRequest {
    /// 20 to 32 characters of `[0-9A-Z]`, never used twice.
    pub payment_no: String,
    /// The instant that identifies the attempt together with its number.
    pub txn_time: DateTime<Utc>,
    pub amount: Money,
    /// What the cashier page may show.
    pub subject: String,
    pub payable_until: DateTime<Utc>,
    /// Where the bank's notification goes.
    pub notify_url: String,
    /// Where the customer's browser goes afterwards.
    pub return_url: String,
    /// Whether the customer is on a phone.
    pub is_mobile: bool,
}

/// What the customer's browser does next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextAction {
    FormPost { url: String, fields: BTreeMap<String, String> },
    Redirect { url: String },
    QrCode { text: String },
    None,
}

/// Names one attempt to the bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentRef {
    pub payment_no: String,
    pub txn_time: DateTime<Utc>,
    /// The bank's own reference, once it told us.
    pub bank_ref: Option<String>,
}

/// What the bank says about an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaymentOutcome {
    /// The money is taken. The core compares amount, currency and merchant.
    Paid(PaidDetails),
    /// The customer has not decided, or the bank is still at it.
    Pending,
    /// The bank knows no such attempt: not a failure before `payable_until` and its grace.
    NotFound,
    /// Definitely no money taken by this attempt.
    Failed { code: String, text: String },
    /// The bank answered, but what it says decides nothing.
    Unknown { why: String },
}

/// A success as the bank reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidDetails {
    pub merchant_id: String,
    pub bank_ref: String,
    pub amount: Money,
    /// The bank's accounting date, where it names one.
    pub accounting_on: Option<NaiveDate>,
    /// The bank itself says that it came after the payable window.
    pub is_late: bool,
}

/// One return of money, as it was stored before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundRequest {
    /// Same alphabet as a payment number; the key of idempotency.
    pub refund_no: String,
    pub txn_time: DateTime<Utc>,
    /// The bank's reference of the payment.
    pub bank_ref: String,
    pub amount: Money,
    pub notify_url: String,
}

/// Names one refund to the bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundRef {
    pub refund_no: String,
    pub txn_time: DateTime<Utc>,
}

/// What the bank says about a refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefundOutcome {
    Succeeded {
        bank_ref: String,
        amount: Money,
    },
    /// Accepted and under way.
    Pending,
    /// The bank never heard of it.
    NotFound,
    /// The bank will not do it.
    Rejected {
        code: String,
        text: String,
    },
    Unknown {
        why: String,
    },
}

/// A message that the bank sent by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notification {
    /// The signature is the bank's: this happened to that payment.
    Payment { payment_no: String, outcome: PaymentOutcome },
    /// The signature is the bank's: this happened to that refund.
    Refund { refund_no: String, outcome: RefundOutcome },
    /// Not proven to be the bank's; at most a hint to ask. `reference` may be forged.
    Unverified { reference: Option<String>, why: String },
    /// Not readable as a message of this bank.
    Malformed { why: String },
}

/// How the bank wants a notification acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotificationReply {
    pub status: u16,
    pub body: String,
}

/// A bank. No operation has a default.
#[async_trait]
pub trait BankGateway: Send + Sync {
    fn profile(&self) -> &BankProfile;

    /// Prepares the customer's next step. Banks with a signed form need no network here.
    async fn initiate(&self, request: &PaymentRequest) -> Result<NextAction, GatewayError>;

    /// Asks what became of an attempt.
    async fn query(&self, payment: &PaymentRef) -> Result<PaymentOutcome, GatewayError>;

    /// Asks for money to go back; repeating the same number is never a second refund.
    async fn refund(&self, request: &RefundRequest) -> Result<RefundOutcome, GatewayError>;

    /// Asks what became of a refund.
    async fn query_refund(&self, refund: &RefundRef) -> Result<RefundOutcome, GatewayError>;

    /// Reads a message that claims to be from the bank.
    fn parse_notification(&self, body: &[u8], now: DateTime<Utc>) -> Notification;

    /// What to answer once a proven notification is stored. Anything else is refused by the core,
    /// and the bank sends it again.
    fn acknowledge(&self) -> NotificationReply;

    /// Asks for the bill of one of the bank's settlement days. Asking changes nothing.
    async fn fetch_bill(&self, settle_on: NaiveDate) -> Result<BillAnswer, GatewayError>;

    /// Reads a bill of that day, line by line, whatever its bytes are.
    ///
    /// # Errors
    /// It is no bill of ours and of that day at all.
    fn parse_bill<'a>(
        &'a self,
        file: &'a [u8],
        settle_on: NaiveDate,
    ) -> Result<BillLines<'a>, BillDefect>;
}
