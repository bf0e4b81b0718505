//! What happened to an order, line by line: here, at the cinema and at the bank.

use chrono::{DateTime, Utc};
use database::Tx;
use domain::ids::{OrderId, RowId};
use sea_orm::{ActiveValue::Set, EntityTrait};
use tables::order_events;

use crate::clock::Clock;
use crate::error::Result;

/// Where something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Platform,
    Cinema,
    Bank,
}

impl Side {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Platform => "platform",
            Self::Cinema => "cinema",
            Self::Bank => "bank",
        }
    }
}

/// Appends one line to an order's history, in the transaction of what happened. `kind` is a stable
/// word that the web app translates; `detail` holds facts, no secrets.
pub async fn record(
    tx: &Tx,
    clock: &Clock,
    order_id: OrderId,
    side: Side,
    kind: &str,
    detail: impl Into<String>,
) -> Result<()> {
    let at: DateTime<Utc> = clock.now();
    let event = order_events::ActiveModel {
        id: Set(clock.new_id::<RowId>()),
        order_id: Set(order_id),
        at: Set(at),
        side: Set(side.as_str().to_owned()),
        kind: Set(kind.to_owned()),
        detail: Set(detail.into()),
    };
    order_events::Entity::insert(event).exec_without_returning(tx).await?;
    Ok(())
}
