//! The port to a cinema's ticketing system, which alone decides who has a seat.
//!
//! The operations are those of the published cinema interface (`design/cinema-interface.md`). Every
//! implementation answers to one contract suite: the built-in box office in `box_office`, and any
//! remote system.

mod breaker;
mod calls;
pub mod feed;
pub mod guard;
mod received;
pub mod remote;
pub mod wire;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{OrderId, RefundId, SeatLockId};
use domain::money::Money;
use domain::seating::SeatState;
use domain::tickets::TicketState;

use crate::GatewayError;

pub use breaker::{Admission, Breaker, BreakerSettings, BreakerState};
pub use calls::{CallLog, CallOutcome, CallRecord};
pub use guard::{CallStats, Guarded, Health, Limits};
pub use received::{MAX_UNREADABLE, Received, Unreadable};
pub use remote::{Clock, RemoteCinema, RemoteConfig, RemoteConfigError};

/// Codes as the cinema gave them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SessionRef {
    pub cinema_code: String,
    pub session_code: String,
}

/// Seats that are not available, as the cinema says now. A seat that is not listed is available.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionSeats {
    pub session_version: i64,
    pub as_of: DateTime<Utc>,
    pub taken: Vec<TakenSeat>,
}

/// A seat that cannot be locked now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenSeat {
    pub seat_code: String,
    pub state: SeatState,
    /// The lock that claims it, where the cinema tells us about our own.
    pub client_lock_id: Option<SeatLockId>,
}

/// Asks for seats, all or none.
#[derive(Clone, Debug)]
pub struct LockRequest {
    /// Ours, and the key of idempotency: the same request again is the same lock.
    pub client_lock_id: SeatLockId,
    pub session: SessionRef,
    /// The version of the session that the customer saw.
    pub session_version: i64,
    pub seat_codes: Vec<String>,
    /// How long the lock should last; the cinema may grant less.
    pub ttl_s: u32,
}

/// What the cinema says about a lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockAnswer {
    /// The seats are ours until `auto_unlock_at`.
    Held { lock_id: String, auto_unlock_at: DateTime<Utc> },
    /// The seats are definitely not ours, and why.
    Refused(LockRefusal),
}

/// Why a cinema refuses a lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockRefusal {
    /// These seats are locked or sold.
    SeatsTaken(Vec<String>),
    /// These seats do not exist in that session.
    SeatsUnknown(Vec<String>),
    /// The cinema does not know the session.
    SessionUnknown,
    /// The session is not what the customer saw; this is its version now.
    SessionChanged { session_version: i64 },
    /// The session was cancelled.
    SessionCancelled,
    /// The cinema no longer sells that session.
    SalesClosed,
    /// The cinema sells at most so many seats at once.
    TooManySeats { max: u32 },
    /// The lock of this identifier ended before, or was given back before it came.
    LockGone,
}

/// What became of a lock, asked by our reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockState {
    /// The cinema never heard of it.
    NotFound,
    Held {
        lock_id: String,
        auto_unlock_at: DateTime<Utc>,
    },
    /// Released by us.
    Released,
    /// Given back by the cinema when its time was over.
    Expired,
    /// Confirmed: the seats are sold.
    Sold,
}

/// What became of a wish to release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReleaseAnswer {
    /// The seats are not ours any more, by this call or an earlier one or by time.
    Released,
    /// The seats were sold to us before; they stay sold.
    AlreadySold,
}

/// Tells the cinema that the locked seats are sold.
#[derive(Clone, Debug)]
pub struct ConfirmRequest {
    /// Ours, and the key of idempotency.
    pub client_order_id: OrderId,
    pub client_lock_id: SeatLockId,
    /// The cinema's reference of the lock, where its answer came back.
    pub lock_id: Option<String>,
    pub session: SessionRef,
    /// What each seat was sold for.
    pub seats: Vec<ConfirmSeat>,
    /// The customer's number in E.164, for the cinema's desk.
    pub phone: String,
}

