//! Any cinema that serves the published interface, over HTTP.
//!
//! The adapter decides nothing: it says what a cinema did, did not do, or may have done. The
//! cinema's own `knowledge` is believed where the error is one of the interface; everything else
//! that goes wrong after the request left is unknown.

mod believe;
mod line;
mod programme;
mod seats_cache;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{OrderId, SeatLockId};
use domain::tickets::TicketState;
use reqwest::Url;

use self::line::{Ask, Heard, Line, disbelief, of_question, unforeseen};
use self::seats_cache::SeatsCache;
use super::calls::CallLog;
use super::wire::{self, Code};
use super::{
    CinemaGateway, ConfirmAnswer, ConfirmRefusal, ConfirmRequest, DoorAnswer, LockAnswer,
    LockRequest, LockState, OrderAnswer, ReleaseAnswer, SessionRef, SessionSeats, Statement,
    StatementAckAnswer, TakeBackAnswer, TakeBackRefusal, TakeBackRequest,
};
use crate::GatewayError;
use crate::http::raw_client;
use crate::signing::SigningKey;

/// Tells the present instant.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The largest statement of a day, in bytes.
const MAX_STATEMENT: usize = 16 * 1024 * 1024;

/// Where a cinema is and how it is spoken to.
#[derive(Clone)]
pub struct RemoteConfig {
    /// The part of the address before `/v1`, such as `https://tickets.example/31010001`.
    pub base_url: String,
    /// The cinema that is expected there.
    pub cinema_code: String,
    /// Signs the platform's requests.
    pub key: SigningKey,
    /// Until a connection is made; 5 s unless the cinema needs more.
    pub connect_limit: Duration,
    /// From the first connect to the last byte of an answer; 10 s unless the cinema needs more.
    pub answer_limit: Duration,
    /// The same for what people wait for while they look around, if it is shorter.
    pub looking_limit: Duration,
    pub clock: Clock,
}

impl RemoteConfig {
    /// The usual time limits.
    pub const CONNECT_LIMIT: Duration = Duration::from_secs(5);
    /// The usual time limits.
    pub const ANSWER_LIMIT: Duration = Duration::from_secs(10);
    /// For seats. Whoever looks at them waits for a page and has nothing to lose by hearing soon
    /// that the cinema does not answer; what was asked may be asked again at once. A lock is worth
    /// a longer wait, because nobody knows what became of one that was given up.
    pub const LOOKING_LIMIT: Duration = Duration::from_secs(4);
}

/// What is wrong with a [`RemoteConfig`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RemoteConfigError {
    #[error("base_url must be an http or https address without a query or an account")]
    Url,
    #[error("the HTTP client cannot be set up: {0}")]
    Client(String),
}

/// A cinema at an address.
pub struct RemoteCinema {
    cinema_code: String,
    line: Line,
    looking_limit: Duration,
    seats: SeatsCache,
}

impl RemoteCinema {
    /// Checks the configuration. Nothing is sent.
    ///
    /// # Errors
    /// Whatever can be seen to be wrong without asking the cinema.
    pub fn new(config: RemoteConfig) -> Result<Self, RemoteConfigError> {
        let base = Url::parse(&config.base_url).map_err(|_| RemoteConfigError::Url)?;
        let is_plain = base.query().is_none()
            && base.fragment().is_none()
            && base.username().is_empty()
            && base.password().is_none();
        if !matches!(base.scheme(), "http" | "https") || !base.has_host() || !is_plain {
            return Err(RemoteConfigError::Url);
        }
        let client = raw_client(config.connect_limit)
            .map_err(|why| RemoteConfigError::Client(why.to_string()))?;
        let line = Line {
            client,
            base,
            key: config.key,
            clock: config.clock,
            time_limit: config.answer_limit,
            calls: CallLog::default(),
        };
        Ok(Self {
            cinema_code: config.cinema_code,
            line,
            looking_limit: config.looking_limit,
            seats: SeatsCache::default(),
        })
    }

    /// The last calls, as they went over the line.
    pub fn calls(&self) -> CallLog {
        self.line.calls.clone()
    }

