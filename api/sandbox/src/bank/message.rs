//! ACP messages: what a request must say, and how an answer is put together.

use actix_web::web::Bytes;
use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::keys::Keys;
use super::signature::Fields;
use super::transaction::{Key, Kind, State, Transaction};
use crate::clock::{beijing_stamp, clearing_day, parse_beijing};
use crate::faults::{Kind as FaultKind, Strike};
use crate::server::form_pairs;

/// A refusal by the rules: response code, text and the field at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) code: &'static str,
    text: &'static str,
    field: &'static str,
}

impl Refusal {
    pub(crate) const fn new(code: &'static str, text: &'static str) -> Self {
        Self { code, text, field: "" }
    }

    const fn format(field: &'static str) -> Self {
        Self { code: "10", text: "报文格式错误", field }
    }

    const fn missing(field: &'static str) -> Self {
        Self { code: "13", text: "报文交易要素缺失", field }
    }

    pub(crate) fn text(&self) -> String {
        match self.field {
            "" => self.text.to_owned(),
            field => format!("{}[{field}]", self.text),
        }
    }
}

/// What is wrong with a request before its content is even looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// Not a form, or a field without which there is nothing to answer is absent.
    Incomplete,
    /// No certificate of that number, or the signature is not its own.
    Unsigned,
}

/// Without these the gateway does not answer in its protocol at all.
const KEY_FIELDS: [&str; 9] = [
    "version",
    "encoding",
    "certId",
    "signMethod",
    "signature",
    "txnType",
    "merId",
    "orderId",
    "txnTime",
];

/// Reads the form and checks the merchant's signature.
pub(crate) fn read(body: &Bytes, keys: &Keys) -> Result<Fields, Unreadable> {
    read_with(body, keys, &KEY_FIELDS)
}

/// As [`read`], for a request that is about no transaction.
pub(crate) fn read_file_request(body: &Bytes, keys: &Keys) -> Result<Fields, Unreadable> {
    let needed = KEY_FIELDS.map(|name| if name == "orderId" { "settleDate" } else { name });
    read_with(body, keys, &needed)
}

fn read_with(body: &Bytes, keys: &Keys, needed: &[&str]) -> Result<Fields, Unreadable> {
    let fields = form_pairs(body).ok_or(Unreadable::Incomplete)?;
    let present = |name: &&str| fields.get(*name).is_some_and(|value| !value.is_empty());
    if !needed.iter().all(present) {
        return Err(Unreadable::Incomplete);
    }
    let signed = fields["signMethod"] == "01"
        && fields["certId"] == keys.merchant.id
        && keys.merchant.verifies(&fields, &fields["signature"]);
    if signed { Ok(fields) } else { Err(Unreadable::Unsigned) }
}

fn need<'a>(fields: &'a Fields, name: &'static str) -> Result<&'a str, Refusal> {
    match fields.get(name) {
        Some(value) if !value.is_empty() => Ok(value),
        _ => Err(Refusal::missing(name)),
    }
}

fn want(fields: &Fields, name: &'static str, allowed: &[&str]) -> Result<(), Refusal> {
    let value = need(fields, name)?;
    if allowed.contains(&value) { Ok(()) } else { Err(Refusal::format(name)) }
}

/// Text that may come back in an answer, where `&` would start the next field.
fn optional(
    fields: &Fields,
    name: &'static str,
    longest: usize,
) -> Result<Option<String>, Refusal> {
    match fields.get(name).filter(|value| !value.is_empty()) {
        None => Ok(None),
        Some(value) if value.chars().count() > longest || value.contains('&') => {
            Err(Refusal::format(name))
        }
        Some(value) => Ok(Some(value.clone())),
    }
}

fn url(fields: &Fields, name: &'static str) -> Result<String, Refusal> {
    let value = need(fields, name)?;
    let web = reqwest::Url::parse(value).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if web && value.len() <= 512 { Ok(value.to_owned()) } else { Err(Refusal::format(name)) }
}

/// Whole fen, one to twelve digits, no sign, no point, more than nothing.
fn amount(fields: &Fields) -> Result<i64, Refusal> {
    let value = need(fields, "txnAmt")?;
    let digits = value.len() <= 12 && value.bytes().all(|b| b.is_ascii_digit());
    if !digits || value.starts_with('0') {
        return Err(Refusal::format("txnAmt"));
    }
    value.parse().map_err(|_| Refusal::format("txnAmt"))
}

