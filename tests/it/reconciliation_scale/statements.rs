//! The cinemas' side of the day: tickets here, and what each statement says about them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use database::Db;
use domain::catalogue::StringList;
use domain::ids::{CinemaId, CinemaStatementId, OrderId};
use domain::ledger::{self as books, LedgerEvent};
use domain::money::Currency;
use domain::reconciliation::{BreakClass, RecordKind};
use domain::statements::{CinemaStatementStatus, StatementOperation};
use domain::tickets::TicketState;
use sea_orm::EntityTrait;
use server::clock::Clock;
use tables::{cinema_statement_lines, cinema_statements, tickets};

use super::day::Maker;
use super::fate::Fate;
use super::rows::CHUNK;
use super::sale::Sale;

/// A statement whose lines are being made.
pub struct Statement {
    id: CinemaStatementId,
    lines: Vec<cinema_statement_lines::Model>,
    sold: (i64, i64),
    returned: (i64, i64),
}

impl Statement {
    pub fn new(id: CinemaStatementId) -> Self {
        Self { id, lines: Vec::new(), sold: (0, 0), returned: (0, 0) }
    }

    fn add(&mut self, line: cinema_statement_lines::Model) {
        let amount = line.ticket_minor + line.screen_fee_minor + line.service_fee_minor;
        let sum = match line.operation {
            StatementOperation::Sale => &mut self.sold,
            StatementOperation::Refund => &mut self.returned,
        };
        *sum = (sum.0 + 1, sum.1 + amount);
        let number = i64::try_from(self.lines.len()).unwrap() + 1;
        let (statement_id, place, number_by_day) = (self.id, number, number);
        self.lines.push(cinema_statement_lines::Model {
            statement_id,
            place,
            number_by_day,
            ..line
        });
    }

    fn reading(
        &self,
        clock: &Clock,
        cinema_id: CinemaId,
        business_on: NaiveDate,
    ) -> cinema_statements::Model {
        cinema_statements::Model {
            id: self.id,
            cinema_id,
            business_on,
            version: 1,
            status: CinemaStatementStatus::Whole,
            problems: StringList(Vec::new()),
            line_count: i64::try_from(self.lines.len()).unwrap(),
            sale_count: self.sold.0,
            sale_minor: self.sold.1,
            refund_count: self.returned.0,
            refund_minor: self.returned.1,
            currency: Currency::Cny,
            raw: format!("{cinema_id} {business_on}").into_bytes(),
            sha256: format!("{:064x}", self.id.0.as_u128()),
            fetched_at: clock.now(),
        }
    }
}

