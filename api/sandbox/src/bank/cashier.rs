//! The cashier page: what the payer sees, and what follows from the button pressed.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::{self, Bytes, Data, Path, ServiceConfig};
use chrono::{DateTime, TimeDelta, Utc};

use super::book::Outcome;
use super::message;
use super::transaction::{Key, Kind, State, Transaction};
use super::{Office, notices};
use crate::faults::Strike;
use crate::html::{escape, page, yuan};
use crate::server::form_pairs;

/// The card that the form is filled in with: the number `UnionPay` publishes for tests.
const TEST_CARD: &str = "6216261000000000018";
/// The browser goes back when the merchant was told, or after this long.
const TELL_FIRST: Duration = Duration::from_secs(2);
/// A late payment is booked this long after `payTimeout`.
const AFTER_TIMEOUT: TimeDelta = TimeDelta::seconds(1);
/// Or, when the merchant set no limit, this long after the payer agreed.
const WITHOUT_TIMEOUT: TimeDelta = TimeDelta::minutes(15);

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(
        web::resource("/cashier/{merId}/{orderId}/{txnTime}")
            .route(web::get().to(look))
            .route(web::post().to(choose)),
    );
}

fn named(path: Path<(String, String, String)>) -> Key {
    let (mer_id, order_id, txn_time) = path.into_inner();
    Key { mer_id, order_id, txn_time }
}

async fn look(office: Data<Office>, path: Path<(String, String, String)>) -> HttpResponse {
    let found = office.book().find(&named(path)).filter(|t| t.kind == Kind::Pay).cloned();
    match found {
        Some(payment) if payment.state == State::Open => show(&payment),
        Some(payment) => closing_page(
            &payment,
            StatusCode::OK,
            "交易已处理 This payment is settled",
            "请返回商户查看结果。Please go back to the merchant for the result.",
        ),
        None => lost(),
    }
}

async fn choose(
    office: Data<Office>,
    path: Path<(String, String, String)>,
    body: Bytes,
) -> HttpResponse {
    let key = named(path);
    let Some(payment) = office.book().find(&key).filter(|t| t.kind == Kind::Pay).cloned() else {
        return lost();
    };
    let form = form_pairs(&body).unwrap_or_default();
    let Some(card) = masked(form.get("card").map_or(TEST_CARD, String::as_str)) else {
        return closing_page(
            &payment,
            StatusCode::UNPROCESSABLE_ENTITY,
            "卡号无效 That is not a card number",
            "没有扣款。No money was taken.",
        );
    };
    let now = office.clock.now();
    let outcome = match form.get("outcome").map(String::as_str) {
        Some("pay") => Outcome::Pay { notifications: 1 },
        Some("notify_twice") => Outcome::Pay { notifications: 2 },
        Some("notify_never") => Outcome::Pay { notifications: 0 },
        Some("pay_late") => Outcome::PayLate { due_at: late(&office, &payment, now) },
        Some("decline") => Outcome::Decline,
        Some("abandon") => {
            return closing_page(
                &payment,
                StatusCode::OK,
                "可以关闭此页 You may close this page",
                "没有扣款，订单仍待支付。No money was taken; the payment stays open.",
            );
        }
        _ => {
            return closing_page(
                &payment,
                StatusCode::UNPROCESSABLE_ENTITY,
                "请选择一个结果 Choose an outcome",
                "没有扣款。No money was taken.",
            );
        }
    };
    let decided = office.book().decide(&key, outcome, &card, now);
    match decided {
        Ok(payment) => {
            told(&office, &key).await;
            back_to_merchant(&office, &payment)
        }
        Err(refusal) => closing_page(
            &payment,
            StatusCode::SERVICE_UNAVAILABLE,
            "银行暂时无法处理 The bank cannot do this now",
            &refusal.text(),
        ),
    }
}

/// When a payment that is to be late is booked.
fn late(office: &Office, payment: &Transaction, now: DateTime<Utc>) -> DateTime<Utc> {
    match (office.late_after, payment.pay_timeout) {
        (Some(delay), _) => now + delay,
        (None, Some(limit)) => limit.max(now) + AFTER_TIMEOUT,
        (None, None) => now + WITHOUT_TIMEOUT,
    }
}

/// First six and last four digits; `None` for what cannot be a card number.
fn masked(card: &str) -> Option<String> {
    let digits: String = card.chars().filter(|c| !c.is_whitespace()).collect();
    if !(12..=19).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let hidden = "*".repeat(digits.len() - 10);
    Some(format!("{}{hidden}{}", &digits[..6], &digits[digits.len() - 4..]))
}

/// Waits until the first notification was tried, so that a payer who comes back usually finds
/// the order paid. It never waits long: a merchant must cope with either order.
async fn told(office: &Office, key: &Key) {
    let mut attempts = office.attempts.subscribe();
    notices::wake(office);
    let wait = async {
        while office.book().awaits_first_attempt(key) {
            if attempts.changed().await.is_err() {
                break;
            }
        }
    };
    if tokio::time::timeout(TELL_FIRST, wait).await.is_err() {
        tracing::debug!("the browser goes back before the merchant was told");
    }
}

