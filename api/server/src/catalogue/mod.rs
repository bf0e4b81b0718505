//! Films, cinemas and showtimes: what everybody may read.
//!
//! Reading needs a fixed number of queries, however long the page is. Other features show showtimes
//! by [`showtime_views`]; answers that may be cached go out through [`answer`].

mod answers;
mod http;
mod search;
mod store;
mod views;

pub use answers::answer;
pub use http::routes;
pub use search::search_text;
pub use store::{
    FilmQuery, FoundShowtime, ShowtimeQuery, find_showtime, list_films, list_showtimes,
};
pub use views::{
    FilmSummary, Showtime, ZonePrice, film_summaries, max_seats, refund_policies, refund_until,
    show_showtimes, showtime_views, zone_prices,
};

pub use domain::catalogue::RefundPolicy;
