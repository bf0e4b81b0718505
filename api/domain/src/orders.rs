//! Orders: their states, their prices and the price lines that a customer agrees to.

use crate::money::{Currency, Money};
use crate::text_enum::text_enum;

text_enum! {
    /// Where an order stands. `Paid` is short: the cinema is being told.
    pub enum OrderStatus {
        AwaitingPayment = "awaiting_payment",
        Paid = "paid",
        Ticketed = "ticketed",
        Cancelled = "cancelled",
        Expired = "expired",
        Refunding = "refunding",
        Refunded = "refunded",
    }
}

impl OrderStatus {
    /// Whether an order may go from this state to `next`. Tests walk this table whole.
    ///
    /// `Cancelled` and `Expired` are not the end of the story: a bank may report a success later,
    /// and then the order is ticketed after all or its money goes back.
    pub const fn may_become(self, next: Self) -> bool {
        use OrderStatus::{
            AwaitingPayment, Cancelled, Expired, Paid, Refunded, Refunding, Ticketed,
        };
        matches!(
            (self, next),
            (AwaitingPayment, Paid | Cancelled | Expired)
                | (Cancelled | Expired, Paid)
                | (Paid, Ticketed | Refunding)
                | (Ticketed, Refunding)
                | (Refunding, Refunded)
        )
    }

    /// Whether nothing more happens by itself.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Ticketed | Self::Cancelled | Self::Expired | Self::Refunded)
    }
}

text_enum! {
    /// How far the cinema was told that an order's seats are sold.
    ///
    /// `Sent` is stored before the call: whoever finds it asks the cinema before telling it again.
    pub enum ConfirmState {
        NotSent = "not_sent",
        Sent = "sent",
        /// The lock is gone, the seats may still be free.
        LockGone = "lock_gone",
        /// Definitely not sold to us.
        Refused = "refused",
        Confirmed = "confirmed",
    }
}

/// What one seat costs, split as the tickets and the books need it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct PriceLine {
    pub seat_code: String,
    /// The cinema's part, the hall's service fee included.
    pub ticket: Money,
    /// What of `ticket` is the hall's service fee (影厅服务费).
    #[serde(default = "no_fee")]
    #[cfg_attr(feature = "api", schema(required))]
    pub screen_fee: Money,
    /// The platform's part.
    pub service_fee: Money,
}

/// Lines that were written before halls had a fee.
fn no_fee() -> Money {
    Money::zero(Currency::Cny)
}

/// What the customer pays and for what.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::FromJsonQueryResult))]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Price {
    pub tickets: Money,
    pub service_fee: Money,
    pub total: Money,
    pub lines: Vec<PriceLine>,
}

impl Price {
    /// Adds the lines up; `None` when they mix currencies or leave the range.
    pub fn of_lines(currency: Currency, lines: Vec<PriceLine>) -> Option<Self> {
        let tickets = Money::checked_sum(currency, lines.iter().map(|line| line.ticket))?;
        let service_fee = Money::checked_sum(currency, lines.iter().map(|line| line.service_fee))?;
        let total = tickets.checked_add(service_fee)?;
        Some(Self { tickets, service_fee, total, lines })
    }
}

/// A seat as it was when it was locked: kept with the lock and the order, so that a later change of
/// the plan does not rewrite what the customer bought.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct LockedSeat {
    pub seat_code: String,
    pub section: String,
    pub row: String,
    pub seat: String,
    pub zone: String,
    pub kind: crate::seating::SeatKind,
    pub price: Money,
}

/// The seats of one lock, in a column of their own.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::FromJsonQueryResult))]
#[serde(transparent)]
pub struct LockedSeats(pub Vec<LockedSeat>);

#[cfg(test)]
mod tests {
    use super::OrderStatus;

    #[test]
    fn a_final_order_never_waits_for_payment_again() {
        for &from in OrderStatus::ALL {
            assert!(!from.may_become(OrderStatus::AwaitingPayment), "{from}");
            assert!(!from.may_become(from), "{from}");
        }
        assert!(!OrderStatus::Refunded.may_become(OrderStatus::Ticketed));
    }
}
