//! `UnionPay`, all channels (ACP) 5.1.0: front payment, query, refund, their notifications, bills.
//!
//! The bank has no close operation, and its own time limit does not stop a cashier page that is
//! already open, so a payment may succeed late. A payment is named by merchant, number and time of
//! sending together.

mod bill;
mod bill_request;
mod certificates;
mod config;
mod message;
mod outcome;
mod signature;

use std::collections::BTreeMap;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use domain::bank_bills::SettlementClock;
use domain::money::{Currency, Money};
use domain::payments::BankCode;

pub use config::{Clock, MerchantKey, UnionPayConfig, UnionPayConfigError};

use super::{
    BankGateway, BankProfile, BillAnswer, BillDefect, BillLines, NextAction, Notification,
    NotificationReply, PaymentOutcome, PaymentRef, PaymentRequest, RefundOutcome, RefundRef,
    RefundRequest,
};
use crate::GatewayError;
use crate::http::{Answer, Call, HttpClient, quote};
use certificates::Trust;
use message::{MAX_BYTES, Message, is_order_id, stamp};
use signature::{Signer, Verified, verify};

/// From connecting to the last byte of an answer.
const TIME_LIMIT: Duration = Duration::from_secs(15);

/// Letters of the subject that are sent.
const MAX_SUBJECT: usize = 32;

/// The largest amount of a message: twelve digits.
const MAX_AMOUNT: i64 = 999_999_999_999;

/// The clearing day runs from 23:00 to 23:00 of Beijing.
const SETTLEMENT: SettlementClock = SettlementClock { utc_offset_h: 8, turns_at_h: -1 };

type Fields = BTreeMap<String, String>;

/// One merchant's connection to `UnionPay`.
pub struct UnionPay {
    profile: BankProfile,
    base_url: String,
    browser_url: String,
    bill_url: String,
    signer: Signer,
    trust: Trust,
    clock: Clock,
    client: HttpClient,
}

impl UnionPay {
    /// Reads the keys and checks that they belong together. Nothing is sent.
    ///
    /// # Errors
    /// Whatever in the configuration can be seen to be wrong without asking the bank.
    pub fn new(config: UnionPayConfig) -> Result<Self, UnionPayConfigError> {
        config.check_merchant_id()?;
        let (base_url, _) = config::split_origin(&config.base_url, "base_url")?;
        let (browser_url, form_origin) = config::split_origin(&config.browser_url, "browser_url")?;
        let bill_url = match &config.bill_url {
            Some(url) => config::split_origin(url, "bill_url")?.0,
            None => config::bill_url(&base_url),
        };
        let client =
            HttpClient::new().map_err(|why| UnionPayConfigError::Client(why.to_string()))?;
        Ok(Self {
            signer: config.merchant_key.signer()?,
            trust: config.trust()?,
            profile: BankProfile {
                code: BankCode::UnionPay,
                merchant_id: config.merchant_id,
                has_close: false,
                late_grace_s: config.late_grace_s,
                settlement: SETTLEMENT,
                bill_parser_version: bill::PARSER_VERSION,
                form_origins: vec![form_origin],
            },
            base_url,
            browser_url,
            bill_url,
            clock: config.clock,
            client,
        })
    }

    /// What every request says, with the fields of this one, signed.
    fn request<const N: usize>(
        &self,
        number: &str,
        txn_time: DateTime<Utc>,
        fields: [(&str, &str); N],
    ) -> Result<Fields, GatewayError> {
        if !is_order_id(number) {
            let why = "the number is not 8 to 40 letters and digits";
            return Err(GatewayError::NotSent(why.into()));
        }
        self.sign(txn_time, [("orderId", number)].into_iter().chain(fields))
    }

    /// Adds what requests of every kind say, and the signature.
    fn sign<'a>(
        &self,
        txn_time: DateTime<Utc>,
        fields: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<Fields, GatewayError> {
        let txn_time = stamp(txn_time);
        let common = [
            ("version", "5.1.0"),
            ("encoding", "UTF-8"),
            ("signMethod", "01"),
            ("accessType", "0"),
            ("merId", &self.profile.merchant_id),
            ("txnTime", &txn_time),
        ];
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let mut all: Fields = fields.map(owned).collect();
        all.extend(common.into_iter().map(owned));
        let not_signed = || GatewayError::NotSent("signing failed".into());
        self.signer.sign(all).ok_or_else(not_signed)
    }

    /// Posts a request and reads the answer, which must be signed and about the same transaction.
    async fn ask(
        &self,
        name: &'static str,
        path: &str,
        request: &Fields,
    ) -> Result<Verified, GatewayError> {
        let about = |field: &str| request.get(field).map(String::as_str);
        let call = Call {
            name,
            reference: about("orderId").unwrap_or_default(),
            url: &format!("{}{path}", self.base_url),
            time_limit: TIME_LIMIT,
            bearer: None,
        };
        let answer = self.client.post_form(call, request).await?;
        self.believe(name, &answer, MAX_BYTES, |message| {
            ["orderId", "txnTime"].iter().all(|field| message.get(field) == about(field))
        })
    }