    /// Nothing leaves for another cinema than the one at this address.
    fn check_cinema(&self, cinema_code: &str) -> Result<(), GatewayError> {
        if cinema_code == self.cinema_code {
            return Ok(());
        }
        Err(GatewayError::NotSent(format!("this is the line to {}", self.cinema_code)))
    }

    async fn find_lock(
        &self,
        operation: &'static str,
        id: SeatLockId,
    ) -> Result<Option<wire::Lock>, GatewayError> {
        let text = id.to_string();
        let ask = Ask::get(operation, &["locks", "by-client-id", &text]);
        self.line.call(ask, |heard, _| believe::found_lock(heard, id)).await
    }

    async fn find_order(
        &self,
        operation: &'static str,
        id: OrderId,
    ) -> Result<OrderAnswer, GatewayError> {
        let text = id.to_string();
        let ask = Ask::get(operation, &["orders", "by-client-id", &text]);
        self.line.call(ask, |heard, _| believe::order(heard, id)).await
    }

    /// The cinema's reference of the lock that is to be confirmed; none when there is no such lock
    /// any more.
    async fn lock_to_confirm(
        &self,
        request: &ConfirmRequest,
    ) -> Result<Option<String>, GatewayError> {
        if let Some(lock_id) = &request.lock_id {
            return Ok(Some(lock_id.clone()));
        }
        let lock = self.find_lock("query_lock", request.client_lock_id).await?;
        // A sold one is confirmed again: the cinema answers with the same order.
        let is_good = |lock: &wire::Lock| {
            matches!(lock.status, wire::LockStatus::Held | wire::LockStatus::Sold)
        };
        Ok(lock.filter(is_good).map(|lock| lock.lock_id))
    }

    /// One try to give tickets back under a reference of the order.
    async fn refund(
        &self,
        request: &TakeBackRequest,
        order_ref: &str,
    ) -> Result<Returned, GatewayError> {
        let ticket_nos = Some(request.ticket_nos.clone()).filter(|numbers| !numbers.is_empty());
        let body = wire::Refund { client_refund_id: request.client_refund_id, ticket_nos };
        let ask = Ask::post("take_back", &["orders", order_ref, "refunds"], &body)?;
        let ask = ask.about(request.client_refund_id);
        self.line
            .call(ask, |heard, _| {
                let result: wire::RefundResult = match heard {
                    Heard::Problem(problem) => return returned(&problem),
                    heard => heard.parse()?,
                };
                if result.client_refund_id != request.client_refund_id {
                    return Err(disbelief("another return"));
                }
                if !believe::is_return_of(&result, &request.ticket_nos) {
                    return Err(disbelief("a return of other tickets"));
                }
                Ok(Returned::Now)
            })
            .await
    }

    /// The order as the cinema has it now; its reference may have changed since the sale.
    async fn order_again(
        &self,
        request: &TakeBackRequest,
    ) -> Result<Option<super::CinemaOrder>, GatewayError> {
        match self.find_order("query_order", request.client_order_id).await? {
            OrderAnswer::Known(order) => Ok(Some(order)),
            OrderAnswer::NotFound => Ok(None),
            OrderAnswer::Pending => Err(disbelief("the order is still pending")),
        }
    }

    /// Asks the order itself, after the cinema said that some ticket had been taken back before.
    async fn is_all_taken_back(
        &self,
        request: &TakeBackRequest,
    ) -> Result<TakeBackAnswer, GatewayError> {
        let Some(order) = self.order_again(request).await? else {
            return Err(disbelief("tickets taken back of an unknown order"));
        };
        let is_asked =
            |number: &String| request.ticket_nos.is_empty() || request.ticket_nos.contains(number);
        let mut asked = order.tickets.iter().filter(|ticket| is_asked(&ticket.ticket_no));
        if asked.all(|ticket| ticket.state == TicketState::Refunded) {
            return Ok(TakeBackAnswer::TakenBack);
        }
        Err(disbelief("some of the tickets were taken back before, others not"))
    }

    async fn door(&self, ask: Ask<'_>, pickup_code: &str) -> Result<DoorAnswer, GatewayError> {
        // A pickup number opens a door, so the log does not have it.
        self.line.call(ask.about("-"), |heard, _| believe::door(heard, pickup_code)).await
    }
}