/// One seat that is sold and its price parts.
#[derive(Clone, Debug)]
pub struct ConfirmSeat {
    pub seat_code: String,
    /// Without the fees.
    pub ticket: Money,
    /// The hall's service fee (影厅服务费), the cinema's.
    pub screen_fee: Money,
    /// The platform's service fee (网络服务费).
    pub service_fee: Money,
}

/// What the cinema says to a confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfirmAnswer {
    /// Sold; repeated confirmations answer the same.
    Confirmed(CinemaOrder),
    /// Accepted, the tickets follow: ask again.
    Pending,
    /// Definitely not sold.
    Refused(ConfirmRefusal),
}

/// Why a cinema refuses to confirm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmRefusal {
    /// The lock's time is over, or it was released; the seats may still be free.
    LockGone,
    /// Somebody else has the seats.
    SeatsTaken,
    /// The session was cancelled or has begun.
    SessionOver,
    /// The prices are below what the cinema accepts.
    PriceRefused,
}

/// An order as the cinema keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CinemaOrder {
    /// The cinema's own reference.
    pub order_ref: String,
    /// Typed at the kiosk or the desk.
    pub pickup_code: String,
    /// The second secret that a kiosk may ask for.
    pub verification_code: String,
    pub tickets: Vec<CinemaTicket>,
}

/// A ticket as the cinema keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CinemaTicket {
    pub ticket_no: String,
    pub seat_code: String,
    pub state: TicketState,
    pub collected_at: Option<DateTime<Utc>>,
    pub checked_in_at: Option<DateTime<Utc>>,
}

/// What the cinema says about an order, asked by our reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderAnswer {
    NotFound,
    Pending,
    Known(CinemaOrder),
}

/// Asks the cinema to take tickets back.
#[derive(Clone, Debug)]
pub struct TakeBackRequest {
    /// Ours, and the key of idempotency.
    pub client_refund_id: RefundId,
    pub client_order_id: OrderId,
    /// The cinema's reference of the order, where its answer came back.
    pub order_ref: Option<String>,
    pub cinema_code: String,
    pub ticket_nos: Vec<String>,
}

/// What the cinema says to taking tickets back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakeBackAnswer {
    /// The seats are free again, by this call or an earlier one.
    TakenBack,
    Refused(TakeBackRefusal),
}

/// Why a cinema does not take tickets back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakeBackRefusal {
    /// A ticket was collected or checked in.
    AlreadyUsed,
    /// It is too close to the show, or past it.
    TooLate,
    /// The cinema does not know the order.
    NotFound,
}

/// What the desk or the gate sees for a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickupView {
    pub client_order_id: OrderId,
    pub session_code: String,
    pub starts_at: DateTime<Utc>,
    pub order: CinemaOrder,
    /// Tickets that this very call collected or admitted; none when all of it had happened before.
    pub moved: Vec<String>,
}

/// What the cinema says at the desk or the gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DoorAnswer {
    /// Done now, or done before: `moved` tells which.
    Done(PickupView),
    Refused(DoorRefusal),
}

/// Why a desk or a gate turns somebody away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoorRefusal {
    CodeUnknown,
    /// The verification code does not belong to the pickup code.
    VerificationWrong,
    Refunded,
    /// The doors are not open yet.
    TooEarly {
        opens_at: DateTime<Utc>,
    },
    /// The show is over.
    TooLate,
    /// The ticket is for another session than the one at this gate.
    WrongSession,
}

/// What a cinema sold and took back on one of its business dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// False while the day runs.
    pub is_final: bool,
    pub lines: Vec<StatementLine>,
    /// What the cinema itself sums up.
    pub totals: wire::StatementTotals,
    /// The answer byte for byte, as evidence.
    pub raw: Vec<u8>,
}

/// One line of a cinema's statement of the day: a ticket sold or taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementLine {
    /// Counts from 1 within the day without a gap.
    pub number_by_day: i64,
    pub client_order_id: OrderId,
    /// The cinema's own reference of the order.
    pub order_ref: String,
    pub ticket_no: String,
    pub session_code: String,
    pub seat_code: String,
    /// Without the fees.
    pub ticket: Money,
    pub screen_fee: Money,
    pub service_fee: Money,
    /// False for a sale, true for a ticket taken back.
    pub is_refund: bool,
    pub at: DateTime<Utc>,
}

