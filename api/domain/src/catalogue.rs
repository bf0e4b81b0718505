//! Films, showtimes and when they can be sold.

use crate::text_enum::text_enum;

text_enum! {
    /// Whether a film can be seen now or later.
    pub enum FilmStatus {
        Showing = "showing",
        Upcoming = "upcoming",
    }
}

text_enum! {
    /// Whether a showtime can be bought. Sold out is a matter of seats, not of this.
    pub enum ShowtimeStatus {
        OnSale = "on_sale",
        SalesClosed = "sales_closed",
        Cancelled = "cancelled",
    }
}
