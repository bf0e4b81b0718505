//! Films, cinemas and showtimes as the API shows them.

mod cinemas;
mod films;
mod showtimes;

use std::collections::HashMap;

use domain::catalogue::StringList;
use domain::text::LocalizedText;
use serde::Serialize;
use tables::districts;
use utoipa::ToSchema;

pub use cinemas::{
    Cinema, CinemaSummary, City, cinema_summaries, location, show_cinema, show_cities,
};
pub use films::{Film, FilmSummary, film_summaries, show_film};
pub use showtimes::{
    Showtime, ZonePrice, max_seats, refund_policies, refund_until, show_showtimes, showtime_views,
    zone_prices,
};

/// A kind of film.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Genre {
    #[schema(example = "drama")]
    pub slug: String,
    pub name: LocalizedText,
}

/// A part of a city.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct District {
    #[schema(example = "jinjiang")]
    pub slug: String,
    pub name: LocalizedText,
}

type Names = HashMap<String, LocalizedText>;

fn genres(names: &Names, slugs: StringList) -> Vec<Genre> {
    let name =
        |slug: &String| names.get(slug).cloned().unwrap_or_else(|| LocalizedText::new(slug, slug));
    slugs.0.into_iter().map(|slug| Genre { name: name(&slug), slug }).collect()
}

fn district(districts: &HashMap<String, districts::Model>, slug: &str) -> District {
    let name = districts.get(slug).map(|district| district.name.clone());
    let name = name.unwrap_or_else(|| LocalizedText::new(slug, slug));
    District { slug: slug.to_owned(), name }
}
