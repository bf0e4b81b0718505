//! The fault dial: a test tells a sandbox server how to misbehave, and how often.
//!
//! `PUT /faults` with `{"faults": [{"operation", "kind", "times", "delay_ms", "amount_delta"}]}`
//! replaces what is dialled, `GET /faults` shows what is left, `DELETE /faults` clears it. A
//! fault is used up by the requests it strikes; of several for one operation the first goes first.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::http::StatusCode;
use actix_web::web::{self, Bytes, ServiceConfig};
use actix_web::{HttpResponse, HttpResponseBuilder};
use serde::{Deserialize, Serialize};

/// What a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Operation {
    /// The browser's form post that opens the cashier page.
    Front,
    /// A query.
    Query,
    /// A refund.
    Refund,
    /// A void of the same day.
    Void,
    /// A back notification that the bank sends.
    Notify,
    /// The bill of a day.
    Bill,
    /// A text message handed to the phone.
    Sms,
}

/// How it misbehaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// The connection is closed and nothing was done. A notification is not sent this time.
    DropBefore,
    /// It was done, but the answer is lost. A notification is sent and its answer ignored.
    DropAfter,
    /// It waits `delay_ms` first; a caller that gives up meanwhile has caused nothing.
    SlowBefore,
    /// It was done, then the answer waits `delay_ms`.
    SlowAfter,
    /// The answer is 503 and nothing was done.
    ErrorBefore,
    /// It was done, but the answer is 503.
    ErrorAfter,
    /// The signature does not belong to the message.
    BadSignature,
    /// The amount is off by `amount_delta` fen, and signed so.
    WrongAmount,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fault {
    pub(crate) operation: Operation,
    pub(crate) kind: Kind,
    #[serde(default = "once")]
    times: u32,
    #[serde(default = "one_second")]
    delay_ms: u64,
    #[serde(default = "one_fen")]
    amount_delta: i64,
}

fn once() -> u32 {
    1
}

fn one_second() -> u64 {
    1_000
}

fn one_fen() -> i64 {
    1
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Faults {
    faults: Vec<Fault>,
}

/// Longest list, longest delay and largest difference that can be dialled.
const MAX_FAULTS: usize = 64;
const MAX_DELAY_MS: u64 = 120_000;
const MAX_DELTA: i64 = 1_000_000;

impl Fault {
    /// What is wrong with this fault, if it means nothing here.
    fn objection(&self, known: &[Operation]) -> Option<&'static str> {
        let for_money = matches!(self.kind, Kind::BadSignature | Kind::WrongAmount);
        if !known.contains(&self.operation) {
            Some("this server has no such operation")
        } else if self.times == 0 || self.delay_ms > MAX_DELAY_MS {
            Some("times must be at least 1 and delay_ms at most 120000")
        } else if self.amount_delta == 0 || self.amount_delta.abs() > MAX_DELTA {
            Some("amount_delta must be a small number of fen and not 0")
        } else {
            match self.operation {
                Operation::Notify => {
                    matches!(self.kind, Kind::ErrorBefore | Kind::ErrorAfter | Kind::SlowAfter)
                        .then_some("a notification has no answer of the bank's to spoil")
                }
                Operation::Front if self.kind == Kind::BadSignature => {
                    Some("the cashier page is not signed")
                }
                Operation::Bill if self.kind == Kind::WrongAmount => {
                    Some("wrong amounts of a bill are dialled at /bill-faults")
                }
                Operation::Sms if for_money => Some("a text message has neither"),
                _ => None,
            }
        }
    }
}

/// What one request is to suffer; [`Strike::none`] for most.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Strike {
    fault: Option<Fault>,
}

impl Strike {
    fn kind(&self) -> Option<Kind> {
        self.fault.map(|fault| fault.kind)
    }

    pub(crate) fn is(&self, kind: Kind) -> bool {
        self.kind() == Some(kind)
    }

