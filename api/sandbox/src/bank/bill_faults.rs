//! How a bill may be wrong: `PUT /bill-faults` with `{"faults": [{"kind", "settle_date",
//! "order_id", "amount_delta"}]}` replaces what is dialled, `GET` shows it, `DELETE` clears it.
//!
//! A fault stays until it is replaced, because a bank that makes a wrong bill hands the same one
//! out whenever it is asked. It strikes the bill of `settle_date` (`YYYY-MM-DD`), or of every day.

use std::sync::{Arc, Mutex, PoisonError};

use actix_web::HttpResponse;
use actix_web::web::{self, Bytes, Data, ServiceConfig};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::bill::{Line, fee};
use super::transaction::Kind;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BillFaultKind {
    /// The bank answers 98, as it does before the file is made.
    NotReady,
    /// The archive is cut in half.
    Truncated,
    /// A transaction is not in it.
    MissingLine,
    /// A payment is in it that nobody made.
    ExtraLine,
    /// A transaction is in it twice.
    DuplicateLine,
    /// An amount is off by `amount_delta`; the line agrees with itself.
    WrongAmount,
    /// A fee is off by `amount_delta`; the line agrees with itself.
    WrongFee,
    /// A line does not add up.
    WrongSummary,
    /// It is no archive at all.
    Garbage,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BillFault {
    pub(crate) kind: BillFaultKind,
    /// Which day's bill; all when it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    settle_date: Option<NaiveDate>,
    /// The line that is struck; the first one when it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    order_id: Option<String>,
    /// Fen.
    #[serde(default = "one_yuan")]
    amount_delta: i64,
}

const fn one_yuan() -> i64 {
    100
}

/// Largest difference that can be dialled, in fen.
const MAX_DELTA: i64 = 1_000_000;
const MAX_FAULTS: usize = 64;

/// The number under which the payment that nobody made goes.
const NOBODYS: &str = "NOBODYSPAYMENT";

impl BillFault {
    /// Changes the lines of a bill as this fault does.
    pub(crate) fn spoil(&self, merchant: &str, day: NaiveDate, lines: &mut Vec<Line>) {
        let named = |line: &Line| Some(&line.order_id) == self.order_id.as_ref();
        let struck = match &self.order_id {
            Some(_) => lines.iter().position(named),
            None => (!lines.is_empty()).then_some(0),
        };
        let delta = self.amount_delta;
        match (self.kind, struck) {
            (BillFaultKind::ExtraLine, _) => lines.push(nobodys(merchant, day, delta)),
            (BillFaultKind::MissingLine, Some(at)) => {
                lines.remove(at);
            }
            (BillFaultKind::DuplicateLine, Some(at)) => lines.insert(at, lines[at].clone()),
            (BillFaultKind::WrongAmount, Some(at)) => {
                lines[at].amount = (lines[at].amount + delta).max(1);
            }
            (BillFaultKind::WrongFee, Some(at)) => lines[at].fee += delta,
            _ => {}
        }
    }
}

fn nobodys(merchant: &str, day: NaiveDate, delta: i64) -> Line {
    let amount = 9_600 + delta;
    Line {
        kind: Kind::Pay,
        stamp: format!("{}120000", day.format("%Y%m%d")),
        trace_no: "999999".to_owned(),
        query_id: format!("78{}1200009999999", day.format("%y%m%d")),
        order_id: format!("{NOBODYS}{}", merchant.get(13..).unwrap_or_default()),
        card: "621626*********0018".to_owned(),
        amount,
        fee: fee(amount),
        original_query_id: String::new(),
        original_order_id: String::new(),
    }
}

/// The faults that are dialled. Its copies share one list.
#[derive(Clone, Debug, Default)]
pub(crate) struct BillDial(Arc<Mutex<Vec<BillFault>>>);

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Faults {
    faults: Vec<BillFault>,
}

impl BillDial {
    /// What strikes the bill of a day.
    pub(crate) fn of(&self, day: NaiveDate) -> Vec<BillFault> {
        let faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let strikes = |fault: &&BillFault| fault.settle_date.is_none_or(|date| date == day);
        faults.iter().filter(strikes).cloned().collect()
    }

    fn all(&self) -> Vec<BillFault> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Serves the dial at `/bill-faults`.
    pub(crate) fn routes(&self, config: &mut ServiceConfig) {
        config.service(
            web::resource("/bill-faults")
                .app_data(Data::new(self.clone()))
                .route(web::get().to(show))
                .route(web::put().to(set))
                .route(web::delete().to(clear)),
        );
    }
}

async fn show(dial: Data<BillDial>) -> HttpResponse {
    HttpResponse::Ok().json(Faults { faults: dial.all() })
}

async fn set(dial: Data<BillDial>, body: Bytes) -> HttpResponse {
    let refuse = |detail: String| {
        HttpResponse::UnprocessableEntity().json(serde_json::json!({ "detail": detail }))
    };
    let wanted: Faults = match serde_json::from_slice(&body) {
        Ok(wanted) => wanted,
        Err(error) => return refuse(error.to_string()),
    };
    if wanted.faults.len() > MAX_FAULTS {
        return refuse(format!("at most {MAX_FAULTS} faults"));
    }
    let is_off =
        |fault: &BillFault| fault.amount_delta == 0 || fault.amount_delta.abs() > MAX_DELTA;
    if wanted.faults.iter().any(is_off) {
        return refuse("amount_delta must be a small number of fen and not 0".to_owned());
    }
    dial.0.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&wanted.faults);
    HttpResponse::Ok().json(wanted)
}

async fn clear(dial: Data<BillDial>) -> HttpResponse {
    dial.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    HttpResponse::NoContent().finish()
}
