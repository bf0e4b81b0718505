//! The kiosk and the gate, and the statement of a day.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use super::dial::Defect;
use super::programme::{day_starts, fen};
use super::records::{Change, Line, Order, OrderStatus, Ticket, TicketState};
use super::refusal::Refusal;
use super::{Answer, House};

/// How long before the start the doors open.
const DOORS: TimeDelta = TimeDelta::minutes(60);

/// `Collect` of the interface.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Collect {
    #[serde(default)]
    verify_code: Option<String>,
}

/// `CheckIn` of the interface.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckIn {
    #[serde(default)]
    ticket_nos: Vec<String>,
    #[serde(default)]
    session_code: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sum {
    amount: i64,
    currency: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Totals {
    sale_count: i64,
    sale_amount: Sum,
    refund_count: i64,
    refund_amount: Sum,
}

/// `StatementAck` of the interface.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatementAck {
    line_count: usize,
    totals: Totals,
}

impl House {
    fn find_pickup(&self, pickup_no: &str) -> Result<Order, Refusal> {
        let book = self.book();
        let is_it = |order: &&Order| {
            order.pickup_no == pickup_no
                && matches!(order.status, OrderStatus::Confirmed | OrderStatus::Refunded)
        };
        let found = book.orders().find(is_it).cloned();
        found.ok_or_else(|| Refusal::new(404, "pickup_unknown", "no such number"))
    }

    fn pickup_answer(&self, order: &Order, moved: &[String]) -> Answer {
        let session = self.book().session(&order.session_code);
        let starts_at = session.map_or(order.confirmed_at, |session| session.starts_at);
        Answer::of(json!({ "order": order.wire(), "starts_at": starts_at, "moved": moved }))
    }

    pub(crate) fn pickup(&self, pickup_no: &str) -> Result<Answer, Refusal> {
        let order = self.find_pickup(pickup_no)?;
        Ok(self.pickup_answer(&order, &[]))
    }

    /// Hands the paper tickets out, those that are left.
    pub(crate) fn collect(
        &self,
        pickup_no: &str,
        wish: &Collect,
        now: DateTime<Utc>,
    ) -> Result<Answer, Refusal> {
        let order = self.find_pickup(pickup_no)?;
        let is_wrong = wish.verify_code.as_ref().is_some_and(|code| *code != order.verify_code);
        if is_wrong && !self.dial.has(Defect::VerifyCodeIgnored) {
            return Err(Refusal::new(403, "verify_code_wrong", "another verify code"));
        }
        self.move_tickets(order, &[], TicketState::Collected, now)
    }

    /// Admits tickets: those named, or all.
    pub(crate) fn check_in(
        &self,
        pickup_no: &str,
        wish: &CheckIn,
        now: DateTime<Utc>,
    ) -> Result<Answer, Refusal> {
        let order = self.find_pickup(pickup_no)?;
        if wish.session_code.as_ref().is_some_and(|code| *code != order.session_code) {
            return Err(Refusal::new(409, "wrong_session", "it is for another session"));
        }
        let session = self.book().session(&order.session_code);
        let session =
            session.ok_or_else(|| Refusal::new(409, "too_late", "the session is gone"))?;
        if now < session.starts_at - DOORS {
            let refusal = Refusal::new(409, "too_early", "the doors are not open yet");
            return Err(refusal.opens_at(session.starts_at - DOORS));
        }
        if now >= session.ends_at {
            return Err(Refusal::new(409, "too_late", "the show is over"));
        }
        self.move_tickets(order, &wish.ticket_nos, TicketState::CheckedIn, now)
    }