/// Where the browser goes: the merchant's address with what happened, for display only.
fn merchant_address(office: &Office, payment: &Transaction) -> anyhow::Result<String> {
    let front = payment.front_url.as_deref().unwrap_or_default();
    let mut url = reqwest::Url::parse(front)?;
    let fields = message::notice(payment, Strike::default());
    let fields = message::seal_briefly(fields, &office.keys)?;
    url.query_pairs_mut().extend_pairs(&fields);
    Ok(url.into())
}

fn back_to_merchant(office: &Office, payment: &Transaction) -> HttpResponse {
    match merchant_address(office, payment) {
        Ok(address) => HttpResponse::SeeOther().insert_header((LOCATION, address)).finish(),
        Err(error) => {
            tracing::error!(%error, "the merchant's address cannot be made");
            HttpResponse::InternalServerError().finish()
        }
    }
}

fn lost() -> HttpResponse {
    let body = "<main><header><strong>沙盒银行 Sandbox Bank</strong></header><section>\
                <h1>没有这笔交易 No such payment</h1></section></main>";
    page(StatusCode::NOT_FOUND, "没有这笔交易 · Sandbox Bank", "", body)
}

fn facts(payment: &Transaction) -> String {
    let merchant = payment.merchant_name.as_ref().unwrap_or(&payment.key.mer_id);
    let mut rows = format!("<dt>商户 Merchant</dt><dd>{}</dd>", escape(merchant));
    if let Some(description) = &payment.description {
        rows += &format!("<dt>商品 For</dt><dd>{}</dd>", escape(description));
    }
    rows += &format!("<dt>订单号 Order</dt><dd>{}</dd>", escape(&payment.key.order_id));
    if let Some(limit) = payment.pay_timeout {
        let stamp = crate::clock::beijing_stamp(limit);
        let (hour, minute, second) = (&stamp[8..10], &stamp[10..12], &stamp[12..14]);
        rows += &format!("<dt>支付截止 Pay before</dt><dd>{hour}:{minute}:{second}</dd>");
    }
    format!("<dl>{rows}</dl>")
}

const HEADER: &str = "<header><strong>沙盒银行 Sandbox Bank</strong>\
                      <span>测试环境 No real money</span></header>";

/// The cashier page of an open payment.
pub(crate) fn show(payment: &Transaction) -> HttpResponse {
    let amount = yuan(payment.amount);
    let others: String = [
        ("decline", "余额不足 Decline", "银行拒绝付款 The bank refuses"),
        ("abandon", "离开 Walk away", "什么都不发生 Nothing happens, the payment stays open"),
        ("pay_late", "迟到的付款 Pay late", "支付截止后才扣款 Taken only after the time limit"),
        ("notify_twice", "通知两次 Notify twice", "付款成功，商户收到两次通知 Paid, told twice"),
        ("notify_never", "从不通知 Never notify", "付款成功，商户须自行查询 Paid, not told"),
    ]
    .iter()
    .map(|(value, name, what)| {
        format!("<button name=\"outcome\" value=\"{value}\">{name}<small>{what}</small></button>")
    })
    .collect();
    let body = format!(
        "<main>{HEADER}<section><h1>付款 Payment</h1><p class=\"amount\">{amount}</p>{facts}\
         <form method=\"post\" action=\"{action}\">\
         <label for=\"card\">银行卡号 Card number</label>\
         <input id=\"card\" name=\"card\" value=\"{TEST_CARD}\" inputmode=\"numeric\" \
         autocomplete=\"off\" required>\
         <button class=\"first\" name=\"outcome\" value=\"pay\">确认支付 Pay {amount}</button>\
         <fieldset><legend>或者试试别的结果 Or try another outcome</legend>{others}</fieldset>\
         </form></section></main>",
        facts = facts(payment),
        action = address(&payment.key),
    );
    page(StatusCode::OK, &format!("付款 {amount} · Sandbox Bank"), "", &body)
}

/// The page's own address. The parts are letters and digits only, as the request was checked.
pub(crate) fn address(key: &Key) -> String {
    format!("/cashier/{}/{}/{}", key.mer_id, key.order_id, key.txn_time)
}

fn closing_page(
    payment: &Transaction,
    status: StatusCode,
    title: &str,
    text: &str,
) -> HttpResponse {
    let again = if payment.state == State::Open {
        let action = address(&payment.key);
        format!("<a class=\"button\" href=\"{action}\">返回付款页 Back to the payment</a>")
    } else {
        let front = payment.front_url.as_deref().unwrap_or_default();
        format!(
            "<a class=\"button first\" href=\"{}\">返回商户 Back to the merchant</a>",
            escape(front)
        )
    };
    let body = format!(
        "<main>{HEADER}<section><h1>{title}</h1><p class=\"note\">{}</p>{}{again}</section></main>",
        escape(text),
        facts(payment)
    );
    page(status, "Sandbox Bank", "", &body)
}