/// The name of the transaction that a request is about.
pub(crate) fn key(fields: &Fields) -> Result<Key, Refusal> {
    want(fields, "version", &["5.1.0"])?;
    want(fields, "encoding", &["UTF-8", "utf-8"])?;
    want(fields, "accessType", &["0"])?;
    let [mer_id, order_id, txn_time] =
        [need(fields, "merId")?, need(fields, "orderId")?, need(fields, "txnTime")?];
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric());
    if mer_id.len() != 15 || !plain(mer_id) {
        return Err(Refusal::format("merId"));
    }
    if !(8..=40).contains(&order_id.len()) || !plain(order_id) {
        return Err(Refusal::format("orderId"));
    }
    if parse_beijing(txn_time).is_none() {
        return Err(Refusal::format("txnTime"));
    }
    Ok(Key {
        mer_id: mer_id.to_owned(),
        order_id: order_id.to_owned(),
        txn_time: txn_time.to_owned(),
    })
}

/// The merchant and the day of a bill, `txnType` 76. The day carries no year: the one nearest to
/// `today` is meant.
pub(crate) fn bill(fields: &Fields, today: NaiveDate) -> Result<(String, NaiveDate), Refusal> {
    want(fields, "version", &["5.1.0"])?;
    want(fields, "accessType", &["0"])?;
    want(fields, "txnType", &["76"])?;
    want(fields, "txnSubType", &["01"])?;
    want(fields, "bizType", &["000000"])?;
    want(fields, "fileType", &["00"])?;
    let mer_id = need(fields, "merId")?;
    if mer_id.len() != 15 || !mer_id.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Refusal::format("merId"));
    }
    let month_day = need(fields, "settleDate")?;
    let is_plain = month_day.len() == 4 && month_day.bytes().all(|b| b.is_ascii_digit());
    let years = (today.year() - 1)..=(today.year() + 1);
    let day = years
        .filter_map(|year| NaiveDate::parse_from_str(&format!("{year}{month_day}"), "%Y%m%d").ok())
        .min_by_key(|day| (*day - today).num_days().abs());
    match day.filter(|_| is_plain) {
        Some(day) => Ok((mer_id.to_owned(), day)),
        None => Err(Refusal::format("settleDate")),
    }
}

/// A front payment: `txnType` 01.
pub(crate) fn payment(fields: &Fields, now: DateTime<Utc>) -> Result<Transaction, Refusal> {
    want(fields, "txnType", &["01"])?;
    want(fields, "txnSubType", &["01"])?;
    want(fields, "currencyCode", &["156"])?;
    let pay_timeout = match fields.get("payTimeout").filter(|stamp| !stamp.is_empty()) {
        None => None,
        Some(stamp) => Some(parse_beijing(stamp).ok_or(Refusal::format("payTimeout"))?),
    };
    Ok(Transaction {
        front_url: Some(url(fields, "frontUrl")?),
        pay_timeout,
        ..transaction(fields, Kind::Pay, now)?
    })
}

/// A refund, `txnType` 04, or a void, 31.
pub(crate) fn reversal(
    fields: &Fields,
    kind: Kind,
    now: DateTime<Utc>,
) -> Result<Transaction, Refusal> {
    want(fields, "txnSubType", &["00"])?;
    let original = need(fields, "origQryId")?;
    if original.len() != 21 || !original.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Refusal::format("origQryId"));
    }
    if fields.contains_key("currencyCode") {
        want(fields, "currencyCode", &["156"])?;
    }
    Ok(Transaction { original: Some(original.to_owned()), ..transaction(fields, kind, now)? })
}

fn transaction(fields: &Fields, kind: Kind, now: DateTime<Utc>) -> Result<Transaction, Refusal> {
    let key = key(fields)?;
    want(fields, "bizType", &["000201"])?;
    want(fields, "channelType", &["07", "08"])?;
    Ok(Transaction {
        key,
        kind,
        state: State::Open,
        amount: amount(fields)?,
        reversed: 0,
        front_url: None,
        back_url: url(fields, "backUrl")?,
        pay_timeout: None,
        description: optional(fields, "orderDesc", 256)?,
        merchant_name: optional(fields, "merAbbr", 64)?,
        req_reserved: optional(fields, "reqReserved", 1024)?,
        original: None,
        card: None,
        request: fields.get("signature").cloned().unwrap_or_default(),
        created_at: now,
    })
}

