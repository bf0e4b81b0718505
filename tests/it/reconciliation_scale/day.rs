//! Makes a day of the platform: orders with their payments, refunds, tickets and entries in the
//! books, what the bank has on its bills, what the cinemas have on their statements, and which
//! differences there must therefore be.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use database::Db;
use domain::ids::{CinemaId, ShowtimeId, UserId};
use domain::ledger::{self as books, LedgerEvent};
use domain::money::{Currency, Money};
use domain::payments::{RefundReason, RefundStatus};
use domain::reconciliation::{BreakClass, RecordKind};
use domain::seating::SeatLockStatus;
use server::clock::Clock;
use tables::{payments, refunds, seat_locks};

use super::bill::Line;
use super::fate::Fate;
use super::rows::Rows;
use super::sale::Sale;
use super::statements::Statement;

/// Orders that one transaction writes.
const BATCH: usize = 2_000;

/// A difference: whose records, of which day, what kind, about what.
pub type Break = (String, NaiveDate, BreakClass, RecordKind, String);

/// Where orders may be for.
pub struct Stage {
    pub user_id: UserId,
    pub shows: Vec<(CinemaId, ShowtimeId)>,
    pub merchant: String,
}

/// What was made, and what must be found in it.
#[derive(Default)]
pub struct Made {
    /// Transactions by the bank's day.
    pub bills: BTreeMap<NaiveDate, Vec<Line>>,
    /// Cinemas' statements by their day.
    pub statements: BTreeMap<NaiveDate, BTreeMap<CinemaId, Statement>>,
    pub breaks: BTreeSet<Break>,
    /// Differences at first, which the days beside explain.
    pub edges: BTreeSet<Break>,
    /// Records that the bank's bill of the day should have, and what they add up to.
    pub ours_count: i64,
    pub ours_minor: i64,
    pub matched: i64,
    /// Orders of the bill about which all three parties agree.
    pub agreed: i64,
}

pub struct Maker<'a> {
    pub clock: &'a Clock,
    pub stage: &'a Stage,
    pub day: NaiveDate,
    pub orders: usize,
    /// How often each difference is planted.
    pub each: usize,
    pub made: Made,
    pub rows: Rows,
}

/// An instant of a day, Beijing time.
pub fn at(day: NaiveDate, time: &str) -> DateTime<Utc> {
    format!("{day}T{time}+08:00").parse().unwrap()
}

impl<'a> Maker<'a> {
    pub fn new(
        clock: &'a Clock,
        stage: &'a Stage,
        day: NaiveDate,
        (orders, each): (usize, usize),
    ) -> Self {
        Self { clock, stage, day, orders, each, made: Made::default(), rows: Rows::default() }
    }

    /// Writes the day; what banks and cinemas say about it and the days beside is given back.
    pub async fn make(mut self, db: &Db) -> Made {
        let days = [self.day.pred_opt().unwrap(), self.day, self.day.succ_opt().unwrap()];
        for day in days {
            let cinemas = self.stage.shows.iter();
            let said = cinemas.map(|(cinema, _)| (*cinema, Statement::new(self.clock.new_id())));
            self.made.statements.insert(day, said.collect());
            self.made.bills.insert(day, Vec::new());
        }
        for at in 0..self.orders {
            self.order(at);
            if at % BATCH == BATCH - 1 {
                self.rows.write(db).await;
            }
        }
        self.strangers();
        self.rows.write(db).await;
        for lines in self.made.bills.values_mut() {
            lines.sort_by(|a, b| (a.at, &a.bank_ref).cmp(&(b.at, &b.bank_ref)));
        }
        self.made
    }

    pub fn number(&self, letters: &str, at: usize) -> String {
        format!("{letters}{}{at:014}", self.day.format("%Y%m%d"))
    }

    pub fn bank_ref(&self, at: usize) -> String {
        format!("78{}{at:013}", self.day.format("%y%m%d"))
    }

