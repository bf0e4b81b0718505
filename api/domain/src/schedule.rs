//! The rules of a hall's programme: how long a session takes, when two sessions meet, and what may
//! still change once seats were sold.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;

use crate::text_enum::text_enum;

text_enum! {
    /// Where a session stands, as staff see it.
    pub enum SessionState {
        OnSale = "on_sale",
        /// Only the counter may still sell.
        SalesClosed = "sales_closed",
        Cancelled = "cancelled",
    }
}

text_enum! {
    /// What staff see of a seat.
    pub enum StaffSeatState {
        Available = "available",
        Locked = "locked",
        Sold = "sold",
        /// Taken out of sale by staff, for this session alone.
        Blocked = "blocked",
        /// Never sold, in any session.
        Unusable = "unusable",
    }
}

text_enum! {
    /// How somebody paid at the counter.
    pub enum Tender {
        Cash = "cash",
        Card = "card",
    }
}

/// Trailers before a film when nothing else is said, in minutes.
pub const TRAILERS_MIN: u32 = 10;

/// The most minutes of trailers.
pub const MAX_TRAILERS_MIN: u32 = 60;

/// Sales may stop so many minutes before the start at most.
pub const MAX_STOP_SELL_MIN: u32 = 24 * 60;

/// Seats that one lock may ever have.
pub const MAX_SEATS: u32 = 20;

/// Days ahead that a session may be planned.
pub const MAX_DAYS_AHEAD: i64 = 400;

/// The highest price of a seat, in minor units.
pub const MAX_PRICE_MINOR: i64 = 10_000_000;

/// Formats and the fourth digit of a film's code that names them.
const FORMATS: [(&str, &str); 4] = [("2d", "1"), ("3d", "2"), ("imax_2d", "3"), ("imax_3d", "4")];

/// The fourth digit of a film code; `None` for a format that the norm does not know.
pub fn format_digit(format: &str) -> Option<&'static str> {
    FORMATS.iter().find(|(known, _)| *known == format).map(|(_, digit)| *digit)
}

/// The code of a film in one of its formats: of 12 characters the fourth names the format. A code
/// of another form stays as it is.
pub fn code_of_format(film_code: &str, format: &str) -> String {
    let mut code = film_code.to_owned();
    if let Some(digit) = format_digit(format).filter(|_| code.len() == 12 && code.is_ascii()) {
        code.replace_range(3..4, digit);
    }
    code
}

/// The code of a film, whatever format a code of it names.
pub fn film_of_code(film_code: &str) -> String {
    code_of_format(film_code, "2d")
}

/// Whether this has the form of a language tag (BCP 47).
pub fn is_language_tag(text: &str) -> bool {
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    text.len() <= 35
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.split('-').all(is_part)
}

/// Two of the three parts of a price; the third is the platform's service fee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SeatPrice {
    /// Without the hall's fee, in minor units.
    pub ticket_minor: i64,
    /// The hall's service fee (影厅服务费), in minor units.
    pub screen_fee_minor: i64,
}

impl SeatPrice {
    /// Divides a price that contains the hall's fee: the ticket's part never sinks below `lowest`,
    /// rather is the fee less.
    pub fn split(sum_minor: i64, fee_minor: i64, lowest_minor: i64) -> Self {
        let screen_fee_minor = fee_minor.min(sum_minor - lowest_minor).max(0);
        Self { ticket_minor: sum_minor - screen_fee_minor, screen_fee_minor }
    }

    /// What a seat costs at the counter.
    pub const fn sum_minor(self) -> i64 {
        self.ticket_minor.saturating_add(self.screen_fee_minor)
    }

    /// Whether both parts are within their range; a ticket is never free of charge.
    pub fn is_sane(self) -> bool {
        (1..=MAX_PRICE_MINOR).contains(&self.ticket_minor)
            && (0..=MAX_PRICE_MINOR).contains(&self.screen_fee_minor)
    }
}

/// Prices by the zone of the plan.
pub type SessionPrices = BTreeMap<String, SeatPrice>;

