//! The one way in which a request is refused: a problem (RFC 9457) that says which side knows what.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use gateways::GatewayError;
use gateways::cinema::wire::{Code, Knowledge, Problem};
use gateways::signing::SignatureError;
use sea_orm::DbErr;

use crate::OVERLOADED;
use crate::failure::{Failure, unread};

/// The media type of a problem.
pub(super) const PROBLEM_JSON: &str = "application/problem+json";

/// A refused request.
#[derive(Debug)]
pub(crate) struct Refusal {
    problem: Box<Problem>,
    /// The methods that the path has.
    allow: Option<String>,
}

/// Every code, in the order in which a request meets them.
pub(super) const CODES: [Code; 36] = [
    Code::SignatureMissing,
    Code::SignatureInvalid,
    Code::SignatureExpired,
    Code::Replayed,
    Code::MalformedRequest,
    Code::PayloadTooLarge,
    Code::ValidationFailed,
    Code::NotFound,
    Code::NotOffered,
    Code::TooManyRequests,
    Code::Unavailable,
    Code::Internal,
    Code::SessionUnknown,
    Code::SessionCancelled,
    Code::SalesClosed,
    Code::SessionChanged,
    Code::TooManySeats,
    Code::SeatsUnknown,
    Code::SeatsTaken,
    Code::ClientIdReused,
    Code::LockUnknown,
    Code::LockGone,
    Code::LockSold,
    Code::PriceRefused,
    Code::SessionOver,
    Code::OrderUnknown,
    Code::OrderPending,
    Code::TicketUsed,
    Code::TicketRefunded,
    Code::TooLate,
    Code::PickupUnknown,
    Code::VerifyCodeWrong,
    Code::TooEarly,
    Code::WrongSession,
    Code::StatementMismatch,
    Code::DayOpen,
];

/// Status and title of each code.
pub(super) fn form(code: Code) -> (StatusCode, &'static str) {
    match code {
        Code::SignatureMissing => (StatusCode::UNAUTHORIZED, "The request is not signed"),
        Code::SignatureInvalid => (StatusCode::UNAUTHORIZED, "The signature is not right"),
        Code::SignatureExpired => (StatusCode::UNAUTHORIZED, "The signature is too old or new"),
        Code::Replayed => (StatusCode::UNAUTHORIZED, "This nonce was seen before"),
        Code::MalformedRequest => (StatusCode::BAD_REQUEST, "The request cannot be read"),
        Code::ValidationFailed => (StatusCode::UNPROCESSABLE_ENTITY, "The input is not valid"),
        Code::PayloadTooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "The body is too large"),
        Code::NotFound => (StatusCode::NOT_FOUND, "There is no such thing"),
        Code::NotOffered => (StatusCode::NOT_IMPLEMENTED, "This operation is not offered"),
        Code::SeatsTaken => (StatusCode::CONFLICT, "Seats are locked or sold"),
        Code::SeatsUnknown => (StatusCode::UNPROCESSABLE_ENTITY, "There are no such seats"),
        Code::SessionUnknown => (StatusCode::NOT_FOUND, "There is no such session"),
        Code::SessionChanged => (StatusCode::CONFLICT, "The session has changed"),
        Code::SessionCancelled => (StatusCode::CONFLICT, "The session was cancelled"),
        Code::SalesClosed => (StatusCode::CONFLICT, "The session is no longer sold"),
        Code::TooManySeats => (StatusCode::UNPROCESSABLE_ENTITY, "Too many seats at once"),
        Code::ClientIdReused => (StatusCode::CONFLICT, "The identifier stands for another wish"),
        Code::LockUnknown => (StatusCode::NOT_FOUND, "There is no such lock"),
        Code::LockGone => (StatusCode::CONFLICT, "The lock was released or its time is over"),
        Code::LockSold => (StatusCode::CONFLICT, "The lock's seats are sold"),
        Code::PriceRefused => (StatusCode::UNPROCESSABLE_ENTITY, "The price is not accepted"),
        Code::SessionOver => (StatusCode::CONFLICT, "The session was cancelled or has begun"),
        Code::OrderUnknown => (StatusCode::NOT_FOUND, "There is no such order"),
        Code::OrderPending => (StatusCode::CONFLICT, "The order is still being made"),
        Code::TicketUsed => (StatusCode::CONFLICT, "A ticket was collected or checked in"),
        Code::TicketRefunded => (StatusCode::CONFLICT, "The tickets were given back"),
        Code::TooEarly => (StatusCode::CONFLICT, "The doors are not open yet"),
        Code::TooLate => (StatusCode::CONFLICT, "It is too late"),
        Code::WrongSession => (StatusCode::CONFLICT, "The ticket is for another session"),
        Code::PickupUnknown => (StatusCode::NOT_FOUND, "There is no such pickup number"),
        Code::VerifyCodeWrong => (StatusCode::FORBIDDEN, "The verification code is wrong"),
        Code::StatementMismatch => (StatusCode::CONFLICT, "The statement is another one"),
        Code::DayOpen => (StatusCode::CONFLICT, "The day is not over"),
        Code::TooManyRequests => (StatusCode::TOO_MANY_REQUESTS, "Too many requests"),
        Code::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "Not able to answer now"),
        Code::Internal | Code::Other => {
            (StatusCode::INTERNAL_SERVER_ERROR, "Something broke on our side")
        }
    }
}

