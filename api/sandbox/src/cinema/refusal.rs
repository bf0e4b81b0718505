//! The interface's errors: a code for programs, and which side knows what.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::Serialize;

/// What we know about the effect that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Knowledge {
    DefinitelyNotDone,
    DefinitelyDone,
    Unknown,
}

/// `application/problem+json` of the cinema interface.
#[derive(Clone, Debug)]
pub(crate) struct Refusal(Box<Problem>);

#[derive(Clone, Debug, Serialize)]
struct Problem {
    r#type: String,
    title: String,
    status: u16,
    detail: String,
    code: &'static str,
    knowledge: Knowledge,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    seats: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    session_version: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_seats: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    opens_at: Option<DateTime<Utc>>,
}

impl Refusal {
    /// Nothing was done and nothing will be.
    pub(crate) fn new(status: u16, code: &'static str, detail: impl Into<String>) -> Self {
        Self(Box::new(Problem {
            r#type: format!("urn:sandbox:problem:{code}"),
            title: code.replace('_', " "),
            status,
            detail: detail.into(),
            code,
            knowledge: Knowledge::DefinitelyNotDone,
            seats: Vec::new(),
            session_version: None,
            max_seats: None,
            opens_at: None,
        }))
    }

    fn with(mut self, change: impl FnOnce(&mut Problem)) -> Self {
        change(&mut self.0);
        self
    }

    /// What was asked for had happened before.
    pub(crate) fn done(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(409, code, detail).with(|it| it.knowledge = Knowledge::DefinitelyDone)
    }

    /// Nobody can tell what happened.
    pub(crate) fn unknown(status: u16, code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(status, code, detail).with(|it| it.knowledge = Knowledge::Unknown)
    }

    pub(crate) fn seats(self, seats: Vec<String>) -> Self {
        self.with(|it| it.seats = seats)
    }

    pub(crate) fn version(self, session_version: i64) -> Self {
        self.with(|it| it.session_version = Some(session_version))
    }

    pub(crate) fn at_most(self, max_seats: u32) -> Self {
        self.with(|it| it.max_seats = Some(max_seats))
    }

    pub(crate) fn opens_at(self, opens_at: DateTime<Utc>) -> Self {
        self.with(|it| it.opens_at = Some(opens_at))
    }

    pub(crate) fn answer(&self) -> HttpResponse {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::CONFLICT);
        let body = serde_json::to_vec(&self.0).unwrap_or_default();
        HttpResponse::build(status).content_type("application/problem+json").body(body)
    }
}

impl From<std::io::Error> for Refusal {
    /// The journal took nothing; whether it will is not for the caller to guess.
    fn from(error: std::io::Error) -> Self {
        tracing::error!(%error, "the cinema cannot write down what it does");
        Self::unknown(500, "internal", "the cinema cannot write")
    }
}