    fn order(&mut self, place: usize) {
        let sale = self.sale(place);
        self.lock(&sale);
        self.pay(&sale);
        if sale.fate.is_ticketed() {
            self.ticket(&sale);
        }
        if sale.fate.is_refunded() {
            self.refund(&sale);
        }
        self.made.matched += sale.fate.matched_at_bank();
        self.made.agreed += i64::from(sale.fate.is_agreed());
        self.rows.orders.push(sale.order.into());
    }

    fn lock(&mut self, sale: &Sale) {
        let order = &sale.order;
        let lock = seat_locks::Model {
            id: order.seat_lock_id,
            user_id: order.user_id,
            showtime_id: order.showtime_id,
            status: SeatLockStatus::Sold,
            seats: order.seats.clone(),
            price: order.price.clone(),
            expires_at: Some(order.payable_until),
            lock_ref: None,
            is_wanted: true,
            refusal: None,
            created_at: order.created_at,
            closed_at: Some(sale.issued_at),
            next_check_at: None,
            checks: 0,
        };
        self.rows.locks.push(lock.into());
    }

    fn expect(&mut self, class: BreakClass, kind: RecordKind, reference: &str) {
        let found = ("unionpay".to_owned(), self.day, class, kind, reference.to_owned());
        self.made.breaks.insert(found);
    }

    /// A record that the bill of the day is expected to have.
    fn ours(&mut self, amount: i64) {
        self.made.ours_count += 1;
        self.made.ours_minor += amount;
    }

    fn pay(&mut self, sale: &Sale) {
        let payment = &sale.payment;
        let (number, total) = (payment.payment_no.clone(), payment.amount_minor);
        let paid_at = sale.paid_at;
        let bank_ref = self.bank_ref(sale.at);
        let mut line = Line::payment(&number, &bank_ref, paid_at, total);
        let (before, after) = (self.day.pred_opt().unwrap(), self.day.succ_opt().unwrap());
        let mut billed_on = Some(self.day);
        let kind = RecordKind::Payment;
        if sale.fate != Fate::BankEarlier {
            self.ours(total);
        }
        let edge =
            |day| ("unionpay".to_owned(), day, BreakClass::BankMissing, kind, number.clone());
        match sale.fate {
            Fate::BankMissing => {
                billed_on = None;
                self.expect(BreakClass::BankMissing, kind, &number);
            }
            Fate::StatusMismatch => self.expect(BreakClass::StatusMismatch, kind, &number),
            Fate::AmountMismatch => {
                line.amount += 1_000;
                self.expect(BreakClass::AmountMismatch, kind, &number);
                // Its fee is the agreed one of the other amount.
                line.fee = Line::payment("", "", paid_at, line.amount).fee;
            }
            Fate::FeeMismatch => {
                line.fee += 7;
                self.expect(BreakClass::FeeMismatch, kind, &number);
            }
            Fate::LineTwice => {
                self.made.bills.entry(self.day).or_default().push(line.clone());
                self.expect(BreakClass::DuplicatePay, kind, &number);
            }
            Fate::BankLater => {
                billed_on = Some(after);
                self.made.edges.insert(edge(self.day));
            }
            Fate::BankEarlier => {
                self.made.edges.insert(edge(before));
            }
            Fate::PaidTwice => self.pay_again(sale),
            _ => {}
        }
        if let Some(day) = billed_on {
            self.made.bills.entry(day).or_default().push(line);
        }
        if sale.fate.is_ticketed() {
            let what = (LedgerEvent::PaymentSucceeded, payment.id.0);
            let postings = books::payment_succeeded(Money::fen(total));
            self.rows.book(self.clock, paid_at, what, &postings, &sale.order);
        }
        self.rows.payments.push(payment.clone().into());
    }