    /// How many fen to add to the true amount.
    pub(crate) fn amount_delta(&self) -> i64 {
        self.fault.filter(|f| f.kind == Kind::WrongAmount).map_or(0, |f| f.amount_delta)
    }

    /// Waits if this fault is a delay of that kind.
    pub(crate) async fn wait(&self, kind: Kind) {
        if let Some(fault) = self.fault.filter(|fault| fault.kind == kind) {
            tokio::time::sleep(Duration::from_millis(fault.delay_ms)).await;
        }
    }
}

/// The dial of one server. Its copies share one list.
#[derive(Clone, Debug)]
pub(crate) struct Dial {
    known: &'static [Operation],
    faults: Arc<Mutex<Vec<Fault>>>,
}

impl Dial {
    pub(crate) fn new(known: &'static [Operation]) -> Self {
        Self { known, faults: Arc::default() }
    }

    /// Takes one use of the first fault for `operation`.
    pub(crate) fn strike(&self, operation: Operation) -> Strike {
        let mut faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(at) = faults.iter().position(|fault| fault.operation == operation) else {
            return Strike::default();
        };
        let fault = faults[at];
        if fault.times <= 1 {
            faults.remove(at);
        } else {
            faults[at].times -= 1;
        }
        Strike { fault: Some(fault) }
    }

    /// Does `work` as the dial says: perhaps late, perhaps not at all, perhaps without an answer.
    pub(crate) async fn guard(
        &self,
        operation: Operation,
        work: impl FnOnce(Strike) -> HttpResponse,
    ) -> HttpResponse {
        let strike = self.strike(operation);
        match strike.kind() {
            Some(Kind::DropBefore) => return cut(),
            Some(Kind::ErrorBefore) => return unavailable(),
            _ => strike.wait(Kind::SlowBefore).await,
        }
        let answer = work(strike);
        strike.wait(Kind::SlowAfter).await;
        match strike.kind() {
            Some(Kind::DropAfter) => cut(),
            Some(Kind::ErrorAfter) => unavailable(),
            _ => answer,
        }
    }

    /// Serves the dial at `/faults`.
    pub(crate) fn routes(&self, config: &mut ServiceConfig) {
        config.service(
            web::resource("/faults")
                .app_data(web::Data::new(self.clone()))
                .route(web::get().to(show))
                .route(web::put().to(set))
                .route(web::delete().to(clear)),
        );
    }
}

async fn show(dial: web::Data<Dial>) -> HttpResponse {
    let faults = dial.faults.lock().unwrap_or_else(PoisonError::into_inner).clone();
    HttpResponse::Ok().json(Faults { faults })
}

async fn set(dial: web::Data<Dial>, body: Bytes) -> HttpResponse {
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
    for (at, fault) in wanted.faults.iter().enumerate() {
        if let Some(objection) = fault.objection(dial.known) {
            return refuse(format!("faults[{at}]: {objection}"));
        }
    }
    dial.faults.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&wanted.faults);
    HttpResponse::Ok().json(wanted)
}

async fn clear(dial: web::Data<Dial>) -> HttpResponse {
    dial.faults.lock().unwrap_or_else(PoisonError::into_inner).clear();
    HttpResponse::NoContent().finish()
}

fn unavailable() -> HttpResponse {
    HttpResponseBuilder::new(StatusCode::SERVICE_UNAVAILABLE)
        .content_type("text/plain; charset=utf-8")
        .body("503 Service Temporarily Unavailable")
}

/// An answer whose body breaks before its first byte: the connection ends without an answer.
struct Cut;

impl MessageBody for Cut {
    type Error = std::io::Error;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<Bytes, Self::Error>>> {
        let lost = std::io::Error::new(std::io::ErrorKind::ConnectionAborted, "dialled fault");
        std::task::Poll::Ready(Some(Err(lost)))
    }
}

/// Closes the connection without an answer.
pub(crate) fn cut() -> HttpResponse {
    HttpResponse::with_body(StatusCode::OK, BoxBody::new(Cut))
}
