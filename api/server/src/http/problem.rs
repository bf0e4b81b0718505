//! Problems after RFC 9457: one table of codes, and the only place that turns an error into an
//! answer.
//!
//! A problem's `detail` is meant for the customer. Where the cause is ours, the chain of causes
//! goes into one log line here and never into the answer.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use chrono::{DateTime, Utc};
use domain::catalogue::ShowtimeChange;
use domain::text::LocalizedText;
use serde::Serialize;
use utoipa::ToSchema;

use super::edge;
use crate::error::Error;

/// The media type of every problem.
pub const PROBLEM_JSON: &str = "application/problem+json";

macro_rules! problem_codes {
    ($( $variant:ident = $code:tt, $status:literal, $title:literal; )+) => {
        /// What went wrong, in a word that does not change. The `type` of a problem is the same
        /// word with dashes.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, serde::Deserialize, ToSchema,
        )]
        pub enum ProblemCode { $( #[serde(rename = $code)] $variant, )+ }

        impl ProblemCode {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),+ ];

            /// The code as it stands in an answer.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $code, )+ }
            }

            /// The status that always goes with the code.
            pub const fn status(self) -> u16 {
                match self { $( Self::$variant => $status, )+ }
            }

            /// A short text, the same for every occurrence.
            pub const fn title(self) -> &'static str {
                match self { $( Self::$variant => $title, )+ }
            }
        }
    };
}

problem_codes! {
    MalformedRequest = "malformed_request", 400, "The request cannot be read";
    IdempotencyKeyMissing = "idempotency_key_missing", 400, "The Idempotency-Key header is missing";
    Unauthenticated = "unauthenticated", 401, "Not signed in";
    InvalidCredentials = "invalid_credentials", 401, "Phone or password is wrong";
    SignatureInvalid = "signature_invalid", 401, "The signature is not valid";
    SecondFactorRequired = "second_factor_required", 401, "A second factor is needed";
    InvalidSecondFactor = "invalid_second_factor", 401, "The second factor is wrong";
    SecondFactorEnrolmentRequired = "second_factor_enrolment_required", 403,
        "A second factor has to be set up first";
    CustomerNotNamed = "customer_not_named", 403, "The request names no customer";
    Forbidden = "forbidden", 403, "Not allowed";
    NotFound = "not_found", 404, "Not found";
    PickupCodeUnknown = "pickup_code_unknown", 404, "No such pickup code";
    MethodNotAllowed = "method_not_allowed", 405, "Method not allowed";
    NotAcceptable = "not_acceptable", 406, "Not acceptable";
    PhoneTaken = "phone_taken", 409, "The phone number has an account";
    IdempotencyInProgress = "idempotency_in_progress", 409, "The first request is still running";
    SeatTaken = "seat_taken", 409, "A seat was taken by somebody else";
    SalesClosed = "sales_closed", 409, "Sales are closed";
    ShowtimeChanged = "showtime_changed", 409, "The showtime changed";
    ShowtimeCancelled = "showtime_cancelled", 409, "The showtime was cancelled";
    LockExpired = "lock_expired", 409, "The seats are no longer held";
    LockOutcomeUnknown = "lock_outcome_unknown", 409, "The cinema has not answered yet";
    LockNotPayable = "lock_not_payable", 409, "The seats cannot be ordered now";
    LockAlreadyOrdered = "lock_already_ordered", 409, "The seats have an order";
    OrderNotPayable = "order_not_payable", 409, "The order cannot be paid";
    OrderNotCancellable = "order_not_cancellable", 409, "The order cannot be cancelled";
    OrderNotTicketed = "order_not_ticketed", 409, "The order has no tickets yet";
    PaymentInProgress = "payment_in_progress", 409, "A payment is in progress";
    PaymentDeclined = "payment_declined", 409, "The payment was declined";
    NotRefundable = "not_refundable", 409, "The order cannot be refunded";
    AlreadyRefunded = "already_refunded", 409, "The order was refunded";
    WrongCinema = "wrong_cinema", 409, "The ticket is for another cinema";
    WrongShowtime = "wrong_showtime", 409, "The ticket is for another showtime";
    TicketRefunded = "ticket_refunded", 409, "The ticket was refunded";
    TicketNotLive = "ticket_not_live", 409, "The ticket is a still picture";
    TooEarly = "too_early", 409, "It is too early";
    StatementNotFinal = "statement_not_final", 409, "The statement is not final";
    SourceNotReady = "source_not_ready", 409, "Their records are not there yet";
    ReconciliationClosed = "reconciliation_closed", 409, "The day is closed";
    ReconciliationRunning = "reconciliation_running", 409, "The day is being compared";
    BreaksOpen = "breaks_open", 409, "Differences are not settled";
    DayNotOver = "day_not_over", 409, "The day is not over";
    SamePerson = "same_person", 409, "Somebody else has to agree";
    PayoutOpen = "payout_open", 409, "A payout waits to be agreed to";
    NothingPayable = "nothing_payable", 409, "Nothing is payable now";
    HallOccupied = "hall_occupied", 409, "The hall is occupied then";
    SessionHasSales = "session_has_sales", 409, "Seats of the session are sold";
    LastAdministrator = "last_administrator", 409, "Nobody else could administer";
    OwnRole = "own_role", 409, "Nobody changes their own role";
    SecondFactorEnrolled = "second_factor_enrolled", 409, "There is a second factor already";
    OpenOrders = "open_orders", 409, "There are open orders";
    ArticlePublished = "article_published", 409, "The article was published";
    RequestReplayed = "request_replayed", 409, "The request was sent before";
    WebhookLimit = "webhook_limit", 409, "There are too many endpoints";
    WebhookSecretLimit = "webhook_secret_limit", 409, "Several secrets are good already";
    WebhookDisabled = "webhook_disabled", 409, "The endpoint is turned off";
    StaleWrite = "stale_write", 409, "Somebody else changed it first";
    PayloadTooLarge = "payload_too_large", 413, "The request is too large";
    UnsupportedMediaType = "unsupported_media_type", 415, "The body has another form";
    ValidationFailed = "validation_failed", 422, "The input is not valid";
    InvalidCode = "invalid_code", 422, "The one-time code is wrong or has expired";
    IdempotencyKeyReused = "idempotency_key_reused", 422, "The Idempotency-Key is not new";
    WeakPassword = "weak_password", 422, "The password is too easy to guess";
    SeatUnknown = "seat_unknown", 422, "No such seat";
    OrphanSeat = "orphan_seat", 422, "A single seat would be left over";
    LoveSeatSplit = "love_seat_split", 422, "Love seats are sold in pairs";
    ZoneMixed = "zone_mixed", 422, "Seats of different zones";
    TooManySeats = "too_many_seats", 422, "Too many seats";
    PlanInvalid = "plan_invalid", 422, "The seat plan is not valid";
    CinemaMismatch = "cinema_mismatch", 422, "It is another cinema";
    TicketForged = "ticket_forged", 422, "The ticket is not genuine";
    TooManyRequests = "too_many_requests", 429, "Too many requests";
    Internal = "internal", 500, "Something broke on our side";
    CinemaUnreachable = "cinema_unreachable", 503, "The cinema's system does not answer";
    CinemaUnavailable = "cinema_unavailable", 503, "The cinema does not answer";
    BankUnavailable = "bank_unavailable", 503, "The bank does not answer";
    Overloaded = "overloaded", 503, "Too busy right now";
    Timeout = "timeout", 504, "It took too long";
}

