//! Short messages: written with what causes them, handed over by a task.
//!
//! A message is an effect of a sale, never a gate of it: the web app shows the same codes whether
//! or not the message arrives.

mod text;

use database::Tx;
use domain::ids::{OrderId, RowId};
use domain::money::Money;
use domain::orders::OrderStatus;
use gateways::cinema::CinemaOrder;
use gateways::sms::{Sms, SmsAnswer};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use tables::{cinemas, films, halls, messages, orders, outbox_items, showtimes};

use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Result};
use crate::outbox::{self, SEND_MESSAGE};

pub use text::mask_phone;

/// Messages with the same codes that one order may cause, the first included.
const COPIES: u64 = 6;

/// Tries before a message is given up; the web app has the same codes.
const TRIES: i32 = 12;

const TICKETS: &str = "tickets";
const CANCELLATION: &str = "showtime_cancelled";

/// Writes a message and the wish to send it, in the transaction that causes it.
pub async fn queue(
    app: &App,
    tx: &Tx,
    order_id: Option<OrderId>,
    template: &str,
    copy_no: i32,
    phone: &str,
    body: String,
) -> Result<()> {
    let now = app.clock.now();
    let id: RowId = app.clock.new_id();
    let message = messages::ActiveModel {
        id: Set(id),
        order_id: Set(order_id),
        template: Set(template.to_owned()),
        copy_no: Set(copy_no),
        phone: Set(phone.to_owned()),
        body: Set(body),
        status: Set("queued".to_owned()),
        provider_ref: Set(None),
        created_at: Set(now),
        sent_at: Set(None),
    };
    messages::Entity::insert(message).exec_without_returning(tx).await?;
    outbox::put(tx, &app.clock, SEND_MESSAGE, id.0, now).await?;
    Ok(())
}

/// Writes the message with the pickup code.
pub async fn queue_tickets(
    app: &App,
    tx: &Tx,
    order: &orders::Model,
    sale: &CinemaOrder,
    cinema: &cinemas::Model,
    showtime: &showtimes::Model,
    copy_no: i32,
) -> Result<()> {
    let film = films::Entity::find_by_id(showtime.film_id).one(tx).await?;
    let hall = halls::Entity::find_by_id(showtime.hall_id).one(tx).await?;
    let (Some(film), Some(hall)) = (film, hall) else {
        return Err(Error::NotFound("showtime"));
    };
    let body = text::tickets(&text::TicketText {
        film: &film.title,
        cinema: &cinema.name,
        hall: &hall.name,
        zone: cinema.timezone.parse().unwrap_or(domain::calendar::PLATFORM_ZONE),
        starts_at: showtime.starts_at,
        seats: &order.seats.0,
        pickup_code: &sale.pickup_code,
        verification_code: &sale.verification_code,
    });
    queue(app, tx, Some(order.id), TICKETS, copy_no, &order.phone, body).await
}

/// Tells a customer that the cinema cancelled the showtime and what becomes of the money. Once for
/// an order: a second one does not fit into the table.
pub async fn queue_cancellation(
    app: &App,
    tx: &Tx,
    order: &orders::Model,
    cinema: &cinemas::Model,
    showtime: &showtimes::Model,
) -> Result<()> {
    let film = films::Entity::find_by_id(showtime.film_id).one(tx).await?;
    let film = film.ok_or(Error::NotFound("film"))?;
    let is_paid = order.status != OrderStatus::AwaitingPayment;
    let body = text::cancellation(&text::CancellationText {
        film: &film.title,
        cinema: &cinema.name,
        zone: cinema.timezone.parse().unwrap_or(domain::calendar::PLATFORM_ZONE),
        starts_at: showtime.starts_at,
        returned: is_paid.then_some(Money::new(order.total_minor, order.currency)),
    });
    queue(app, tx, Some(order.id), CANCELLATION, 0, &order.phone, body).await
}