    fn move_tickets(
        &self,
        mut order: Order,
        named: &[String],
        next: TicketState,
        now: DateTime<Utc>,
    ) -> Result<Answer, Refusal> {
        let is_meant = |ticket: &Ticket| named.is_empty() || named.contains(&ticket.ticket_no);
        let meant = order.tickets.iter().filter(|ticket| is_meant(ticket)).count();
        if meant < named.len().max(1) {
            return Err(Refusal::new(422, "validation_failed", "not tickets of this order"));
        }
        let mut moved = Vec::new();
        let mut is_any_left = false;
        for ticket in order.tickets.iter_mut().filter(|ticket| is_meant(ticket)) {
            is_any_left |= ticket.state != TicketState::Refunded;
            match (ticket.state, next) {
                (TicketState::Issued, TicketState::Collected) => ticket.collected_at = Some(now),
                (TicketState::Issued | TicketState::Collected, TicketState::CheckedIn) => {
                    ticket.checked_in_at = Some(now);
                }
                _ => continue,
            }
            ticket.state = next;
            moved.push(ticket.ticket_no.clone());
        }
        if !is_any_left {
            return Err(Refusal::new(409, "ticket_refunded", "it was taken back"));
        }
        let answer = self.pickup_answer(&order, &moved);
        if !moved.is_empty() {
            self.book().record(Change { orders: vec![order], ..Change::default() })?;
            self.wake.notify_one();
        }
        Ok(answer)
    }

    /// `Statement` of the interface.
    pub(crate) fn statement(&self, day: NaiveDate, now: DateTime<Utc>) -> Value {
        let mut lines: Vec<Value> = Vec::new();
        let has_gap = self.dial.has(Defect::StatementGap);
        let book = self.book();
        for (at, line) in book.lines(day).enumerate() {
            let number = if has_gap && at > 0 { line.number + 1 } else { line.number };
            let order_id = book.order(line.client_order_id).map(|order| order.order_id.clone());
            lines.push(json!({
                "number_by_day": number,
                "operation": if line.is_refund { "refund" } else { "sale" },
                "channel": "platform",
                "order_id": order_id,
                "client_order_id": line.client_order_id,
                "ticket_no": line.ticket.ticket_no,
                "session_code": line.session_code,
                "seat_code": line.ticket.seat_code,
                "ticket_price": fen(line.ticket.ticket_price),
                "screen_service_fee": fen(line.ticket.screen_service_fee),
                "net_service_fee": fen(line.ticket.net_service_fee),
                "at": line.at,
            }));
        }
        let (sales, refunds) = (totals(book.lines(day), false), totals(book.lines(day), true));
        let wrong = i64::from(self.dial.has(Defect::StatementTotalWrong));
        json!({
            "cinema_code": self.cinema_code,
            "business_on": day,
            "is_final": is_final(day, now),
            "lines": lines,
            "totals": {
                "sale_count": sales.0,
                "sale_amount": fen(sales.1 + wrong),
                "refund_count": refunds.0,
                "refund_amount": fen(refunds.1),
            },
        })
    }

    /// Notes that the platform read a statement and agrees.
    pub(crate) fn acknowledge(
        &self,
        day: NaiveDate,
        ack: &StatementAck,
        now: DateTime<Utc>,
    ) -> Result<Answer, Refusal> {
        if !is_final(day, now) {
            return Err(Refusal::new(409, "day_open", "the day is not over"));
        }
        let mut book = self.book();
        let (sales, refunds) = (totals(book.lines(day), false), totals(book.lines(day), true));
        let theirs = &ack.totals;
        let is_ours = ack.line_count == book.lines(day).count()
            && (theirs.sale_count, theirs.sale_amount.amount) == sales
            && (theirs.refund_count, theirs.refund_amount.amount) == refunds
            && theirs.sale_amount.currency == "CNY"
            && theirs.refund_amount.currency == "CNY";
        if !is_ours {
            return Err(Refusal::new(409, "statement_mismatch", "ours says something else"));
        }
        let at = book.acknowledged(day).unwrap_or(now);
        book.record(Change { acknowledged: Some((day, at)), ..Change::default() })?;
        Ok(Answer::of(json!({ "business_on": day, "acknowledged_at": at })))
    }
}

/// Number and sum, in fen, of the lines that sell or that take back.
fn totals<'a>(lines: impl Iterator<Item = &'a Line>, is_refund: bool) -> (i64, i64) {
    lines.filter(|line| line.is_refund == is_refund).fold((0, 0), |(count, sum), line| {
        let ticket = &line.ticket;
        let price = ticket.ticket_price + ticket.screen_service_fee + ticket.net_service_fee;
        (count + 1, sum + price)
    })
}

fn is_final(day: NaiveDate, now: DateTime<Utc>) -> bool {
    day.checked_add_days(Days::new(1)).is_some_and(|next| now >= day_starts(next))
}
