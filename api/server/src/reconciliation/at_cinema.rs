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
use super::words::{self, Saying, same};
use crate::app::App;
use crate::error::{Error, Result};
use crate::orders::{Retold, give_unsold_back, tell_cinema_again};

/// Tickets are out that the cinema's statement does not have: it is asked, told once more, and
/// where it definitely has not sold them the money goes back.
pub async fn confirm_again(app: &App, row: &Model) -> Result<Did> {
    let Some(order_id) = row.order_id else {
        return Ok(Did::Failed(Saying::NoOrder.text()));
    };
    if row.kind == RecordKind::TakeBack {
        return Ok(Did::Failed(Saying::TakenBackThere.text()));
    }
    Ok(match tell_cinema_again(app, order_id).await? {
        Retold::Known(reference) => Did::Done(Saying::CinemaKnows.with([same(reference)])),
        Retold::Confirmed(reference) => Did::Done(Saying::CinemaConfirmed.with([same(reference)])),
        Retold::NotSold(refusal) => {
            let why = [words::not_sold_because(&refusal)];
            if give_unsold_back(app, order_id).await? {
                Did::Settled(Saying::NotSoldMoneyBack.with(why))
            } else {
                Did::Failed(Saying::NotSoldButUsed.with(why))
            }
        }
        Retold::Pending => Did::Unanswered(Saying::CinemaPending.text()),
        Retold::Unknown(why) => Did::Unanswered(Saying::CinemaUnclear.with([same(why)])),
    })
}

/// The cinema has tickets as sold that nobody here has: it is asked to take them back, where an
/// order of ours is behind them that owns no ticket any more.
pub async fn release(app: &App, row: &Model) -> Result<Did> {
    let unknown = || Did::Failed(Saying::NoOrderDispute.text());
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
        let how = words::order_is(order.status);
        return Ok(Did::Failed(Saying::OrderStands.with([how])));
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
        Ok(TakeBackAnswer::TakenBack) => Did::Settled(Saying::TicketsTakenBack.text()),
        Ok(TakeBackAnswer::Refused(TakeBackRefusal::AlreadyUsed)) => {
            Did::Failed(Saying::TicketsUsed.text())
        }
        Ok(TakeBackAnswer::Refused(refusal)) => {
            Did::Failed(Saying::TicketsKept.with([words::kept_because(&refusal)]))
        }
        Err(error) if error.is_definitely_not_done() => {
            Did::Failed(Saying::CinemaRefused.with([same(error)]))
        }
        Err(error) => Did::Unanswered(Saying::CinemaUnclear.with([same(error)])),
    })
}
