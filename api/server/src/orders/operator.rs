//! What administrators do with an order: ask everybody again, and give it back for the customer.
//!
//! Both go the ways that the customer's own wishes and the recovery task go. Asking never repeats
//! an act, and money that is on its way already is not sent twice.

use domain::ids::OrderId;
use domain::orders::OrderStatus;
use gateways::cinema::OrderAnswer;
use sea_orm::EntityTrait;
use serde_json::json;
use tables::{cinemas, orders, refunds};

use super::{flow, purchase, store};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Result};
use crate::history::{self, Side};
use crate::http::problem::ProblemCode;
use crate::payments;

/// An administrator and what they give as their reason.
pub struct Grounds<'a> {
    pub actor: &'a Actor,
    pub reason: &'a str,
}

/// Asks the bank about every attempt and refund that is not proven, and the cinema about its sale,
/// now instead of when it is next due.
pub async fn ask_again(app: &App, id: OrderId, actor: &Actor) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let order = payments::store::take_order(&tx, id).await?;
    payments::store::ask_now(&tx, id, now).await?;
    payments::store::schedule_order(&tx, id, now).await?;
    history::record(&tx, &app.clock, id, Side::Platform, "asked_again", "").await?;
    audit::record(app, &tx, actor, "order.asked", &order.order_no, json!({})).await?;
    tx.commit().await?;
    purchase::advance(app, id).await?;
    follow_tickets(app, id).await
}

/// Looks what the cinema says of tickets that it issued.
async fn follow_tickets(app: &App, id: OrderId) -> Result<()> {
    let order = store::order(&app.db, id).await?;
    if order.status != OrderStatus::Ticketed {
        return Ok(());
    }
    let cinema = cinemas::Entity::find_by_id(order.cinema_id).one(&app.db).await?;
    let cinema = cinema.ok_or(Error::NotFound("cinema"))?;
    let answer = app.gateways.cinema(&cinema).query_order(&cinema.cinema_code, id).await;
    let tx = app.db.begin().await?;
    let order = payments::store::take_order(&tx, id).await?;
    let detail = match answer {
        Ok(OrderAnswer::Known(sale)) => {
            if order.status == OrderStatus::Ticketed {
                crate::tickets::follow_cinema(&tx, id, &sale.tickets).await?;
            }
            format!("{} {}", sale.order_ref, sale.tickets.len())
        }
        Ok(OrderAnswer::Pending) => "pending".to_owned(),
        Ok(OrderAnswer::NotFound) => "not found".to_owned(),
        Err(error) => format!("unknown: {error}"),
    };
    history::record(&tx, &app.clock, id, Side::Cinema, "sale_asked", detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives an order back as its customer could: within the cinema's rules, once.
pub async fn refund(app: &App, id: OrderId, grounds: &Grounds<'_>) -> Result<refunds::Model> {
    store::order(&app.db, id).await?;
    flow::give_back(app, id, None, Some(grounds)).await
}

/// Whether [`refund`] would be refused now, and why.
pub async fn refund_refusal(app: &App, order: &orders::Model) -> Result<Option<ProblemCode>> {
    Ok(flow::quote(app, &app.db, order).await?.refusal)
}