fn set(fields: &mut Fields, pairs: &[(&str, &str)]) {
    for (name, value) in pairs {
        fields.insert((*name).to_owned(), (*value).to_owned());
    }
}

/// What every answer to `request` begins with.
pub(crate) fn answer(request: &Fields, code: &str, text: &str) -> Fields {
    let echoed = [
        "accessType",
        "bizType",
        "merId",
        "orderId",
        "txnSubType",
        "txnTime",
        "txnType",
        "fileType",
        "settleDate",
    ];
    let mut fields = Fields::new();
    for name in echoed {
        if let Some(value) = request.get(name).filter(|v| !v.is_empty() && !v.contains('&')) {
            fields.insert(name.to_owned(), value.clone());
        }
    }
    set(&mut fields, &[("respCode", code), ("respMsg", text)]);
    fields
}

/// What the bank tells about a transaction, whichever way it tells it.
pub(crate) fn describe(fields: &mut Fields, transaction: &Transaction, strike: Strike) {
    let (txn_type, txn_sub_type) = transaction.kind.codes();
    let amount = (transaction.amount + strike.amount_delta()).to_string();
    let key = &transaction.key;
    set(
        fields,
        &[
            ("accessType", "0"),
            ("merId", &key.mer_id),
            ("orderId", &key.order_id),
            ("txnTime", &key.txn_time),
            ("txnType", txn_type),
            ("txnSubType", txn_sub_type),
            ("txnAmt", &amount),
            ("settleAmt", "0"),
        ],
    );
    if let Some(booking) = transaction.booking() {
        let stamp = beijing_stamp(booking.at);
        set(
            fields,
            &[
                ("currencyCode", "156"),
                ("queryId", &booking.query_id),
                ("settleAmt", &amount),
                ("settleCurrencyCode", "156"),
                ("settleDate", &clearing_day(booking.at).format("%m%d").to_string()),
                ("traceNo", &booking.trace_no),
                ("traceTime", &stamp[4..]),
            ],
        );
    }
    let extras = [
        ("accNo", &transaction.card),
        ("origQryId", &transaction.original),
        ("reqReserved", &transaction.req_reserved),
    ];
    for (name, value) in extras {
        if let Some(value) = value {
            set(fields, &[(name, value)]);
        }
    }
}

/// What the merchant is told unasked, by the bank or through the payer's browser.
pub(crate) fn notice(transaction: &Transaction, strike: Strike) -> Fields {
    let mut fields = Fields::new();
    describe(&mut fields, transaction, strike);
    let (code, text) = transaction.result();
    set(&mut fields, &[("bizType", "000201"), ("respCode", code), ("respMsg", text)]);
    fields
}

/// Adds the common fields, the bank's certificate and the signature.
///
/// # Errors
/// The crypto library refuses to sign.
pub(crate) fn seal(mut fields: Fields, keys: &Keys, strike: Strike) -> anyhow::Result<Fields> {
    set(&mut fields, &[("signPubKeyCert", &keys.bank_certificate)]);
    sign(fields, keys, strike)
}

/// As [`seal`], but names the certificate instead of carrying it, to fit into an address.
///
/// # Errors
/// The crypto library refuses to sign.
pub(crate) fn seal_briefly(mut fields: Fields, keys: &Keys) -> anyhow::Result<Fields> {
    set(&mut fields, &[("certId", &keys.bank_certificate_id)]);
    sign(fields, keys, Strike::default())
}

fn sign(mut fields: Fields, keys: &Keys, strike: Strike) -> anyhow::Result<Fields> {
    set(&mut fields, &[("version", "5.1.0"), ("encoding", "UTF-8"), ("signMethod", "01")]);
    let signature = if strike.is(FaultKind::BadSignature) {
        let mut other = fields.clone();
        set(&mut other, &[("respMsg", "signed for another message")]);
        keys.bank.sign(&other)?
    } else {
        keys.bank.sign(&fields)?
    };
    set(&mut fields, &[("signature", &signature)]);
    Ok(fields)
}

/// An answer as it travels: raw, not escaped in any way.
pub(crate) fn raw(fields: &Fields) -> String {
    let pairs: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.join("&")
}
