//! Exchanging an order for the seats of a lock: the old tickets go back and the new ones are sold
//! in one transaction, so that nobody ever has both or neither.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use database::Tx;
use domain::tickets::TicketState;
use gateways::cinema::{
    CinemaOrder, ConfirmAnswer, ConfirmRefusal, ConfirmRequest, TakeBackAnswer, TakeBackRefusal,
    TakeBackRequest,
};
use sea_orm::DbErr;

use super::{Deed, Step, confirm, take_back};
use crate::failure::Failure;
use crate::orders::{self, OrderKey, Purpose};

/// Both halves of an exchange. `returned` names all tickets of the old order by naming none.
#[derive(Clone, Debug)]
pub(crate) struct ExchangeRequest {
    pub returned: TakeBackRequest,
    pub sold: ConfirmRequest,
}

/// What became of an exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ExchangeAnswer {
    /// Done now or by the same request before: the new order.
    Exchanged(CinemaOrder),
    /// One of the identifiers was used before for something else.
    IdReused,
    /// A ticket of the old order was given back before.
    AlreadyRefunded,
    NotReturned(TakeBackRefusal),
    NotSold(ConfirmRefusal),
}

#[async_trait]
impl Deed for ExchangeRequest {
    type Answer = ExchangeAnswer;

    async fn run(&self, tx: &Tx, now: DateTime<Utc>) -> Result<Step<ExchangeAnswer>, Failure> {
        // The rows are taken in the order in which sales and returns take them by themselves:
        // tickets, lock, seats, the day's numbers. Otherwise two of them could wait for each other.
        let old = OrderKey::ClientOrder(self.returned.client_order_id);
        let old = orders::find(tx, old, Purpose::Change).await?;
        confirm::find_locked(tx, &self.sold).await?;
        if let Some(answer) = self.known(tx).await? {
            return Ok(Step::Commit(answer));
        }
        let Some(old) = old.filter(|old| old.cinema_code == self.returned.cinema_code) else {
            return Ok(Step::Commit(ExchangeAnswer::NotReturned(TakeBackRefusal::NotFound)));
        };
        let is_refunded = |state: TicketState| state == TicketState::Refunded;
        if old.tickets.iter().any(|stored| is_refunded(stored.ticket.state)) {
            return Ok(Step::Commit(ExchangeAnswer::AlreadyRefunded));
        }
        let order = match self.sold.run(tx, now).await? {
            Step::Commit(ConfirmAnswer::Confirmed(order)) => order,
            Step::Commit(ConfirmAnswer::Refused(refusal)) => {
                return Ok(Step::Commit(ExchangeAnswer::NotSold(refusal)));
            }
            Step::Undo(ConfirmAnswer::Refused(refusal)) => {
                return Ok(Step::Undo(ExchangeAnswer::NotSold(refusal)));
            }
            _ => return Ok(Step::Undo(ExchangeAnswer::NotSold(ConfirmRefusal::LockGone))),
        };
        Ok(match self.returned.run(tx, now).await? {
            Step::Commit(TakeBackAnswer::TakenBack) => {
                Step::Commit(ExchangeAnswer::Exchanged(order))
            }
            Step::Commit(TakeBackAnswer::Refused(refusal))
            | Step::Undo(TakeBackAnswer::Refused(refusal)) => {
                Step::Undo(ExchangeAnswer::NotReturned(refusal))
            }
            Step::Undo(TakeBackAnswer::TakenBack) => {
                Step::Undo(ExchangeAnswer::NotReturned(TakeBackRefusal::NotFound))
            }
        })
    }
}

impl ExchangeRequest {
    /// The answer of the same exchange before. Half of it known means that the other half's
    /// identifier stands for something else.
    async fn known(&self, tx: &Tx) -> Result<Option<ExchangeAnswer>, DbErr> {
        let new = OrderKey::ClientOrder(self.sold.client_order_id);
        let new = orders::find(tx, new, Purpose::View).await?;
        let returned = take_back::repeated(tx, &self.returned).await?;
        Ok(match (new, returned) {
            (None, None) => None,
            (Some(new), Some(TakeBackAnswer::TakenBack))
                if new.client_lock_id == self.sold.client_lock_id =>
            {
                Some(ExchangeAnswer::Exchanged(new.to_order()))
            }
            _ => Some(ExchangeAnswer::IdReused),
        })
    }
}