/// Writes the message with the pickup code once more; `by` is the administrator who asked for it.
pub async fn resend_tickets(
    app: &App,
    order: &orders::Model,
    cinema: &cinemas::Model,
    showtime: &showtimes::Model,
    by: Option<&Actor>,
) -> Result<()> {
    let tx = app.db.begin().await?;
    let copies = messages::Entity::find()
        .filter(messages::Column::OrderId.eq(order.id))
        .filter(messages::Column::Template.eq(TICKETS))
        .count(&tx)
        .await?;
    if copies >= COPIES {
        return Err(Error::TooMany { retry_after_s: 24 * 60 * 60 });
    }
    let sale = CinemaOrder {
        order_ref: String::new(),
        pickup_code: order.pickup_code.clone().unwrap_or_default(),
        verification_code: order.verification_code.clone().unwrap_or_default(),
        tickets: Vec::new(),
    };
    let copy_no = i32::try_from(copies).unwrap_or(i32::MAX);
    queue_tickets(app, &tx, order, &sale, cinema, showtime, copy_no).await?;
    if let Some(actor) = by {
        let detail = json!({ "to": domain::text::mask_phone(&order.phone) });
        audit::record(app, &tx, actor, "order.message_resent", &order.order_no, detail).await?;
    }
    tx.commit().await?;
    app.wake.outbox.notify_one();
    Ok(())
}

/// Hands due messages to the provider. True when there were any.
pub async fn send_due(app: &App) -> Result<bool> {
    let items = outbox::claim(&app.db, SEND_MESSAGE, app.clock.now(), 32).await?;
    let has_worked = !items.is_empty();
    let sends = items.into_iter().map(|item| async move {
        if let Err(error) = send(app, &item).await {
            tracing::error!("a message could not be sent: {error}");
        }
    });
    use futures_util::StreamExt;
    futures_util::stream::iter(sends).buffer_unordered(8).collect::<()>().await;
    Ok(has_worked)
}

async fn send(app: &App, item: &outbox_items::Model) -> Result<()> {
    let id = RowId(item.subject_id);
    let message = messages::Entity::find_by_id(id).one(&app.db).await?;
    let Some(message) = message.filter(|message| message.status == "queued") else {
        return finish(app, item, id, None).await;
    };
    let sms = Sms { message_id: id.to_string(), to: message.phone, text: message.body };
    let answer = app.gateways.sms.send(&sms).await;
    crate::fault::point("message_sent");
    match answer {
        Ok(SmsAnswer::Accepted { provider_ref }) => {
            finish(app, item, id, Some(("sent", Some(provider_ref)))).await
        }
        Ok(SmsAnswer::Refused { code }) => {
            tracing::warn!(%id, code, "a message was refused");
            finish(app, item, id, Some(("failed", Some(code)))).await
        }
        Err(error) if item.attempts >= TRIES => {
            tracing::error!(%id, "a message is given up: {error}");
            finish(app, item, id, Some(("failed", None))).await
        }
        // Sending twice is harmless, not sending is not.
        Err(error) => {
            let tx = app.db.begin().await?;
            outbox::fail(&tx, item, &error.to_string(), app.clock.now()).await?;
            tx.commit().await?;
            Ok(())
        }
    }
}

/// Ends the item; what was secret in the text is not kept.
async fn finish(
    app: &App,
    item: &outbox_items::Model,
    id: RowId,
    outcome: Option<(&str, Option<String>)>,
) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    if let Some((status, provider_ref)) = outcome {
        messages::Entity::update_many()
            .col_expr(messages::Column::Status, Expr::value(status))
            .col_expr(messages::Column::ProviderRef, Expr::value(provider_ref))
            .col_expr(messages::Column::SentAt, Expr::value(now))
            .col_expr(messages::Column::Body, Expr::value(""))
            .filter(messages::Column::Id.eq(id))
            .exec(&tx)
            .await?;
    }
    outbox::done(&tx, item.id, now).await?;
    tx.commit().await?;
    Ok(())
}
