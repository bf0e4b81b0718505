//! Films, showtimes and when they can be sold.

use std::collections::BTreeMap;

use crate::text::LocalizedText;
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

/// Short words such as genres, formats or services, in one column.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::FromJsonQueryResult))]
#[serde(transparent)]
pub struct StringList(pub Vec<String>);

/// Somebody who made a film.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Person {
    pub name: LocalizedText,
}

/// People in the order of their credits, in one column.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::FromJsonQueryResult))]
#[serde(transparent)]
pub struct People(pub Vec<Person>);

/// What a seat costs in each zone of the hall, in minor units, without the service fee.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::FromJsonQueryResult))]
#[serde(transparent)]
pub struct ZonePrices(pub BTreeMap<String, i64>);