    /// A second payment of the same order, a minute later.
    fn pay_again(&mut self, sale: &Sale) {
        let paid_at = sale.paid_at + TimeDelta::minutes(1);
        let (number, bank_ref) = (self.number("MX", sale.at), self.bank_ref(sale.at + 10_000_000));
        let again = payments::Model {
            id: self.clock.new_id(),
            payment_no: number.clone(),
            bank_ref: Some(bank_ref.clone()),
            succeeded_at: Some(paid_at),
            ..sale.payment.clone()
        };
        let total = again.amount_minor;
        self.ours(total);
        let line = Line::payment(&number, &bank_ref, paid_at, total);
        self.made.bills.entry(self.day).or_default().push(line);
        self.expect(BreakClass::DuplicatePay, RecordKind::Payment, &number);
        let what = (LedgerEvent::PaymentSucceeded, again.id.0);
        let postings = books::payment_succeeded(Money::fen(total));
        self.rows.book(self.clock, paid_at, what, &postings, &sale.order);
        self.rows.payments.push(again.into());
    }

    fn refund(&mut self, sale: &Sale) {
        let returned_at = sale.issued_at + TimeDelta::minutes(30);
        let (number, total) = (self.number("MR", sale.at), sale.order.total_minor);
        let bank_ref = self.bank_ref(sale.at + 20_000_000);
        let refund = refunds::Model {
            id: self.clock.new_id(),
            refund_no: number.clone(),
            payment_id: sale.payment.id,
            order_id: sale.order.id,
            reason: RefundReason::CustomerRequest,
            amount_minor: total,
            currency: Currency::Cny,
            status: RefundStatus::Succeeded,
            needs_take_back: true,
            txn_time: returned_at,
            bank_ref: Some(bank_ref.clone()),
            failure_text: None,
            created_at: returned_at,
            succeeded_at: Some(returned_at),
            next_query_at: None,
            queries: 1,
        };
        self.ours(-total);
        let paid = &sale.payment;
        let original = (paid.payment_no.clone(), paid.bank_ref.clone().unwrap_or_default());
        let payment = Line::payment(&number, &bank_ref, returned_at, total);
        let fee = -payment.fee;
        let line = Line { is_payment: false, fee, original: Some(original), ..payment };
        if sale.fate == Fate::RefundMissing {
            self.expect(BreakClass::RefundMissing, RecordKind::Refund, &number);
        } else {
            self.made.bills.entry(self.day).or_default().push(line);
        }
        let price = &sale.order.price;
        let asked = books::ticketed_refund_requested(price.tickets, price.service_fee);
        let what = (LedgerEvent::RefundRequested, refund.id.0);
        self.rows.book(self.clock, returned_at, what, &asked, &sale.order);
        let paid_out = books::refund_succeeded(price.total);
        let what = (LedgerEvent::RefundSucceeded, refund.id.0);
        self.rows.book(self.clock, returned_at, what, &paid_out, &sale.order);
        self.rows.refunds.push(refund.into());
    }

    /// What the bank and the cinemas have and nobody here knows of.
    fn strangers(&mut self) {
        for place in 0..self.each {
            let noon = at(self.day, "12:00:00");
            let (paid, returned) = (self.number("MZ", place), self.number("MY", place));
            let bank_ref = self.bank_ref(30_000_000 + place);
            let payment = Line::payment(&paid, &bank_ref, noon, 9_600);
            self.expect(BreakClass::PlatformMissing, RecordKind::Payment, &paid);
            let bank_ref = self.bank_ref(40_000_000 + place);
            let refund = Line::payment(&returned, &bank_ref, noon, 4_800);
            let original = Some((self.number("MW", place), self.bank_ref(50_000_000 + place)));
            let fee = -refund.fee;
            let refund = Line { is_payment: false, fee, original, ..refund };
            self.expect(BreakClass::RefundExtra, RecordKind::Refund, &returned);
            self.made.bills.entry(self.day).or_default().extend([payment, refund]);
            self.unknown_sale(place, noon);
        }
    }
}