    /// An answer whose signature is the bank's and that is about what was asked.
    fn believe(
        &self,
        name: &'static str,
        answer: &Answer,
        max_bytes: usize,
        is_ours: impl FnOnce(&Message) -> bool,
    ) -> Result<Verified, GatewayError> {
        let unusable = |why: String| {
            let start = String::from_utf8_lossy(&answer.body[..answer.body.len().min(64)]);
            tracing::warn!(name, why, start = quote(&start), "unusable answer");
            GatewayError::MaybeSent(why)
        };
        if answer.status != 200 {
            return Err(unusable(format!("status {}", answer.status)));
        }
        let message = Message::parse_raw(&answer.body, max_bytes)
            .map_err(|why| unusable(format!("unreadable answer: {why}")))?;
        let message = verify(message, &self.trust, (self.clock)())
            .map_err(|why| unusable(format!("untrusted answer: {why}")))?;
        if !is_ours(&message) {
            return Err(unusable("the answer is about another transaction".into()));
        }
        Ok(message)
    }

    async fn ask_state(
        &self,
        number: &str,
        txn_time: DateTime<Utc>,
    ) -> Result<Verified, GatewayError> {
        let fields = [("txnType", "00"), ("txnSubType", "00"), ("bizType", "000000")];
        let request = self.request(number, txn_time, fields)?;
        self.ask("unionpay query", "/gateway/api/queryTrans.do", &request).await
    }
}

#[async_trait]
impl BankGateway for UnionPay {
    fn profile(&self) -> &BankProfile {
        &self.profile
    }

    async fn initiate(&self, request: &PaymentRequest) -> Result<NextAction, GatewayError> {
        let amount = digits(request.amount)?;
        let pay_timeout = stamp(request.payable_until);
        let channel = if request.is_mobile { "08" } else { "07" };
        let fields = [
            ("txnType", "01"),
            ("txnSubType", "01"),
            ("bizType", "000201"),
            ("channelType", channel),
            ("txnAmt", amount.as_str()),
            ("currencyCode", request.amount.currency.numeric()),
            ("frontUrl", request.return_url.as_str()),
            ("backUrl", request.notify_url.as_str()),
            ("payTimeout", pay_timeout.as_str()),
            ("orderDesc", &plain_text(&request.subject)),
        ];
        Ok(NextAction::FormPost {
            url: format!("{}/gateway/api/frontTransReq.do", self.browser_url),
            fields: self.request(&request.payment_no, request.txn_time, fields)?,
        })
    }

    async fn query(&self, payment: &PaymentRef) -> Result<PaymentOutcome, GatewayError> {
        let answer = self.ask_state(&payment.payment_no, payment.txn_time).await?;
        Ok(outcome::queried_payment(&answer, &self.profile.merchant_id))
    }

    async fn refund(&self, request: &RefundRequest) -> Result<RefundOutcome, GatewayError> {
        let amount = digits(request.amount)?;
        let fields = [
            ("txnType", "04"),
            ("txnSubType", "00"),
            ("bizType", "000201"),
            ("channelType", "07"),
            ("txnAmt", amount.as_str()),
            ("currencyCode", request.amount.currency.numeric()),
            ("origQryId", request.bank_ref.as_str()),
            ("backUrl", request.notify_url.as_str()),
        ];
        let request = self.request(&request.refund_no, request.txn_time, fields)?;
        let path = "/gateway/api/backTransReq.do";
        let answer = self.ask("unionpay refund", path, &request).await?;
        Ok(outcome::submitted_refund(&answer))
    }

    async fn query_refund(&self, refund: &RefundRef) -> Result<RefundOutcome, GatewayError> {
        let answer = self.ask_state(&refund.refund_no, refund.txn_time).await?;
        Ok(outcome::queried_refund(&answer, &self.profile.merchant_id))
    }

    fn parse_notification(&self, body: &[u8], now: DateTime<Utc>) -> Notification {
        let message = match Message::parse_form(body) {
            Ok(message) => message,
            Err(why) => {
                return Notification::Malformed { why: why.to_string() };
            }
        };
        let named = message.get("orderId").filter(|number| is_order_id(number));
        let reference = named.map(str::to_owned);
        match verify(message, &self.trust, now) {
            Ok(message) => outcome::notified(&message, &self.profile.merchant_id),
            Err(why) => Notification::Unverified { reference, why: why.to_string() },
        }
    }

    fn acknowledge(&self) -> NotificationReply {
        // Anything but 200 makes the bank send it again.
        NotificationReply { status: 200, body: "ok".into() }
    }

    async fn fetch_bill(&self, settle_on: NaiveDate) -> Result<BillAnswer, GatewayError> {
        bill_request::fetch(self, settle_on).await
    }

    fn parse_bill<'a>(
        &'a self,
        file: &'a [u8],
        settle_on: NaiveDate,
    ) -> Result<BillLines<'a>, BillDefect> {
        let merchant_id = &self.profile.merchant_id;
        bill::read(file, &bill::Expected { merchant_id, settle_on })
    }
}

/// An amount as a message carries it.
fn digits(amount: Money) -> Result<String, GatewayError> {
    let is_writable =
        (1..=MAX_AMOUNT).contains(&amount.amount_minor) && amount.currency == Currency::Cny;
    is_writable
        .then(|| amount.amount_minor.to_string())
        .ok_or_else(|| GatewayError::NotSent("the amount cannot be written in a message".into()))
}

/// The subject without what has a meaning in messages.
fn plain_text(subject: &str) -> String {
    let is_plain = |letter: &char| !letter.is_control() && !"&={}[]\"'<>".contains(*letter);
    let text: String = subject.chars().filter(is_plain).take(MAX_SUBJECT).collect();
    text.trim().to_owned()
}
