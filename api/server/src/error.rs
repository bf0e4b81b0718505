//! What can go wrong on the way to an answer, apart from how HTTP says it.
//!
//! `domain` and `gateways` have errors of their own; here they become one of a dozen kinds. The
//! text of a [`Refusal`] is meant for the customer; the source of an internal error is for the log
//! and is written there once, at the boundary (`http/problem.rs`).

use domain::catalogue::ShowtimeChange;
use sea_orm::DbErr;

use crate::http::problem::{FieldError, MoneyFate, ProblemCode, SessionConflict};

/// The result of everything in this crate that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or the caller may not know that it does.
    #[error("no such {0}")]
    NotFound(&'static str),
    #[error("not signed in")]
    Unauthenticated,
    #[error("not allowed")]
    Forbidden,
    /// The input breaks its own form.
    #[error("invalid input: {0:?}")]
    Invalid(Vec<FieldError>),
    /// A rule says no, with its own code.
    #[error("{0}")]
    Refused(Box<Refusal>),
    /// Somebody else changed the row first.
    #[error("changed by somebody else")]
    Stale,
    #[error("too many requests")]
    TooMany { retry_after_s: u32 },
    /// A queue is full; nothing was done.
    #[error("overloaded")]
    Overloaded,
    #[error("internal: {0:#}")]
    Internal(#[from] anyhow::Error),
}

/// A refusal that the customer can understand.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{code:?}: {detail}")]
pub struct Refusal {
    pub code: ProblemCode,
    pub detail: String,
    /// The seats that it is about, as the cinema codes them.
    pub seats: Vec<String>,
    /// What changed since the customer looked.
    pub changes: Vec<ShowtimeChange>,
    /// The session that stands in the way.
    pub session: Option<Box<SessionConflict>>,
    /// The parts of the input that a rule refuses.
    pub errors: Vec<FieldError>,
    /// What happened to the customer's money, where money is involved.
    pub money: Option<MoneyFate>,
    /// Trying again can help after so many seconds.
    pub retry_after_s: Option<u32>,
}

impl Error {
    /// Whether a rule said no with this code.
    pub fn is_refused_as(&self, code: ProblemCode) -> bool {
        matches!(self, Self::Refused(refusal) if refusal.code == code)
    }

    /// A refusal by rule.
    pub fn refused(code: ProblemCode, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Refusal::new(code, detail).into()
    }

    /// One field that breaks its form. `pointer` is a JSON pointer (RFC 6901).
    pub fn invalid(
        pointer: impl Into<String>,
        code: impl Into<String>,
        detail: impl Into<String>,
    ) -> Self {
        Self::Invalid(vec![FieldError::new(pointer, code, detail)])
    }
}

impl Refusal {
    /// Names the seats that the refusal is about.
    #[must_use]
    pub fn about_seats(mut self, seats: Vec<String>) -> Self {
        self.seats = seats;
        self
    }

    /// Names what changed since the customer looked.
    #[must_use]
    pub fn about_changes(mut self, changes: Vec<ShowtimeChange>) -> Self {
        self.changes = changes;
        self
    }

    /// Names the session that stands in the way.
    #[must_use]
    pub fn about_session(mut self, session: SessionConflict) -> Self {
        self.session = Some(Box::new(session));
        self
    }

    /// Points to the parts of the input that it is about.
    #[must_use]
    pub fn pointing_to(mut self, errors: Vec<FieldError>) -> Self {
        self.errors = errors;
        self
    }

    /// Says what happened to the money.
    #[must_use]
    pub fn with_money(mut self, money: MoneyFate) -> Self {
        self.money = Some(money);
        self
    }

    /// Says when to try again.
    #[must_use]
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after_s = Some(seconds);
        self
    }

    /// A refusal to be decorated.
    pub fn new(code: ProblemCode, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
            seats: Vec::new(),
            changes: Vec::new(),
            session: None,
            errors: Vec::new(),
            money: None,
            retry_after_s: None,
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match error {
            DbErr::RecordNotUpdated => Self::Stale,
            DbErr::ConnectionAcquire(_) => Self::Overloaded,
            other => Self::Internal(anyhow::Error::new(other).context("database")),
        }
    }
}
