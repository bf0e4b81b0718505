//! What of a cinema's data is believed: rules for films, halls, plans and sessions that come from a
//! ticketing system of somebody else.
//!
//! Everything is judged item by item, so that one bad line never takes a good one with it. What is
//! not believed has a [`Fault`], which the platform keeps for its administrators.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::calendar::cinema_date;
use crate::money::{Currency, Money};
use crate::seating::{SeatPlan, check_plan};
use crate::text_enum::text_enum;

text_enum! {
    /// Why a thing is not believed, or is believed with a remark.
    pub enum FaultKind {
        Malformed = "malformed",
        CodeInvalid = "code_invalid",
        TextInvalid = "text_invalid",
        NumberInvalid = "number_invalid",
        TooMany = "too_many",
        ForeignCinema = "foreign_cinema",
        UnknownFilm = "unknown_film",
        UnknownScreen = "unknown_screen",
        UnknownSeatPlan = "unknown_seat_plan",
        UnknownZone = "unknown_zone",
        UnknownTimezone = "unknown_timezone",
        UnknownWord = "unknown_word",
        PlanInvalid = "plan_invalid",
        PlanChanged = "plan_changed",
        PriceInvalid = "price_invalid",
        PriceTooLow = "price_too_low",
        TimeInvalid = "time_invalid",
        BusinessDate = "business_date",
        VersionBack = "version_back",
        ChangedUnderVersion = "changed_under_version",
        UnknownTicket = "unknown_ticket",
        ClockSkew = "clock_skew",
        Unreadable = "unreadable",
    }
}

/// One thing that is wrong, in a word and for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: FaultKind,
    pub detail: String,
}

impl Fault {
    pub fn new(kind: FaultKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into() }
    }
}

/// Characters that names of films, halls, zones and people may have.
pub const MAX_NAME: usize = 200;

/// Characters that longer texts may have.
pub const MAX_TEXT: usize = 8_000;

/// Items that one page or one push may have.
pub const MAX_ITEMS: usize = 2_000;

/// Pages of sessions that one fetch reads.
pub const MAX_PAGES: usize = 200;

/// No seat costs more, in minor units: 10,000 yuan.
pub const MAX_PRICE_MINOR: i64 = 1_000_000;

/// What changed is asked for again from so long before the last answer: changes that were being
/// written then are not missed, and those seen twice change nothing.
pub const OVERLAP: Duration = Duration::minutes(5);

/// A cinema's clock may be off by so much before administrators are told.
pub const MAX_CLOCK_SKEW: Duration = Duration::seconds(60);

/// Longer than any film, playthroughs included.
const MAX_LENGTH: Duration = Duration::hours(24);

/// Nobody plans further ahead.
const MAX_AHEAD: Duration = Duration::days(400);

/// Plan units that a coordinate may have, either way.
const MAX_COORDINATE: i32 = 100_000;

/// A code as the norms have them: printable ASCII without blanks.
///
/// # Errors
/// It is empty, too long, or has other characters.
pub fn check_code(what: &str, code: &str, longest: usize) -> Result<(), Fault> {
    let is_code = !code.is_empty()
        && code.len() <= longest
        && code.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"\\<>".contains(&byte));
    if is_code {
        return Ok(());
    }
    let detail = format!("{what} is not 1 to {longest} printable ASCII characters");
    Err(Fault::new(FaultKind::CodeInvalid, detail))
}

/// A text for people.
///
/// # Errors
/// It is blank, too long, or has control characters in it.
pub fn check_text(what: &str, text: &str, longest: usize) -> Result<(), Fault> {
    let is_blank = text.trim().is_empty();
    let is_long = text.chars().count() > longest;
    let is_odd = text.chars().any(|letter| letter.is_control() && letter != '\n');
    if !is_blank && !is_long && !is_odd {
        return Ok(());
    }
    let why = match (is_blank, is_long) {
        (true, _) => "is blank".to_owned(),
        (_, true) => format!("has more than {longest} characters"),
        _ => "has control characters in it".to_owned(),
    };
    Err(Fault::new(FaultKind::TextInvalid, format!("{what} {why}")))
}

/// A word from a list such as `imax_2d` or `zh`: lower-case letters, digits, `-` and `_`.
///
/// # Errors
/// It is none.
pub fn check_word(what: &str, word: &str) -> Result<(), Fault> {
    let is_word = (1..=32).contains(&word.len())
        && word.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte)
        });
    if is_word {
        return Ok(());
    }
    Err(Fault::new(FaultKind::UnknownWord, format!("{what} is no word that the platform knows")))
}