/// What the box office knows when it refuses with that code and nothing else is said.
pub(super) fn knowledge(code: Code) -> Knowledge {
    match code {
        // The first request of this nonce may have been done.
        Code::Replayed | Code::Internal | Code::Other => Knowledge::Unknown,
        _ => Knowledge::DefinitelyNotDone,
    }
}

/// The spelling of a code, as in the problem's own member.
pub(super) fn word(code: Code) -> String {
    let word = serde_json::to_value(code).ok();
    word.and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

impl Refusal {
    pub(super) fn new(code: Code, detail: impl Into<String>) -> Self {
        let (status, title) = form(code);
        let problem = Problem {
            r#type: format!("/problems/{}", word(code).replace('_', "-")),
            title: title.to_owned(),
            status: status.as_u16(),
            detail: detail.into(),
            code,
            knowledge: knowledge(code),
            seats: Vec::new(),
            session_version: None,
            max_seats: None,
            opens_at: None,
        };
        Self { problem: Box::new(problem), allow: None }
    }

    /// With more said about it.
    pub(super) fn with(mut self, more: impl FnOnce(&mut Problem)) -> Self {
        more(&mut self.problem);
        self
    }

    /// A path that has other methods.
    pub(super) fn method(allow: String) -> Self {
        let detail = format!("This path has the methods {allow}.");
        let refusal = Self::new(Code::NotFound, detail).with(|problem| {
            problem.status = StatusCode::METHOD_NOT_ALLOWED.as_u16();
            problem.title = "There is no such method here".to_owned();
        });
        Self { allow: Some(allow), ..refusal }
    }

    pub(super) fn invalid(detail: impl Into<String>) -> Self {
        Self::new(Code::ValidationFailed, detail)
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.problem.title, self.problem.detail)
    }
}

impl ResponseError for Refusal {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let status = self.status_code();
        let mut response = HttpResponse::build(status);
        if let Some(allow) = &self.allow {
            response.insert_header((header::ALLOW, allow.as_str()));
        }
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.insert_header((header::RETRY_AFTER, "1"));
        }
        let body = serde_json::to_vec(&self.problem).unwrap_or_default();
        response.content_type(PROBLEM_JSON).body(body)
    }
}

impl From<SignatureError> for Refusal {
    fn from(error: SignatureError) -> Self {
        let code = match error {
            SignatureError::Missing => Code::SignatureMissing,
            SignatureError::Expired => Code::SignatureExpired,
            SignatureError::Malformed
            | SignatureError::UnknownKey
            | SignatureError::DigestMismatch
            | SignatureError::Invalid => Code::SignatureInvalid,
        };
        Self::new(code, format!("{error}."))
    }
}

impl From<GatewayError> for Refusal {
    fn from(error: GatewayError) -> Self {
        match error {
            GatewayError::NotSent(why) if why == OVERLOADED => {
                Self::new(Code::Unavailable, "Too many requests wait; nothing was done.")
            }
            GatewayError::NotSent(_) | GatewayError::Refused(_) => {
                Self::new(Code::Unavailable, "The database did not answer; nothing was done.")
            }
            GatewayError::MaybeSent(_) | GatewayError::Unreadable(_) => {
                Self::new(Code::Internal, "Nobody knows what was done: ask before you try again.")
            }
        }
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        GatewayError::from(failure).into()
    }
}

impl From<DbErr> for Refusal {
    /// Of a read.
    fn from(error: DbErr) -> Self {
        unread(error).into()
    }
}
