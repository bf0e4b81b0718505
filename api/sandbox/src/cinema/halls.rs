//! The three halls and their seats.

use serde_json::{Value, json};

/// A hall, built in and never rebuilt: its plan has one version.
pub(crate) struct Hall {
    pub(crate) screen_code: String,
    name: (&'static str, &'static str),
    hall_type: &'static str,
    cleaning_min: u32,
    pub(crate) seats: Vec<Seat>,
    zones: &'static [(&'static str, &'static str, &'static str)],
}

/// A seat as the plan names it.
pub(crate) struct Seat {
    pub(crate) seat_code: String,
    row: String,
    seat: String,
    x: i32,
    y: i32,
    pub(crate) zone: &'static str,
    kind: &'static str,
    pair: Option<String>,
    pub(crate) is_usable: bool,
}

/// The version of every plan, and the date from which it may be sold by.
pub(crate) const PLAN_VERSION: i64 = 1;
const EFFECTIVE_ON: &str = "2026-01-01";

const STANDARD: (&str, &str, &str) = ("standard", "标准区", "Standard");
const PRIME: (&str, &str, &str) = ("prime", "黄金区", "Prime");
const LOVE: (&str, &str, &str) = ("love", "情侣区", "Love seats");

/// Where a seat stands, and what it is like there.
type Likeness = fn(row: usize, place: usize) -> (&'static str, &'static str);

impl Hall {
    /// All halls, by their number.
    pub(crate) fn all(cinema_code: &str) -> Vec<Self> {
        let code = |number: u8| format!("{cinema_code}{number:08}");
        vec![
            Self {
                screen_code: code(1),
                name: ("激光情侣厅", "Laser Hall"),
                hall_type: "laser",
                cleaning_min: 15,
                seats: seats(7, 12, &[4], |row, place| match (row, place % 2) {
                    (6, 0) => ("love", "love_left"),
                    (6, _) => ("love", "love_right"),
                    (3 | 4, _) => ("prime", "normal"),
                    _ => ("standard", "normal"),
                }),
                zones: &[STANDARD, PRIME, LOVE],
            },
            Self {
                screen_code: code(2),
                name: ("无障碍厅", "Open Hall"),
                hall_type: "standard",
                cleaning_min: 15,
                seats: seats(6, 10, &[5], |row, place| match (row, place) {
                    (0, 0 | 9) => ("standard", "wheelchair"),
                    (0, 1 | 8) => ("standard", "companion"),
                    _ => ("standard", "normal"),
                }),
                zones: &[STANDARD],
            },
            Self {
                screen_code: code(3),
                name: ("通宵厅", "All-Night Hall"),
                hall_type: "standard",
                cleaning_min: 8,
                seats: seats(9, 16, &[4, 12], |row, _| match row {
                    4..=6 => ("prime", "normal"),
                    _ => ("standard", "normal"),
                }),
                zones: &[STANDARD, PRIME],
            },
        ]
    }

    pub(crate) fn seat(&self, seat_code: &str) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.seat_code == seat_code)
    }

    pub(crate) fn title(&self) -> &'static str {
        self.name.0
    }

    /// `Screen` of the interface.
    pub(crate) fn screen(&self) -> Value {
        json!({
            "screen_code": self.screen_code,
            "name": { "zh": self.name.0, "en": self.name.1 },
            "hall_type": self.hall_type,
            "seat_count": self.seats.len(),
            "seat_plan_version": PLAN_VERSION,
            "cleaning_min": self.cleaning_min,
        })
    }

    /// `SeatPlan` of the interface.
    pub(crate) fn plan(&self) -> Value {
        let zone =
            |(id, zh, en): &(&str, &str, &str)| json!({ "id": id, "name": { "zh": zh, "en": en } });
        let right = self.seats.iter().map(|seat| seat.x).max().unwrap_or(0);
        json!({
            "screen_code": self.screen_code,
            "version": PLAN_VERSION,
            "effective_on": EFFECTIVE_ON,
            "layout": {
                "sections": [{ "id": "main", "name": { "zh": "主厅", "en": "Main floor" } }],
                "zones": self.zones.iter().map(zone).collect::<Vec<_>>(),
                "screen": { "x0": 4, "x1": right - 2, "y": 0 },
                "entrances": [{
                    "x": right + 2, "y": 4, "label": { "zh": "入口", "en": "Entrance" },
                }],
                "seats": self.seats.iter().map(Seat::place).collect::<Vec<_>>(),
            },
        })
    }
}

impl Seat {
    fn place(&self) -> Value {
        json!({
            "seat_code": self.seat_code, "section": "main", "row": self.row, "seat": self.seat,
            "x": self.x, "y": self.y, "zone": self.zone, "kind": self.kind, "pair": self.pair,
            "is_usable": self.is_usable,
        })
    }
}

/// Rows of equal length with aisles behind some places. The last seat of the first row is broken
/// unless it is somebody's wheelchair place.
fn seats(rows: usize, places: usize, aisles: &[usize], likeness: Likeness) -> Vec<Seat> {
    let mut seats = Vec::with_capacity(rows * places);
    for row in 0..rows {
        for place in 0..places {
            let (zone, kind) = likeness(row, place);
            let code = |place: usize| format!("R{:02}S{:02}", row + 1, place + 1);
            let pair = match kind {
                "love_left" => Some(code(place + 1)),
                "love_right" => Some(code(place - 1)),
                _ => None,
            };
            let aisles = aisles.iter().filter(|behind| **behind <= place).count();
            let at = |units: usize| i32::try_from(units).unwrap_or(i32::MAX);
            let is_broken = row == 0 && place + 1 == places && kind == "normal";
            seats.push(Seat {
                seat_code: code(place),
                row: (row + 1).to_string(),
                seat: (place + 1).to_string(),
                x: at(2 * place + 2 * aisles + 2),
                y: at(2 * row + 4),
                zone,
                kind,
                pair,
                is_usable: !is_broken,
            });
        }
    }
    seats
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::Hall;

    #[test]
    fn every_love_seat_names_a_neighbour_that_names_it_back() {
        let halls = Hall::all("51018888");
        let pairs: Vec<_> = halls[0].seats.iter().filter(|seat| seat.pair.is_some()).collect();
        assert_eq!(pairs.len(), 12);
        for seat in pairs {
            let other = halls[0].seat(seat.pair.as_deref().unwrap()).unwrap();
            assert_eq!(other.pair.as_ref(), Some(&seat.seat_code));
            assert_eq!((other.x - seat.x).abs(), 2, "no aisle parts them");
        }
    }
}
