//! Putting right at a cinema what its statement lacks or has too much.

use domain::ids::RefundId;
use domain::orders::OrderStatus;
use domain::reconciliation::RecordKind;
use gateways::cinema::{TakeBackAnswer, TakeBackRefusal, TakeBackRequest};
use sea_orm::EntityTrait;
use tables::reconciliation_breaks::Model;
use tables::{cinemas, orders};

use super::automatic::Did;
use super::verdicts;
use crate::app::App;
use crate::error::{Error, Result};
use crate::orders::{Retold, give_unsold_back, tell_cinema_again};

/// Tickets are out that the cinema's statement does not have: it is asked, told once more, and
/// where it definitely has not sold them the money goes back.
pub async fn confirm_again(app: &App, row: &Model) -> Result<Did> {
    let Some(order_id) = row.order_id else {
        return Ok(Did::Failed("no order of ours is behind it".to_owned()));
    };
    if row.kind == RecordKind::TakeBack {
        let why = "the cinema took tickets back that are good here: ask its desk";
        return Ok(Did::Failed(why.to_owned()));
    }
    Ok(match tell_cinema_again(app, order_id).await? {
        Retold::Known(reference) => {
            Did::Done(format!("the cinema knows the order as {reference}; its statement does not"))
        }
        Retold::Confirmed(reference) => {
            Did::Done(format!("confirmed once more, the cinema names it {reference}"))
        }
        Retold::NotSold(why) => {
            if give_unsold_back(app, order_id).await? {
                Did::Settled(format!("the cinema will not have it ({why}): the money goes back"))
            } else {
                Did::Failed(format!("the cinema will not have it ({why}), and it was used"))
            }
        }
        Retold::Unknown(why) => Did::Unanswered(why),
    })
}

/// The cinema has tickets as sold that nobody here has: it is asked to take them back, where an
/// order of ours is behind them that owns no ticket any more.
pub async fn release(app: &App, row: &Model) -> Result<Did> {
    let unknown =
        || Did::Failed("no order of ours is behind it: disputed before payout".to_owned());
    let Some(order_id) = row.order_id else {
        return Ok(unknown());
    };
    let Some(order) = orders::Entity::find_by_id(order_id).one(&app.db).await? else {
        return Ok(unknown());
    };
    let owns_nothing = matches!(
        order.status,
        OrderStatus::Cancelled | OrderStatus::Expired | OrderStatus::Refunded
    );
    if !owns_nothing {
        return Ok(Did::Failed(format!("the order is {}: ask the cinema's desk", order.status)));
    }
    let cinema = cinemas::Entity::find_by_id(order.cinema_id).one(&app.db).await?;
    let cinema = cinema.ok_or(Error::NotFound("cinema"))?;
    let newest = verdicts::newest_statements(&app.db, Some(cinema.id), None).await?;
    let lines = verdicts::statement_lines(&app.db, &newest, &[order_id]).await?;
    let mut ticket_nos: Vec<String> = lines.iter().map(|line| line.ticket_no.clone()).collect();
    ticket_nos.sort_unstable();
    ticket_nos.dedup();
    let request = TakeBackRequest {
        // The same in every run, so that repeating it changes nothing.
        client_refund_id: RefundId(row.id.0),
        client_order_id: order_id,
        order_ref: lines.first().map(|line| line.order_ref.clone()),
        cinema_code: cinema.cinema_code.clone(),
        ticket_nos,
    };
    Ok(match app.gateways.cinema(&cinema).take_back(&request).await {
        Ok(TakeBackAnswer::TakenBack) => {
            Did::Settled("the cinema took the tickets back".to_owned())
        }
        Ok(TakeBackAnswer::Refused(TakeBackRefusal::AlreadyUsed)) => {
            Did::Failed("the tickets were used: disputed before payout".to_owned())
        }
        Ok(TakeBackAnswer::Refused(refusal)) => {
            Did::Failed(format!("the cinema keeps them ({refusal:?}): disputed before payout"))
        }
        Err(error) if error.is_definitely_not_done() => Did::Failed(error.to_string()),
        Err(error) => Did::Unanswered(error.to_string()),
    })
}
