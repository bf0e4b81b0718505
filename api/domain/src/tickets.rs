//! Tickets, pickup codes and what happens at the door.

use crate::text_enum::text_enum;

text_enum! {
    /// Where one ticket stands.
    pub enum TicketState {
        Issued = "issued",
        Collected = "collected",
        CheckedIn = "checked_in",
        Refunded = "refunded",
    }
}