/// What happened to the customer's money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MoneyFate {
    /// No money was taken.
    Untouched,
    /// Money was taken.
    Taken,
    /// Money was taken and is on its way back.
    BeingReturned,
    /// Nobody knows yet; the platform keeps asking.
    Unknown,
}

/// One part of the input that is not valid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// JSON pointer (RFC 6901) into the body; for a query parameter, a slash and its name.
    #[schema(example = "/phone")]
    pub pointer: String,
    /// What is wrong, in one word.
    #[schema(example = "phone")]
    pub code: String,
    /// The same for people.
    pub detail: String,
}

impl FieldError {
    pub fn new(
        pointer: impl Into<String>,
        code: impl Into<String>,
        detail: impl Into<String>,
    ) -> Self {
        Self { pointer: pointer.into(), code: code.into(), detail: detail.into() }
    }
}

/// A session that stands in the way of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SessionConflict {
    pub session_code: String,
    pub film: LocalizedText,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// The body of every failure (RFC 9457).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// The code as a relative URI.
    #[serde(rename = "type")]
    #[schema(example = "/problems/seat-taken")]
    pub kind: String,
    pub code: ProblemCode,
    pub title: &'static str,
    pub status: u16,
    /// What happened this time, for people.
    pub detail: String,
    /// The request's identifier, as in the header `X-Request-Id`.
    pub instance: String,
    /// For codes `validation_failed` and `plan_invalid`: every part that is not valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub errors: Option<Vec<FieldError>>,
    /// The seats that it is about, as the cinema codes them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub seats: Option<Vec<String>>,
    /// For code `showtime_changed`: every difference to what the customer saw, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub changes: Option<Vec<ShowtimeChange>>,
    /// For code `hall_occupied`: the session that is in the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub session: Option<SessionConflict>,
    /// What happened to the customer's money, where money is involved.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub money: Option<MoneyFate>,
    #[serde(skip)]
    pub retry_after_s: Option<u32>,
}

