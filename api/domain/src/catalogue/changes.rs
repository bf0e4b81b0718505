//! What differs between two versions of a showtime, in words that a customer understands.

use chrono::{DateTime, SecondsFormat, Utc};

use super::{ShowtimeStatus, ZonePrices};
use crate::text::LocalizedText;
use crate::text_enum::text_enum;

text_enum! {
    /// What of a showtime a customer chooses by.
    pub enum ShowtimeField {
        StartsAt = "starts_at",
        Hall = "hall",
        Film = "film",
        SeatPlan = "seat_plan",
        Price = "price",
        Format = "format",
        Language = "language",
        Status = "status",
    }
}

/// What a customer chose by, as it was in one version of a showtime.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::FromJsonQueryResult))]
pub struct ShowtimeSnapshot {
    pub film_code: String,
    pub film: LocalizedText,
    pub screen_code: String,
    pub hall: LocalizedText,
    /// Code and version of the plan.
    pub seat_plan: String,
    pub starts_at: DateTime<Utc>,
    pub language: String,
    pub subtitles: Option<String>,
    pub format: String,
    pub status: ShowtimeStatus,
    /// Without the service fee, which is the platform's own.
    pub zone_prices: ZonePrices,
}

/// One difference. Values are raw: instants in RFC 3339, prices as `zone=fen`, slugs as they are.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct ShowtimeChange {
    pub field: ShowtimeField,
    pub was: String,
    pub now: String,
}

/// Every difference between what a customer saw and what is true, in the order of the fields. A
/// film or a hall that was merely renamed is the same one.
pub fn changes_between(was: &ShowtimeSnapshot, now: &ShowtimeSnapshot) -> Vec<ShowtimeChange> {
    ShowtimeField::ALL
        .iter()
        .filter(|&&field| key(was, field) != key(now, field))
        .map(|&field| ShowtimeChange { field, was: words(was, field), now: words(now, field) })
        .collect()
}

/// What decides whether a field is the same.
fn key(of: &ShowtimeSnapshot, field: ShowtimeField) -> String {
    match field {
        ShowtimeField::Hall => of.screen_code.clone(),
        ShowtimeField::Film => of.film_code.clone(),
        field => words(of, field),
    }
}

fn words(of: &ShowtimeSnapshot, field: ShowtimeField) -> String {
    match field {
        ShowtimeField::StartsAt => of.starts_at.to_rfc3339_opts(SecondsFormat::Secs, true),
        ShowtimeField::Hall => both(&of.hall),
        ShowtimeField::Film => both(&of.film),
        ShowtimeField::SeatPlan => of.seat_plan.clone(),
        ShowtimeField::Price => {
            let prices = of.zone_prices.0.iter().map(|(zone, fen)| format!("{zone}={fen}"));
            prices.collect::<Vec<_>>().join(", ")
        }
        ShowtimeField::Format => of.format.clone(),
        ShowtimeField::Language => match &of.subtitles {
            Some(subtitles) => format!("{}+{subtitles}", of.language),
            None => of.language.clone(),
        },
        ShowtimeField::Status => of.status.to_string(),
    }
}

/// A name in both languages, said once where both are the same.
fn both(name: &LocalizedText) -> String {
    if name.zh == name.en { name.zh.clone() } else { name.to_string() }
}

#[cfg(test)]
mod tests {
    use super::{ShowtimeChange, ShowtimeField, ShowtimeSnapshot, changes_between};
    use crate::catalogue::{ShowtimeStatus, ZonePrices};
    use crate::text::LocalizedText;

    fn snapshot() -> ShowtimeSnapshot {
        ShowtimeSnapshot {
            film_code: "001101011993".into(),
            film: LocalizedText::new("霸王别姬", "Farewell My Concubine"),
            screen_code: "51010101".into(),
            hall: LocalizedText::new("1 号厅", "Hall 1"),
            seat_plan: "imax-386 v1".into(),
            starts_at: "2026-11-22T12:00:00Z".parse().unwrap_or_default(),
            language: "zh".into(),
            subtitles: None,
            format: "2d".into(),
            status: ShowtimeStatus::OnSale,
            zone_prices: ZonePrices([("A".to_owned(), 4500), ("B".to_owned(), 5500)].into()),
        }
    }

    #[test]
    fn the_same_has_no_difference_whatever_it_is_called() {
        let renamed = ShowtimeSnapshot {
            film: LocalizedText::new("霸王别姬(修复版)", "Farewell My Concubine"),
            hall: LocalizedText::new("一号厅", "Hall One"),
            ..snapshot()
        };
        assert_eq!(changes_between(&snapshot(), &snapshot()), []);
        assert_eq!(changes_between(&snapshot(), &renamed), []);
    }

    #[test]
    fn every_difference_is_named_with_both_values() {
        let moved = ShowtimeSnapshot {
            screen_code: "51010102".into(),
            hall: LocalizedText::new("IMAX", "IMAX"),
            starts_at: "2026-11-22T12:30:00Z".parse().unwrap_or_default(),
            subtitles: Some("en".into()),
            zone_prices: ZonePrices([("A".to_owned(), 4900)].into()),
            status: ShowtimeStatus::Cancelled,
            ..snapshot()
        };
        let change = |field, was: &str, now: &str| ShowtimeChange {
            field,
            was: was.to_owned(),
            now: now.to_owned(),
        };
        let wanted = [
            change(ShowtimeField::StartsAt, "2026-11-22T12:00:00Z", "2026-11-22T12:30:00Z"),
            change(ShowtimeField::Hall, "1 号厅 Hall 1", "IMAX"),
            change(ShowtimeField::Price, "A=4500, B=5500", "A=4900"),
            change(ShowtimeField::Language, "zh", "zh+en"),
            change(ShowtimeField::Status, "on_sale", "cancelled"),
        ];
        assert_eq!(changes_between(&snapshot(), &moved), wanted);
    }
}
