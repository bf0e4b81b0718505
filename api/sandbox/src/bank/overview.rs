//! What the bank did lately: a page for people and a list for tests. No real bank shows this.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{self, Data, Query, ServiceConfig};
use serde::Deserialize;
use serde_json::{Value, json};

use super::transaction::{Kind, State, Transaction};
use super::{Office, cashier};
use crate::clock::beijing_stamp;
use crate::html::{escape, page, yuan};

/// How to make a day's bill wrong.
const BILLS: &str = "<section><h2>对账单 Bills</h2>\
    <p>商户以 <code>txnType=76</code> 索取某清算日（前一日 23:00 至当日 23:00）的对账单；当日未结束时给出已有的部分。\
    手续费 0.6%，四舍五入到分，最低 1 分；退货按比例退还。</p>\
    <p>A merchant fetches the bill of a clearing day, 23:00 to 23:00, with \
    <code>txnType=76</code>; today's goes as far as the day does. The fee is 0.6 %, \
    rounded half up, a fen at least; \
    a refund gives its share back.</p>\
    <p>故障 Faults: <code>PUT /bill-faults</code></p>\
    <pre>{\"faults\": [{\"kind\": \"missing_line\", \"settle_date\": \"2026-11-22\", \
    \"order_id\": \"…\", \"amount_delta\": 100}]}</pre>\
    <p><code>not_ready</code>, <code>truncated</code>, <code>missing_line</code>, \
    <code>extra_line</code>, <code>duplicate_line</code>, <code>wrong_amount</code>, \
    <code>wrong_fee</code>, <code>wrong_summary</code>, <code>garbage</code>; \
    <code>DELETE /bill-faults</code> 恢复 makes bills right again. 不写日期则每日都错；不写订单号则第一行出错。 \
    Without a date every day is struck, without an order the first line.</p></section>";

/// Rows on the page and items in the list, at most.
const MOST: usize = 200;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.route("/", web::get().to(overview)).route("/transactions", web::get().to(list));
}

#[derive(Deserialize)]
struct Filter {
    #[serde(rename = "orderId")]
    order_id: Option<String>,
}

/// `GET /transactions?orderId=`: newest first; a payment is followed by nothing of its refunds,
/// they are transactions of their own and name it by `origQryId`.
async fn list(office: Data<Office>, filter: Query<Filter>) -> HttpResponse {
    let wanted = filter.order_id.as_deref();
    let book = office.book();
    let items: Vec<_> = book
        .newest()
        .filter(|t| wanted.is_none_or(|order| t.key.order_id == order))
        .take(MOST)
        .map(item)
        .collect();
    HttpResponse::Ok().json(json!({ "items": items }))
}

fn state(transaction: &Transaction) -> &'static str {
    match transaction.state {
        State::Open => "open",
        State::Underway { .. } => "underway",
        State::Booked(_) => "booked",
        State::Declined { .. } => "declined",
    }
}

fn item(transaction: &Transaction) -> Value {
    let booking = transaction.booking();
    json!({
        "merId": transaction.key.mer_id,
        "orderId": transaction.key.order_id,
        "txnTime": transaction.key.txn_time,
        "txnType": transaction.kind.codes().0,
        "txnAmt": transaction.amount,
        "reversedAmt": transaction.reversed,
        "state": state(transaction),
        "respCode": transaction.result().0,
        "queryId": booking.map(|booking| &booking.query_id),
        "origQryId": transaction.original,
        "bookedAt": booking.map(|booking| booking.at),
    })
}

async fn overview(office: Data<Office>) -> HttpResponse {
    let rows: String = office.book().newest().take(MOST).map(row).collect();
    let table = if rows.is_empty() {
        "<p class=\"note\">还没有交易。No payments yet.</p>".to_owned()
    } else {
        format!(
            "<div class=\"scroll\"><table><thead><tr><th>时间 Time</th><th>类型 Kind</th>\
             <th>订单号 Order</th><th>金额 Amount</th><th>状态 State</th></tr></thead>\
             <tbody>{rows}</tbody></table></div>"
        )
    };
    let body = format!(
        "<main class=\"wide\"><header><strong>沙盒银行 Sandbox Bank</strong>\
         <span>测试环境 No real money</span></header><section>{table}</section>{BILLS}</main>"
    );
    page(StatusCode::OK, "沙盒银行 Sandbox Bank", "", &body)
}

fn row(transaction: &Transaction) -> String {
    let stamp = beijing_stamp(transaction.created_at);
    let kind = match transaction.kind {
        Kind::Pay => "付款 Payment",
        Kind::Refund => "退货 Refund",
        Kind::Void => "撤销 Void",
    };
    let named = match transaction.state {
        State::Open => "待支付 Open",
        State::Underway { .. } => "处理中 Under way",
        State::Booked(_) => "已入账 Booked",
        State::Declined { .. } => "已拒绝 Declined",
    };
    let order = escape(&transaction.key.order_id);
    let order = if transaction.kind == Kind::Pay {
        format!("<a href=\"{}\">{order}</a>", cashier::address(&transaction.key))
    } else {
        order
    };
    format!(
        "<tr><td>{}:{}:{}</td><td>{kind}</td><td>{order}</td><td>{}</td><td>{named}</td></tr>",
        &stamp[8..10],
        &stamp[10..12],
        &stamp[12..14],
        yuan(transaction.amount),
    )
}