impl Problem {
    /// A problem of the running request.
    pub fn new(code: ProblemCode, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("/problems/{}", code.as_str().replace('_', "-")),
            code,
            title: code.title(),
            status: code.status(),
            detail: detail.into(),
            instance: edge::request_id(),
            errors: None,
            seats: None,
            changes: None,
            session: None,
            money: None,
            retry_after_s: None,
        }
    }

    /// The answer.
    pub fn into_response(self) -> HttpResponse {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = HttpResponse::build(status);
        if let Some(seconds) = self.retry_after_s {
            response.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        if status == StatusCode::UNAUTHORIZED {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        // What is wrong now may be right in a second; nobody keeps it.
        response.insert_header((header::CACHE_CONTROL, "no-store"));
        response.insert_header((header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON)));
        response.body(serde_json::to_string(&self).unwrap_or_default())
    }
}

impl From<&Error> for Problem {
    fn from(error: &Error) -> Self {
        match error {
            Error::NotFound(noun) => {
                Self::new(ProblemCode::NotFound, format!("There is no such {noun}."))
            }
            Error::Unauthenticated => Self::new(
                ProblemCode::Unauthenticated,
                "Sign in, then send the access token as a bearer token.",
            ),
            Error::Forbidden => Self::new(ProblemCode::Forbidden, "Your account may not do this."),
            Error::Invalid(errors) => {
                let mut problem = Self::new(ProblemCode::ValidationFailed, summary(errors));
                problem.errors = Some(errors.clone());
                problem
            }
            Error::Refused(refusal) => {
                let mut problem = Self::new(refusal.code, refusal.detail.clone());
                problem.seats = Some(refusal.seats.clone()).filter(|seats| !seats.is_empty());
                problem.changes =
                    Some(refusal.changes.clone()).filter(|changes| !changes.is_empty());
                problem.session = refusal.session.as_deref().cloned();
                problem.errors = Some(refusal.errors.clone()).filter(|errors| !errors.is_empty());
                problem.money = refusal.money;
                problem.retry_after_s = refusal.retry_after_s;
                problem
            }
            Error::Stale => {
                let detail = "Somebody else changed it first. Read it again, then decide.";
                Self::new(ProblemCode::StaleWrite, detail)
            }
            Error::TooMany { retry_after_s } => {
                let detail = format!("Too many attempts. Try again in {retry_after_s} s.");
                let mut problem = Self::new(ProblemCode::TooManyRequests, detail);
                problem.retry_after_s = Some(*retry_after_s);
                problem
            }
            Error::Overloaded => {
                let detail = "Nothing was done. Try again in a moment.";
                let mut problem = Self::new(ProblemCode::Overloaded, detail);
                problem.retry_after_s = Some(1);
                problem
            }
            Error::Internal(_) => Self::new(
                ProblemCode::Internal,
                "Something broke on our side. Quote the instance when you ask about it.",
            ),
        }
    }
}

fn summary(errors: &[FieldError]) -> String {
    match errors {
        [only] => only.detail.clone(),
        several => format!("{} parts of the input are not valid.", several.len()),
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(Problem::from(self).status)
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let problem = Problem::from(self);
        match self {
            Self::Internal(source) => {
                tracing::error!(request_id = problem.instance, "internal: {source:#}");
            }
            other => tracing::debug!(request_id = problem.instance, "refused: {other}"),
        }
        let mut response = problem.into_response();
        if let Self::TooMany { retry_after_s } = self {
            let headers = response.headers_mut();
            for (name, value) in [("ratelimit-remaining", 0), ("ratelimit-reset", *retry_after_s)] {
                headers.insert(header::HeaderName::from_static(name), HeaderValue::from(value));
            }
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::{Problem, ProblemCode};

    #[test]
    fn a_code_and_its_wire_word_are_the_same() {
        for &code in ProblemCode::ALL {
            let wire = serde_json::to_value(code).unwrap_or_default();
            assert_eq!(wire, code.as_str());
            assert!((400..600).contains(&code.status()), "{code:?}");
            assert!(!code.title().is_empty(), "{code:?}");
        }
    }

    #[test]
    fn a_problem_says_its_type_with_dashes() {
        let problem = Problem::new(ProblemCode::SeatTaken, "gone");
        assert_eq!(problem.kind, "/problems/seat-taken");
        assert_eq!(problem.status, 409);
    }
}