/// A number between two others, both included.
///
/// # Errors
/// It is not.
pub fn check_number(what: &str, number: i64, least: i64, most: i64) -> Result<(), Fault> {
    if (least..=most).contains(&number) {
        return Ok(());
    }
    let detail = format!("{what} is {number}, not {least} to {most}");
    Err(Fault::new(FaultKind::NumberInvalid, detail))
}

/// What two codes of one film share: all but the fourth character, which names the format.
pub fn film_key(film_code: &str) -> String {
    let mut key = film_code.to_owned();
    if key.len() == FILM_CODE && key.is_ascii() {
        key.replace_range(3..4, "1");
    }
    key
}

/// Characters of a film code.
pub const FILM_CODE: usize = 12;

/// A film code: 12 letters and digits.
///
/// # Errors
/// It is none.
pub fn check_film_code(film_code: &str) -> Result<(), Fault> {
    let is_code =
        film_code.len() == FILM_CODE && film_code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_code {
        return Ok(());
    }
    Err(Fault::new(FaultKind::CodeInvalid, "a film code is 12 letters and digits"))
}

/// A plan of seats: the house's own rules, and limits for what a stranger may make us keep.
///
/// # Errors
/// The first thing that is wrong.
pub fn check_layout(plan: &SeatPlan) -> Result<(), Fault> {
    let faults = check_plan(plan);
    if let Some(first) = faults.first() {
        let seat = first.seat().and_then(|at| plan.seats.get(at));
        let place = seat.map(|seat| format!("seat {:?}: ", cut(&seat.seat_code, 40)));
        let more = match faults.len() {
            1 => String::new(),
            count => format!(" ({} more)", count - 1),
        };
        let detail = format!("{}{}{more}", place.unwrap_or_default(), cut(&first.to_string(), 300));
        return Err(Fault::new(FaultKind::PlanInvalid, detail));
    }
    let invalid = |fault: Fault| Fault::new(FaultKind::PlanInvalid, fault.detail);
    for seat in &plan.seats {
        check_code("a seat code", &seat.seat_code, 32).map_err(invalid)?;
        check_text("a row", &seat.row, 16).map_err(invalid)?;
        check_text("a seat", &seat.seat, 16).map_err(invalid)?;
        for coordinate in [seat.x, seat.y] {
            let limit = i64::from(MAX_COORDINATE);
            check_number("a coordinate", coordinate.into(), -limit, limit).map_err(invalid)?;
        }
    }
    let named = plan.sections.iter().map(|section| (&section.id, &section.name));
    let named = named.chain(plan.zones.iter().map(|zone| (&zone.id, &zone.name)));
    for (id, name) in named {
        check_code("a section's or zone's id", id, 32).map_err(invalid)?;
        check_text("a section's or zone's name", &name.zh, MAX_NAME).map_err(invalid)?;
        check_text("a section's or zone's name", &name.en, MAX_NAME).map_err(invalid)?;
    }
    for entrance in &plan.entrances {
        check_text("a door's label", &entrance.label.zh, MAX_NAME).map_err(invalid)?;
        check_text("a door's label", &entrance.label.en, MAX_NAME).map_err(invalid)?;
    }
    if plan.sections.len() + plan.zones.len() + plan.entrances.len() > 200 {
        return Err(Fault::new(FaultKind::PlanInvalid, "more than 200 sections, zones and doors"));
    }
    Ok(())
}

/// The time zone of that IANA name.
///
/// # Errors
/// There is none.
pub fn parse_zone(name: &str) -> Result<Tz, Fault> {
    name.parse().map_err(|_| {
        let detail = format!("{:?} is no time zone of the IANA database", cut(name, 60));
        Fault::new(FaultKind::UnknownTimezone, detail)
    })
}

/// What a session says, apart from what it refers to.
#[derive(Clone, Debug)]
pub struct SessionFacts<'a> {
    pub session_code: &'a str,
    pub version: i64,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub stop_sell_at: DateTime<Utc>,
    pub business_on: NaiveDate,
    pub max_seats: u32,
    pub lowest_price: Money,
    pub service_fee: Money,
    /// Zone, ticket and the hall's service fee.
    pub prices: Vec<(&'a str, Money, Money)>,
}

/// What a session is judged against.
#[derive(Clone, Copy, Debug)]
pub struct SessionFrame<'a> {
    pub zone: Tz,
    pub currency: Currency,
    /// Zones of the seat plan that the session sells by.
    pub plan_zones: &'a BTreeSet<String>,
    pub now: DateTime<Utc>,
}