/// The lowest price of a ticket among them, without the hall's fee; 0 when there is none.
pub fn lowest_ticket_minor(prices: &SessionPrices) -> i64 {
    prices.values().map(|price| price.ticket_minor).min().unwrap_or_default()
}

/// Prices for all of `zones`: a zone that has none costs as much as the dearest that has one, so
/// that a new zone of a hall is never given away.
pub fn complete_prices<'a>(
    prices: &SessionPrices,
    zones: impl Iterator<Item = &'a str>,
) -> SessionPrices {
    let dearest = prices.values().copied().max_by_key(|price| price.sum_minor());
    let priced = |zone: &str| prices.get(zone).copied().or(dearest);
    zones.filter_map(|zone| Some((zone.to_owned(), priced(zone)?))).collect()
}

/// When a session ends: trailers and film, one after the other.
pub fn ends_at(starts_at: DateTime<Utc>, trailers_min: u32, runtime_min: u32) -> DateTime<Utc> {
    starts_at + Duration::minutes(i64::from(trailers_min) + i64::from(runtime_min))
}

/// Time in a hall, without the cleaning after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub starts_at: DateTime<Utc>,
    /// Exclusive.
    pub ends_at: DateTime<Utc>,
}

impl Slot {
    /// Whether two sessions of one hall want it at the same time. The hall is cleaned after each of
    /// them; the one after may start the moment that is done. Business days do not matter.
    pub fn meets(self, other: Self, cleaning_min: u32) -> bool {
        let cleaning = Duration::minutes(i64::from(cleaning_min));
        self.starts_at < other.ends_at + cleaning && other.starts_at < self.ends_at + cleaning
    }
}

/// What a customer chooses a session by, and what may be published about it besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionFacts {
    pub screen_code: String,
    /// In the session's format.
    pub film_code: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub language: String,
    pub subtitles: Option<String>,
    pub format: String,
    pub prices: SessionPrices,
    pub stop_sell_at: DateTime<Utc>,
    pub max_seats: u32,
}

/// What an edit comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Something that is published differs.
    pub is_change: bool,
    /// Something that a customer chose by differs: the version grows.
    pub grows_version: bool,
    /// Another film, hall or time: seats that were claimed before are no longer what they were.
    pub is_move: bool,
}

/// Seats are claimed, and the wish would make them something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("seats of the session are sold or locked")]
pub struct HasSales;

/// Tells what an edit comes to. Film, hall and time stay as they are while seats are sold or
/// locked; prices, the end of sales and the most seats of a lock may always change, because every
/// lock was granted for a version and every order keeps its prices.
///
/// # Errors
/// [`HasSales`].
pub fn judge_edit(
    before: &SessionFacts,
    after: &SessionFacts,
    has_sales: bool,
) -> Result<Edit, HasSales> {
    let place = |facts: &SessionFacts| {
        (facts.screen_code.clone(), facts.film_code.clone(), facts.starts_at, facts.ends_at)
    };
    let choice = |facts: &SessionFacts| {
        let spoken = (facts.language.clone(), facts.subtitles.clone(), facts.format.clone());
        (place(facts), spoken, facts.prices.clone())
    };
    let is_move = place(before) != place(after);
    if is_move && has_sales {
        return Err(HasSales);
    }
    let grows_version = choice(before) != choice(after);
    Ok(Edit { is_change: before != after, grows_version, is_move })
}

/// The same time of day, by the clocks of `zone`, as many days later as `to` is after `from`.
/// `None` when a change of clocks leaves that time out.
pub fn on_other_day(
    at: DateTime<Utc>,
    zone: Tz,
    from: NaiveDate,
    to: NaiveDate,
) -> Option<DateTime<Utc>> {
    let local = at.with_timezone(&zone).naive_local() + to.signed_duration_since(from);
    let moved = zone.from_local_datetime(&local).earliest()?;
    Some(moved.with_timezone(&Utc))
}

#[cfg(test)]
#[path = "schedule_tests.rs"]
mod tests;
