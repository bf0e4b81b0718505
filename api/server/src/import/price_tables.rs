//! The price tables that staff find when they plan for the first time, from the same rules as the
//! generated showtimes.

use std::collections::BTreeSet;

use box_office::schedule::PriceTableLoad;
use domain::schedule::{SeatPrice, SessionPrices};
use domain::text::LocalizedText;

use super::schedule::Schedule;

/// What a hall means for prices.
pub struct PricedHall<'a> {
    pub hall_type: &'a str,
    /// The zones of its plan.
    pub zones: Vec<&'a str>,
}

impl Schedule {
    /// The tables of a cinema with these halls: its plain prices, and what the rules offer by name.
    /// A rule of the time is offered for plain halls, a type of hall for its own zones.
    pub fn offered_tables(
        &self,
        cinema_code: &str,
        halls: &[PricedHall<'_>],
    ) -> Vec<PriceTableLoad> {
        let rule = self.cinemas.iter().find(|rule| rule.cinema_code == cinema_code);
        let Some(base) = rule.and_then(|rule| self.price_tables.get(&rule.price_table)) else {
            return Vec::new();
        };
        let priced = |zones: BTreeSet<&str>, hall_type: Option<&str>, delta: i64| {
            let price = |zone: &str| {
                let sum = (base.get(zone)? + delta).max(self.lowest_price_fen);
                let plain = SeatPrice { ticket_minor: sum, screen_fee_minor: 0 };
                Some(hall_type.map_or(plain, |hall_type| self.split(hall_type, sum)))
            };
            let prices = zones.iter().filter_map(|&zone| Some((zone.to_owned(), price(zone)?)));
            prices.collect::<SessionPrices>()
        };
        let zones_of = |of: &dyn Fn(&PricedHall<'_>) -> bool| {
            let halls = halls.iter().filter(|hall| of(hall));
            halls.flat_map(|hall| hall.zones.iter().copied()).collect::<BTreeSet<&str>>()
        };
        let all = zones_of(&|_| true);
        let mut tables = vec![table(
            "regular",
            LocalizedText::new("平日票价", "Regular"),
            priced(all.clone(), None, 0),
        )];
        for rule in &self.time_rules {
            if let Some(name) = &rule.offered_as {
                let prices = priced(all.clone(), None, rule.delta_fen);
                tables.push(table(&rule.name, name.clone(), prices));
            }
        }
        for (slug, hall_type) in &self.hall_types {
            let zones = zones_of(&|hall| hall.hall_type == slug);
            if let Some(name) = hall_type.offered_as.as_ref().filter(|_| !zones.is_empty()) {
                let prices = priced(zones, Some(slug), hall_type.price_delta_fen);
                tables.push(table(slug, name.clone(), prices));
            }
        }
        tables
    }
}

fn table(price_code: &str, name: LocalizedText, zone_prices: SessionPrices) -> PriceTableLoad {
    PriceTableLoad { price_code: price_code.to_owned(), name, zone_prices }
}