/// What came of one try to give tickets back.
enum Returned {
    Now,
    /// Some ticket was taken back under another reference.
    Before,
    /// The order has another reference, or there is none.
    OrderUnknown,
    Refused(TakeBackRefusal),
}

fn returned(problem: &wire::Problem) -> Result<Returned, GatewayError> {
    match problem.code {
        Code::TicketRefunded => Ok(Returned::Before),
        _ if problem.knowledge != wire::Knowledge::DefinitelyNotDone => Err(unforeseen(problem)),
        Code::OrderUnknown => Ok(Returned::OrderUnknown),
        Code::TicketUsed => Ok(Returned::Refused(TakeBackRefusal::AlreadyUsed)),
        Code::TooLate | Code::SessionOver => Ok(Returned::Refused(TakeBackRefusal::TooLate)),
        // A return of ours has this number: nobody knows of what.
        Code::ClientIdReused => Err(disbelief("our reference of the return is in use")),
        _ => Err(unforeseen(problem)),
    }
}

#[async_trait]
impl CinemaGateway for RemoteCinema {
    async fn session_seats(&self, session: &SessionRef) -> Result<SessionSeats, GatewayError> {
        self.check_cinema(&session.cinema_code)?;
        let code = session.session_code.as_str();
        let (etag, before) = self.seats.get(code).unzip();
        let ask = Ask::get("session_seats", &["sessions", code, "seats"]).about(code);
        let ask = ask.unless(etag).within(self.looking_limit);
        self.line
            .call(ask, |heard, now| match (heard, before) {
                // What was read before is still right, so it is right as of now.
                (Heard::NotModified, Some(before)) => {
                    Ok(SessionSeats { as_of: now.max(before.as_of), ..before })
                }
                (heard, _) => {
                    let (body, etag) = heard.answer()?;
                    let seats = believe::seats(&body, code, now).map_err(of_question)?;
                    self.seats.put(code, etag, &seats);
                    Ok(seats)
                }
            })
            .await
    }

    async fn lock(&self, request: &LockRequest) -> Result<LockAnswer, GatewayError> {
        self.check_cinema(&request.session.cinema_code)?;
        let body = wire::NewLock {
            client_lock_id: request.client_lock_id,
            session_code: request.session.session_code.clone(),
            session_version: request.session_version,
            seats: request.seat_codes.clone(),
            ttl_seconds: Some(request.ttl_s),
        };
        let ask = Ask::post("lock", &["locks"], &body)?.about(request.client_lock_id);
        self.line.call(ask, |heard, now| believe::lock(heard, request, now)).await
    }

    async fn query_lock(
        &self,
        cinema_code: &str,
        client_lock_id: SeatLockId,
    ) -> Result<LockState, GatewayError> {
        self.check_cinema(cinema_code)?;
        let lock = self.find_lock("query_lock", client_lock_id).await?;
        believe::lock_state(lock.as_ref(), (self.line.clock)())
    }

    async fn release(
        &self,
        cinema_code: &str,
        client_lock_id: SeatLockId,
    ) -> Result<ReleaseAnswer, GatewayError> {
        self.check_cinema(cinema_code)?;
        let text = client_lock_id.to_string();
        let ask = Ask::delete("release", &["locks", "by-client-id", &text]);
        self.line.call(ask, |heard, _| believe::release(heard, client_lock_id)).await
    }

    async fn confirm(&self, request: &ConfirmRequest) -> Result<ConfirmAnswer, GatewayError> {
        self.check_cinema(&request.session.cinema_code)?;
        let Some(lock_id) = self.lock_to_confirm(request).await? else {
            return Ok(ConfirmAnswer::Refused(ConfirmRefusal::LockGone));
        };
        let seats = request.seats.iter().map(|seat| wire::ConfirmSeat {
            seat_code: seat.seat_code.clone(),
            ticket_price: seat.ticket,
            screen_service_fee: seat.screen_fee,
            net_service_fee: seat.service_fee,
        });
        let body = wire::Confirm {
            client_order_id: request.client_order_id,
            seats: seats.collect(),
            phone: request.phone.clone(),
        };
        let ask = Ask::post("confirm", &["locks", &lock_id, "confirm"], &body)?;
        let ask = ask.about(request.client_order_id);
        self.line.call(ask, |heard, _| believe::confirm(heard, request)).await
    }

