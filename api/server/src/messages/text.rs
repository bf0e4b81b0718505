//! What the messages say. Providers approve templates, so variables are short and hold no links.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::money::Money;
use domain::orders::LockedSeat;
use domain::text::LocalizedText;
use domain::tickets::grouped_by_four;

/// Seats named in one message; more are counted.
const SEATS_NAMED: usize = 6;

pub struct TicketText<'a> {
    pub film: &'a LocalizedText,
    pub cinema: &'a LocalizedText,
    pub hall: &'a LocalizedText,
    pub zone: Tz,
    pub starts_at: DateTime<Utc>,
    pub seats: &'a [LockedSeat],
    pub pickup_code: &'a str,
    pub verification_code: &'a str,
}

/// The message that gets a customer into the cinema.
pub fn tickets(text: &TicketText<'_>) -> String {
    let starts_at = text.starts_at.with_timezone(&text.zone).format("%-m月%-d日%H:%M");
    let mut seats: Vec<String> = text
        .seats
        .iter()
        .take(SEATS_NAMED)
        .map(|seat| format!("{}排{}座", seat.row, seat.seat))
        .collect();
    if text.seats.len() > SEATS_NAMED {
        seats.push(format!("共{}座", text.seats.len()));
    }
    format!(
        "【Marquee】《{}》{} {} {} {}。取票码 {}，验证码 {}。Pickup code above; show it at {}.",
        text.film.zh,
        starts_at,
        text.cinema.zh,
        text.hall.zh,
        seats.join("、"),
        grouped_by_four(text.pickup_code),
        text.verification_code,
        text.cinema.en,
    )
}

pub struct CancellationText<'a> {
    pub film: &'a LocalizedText,
    pub cinema: &'a LocalizedText,
    pub zone: Tz,
    pub starts_at: DateTime<Utc>,
    /// What goes back; nothing where nothing was paid.
    pub returned: Option<Money>,
}

/// The message that spares a customer the way to a show that is not played.
pub fn cancellation(text: &CancellationText<'_>) -> String {
    let starts_at = text.starts_at.with_timezone(&text.zone).format("%-m月%-d日%H:%M");
    let (zh, en) = match text.returned {
        Some(amount) => (
            format!("全部票款{amount}元将原路退回，无需您操作"),
            format!("all {amount} yuan go back to you by themselves"),
        ),
        None => (
            "座位已放回，未收取费用；如已付款将原路退回".to_owned(),
            "nothing is charged, and anything paid goes back by itself".to_owned(),
        ),
    };
    format!(
        "【Marquee】很抱歉，影院取消了《{}》{} {}的场次。{}。Your show at {} is cancelled; {}.",
        text.film.zh, starts_at, text.cinema.zh, zh, text.cinema.en, en,
    )
}

/// A phone number with its middle hidden.
pub fn mask_phone(phone: &str) -> String {
    let national = phone.strip_prefix("+86").unwrap_or(phone);
    let digits: Vec<char> = national.chars().collect();
    if digits.len() < 8 {
        return "****".to_owned();
    }
    let head: String = digits.iter().take(3).collect();
    let tail: String = digits.iter().skip(digits.len() - 4).collect();
    format!("{head}****{tail}")
}

#[cfg(test)]
mod tests {
    use super::mask_phone;

    #[test]
    fn only_the_ends_of_a_phone_number_show() {
        assert_eq!(mask_phone("+8613800000001"), "138****0001");
        assert_eq!(mask_phone("12"), "****");
    }
}