/// The cinemas say what they have to say about a day.
pub async fn state(db: &Db, clock: &Clock, day: NaiveDate, said: BTreeMap<CinemaId, Statement>) {
    for (cinema, statement) in said {
        let tx = db.begin().await.unwrap();
        let reading = cinema_statements::ActiveModel::from(statement.reading(clock, cinema, day));
        cinema_statements::Entity::insert(reading).exec_without_returning(&tx).await.unwrap();
        for lines in statement.lines.chunks(CHUNK) {
            let rows = lines.iter().cloned().map(cinema_statement_lines::ActiveModel::from);
            let insert = cinema_statement_lines::Entity::insert_many(rows);
            insert.exec_without_returning(&tx).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

impl Maker<'_> {
    pub fn ticket(&mut self, sale: &Sale) {
        let order = &sale.order;
        let refunded_at = sale.issued_at + TimeDelta::minutes(30);
        let is_refunded = sale.fate.is_refunded();
        for (seat, line) in order.price.lines.iter().enumerate() {
            let ticket = tickets::Model {
                id: self.clock.new_id(),
                order_id: order.id,
                ticket_no: ticket_no(sale.at, seat),
                seat_code: line.seat_code.clone(),
                state: if is_refunded { TicketState::Refunded } else { TicketState::Issued },
                issued_at: sale.issued_at,
                collected_at: None,
                checked_in_at: None,
                refunded_at: is_refunded.then_some(refunded_at),
            };
            self.rows.tickets.push(ticket.into());
        }
        let what = (LedgerEvent::OrderTicketed, order.id.0);
        let postings = books::order_ticketed(order.price.tickets, order.price.service_fee);
        self.rows.book(self.clock, sale.issued_at, what, &postings, order);
        self.state_at_cinema(sale);
        if is_refunded {
            for seat in 0..order.price.lines.len() {
                self.line(sale, seat, self.day, (StatementOperation::Refund, refunded_at));
            }
        }
    }

    /// What the cinema says about a sale.
    fn state_at_cinema(&mut self, sale: &Sale) {
        let (before, after) = (self.day.pred_opt().unwrap(), self.day.succ_opt().unwrap());
        let source = format!("cinema:{}", sale.order.cinema_id);
        let reference = sale.order.id.to_string();
        let found = |day, class| (source.clone(), day, class, RecordKind::Sale, reference.clone());
        let (missing, day) = (BreakClass::CinemaNotTicketed, self.day);
        let stated_on = match sale.fate {
            Fate::NotTicketed => {
                self.made.breaks.insert(found(day, missing));
                return;
            }
            Fate::SeatMismatch => {
                self.made.breaks.insert(found(day, BreakClass::SeatMismatch));
                day
            }
            Fate::PriceMismatch => {
                self.made.breaks.insert(found(day, BreakClass::PriceMismatch));
                day
            }
            Fate::CinemaLater => {
                self.made.edges.insert(found(day, missing));
                after
            }
            Fate::CinemaEarlier => {
                self.made.edges.insert(found(before, missing));
                day
            }
            _ => day,
        };
        for seat in 0..sale.order.price.lines.len() {
            self.line(sale, seat, stated_on, (StatementOperation::Sale, sale.issued_at));
        }
    }

    fn line(
        &mut self,
        sale: &Sale,
        seat: usize,
        day: NaiveDate,
        (operation, at): (StatementOperation, DateTime<Utc>),
    ) {
        let price = &sale.order.price.lines[seat];
        let is_odd = seat == 0;
        let seat_code = match sale.fate {
            Fate::SeatMismatch if is_odd => "9999".to_owned(),
            _ => price.seat_code.clone(),
        };
        let more = if sale.fate == Fate::PriceMismatch && is_odd { 100 } else { 0 };
        let ticket = price.ticket.amount_minor - price.screen_fee.amount_minor + more;
        self.write_line(
            sale.order.cinema_id,
            day,
            cinema_statement_lines::Model {
                statement_id: CinemaStatementId(uuid::Uuid::nil()),
                place: 0,
                number_by_day: 0,
                operation,
                order_ref: format!("R{:010}", sale.at),
                client_order_id: sale.order.id,
                ticket_no: ticket_no(sale.at, seat),
                session_code: "S1".to_owned(),
                seat_code,
                ticket_minor: ticket,
                screen_fee_minor: price.screen_fee.amount_minor,
                service_fee_minor: price.service_fee.amount_minor,
                currency: Currency::Cny,
                at,
            },
        );
    }

    fn write_line(
        &mut self,
        cinema: CinemaId,
        day: NaiveDate,
        line: cinema_statement_lines::Model,
    ) {
        let of_day = self.made.statements.get_mut(&day).unwrap();
        of_day.get_mut(&cinema).unwrap().add(line);
    }

    /// A cinema sold what nobody here ordered.
    pub fn unknown_sale(&mut self, place: usize, noon: DateTime<Utc>) {
        let (cinema, _) = self.stage.shows[place % self.stage.shows.len()];
        let client_order_id: OrderId = self.clock.new_id();
        self.made.breaks.insert((
            format!("cinema:{cinema}"),
            self.day,
            BreakClass::CinemaExtra,
            RecordKind::Sale,
            client_order_id.to_string(),
        ));
        let line = cinema_statement_lines::Model {
            statement_id: CinemaStatementId(uuid::Uuid::nil()),
            place: 0,
            number_by_day: 0,
            operation: StatementOperation::Sale,
            order_ref: format!("U{place:010}"),
            client_order_id,
            ticket_no: format!("U{place:010}"),
            session_code: "S1".to_owned(),
            seat_code: "1".to_owned(),
            ticket_minor: 4_500,
            screen_fee_minor: 0,
            service_fee_minor: 300,
            currency: Currency::Cny,
            at: noon,
        };
        self.write_line(cinema, self.day, line);
    }
}

fn ticket_no(place: usize, seat: usize) -> String {
    format!("T{place:010}{seat}")
}
