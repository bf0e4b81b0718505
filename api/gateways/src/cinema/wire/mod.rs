//! The cinema interface as it stands on the wire: what a cinema's ticketing system offers.
//!
//! The words are the norm's (screen, session, seat), because vendors map field by field; the
//! platform's own words begin behind the adapter. Every text that a cinema sends is foreign: these
//! types say its shape and nothing about its sense.

mod locks;
mod orders;
mod problem;
mod programme;
mod statements;

pub use locks::{ExtendLock, Lock, LockStatus, NewLock, SeatLine, SessionSeats};
pub use orders::{
    CheckIn, Collect, Confirm, ConfirmSeat, Exchange, Order, OrderStatus, Pickup, Refund,
    RefundResult, Ticket,
};
pub use problem::{Code, Knowledge, Problem};
pub use programme::{
    Capabilities, Cinema, CinemaStatus, Film, Films, LocalizedName, LockLimits, OptionalFeature,
    PlaythroughFilm, Screen, Screens, SeatPlan, Session, SessionPage, SessionStatus, ZonePrice,
};
pub use statements::{
    Acknowledgement, Operation, SalesChannel, Statement, StatementAck, StatementLine,
    StatementTotals,
};

/// The version of the interface that these types speak.
pub const INTERFACE_VERSION: &str = "1.0";