    async fn query_order(
        &self,
        cinema_code: &str,
        client_order_id: OrderId,
    ) -> Result<OrderAnswer, GatewayError> {
        self.check_cinema(cinema_code)?;
        self.find_order("query_order", client_order_id).await
    }

    async fn take_back(&self, request: &TakeBackRequest) -> Result<TakeBackAnswer, GatewayError> {
        self.check_cinema(&request.cinema_code)?;
        let mut returned = match &request.order_ref {
            Some(order_ref) => self.refund(request, order_ref).await?,
            None => Returned::OrderUnknown,
        };
        if matches!(returned, Returned::OrderUnknown) {
            returned = match self.order_again(request).await? {
                Some(order) if request.order_ref.as_ref() != Some(&order.order_ref) => {
                    self.refund(request, &order.order_ref).await?
                }
                Some(_) => return Err(disbelief("an order that is known and unknown")),
                None => Returned::OrderUnknown,
            };
        }
        match returned {
            Returned::Now => Ok(TakeBackAnswer::TakenBack),
            Returned::Before => self.is_all_taken_back(request).await,
            Returned::OrderUnknown => Ok(TakeBackAnswer::Refused(TakeBackRefusal::NotFound)),
            Returned::Refused(refusal) => Ok(TakeBackAnswer::Refused(refusal)),
        }
    }

    async fn pickup(
        &self,
        cinema_code: &str,
        pickup_code: &str,
    ) -> Result<DoorAnswer, GatewayError> {
        self.check_cinema(cinema_code)?;
        self.door(Ask::get("pickup", &["pickups", pickup_code]), pickup_code).await
    }

    async fn collect(
        &self,
        cinema_code: &str,
        pickup_code: &str,
        verification_code: Option<&str>,
    ) -> Result<DoorAnswer, GatewayError> {
        self.check_cinema(cinema_code)?;
        let body = wire::Collect { verify_code: verification_code.map(str::to_owned) };
        let ask = Ask::post("collect", &["pickups", pickup_code, "collect"], &body)?;
        self.door(ask, pickup_code).await
    }

    async fn check_in(
        &self,
        cinema_code: &str,
        pickup_code: &str,
        ticket_nos: &[String],
        session_code: Option<&str>,
    ) -> Result<DoorAnswer, GatewayError> {
        self.check_cinema(cinema_code)?;
        let body = wire::CheckIn {
            ticket_nos: ticket_nos.to_vec(),
            session_code: session_code.map(str::to_owned),
        };
        let ask = Ask::post("check_in", &["pickups", pickup_code, "check-in"], &body)?;
        self.door(ask, pickup_code).await
    }

    async fn statement(
        &self,
        cinema_code: &str,
        day: NaiveDate,
    ) -> Result<Statement, GatewayError> {
        self.check_cinema(cinema_code)?;
        let text = day.to_string();
        let ask = Ask::get("statement", &["statements", &text]).at_most(MAX_STATEMENT);
        self.line
            .call(ask, |heard, _| {
                let (body, _) = heard.answer()?;
                believe::statement(body, cinema_code, day).map_err(of_question)
            })
            .await
    }

    async fn acknowledge_statement(
        &self,
        cinema_code: &str,
        day: NaiveDate,
        ack: &wire::StatementAck,
    ) -> Result<StatementAckAnswer, GatewayError> {
        self.check_cinema(cinema_code)?;
        let text = day.to_string();
        let ask = Ask::post("acknowledge_statement", &["statements", &text, "ack"], ack)?;
        self.line
            .call(ask.about(day), |heard, _| match heard {
                Heard::Problem(problem)
                    if matches!(problem.code, Code::StatementMismatch | Code::DayOpen) =>
                {
                    Ok(StatementAckAnswer::Mismatch)
                }
                heard => match heard.parse::<wire::Acknowledgement>()? {
                    kept if kept.business_on == day => Ok(StatementAckAnswer::Acknowledged),
                    _ => Err(disbelief("another day's acknowledgement")),
                },
            })
            .await
    }
}
