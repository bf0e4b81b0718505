//! One order with its payment, as its fate wants them.

use chrono::{DateTime, TimeDelta, Utc};
use domain::money::{Currency, Money};
use domain::orders::{ConfirmState, LockedSeat, LockedSeats, OrderStatus, Price, PriceLine};
use domain::payments::{BankCode, PaymentStatus};
use domain::seating::SeatKind;
use tables::{orders, payments};

use super::day::{Maker, at};
use super::fate::Fate;

pub struct Sale {
    pub at: usize,
    pub fate: Fate,
    pub order: orders::Model,
    pub payment: payments::Model,
    pub paid_at: DateTime<Utc>,
    pub issued_at: DateTime<Utc>,
}

impl Maker<'_> {
    /// The order of a place of the day.
    pub fn sale(&self, place: usize) -> Sale {
        let fate = Fate::of(place, self.orders, self.each);
        let offset = place as i64 * 43_200_000 / self.orders as i64;
        let usual = at(self.day, "08:00:00") + TimeDelta::milliseconds(offset);
        let (day, before) = (self.day, self.day.pred_opt().unwrap());
        let paid_at = match fate {
            Fate::BankLater => at(day, "22:59:59"),
            Fate::BankEarlier => at(before, "22:59:59"),
            Fate::CinemaEarlier => at(day, "05:59:57"),
            _ => usual,
        };
        let issued_at = match fate {
            Fate::BankEarlier => at(day, "07:00:00"),
            Fate::CinemaEarlier => at(day, "05:59:59"),
            Fate::CinemaLater => at(day.succ_opt().unwrap(), "05:59:59"),
            _ => paid_at + TimeDelta::milliseconds(500),
        };
        let payment = self.payment(place, fate, paid_at);
        let order = self.order_of(place, fate, &payment, issued_at);
        Sale { at: place, fate, order, payment, paid_at, issued_at }
    }

    fn payment(&self, place: usize, fate: Fate, paid_at: DateTime<Utc>) -> payments::Model {
        let is_done = fate.is_ticketed();
        let accounting_on =
            if fate == Fate::BankEarlier { self.day.pred_opt().unwrap() } else { self.day };
        payments::Model {
            id: self.clock.new_id(),
            payment_no: self.number("MQ", place),
            order_id: self.clock.new_id(),
            bank: BankCode::UnionPay,
            method: "unionpay".to_owned(),
            merchant_id: self.stage.merchant.clone(),
            amount_minor: price(place).total.amount_minor,
            currency: Currency::Cny,
            status: if is_done { PaymentStatus::Succeeded } else { PaymentStatus::Pending },
            txn_time: paid_at - TimeDelta::minutes(1),
            payable_until: paid_at + TimeDelta::minutes(10),
            next_action: None,
            bank_ref: is_done.then(|| self.bank_ref(place)),
            accounting_on: is_done.then_some(accounting_on),
            is_late: false,
            failure_code: None,
            failure_text: None,
            created_at: paid_at - TimeDelta::minutes(1),
            succeeded_at: is_done.then_some(paid_at),
            closed_at: None,
            next_query_at: None,
            queries: 0,
        }
    }

    fn order_of(
        &self,
        place: usize,
        fate: Fate,
        payment: &payments::Model,
        issued_at: DateTime<Utc>,
    ) -> orders::Model {
        let is_done = fate.is_ticketed();
        let (cinema_id, showtime_id) = self.stage.shows[place % self.stage.shows.len()];
        let price = price(place);
        let status = match fate {
            Fate::StatusMismatch => OrderStatus::AwaitingPayment,
            _ if fate.is_refunded() => OrderStatus::Refunded,
            _ => OrderStatus::Ticketed,
        };
        orders::Model {
            id: payment.order_id,
            order_no: self.number("MO", place),
            user_id: self.stage.user_id,
            seat_lock_id: self.clock.new_id(),
            showtime_id,
            cinema_id,
            status,
            needs_operator: false,
            phone: "+8613900000001".to_owned(),
            seats: LockedSeats(price.lines.iter().map(locked).collect()),
            total_minor: price.total.amount_minor,
            price,
            currency: Currency::Cny,
            payable_until: payment.payable_until,
            cancel_requested_at: None,
            payment_id: is_done.then_some(payment.id),
            confirm_state: if is_done { ConfirmState::Confirmed } else { ConfirmState::NotSent },
            relock_id: None,
            cinema_order_ref: is_done.then(|| format!("R{place:010}")),
            pickup_code: None,
            verification_code: None,
            created_at: payment.created_at,
            paid_at: payment.succeeded_at,
            ticketed_at: is_done.then_some(issued_at),
            closed_at: None,
            next_step_at: None,
            steps: 0,
            leased_until: None,
            showtime_cancelled_at: None,
        }
    }
}

/// One or two seats at different prices, some with a fee of the hall.
fn price(place: usize) -> Price {
    let seats = 1 + place % 2;
    let lines = (0..seats).map(|seat| PriceLine {
        seat_code: format!("{}-{}", place % 17, 1 + seat),
        ticket: Money::fen(3_500 + (place % 40) as i64 * 100),
        screen_fee: Money::fen(if place.is_multiple_of(3) { 200 } else { 0 }),
        service_fee: Money::fen(300),
    });
    Price::of_lines(Currency::Cny, lines.collect()).unwrap()
}

fn locked(line: &PriceLine) -> LockedSeat {
    LockedSeat {
        seat_code: line.seat_code.clone(),
        section: "1".to_owned(),
        row: "1".to_owned(),
        seat: "1".to_owned(),
        zone: "1".to_owned(),
        kind: SeatKind::Normal,
        price: line.ticket,
    }
}