/// A cinema's ticketing system. No operation has a default: every implementation says what it does.
///
/// Every call is safe to repeat with the same reference.
#[async_trait]
pub trait CinemaGateway: Send + Sync {
    /// The seats of a session that cannot be had now.
    async fn session_seats(&self, session: &SessionRef) -> Result<SessionSeats, GatewayError>;

    /// Locks seats, all or none.
    async fn lock(&self, request: &LockRequest) -> Result<LockAnswer, GatewayError>;

    /// What became of a lock.
    async fn query_lock(
        &self,
        cinema_code: &str,
        client_lock_id: SeatLockId,
    ) -> Result<LockState, GatewayError>;

    /// Gives the seats back.
    async fn release(
        &self,
        cinema_code: &str,
        client_lock_id: SeatLockId,
    ) -> Result<ReleaseAnswer, GatewayError>;

    /// Tells that the locked seats are sold.
    async fn confirm(&self, request: &ConfirmRequest) -> Result<ConfirmAnswer, GatewayError>;

    /// What became of an order.
    async fn query_order(
        &self,
        cinema_code: &str,
        client_order_id: OrderId,
    ) -> Result<OrderAnswer, GatewayError>;

    /// Gives tickets back; their seats become free.
    async fn take_back(&self, request: &TakeBackRequest) -> Result<TakeBackAnswer, GatewayError>;

    /// What a desk sees for a pickup code.
    async fn pickup(
        &self,
        cinema_code: &str,
        pickup_code: &str,
    ) -> Result<DoorAnswer, GatewayError>;

    /// Hands the paper tickets out. A wrong `verification_code` refuses; none is accepted when the
    /// desk has seen the customer's code itself.
    async fn collect(
        &self,
        cinema_code: &str,
        pickup_code: &str,
        verification_code: Option<&str>,
    ) -> Result<DoorAnswer, GatewayError>;

    /// Admits tickets at the gate: those named, or all of the order when none is named.
    async fn check_in(
        &self,
        cinema_code: &str,
        pickup_code: &str,
        ticket_nos: &[String],
        session_code: Option<&str>,
    ) -> Result<DoorAnswer, GatewayError>;

    /// What the cinema sold and took back on one of its business dates.
    async fn statement(&self, cinema_code: &str, day: NaiveDate)
    -> Result<Statement, GatewayError>;

    /// Tells the cinema that its statement was read and agrees with itself.
    async fn acknowledge_statement(
        &self,
        cinema_code: &str,
        day: NaiveDate,
        ack: &wire::StatementAck,
    ) -> Result<StatementAckAnswer, GatewayError>;
}

/// What a cinema says to an acknowledgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementAckAnswer {
    Acknowledged,
    /// The cinema's statement is another one now: it must be read again.
    Mismatch,
}

/// What a cinema is and plays, in the words of the wire: what comes from here is foreign and is
/// checked before the catalogue believes any of it. What of a list cannot be read at all is told
/// apart from the rest. Reads only; safe to repeat.
#[async_trait]
pub trait CinemaProgramme: Send + Sync {
    async fn capabilities(&self, cinema_code: &str) -> Result<wire::Capabilities, GatewayError>;

    async fn cinema(&self, cinema_code: &str) -> Result<wire::Cinema, GatewayError>;

    async fn screens(&self, cinema_code: &str) -> Result<Received<wire::Screens>, GatewayError>;

    /// One version of a hall's seats; the current one when none is named.
    async fn seat_plan(
        &self,
        cinema_code: &str,
        screen_code: &str,
        version: Option<i64>,
    ) -> Result<wire::SeatPlan, GatewayError>;

    /// Films that play between two business dates, both included.
    async fn films(
        &self,
        cinema_code: &str,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Received<wire::Films>, GatewayError>;

    /// Sessions that changed at or after `since`, or all that are not over; `cursor` continues a
    /// page.
    async fn sessions(
        &self,
        cinema_code: &str,
        since: Option<DateTime<Utc>>,
        cursor: Option<&str>,
    ) -> Result<Received<wire::SessionPage>, GatewayError>;
}
