//! What the cinema does, for people: its next sessions, its orders, and the dial.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{self, Data, ServiceConfig};
use chrono::{DateTime, Utc};

use super::House;
use super::programme::Session;
use super::records::{Order, OrderStatus, Owner};
use crate::clock::beijing_stamp;
use crate::html::{escape, page, yuan};

/// Rows of each table.
const MOST: usize = 40;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.route("/", web::get().to(overview));
}

async fn overview(house: Data<House>) -> HttpResponse {
    let now = house.now();
    let mut sessions = house.book().sessions(now);
    sessions.retain(|session| session.ends_at > now);
    sessions.sort_by_key(|session| session.starts_at);
    let rows: String =
        sessions.iter().take(MOST).map(|session| session_row(&house, session)).collect();
    let mut orders: Vec<Order> = house.book().orders().cloned().collect();
    orders.sort_by_key(|order| std::cmp::Reverse(order.confirmed_at));
    let orders: String = orders.iter().take(MOST).map(order_row).collect();
    let dial = serde_json::to_string_pretty(&house.dial.setting()).unwrap_or_default();
    let body = format!(
        "<main class=\"wide\"><header><strong>{} {}</strong>\
         <span>测试环境 No real cinema · {}</span></header>\
         <section>{}</section><br><section>{}</section><br>\
         <section><strong>故障旋钮 Dial</strong><pre>{}</pre></section></main>",
        escape(&house.name),
        house.cinema_code,
        clock(now),
        table(
            "<th>开场 Start</th><th>影厅 Hall</th><th>影片 Film</th><th>占座 Taken</th>\
               <th>状态 State</th>",
            &rows
        ),
        table(
            "<th>时间 Time</th><th>订单 Order</th><th>座位 Seats</th><th>金额 Amount</th>\
               <th>状态 State</th>",
            &orders
        ),
        escape(&dial),
    );
    page(StatusCode::OK, "沙盒影院 Sandbox Cinema", "", &body)
}

fn table(head: &str, rows: &str) -> String {
    if rows.is_empty() {
        return "<p class=\"note\">还没有记录。Nothing yet.</p>".to_owned();
    }
    format!(
        "<div class=\"scroll\"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>\
         </table></div>"
    )
}

/// Month, day, hour and minute in Beijing.
fn clock(at: DateTime<Utc>) -> String {
    let stamp = beijing_stamp(at);
    format!("{}-{} {}:{}", &stamp[4..6], &stamp[6..8], &stamp[8..10], &stamp[10..12])
}

fn session_row(house: &House, session: &Session) -> String {
    let taken = house.book().taken(&session.session_code);
    let locked = taken.values().filter(|owner| matches!(owner, Owner::Lock(_))).count();
    let state = if session.is_cancelled { "已取消 Cancelled" } else { "在售 On sale" };
    let hall = &house.halls[session.hall];
    format!(
        "<tr><td>{}</td><td>{}</td><td>{}</td><td>{} / {} ({locked})</td><td>{state}</td></tr>",
        clock(session.starts_at),
        escape(hall.title()),
        escape(session.film_title()),
        taken.len(),
        hall.seats.len(),
    )
}

fn order_row(order: &Order) -> String {
    let state = match order.status {
        OrderStatus::Pending => "处理中 Pending",
        OrderStatus::Confirmed => "已出票 Sold",
        OrderStatus::Failed => "失败 Failed",
        OrderStatus::Refunded => "已退票 Returned",
    };
    let seats: Vec<&str> = order.tickets.iter().map(|it| it.seat_code.as_str()).collect();
    let total: i64 = order
        .tickets
        .iter()
        .map(|it| it.ticket_price + it.screen_service_fee + it.net_service_fee)
        .sum();
    format!(
        "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{state}</td></tr>",
        clock(order.confirmed_at),
        escape(&order.order_id),
        escape(&seats.join(" ")),
        yuan(total),
    )
}