/// Whether a session can be sold as it says.
///
/// # Errors
/// The first thing that is wrong: its code, its times, its business date, its prices.
pub fn check_session(facts: &SessionFacts<'_>, frame: &SessionFrame<'_>) -> Result<(), Fault> {
    check_code("the session code", facts.session_code, 32)?;
    check_number("the session's version", facts.version, 1, i64::MAX)?;
    check_number("max_seats_per_lock", facts.max_seats.into(), 1, 100)?;
    check_times(facts, frame)?;
    check_prices(facts, frame)
}

fn check_times(facts: &SessionFacts<'_>, frame: &SessionFrame<'_>) -> Result<(), Fault> {
    let wrong = |detail: &str| Err(Fault::new(FaultKind::TimeInvalid, detail));
    let length = facts.ends_at.signed_duration_since(facts.starts_at);
    if length <= Duration::zero() {
        return wrong("it ends before it starts");
    }
    if length > MAX_LENGTH {
        return wrong("it takes longer than a day");
    }
    if facts.starts_at.signed_duration_since(frame.now) > MAX_AHEAD {
        return wrong("it starts in more than 400 days");
    }
    if facts.stop_sell_at > facts.ends_at {
        return wrong("sales stop after its end");
    }
    if facts.starts_at.signed_duration_since(facts.stop_sell_at) > Duration::days(31) {
        return wrong("sales stop more than a month before it starts");
    }
    // Cinemas whose business day ends at midnight and those that count the night to the evening
    // before are both right.
    let local = facts.starts_at.with_timezone(&frame.zone).date_naive();
    let by_cut_off = cinema_date(facts.starts_at, frame.zone);
    if facts.business_on != local && facts.business_on != by_cut_off {
        let detail = format!(
            "{} does not fit a start at {} local time",
            facts.business_on,
            facts.starts_at.with_timezone(&frame.zone).format("%Y-%m-%d %H:%M")
        );
        return Err(Fault::new(FaultKind::BusinessDate, detail));
    }
    Ok(())
}

fn check_prices(facts: &SessionFacts<'_>, frame: &SessionFrame<'_>) -> Result<(), Fault> {
    let amounts = facts.prices.iter().flat_map(|(_, ticket, fee)| [*ticket, *fee]);
    for amount in amounts.chain([facts.lowest_price, facts.service_fee]) {
        if amount.currency != frame.currency {
            return Err(Fault::new(FaultKind::PriceInvalid, "another currency than the cinema's"));
        }
        if !(0..=MAX_PRICE_MINOR).contains(&amount.amount_minor) {
            let detail = format!("an amount of {amount} is out of all reason");
            return Err(Fault::new(FaultKind::PriceInvalid, detail));
        }
    }
    for (zone, ticket, fee) in &facts.prices {
        if !frame.plan_zones.contains(*zone) {
            let detail = format!("the seat plan has no zone {:?}", cut(zone, 40));
            return Err(Fault::new(FaultKind::UnknownZone, detail));
        }
        if ticket.amount_minor < facts.lowest_price.amount_minor {
            let detail = format!(
                "zone {zone} costs {ticket}, less than the lowest price {}",
                facts.lowest_price
            );
            return Err(Fault::new(FaultKind::PriceTooLow, detail));
        }
        if ticket.is_zero() && fee.is_zero() {
            let detail = format!("zone {zone} costs nothing");
            return Err(Fault::new(FaultKind::PriceInvalid, detail));
        }
    }
    let priced: BTreeSet<&str> = facts.prices.iter().map(|(zone, ..)| *zone).collect();
    match frame.plan_zones.iter().find(|zone| !priced.contains(zone.as_str())) {
        Some(zone) => {
            let detail = format!("zone {zone} of the seat plan has no price");
            Err(Fault::new(FaultKind::PriceInvalid, detail))
        }
        None => Ok(()),
    }
}

/// How a session that came relates to the one that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Not known before, or of a later version.
    Newer,
    /// Of the version that is kept.
    Same,
    /// Of an earlier version: it was overtaken on its way, or the cinema's memory was set back.
    Older,
}

/// Compares versions. `kept` is none for a session that is not known.
pub fn age(kept: Option<i64>, came: i64) -> Age {
    match kept {
        Some(kept) if came < kept => Age::Older,
        Some(kept) if came == kept => Age::Same,
        _ => Age::Newer,
    }
}

/// From when on changes are asked for after an answer of `as_of`, both by the cinema's clock.
pub fn since(as_of: DateTime<Utc>) -> DateTime<Utc> {
    as_of.checked_sub_signed(OVERLAP).unwrap_or(as_of)
}

/// The first characters of a foreign text, for a line that people read; control characters are
/// left out.
pub fn cut(text: &str, longest: usize) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(longest).collect()
}

#[cfg(test)]
#[path = "feed_tests.rs"]
mod tests;
