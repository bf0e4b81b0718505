//! Messages that claim to be from a bank.
//!
//! A proven one is kept as it came, then believed. An unproven one may be the bank's all the same,
//! spoilt on the way: if it names a payment or a refund of ours it is kept, a few times for each,
//! and the bank is asked soon. Any other is only counted. The table never shrinks, so nobody may
//! fill it who cannot sign.

use database::{DbErrorExt, Tx};
use domain::ids::{OrderId, RowId};
use domain::payments::BankCode;
use gateways::bank::{Notification, NotificationReply};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use sha2::{Digest, Sha256};
use tables::bank_notifications::{ActiveModel, Column, Entity};

use super::{flow, refunds, store};
use crate::app::App;
use crate::error::{Error, Result};
use crate::fault;
use crate::http::problem::ProblemCode;
use crate::identity::throttle;

/// Unproven messages from one address in ten minutes.
const UNPROVEN: i32 = 100;

/// Unproven messages that are kept about one payment or refund.
const KEPT_UNPROVEN: u64 = 5;

/// Takes a message in.
///
/// # Errors
/// `malformed_request` for what is not proven; [`Error::TooMany`] when too much of that came from
/// an address. What the bank signed is never refused for that.
pub async fn receive(
    app: &App,
    bank_code: BankCode,
    body: &[u8],
    address: &str,
) -> Result<NotificationReply> {
    let bank = app.gateways.bank(bank_code)?;
    match bank.parse_notification(body, app.clock.now()) {
        Notification::Payment { payment_no, outcome } => {
            keep_proven(app, bank_code, body, &payment_no).await?;
            match store::payment_by_no(&app.db, bank_code, &payment_no).await? {
                Some(payment) => {
                    flow::record_outcome(app, payment.id, &outcome, "notification").await?;
                }
                None => tracing::error!(payment_no, "the bank reports a payment that is not ours"),
            }
        }
        Notification::Refund { refund_no, outcome } => {
            keep_proven(app, bank_code, body, &refund_no).await?;
            match store::refund_by_no(&app.db, &refund_no).await? {
                Some(refund) => refunds::record_outcome(app, refund.id, &outcome).await?,
                None if store::is_surplus_return(&app.db, &refund_no).await? => {}
                None => tracing::error!(refund_no, "the bank reports a refund that is not ours"),
            }
        }
        Notification::Unverified { reference, why } => {
            count_unproven(app, bank_code, address, &why).await?;
            if let Some(reference) = reference {
                consider(app, bank_code, body, &reference).await?;
            }
            return Err(not_proven());
        }
        Notification::Malformed { why } => {
            count_unproven(app, bank_code, address, &why).await?;
            return Err(not_proven());
        }
    }
    Ok(bank.acknowledge())
}

/// A bank whose message was spoilt on the way sends it again.
fn not_proven() -> Error {
    let detail = "This is not a message that the bank signed.";
    Error::refused(ProblemCode::MalformedRequest, detail)
}

async fn count_unproven(app: &App, bank: BankCode, address: &str, why: &str) -> Result<()> {
    metrics::counter!("marquee_unproven_notifications_total", "bank" => bank.as_str()).increment(1);
    let tx = app.db.begin().await?;
    let key = format!("notification:address:{address}");
    let counted = throttle::count(&tx, &key, UNPROVEN, app.clock.now()).await;
    tx.commit().await?;
    counted?;
    tracing::warn!(%bank, why, "notification is not proven to be the bank's");
    Ok(())
}

/// An unproven message may be true: the bank is asked soon, and nothing else is done about it.
async fn consider(app: &App, bank: BankCode, body: &[u8], reference: &str) -> Result<()> {
    if let Some(payment) = store::payment_by_no(&app.db, bank, reference).await? {
        keep_unproven(app, bank, body, reference, payment.order_id).await?;
        flow::ask_soon(app, &payment).await?;
    } else if let Some(refund) = store::refund_by_no(&app.db, reference).await? {
        keep_unproven(app, bank, body, reference, refund.order_id).await?;
    }
    Ok(())
}

async fn keep_proven(app: &App, bank: BankCode, body: &[u8], reference: &str) -> Result<()> {
    let tx = app.db.begin().await?;
    if keep(&tx, message(app, bank, body, true, reference)).await? {
        tx.commit().await?;
    }
    fault::point("notification_stored");
    Ok(())
}

async fn keep_unproven(
    app: &App,
    bank: BankCode,
    body: &[u8],
    reference: &str,
    order_id: OrderId,
) -> Result<()> {
    let tx = app.db.begin().await?;
    // Whoever counts at the same time waits here.
    store::take_order(&tx, order_id).await?;
    if unproven_about(&tx, bank, reference).await? >= KEPT_UNPROVEN {
        return Ok(());
    }
    if keep(&tx, message(app, bank, body, false, reference)).await? {
        tx.commit().await?;
    }
    Ok(())
}

async fn unproven_about(
    conn: &impl ConnectionTrait,
    bank: BankCode,
    reference: &str,
) -> Result<u64> {
    let kept = Entity::find()
        .filter(Column::Bank.eq(bank))
        .filter(Column::Reference.eq(reference))
        .filter(Column::IsVerified.eq(false));
    Ok(kept.count(conn).await?)
}

fn message(
    app: &App,
    bank: BankCode,
    body: &[u8],
    is_verified: bool,
    reference: &str,
) -> ActiveModel {
    ActiveModel {
        id: Set(app.clock.new_id::<RowId>()),
        bank: Set(bank),
        body_hash: Set(hex::encode(Sha256::digest(body))),
        body: Set(body.to_vec()),
        is_verified: Set(is_verified),
        reference: Set(Some(reference.to_owned())),
        received_at: Set(app.clock.now()),
    }
}

/// Keeps the bytes as they came; `false` for the same bytes again, which are the same message.
async fn keep(tx: &Tx, message: ActiveModel) -> Result<bool> {
    match Entity::insert(message).exec_without_returning(tx).await {
        Ok(_) => Ok(true),
        Err(error) if error.is_unique_violation() => Ok(false),
        Err(error) => Err(error.into()),
    }
}
