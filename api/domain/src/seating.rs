//! Seat plans and the rules of choosing seats.

use std::collections::HashSet;

use crate::text::{LocalizedText, read_name};
use crate::text_enum::text_enum;

text_enum! {
    /// What a seat is like.
    pub enum SeatKind {
        Normal = "normal",
        LoveLeft = "love_left",
        LoveRight = "love_right",
        Wheelchair = "wheelchair",
        Companion = "companion",
    }
}

text_enum! {
    /// Whether a seat can be had, as the cinema says.
    pub enum SeatState {
        Available = "available",
        Locked = "locked",
        Sold = "sold",
        Unavailable = "unavailable",
    }
}

text_enum! {
    /// Where a seat lock stands. `Locking` means that the cinema's answer is not known yet.
    pub enum SeatLockStatus {
        Locking = "locking",
        Held = "held",
        Rejected = "rejected",
        Released = "released",
        Expired = "expired",
        Sold = "sold",
    }
}

/// The geometry of a hall: everything about its seats that does not change from show to show.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "db", derive(sea_orm::FromJsonQueryResult))]
pub struct SeatPlan {
    pub sections: Vec<PlanSection>,
    pub zones: Vec<PlanZone>,
    pub screen: PlanScreen,
    pub entrances: Vec<PlanEntrance>,
    pub seats: Vec<PlanSeat>,
}

/// A part of the hall with rows of its own, such as a balcony.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct PlanSection {
    pub id: String,
    #[serde(deserialize_with = "read_name")]
    pub name: LocalizedText,
}

/// Seats that share a price.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct PlanZone {
    pub id: String,
    #[serde(deserialize_with = "read_name")]
    pub name: LocalizedText,
}

/// The zones of a plan in a column of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::FromJsonQueryResult))]
#[serde(transparent)]
pub struct PlanZones(pub Vec<PlanZone>);

/// Where the screen hangs, in the units of the seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct PlanScreen {
    pub x0: i32,
    pub x1: i32,
    pub y: i32,
}

/// A door of the hall.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct PlanEntrance {
    pub x: i32,
    pub y: i32,
    #[serde(deserialize_with = "read_name")]
    pub label: LocalizedText,
}

/// One seat of a plan. Neighbours in a row differ by exactly [`SEAT_WIDTH`] in `x`; a larger
/// difference is an aisle.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct PlanSeat {
    /// The cinema's own code of the seat, unique in the hall.
    pub seat_code: String,
    pub section: String,
    /// Row label as painted in the hall.
    pub row: String,
    /// Seat label within the row.
    pub seat: String,
    pub x: i32,
    pub y: i32,
    pub zone: String,
    pub kind: SeatKind,
    /// The other half of a love seat.
    pub pair: Option<String>,
    /// False for a place that can never be sold, such as a broken seat.
    pub is_usable: bool,
}

/// The distance of two neighbouring seats in plan units.
pub const SEAT_WIDTH: i32 = 2;

/// Seats that one plan may have. The largest halls known have some 2,000.
pub const MAX_PLAN_SEATS: usize = 2_000;

/// The largest coordinate of a plan: more than any hall needs, and few enough to be drawn.
pub const MAX_PLAN_UNITS: i32 = 1_000;

/// Sections, zones or doors of one plan.
pub const MAX_PLAN_PARTS: usize = 30;

/// Characters of the name of a section or zone.
pub const MAX_PLAN_NAME: usize = 60;

/// Characters of a code, label or id of a plan.
pub const MAX_PLAN_LABEL: usize = 16;

/// Runs with this many usable seats or fewer are exempt from the lone-seat rule: there is no room
/// to choose.
pub const SHORT_RUN: usize = 5;

impl SeatKind {
    /// Whether this is half of a love seat.
    pub const fn is_love_seat(self) -> bool {
        matches!(self, Self::LoveLeft | Self::LoveRight)
    }

    /// Wheelchair and companion places neither count as usable for others nor can be left alone.
    pub const fn is_exempt(self) -> bool {
        matches!(self, Self::Wheelchair | Self::Companion)
    }
}

impl SeatPlan {
    /// The seat with this code.
    pub fn seat(&self, seat_code: &str) -> Option<&PlanSeat> {
        self.seats.iter().find(|seat| seat.seat_code == seat_code)
    }

    /// Seats that can be sold at all.
    pub fn usable_seats(&self) -> usize {
        self.seats.iter().filter(|seat| seat.is_usable).count()
    }

    /// The seats without an aisle between them that `seat` stands in, from left to right.
    fn run_of(&self, seat: &PlanSeat) -> Vec<&PlanSeat> {
        let mut row: Vec<&PlanSeat> = self
            .seats
            .iter()
            .filter(|other| other.row == seat.row && other.section == seat.section)
            .collect();
        row.sort_by_key(|other| other.x);
        row.chunk_by(|left, right| right.x - left.x == SEAT_WIDTH)
            .find(|run| run.iter().any(|other| other.seat_code == seat.seat_code))
            .map(<[&PlanSeat]>::to_vec)
            .unwrap_or_default()
    }
}

/// Why seats cannot be bought together. Seats are named by their codes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChoiceRefusal {
    #[error("no seat is chosen")]
    Empty,
    #[error("a seat is named twice")]
    Duplicate(Vec<String>),
    #[error("at most {max} seats can be bought at once")]
    TooMany { max: usize },
    #[error("the hall has no such seat")]
    Unknown(Vec<String>),
    #[error("a seat is out of use")]
    Unusable(Vec<String>),
    #[error("a seat is taken")]
    Taken(Vec<String>),
    /// The named halves of love seats are chosen without their other halves.
    #[error("a love seat is sold whole")]
    LoveSeatSplit(Vec<String>),
    #[error("all seats must be in one price zone")]
    ZoneMixed(Vec<String>),
    /// The named seats are those that would be left alone.
    #[error("a single seat would be left alone")]
    OrphanSeat(Vec<String>),
}

/// Checks whether the `chosen` seats may be bought together, and names the gravest reason if not.
///
/// `taken` holds the codes of the seats that the cinema would not sell to this customer now: not
/// the ones that the customer's own lock claims. The reasons are looked for in the order of
/// [`ChoiceRefusal`]'s variants. The web app applies the same rules while people choose
/// (`frontend/src/features/seating/choice.ts`); this is their specification:
///
/// - Zones do not mix, and love seats are chosen with their other half.
/// - A *run* is a row's seats of one section whose `x` differ by [`SEAT_WIDTH`] from neighbour to
///   neighbour: aisles, pillars and walls end it. A seat is *open* when it is neither taken, out of
///   use, chosen, nor a wheelchair or companion place. An open seat is *alone* when neither
///   neighbour in its run is open.
/// - In a run with more than [`SHORT_RUN`] open seats before the choice, no seat may be alone
///   afterwards that was not before, unless there is no other way: no block of as many neighbouring
///   open seats of that run, with whole love seats only, leaves nobody newly alone. The choice is
///   judged in each run by itself, and chosen wheelchair and companion places do not count.
///
/// # Errors
/// The first rule that the choice breaks.
pub fn check_choice(
    plan: &SeatPlan,
    taken: &HashSet<String>,
    chosen: &[String],
    max_seats: usize,
) -> Result<(), ChoiceRefusal> {
    if chosen.is_empty() {
        return Err(ChoiceRefusal::Empty);
    }
    let mut codes = HashSet::with_capacity(chosen.len());
    let repeated = chosen.iter().filter(|code| !codes.insert(code.as_str()));
    refuse_any(repeated.cloned().collect(), ChoiceRefusal::Duplicate)?;
    if chosen.len() > max_seats {
        return Err(ChoiceRefusal::TooMany { max: max_seats });
    }
    let unknown = chosen.iter().filter(|code| plan.seat(code).is_none());
    refuse_any(unknown.cloned().collect(), ChoiceRefusal::Unknown)?;
    let seats: Vec<&PlanSeat> = chosen.iter().filter_map(|code| plan.seat(code)).collect();
    refuse_seats(&seats, |seat| !seat.is_usable, ChoiceRefusal::Unusable)?;
    refuse_seats(&seats, |seat| taken.contains(&seat.seat_code), ChoiceRefusal::Taken)?;
    refuse_seats(&seats, |seat| is_split(seat, &codes), ChoiceRefusal::LoveSeatSplit)?;
    let zone = seats.first().map(|seat| seat.zone.as_str());
    let is_elsewhere = |seat: &PlanSeat| Some(seat.zone.as_str()) != zone;
    refuse_seats(&seats, is_elsewhere, ChoiceRefusal::ZoneMixed)?;
    refuse_any(orphans(plan, taken, &seats), ChoiceRefusal::OrphanSeat)
}

fn refuse_any(
    seats: Vec<String>,
    refusal: impl FnOnce(Vec<String>) -> ChoiceRefusal,
) -> Result<(), ChoiceRefusal> {
    if seats.is_empty() { Ok(()) } else { Err(refusal(seats)) }
}

fn refuse_seats(
    seats: &[&PlanSeat],
    is_refused: impl Fn(&PlanSeat) -> bool,
    refusal: impl FnOnce(Vec<String>) -> ChoiceRefusal,
) -> Result<(), ChoiceRefusal> {
    let refused = seats.iter().filter(|seat| is_refused(seat));
    refuse_any(refused.map(|seat| seat.seat_code.clone()).collect(), refusal)
}

/// Whether a love seat's other half is missing among `codes`.
fn is_split(seat: &PlanSeat, codes: &HashSet<&str>) -> bool {
    let has_partner = seat.pair.as_deref().is_some_and(|pair| codes.contains(pair));
    seat.kind.is_love_seat() && !has_partner
}

/// Codes of the seats that the choice would newly leave alone where a better choice exists.
fn orphans(plan: &SeatPlan, taken: &HashSet<String>, chosen: &[&PlanSeat]) -> Vec<String> {
    let mut found = Vec::new();
    let mut judged: HashSet<&str> = HashSet::new();
    for seat in chosen.iter().filter(|seat| !seat.kind.is_exempt()) {
        if judged.contains(seat.seat_code.as_str()) {
            continue;
        }
        let run = plan.run_of(seat);
        let is_chosen = |place: &PlanSeat| {
            !place.kind.is_exempt() && chosen.iter().any(|one| one.seat_code == place.seat_code)
        };
        judged.extend(run.iter().map(|place| place.seat_code.as_str()));
        let open: Vec<bool> = run.iter().map(|place| is_open(place, taken)).collect();
        if open.iter().filter(|open| **open).count() <= SHORT_RUN {
            continue;
        }
        let picked: Vec<usize> = (0..run.len()).filter(|&place| is_chosen(run[place])).collect();
        let alone = newly_alone(&open, &picked);
        if !alone.is_empty() && has_better_block(&run, &open, picked.len()) {
            found.extend(alone.into_iter().map(|place| run[place].seat_code.clone()));
        }
    }
    found
}

fn is_open(seat: &PlanSeat, taken: &HashSet<String>) -> bool {
    seat.is_usable && !seat.kind.is_exempt() && !taken.contains(&seat.seat_code)
}

/// Places that are alone once `picked` are gone and were not before.
fn newly_alone(open: &[bool], picked: &[usize]) -> Vec<usize> {
    let mut after = open.to_vec();
    for &place in picked {
        after[place] = false;
    }
    (0..open.len()).filter(|&place| is_alone(&after, place) && !is_alone(open, place)).collect()
}

fn is_alone(open: &[bool], place: usize) -> bool {
    let is_open = |place: Option<usize>| place.and_then(|place| open.get(place)) == Some(&true);
    open[place] && !is_open(place.checked_sub(1)) && !is_open(place.checked_add(1))
}

/// Whether the run seats `count` people side by side without leaving anybody newly alone or
/// splitting a love seat.
fn has_better_block(run: &[&PlanSeat], open: &[bool], count: usize) -> bool {
    (0..=run.len().saturating_sub(count)).any(|start| {
        let block: Vec<usize> = (start..start + count).collect();
        let codes = run[start..start + count].iter().map(|seat| seat.seat_code.as_str()).collect();
        block.iter().all(|&place| open[place] && !is_split(run[place], &codes))
            && newly_alone(open, &block).is_empty()
    })
}

/// What makes a plan unusable, and the index of the seat it is about, if it is about one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanFault {
    #[error("a plan has 1 to {MAX_PLAN_SEATS} seats, not {0}")]
    SeatCount(usize),
    #[error("no seat can be sold")]
    NothingUsable,
    #[error("two sections or zones have the id {0:?}")]
    RepeatedId(String),
    #[error("seat code {code:?} is used twice")]
    RepeatedCode { seat: usize, code: String },
    #[error("row {row:?} has two seats {label:?}")]
    RepeatedLabel { seat: usize, row: String, label: String },
    #[error("section {section:?} is not listed")]
    UnknownSection { seat: usize, section: String },
    #[error("zone {zone:?} is not listed")]
    UnknownZone { seat: usize, zone: String },
    #[error("coordinates are not negative")]
    Negative { seat: usize },
    #[error("coordinates are at most {MAX_PLAN_UNITS}")]
    TooFar { seat: usize },
    #[error("a seat code, a row and a seat have 1 to {MAX_PLAN_LABEL} visible characters")]
    Label { seat: usize },
    #[error("the screen or a door lies outside the hall")]
    Surroundings,
    #[error("ids of sections and zones have 1 to {MAX_PLAN_LABEL} characters, names some more")]
    Naming,
    #[error("the seat overlaps seat {other:?}")]
    Overlap { seat: usize, other: String },
    #[error("a love seat names its other half, a neighbour in the same row that names it back")]
    Pair { seat: usize },
    #[error("a companion place stands beside a wheelchair place")]
    Companion { seat: usize },
}

impl PlanFault {
    /// The index of the seat that is at fault.
    pub const fn seat(&self) -> Option<usize> {
        match self {
            Self::SeatCount(_)
            | Self::NothingUsable
            | Self::RepeatedId(_)
            | Self::Surroundings
            | Self::Naming => None,
            Self::RepeatedCode { seat, .. }
            | Self::RepeatedLabel { seat, .. }
            | Self::UnknownSection { seat, .. }
            | Self::UnknownZone { seat, .. }
            | Self::Negative { seat }
            | Self::TooFar { seat }
            | Self::Label { seat }
            | Self::Overlap { seat, .. }
            | Self::Pair { seat }
            | Self::Companion { seat } => Some(*seat),
        }
    }
}

/// Finds everything that is wrong with a plan, in the order of its seats.
pub fn check_plan(plan: &SeatPlan) -> Vec<PlanFault> {
    let count = plan.seats.len();
    if !(1..=MAX_PLAN_SEATS).contains(&count) {
        return vec![PlanFault::SeatCount(count)];
    }
    let mut faults = check_surroundings(plan);
    let sections: Vec<&str> = plan.sections.iter().map(|section| section.id.as_str()).collect();
    let zones: Vec<&str> = plan.zones.iter().map(|zone| zone.id.as_str()).collect();
    for ids in [&sections, &zones] {
        let mut seen = HashSet::new();
        let repeated = ids.iter().filter(|id| !seen.insert(**id));
        faults.extend(repeated.map(|id| PlanFault::RepeatedId((*id).to_owned())));
    }
    if plan.usable_seats() == 0 {
        faults.push(PlanFault::NothingUsable);
    }
    let mut codes = HashSet::new();
    let mut labels = HashSet::new();
    for (seat, place) in plan.seats.iter().enumerate() {
        if !codes.insert(&place.seat_code) {
            faults.push(PlanFault::RepeatedCode { seat, code: place.seat_code.clone() });
        }
        if !labels.insert((&place.row, &place.seat)) {
            let (row, label) = (place.row.clone(), place.seat.clone());
            faults.push(PlanFault::RepeatedLabel { seat, row, label });
        }
        if !sections.contains(&place.section.as_str()) {
            faults.push(PlanFault::UnknownSection { seat, section: place.section.clone() });
        }
        if !zones.contains(&place.zone.as_str()) {
            faults.push(PlanFault::UnknownZone { seat, zone: place.zone.clone() });
        }
        let labels = [&place.seat_code, &place.row, &place.seat];
        if !labels.into_iter().all(|label| is_label(label)) {
            faults.push(PlanFault::Label { seat });
        }
        faults.extend(check_place(plan, seat, place));
    }
    faults
}

fn is_label(text: &str) -> bool {
    let is_visible = |c: char| !c.is_control() && !c.is_whitespace();
    (1..=MAX_PLAN_LABEL).contains(&text.chars().count()) && text.chars().all(is_visible)
}

/// What is around the seats.
fn check_surroundings(plan: &SeatPlan) -> Vec<PlanFault> {
    let is_within = |value: i32| (0..=MAX_PLAN_UNITS).contains(&value);
    let screen = plan.screen;
    let is_screen = [screen.x0, screen.x1, screen.y].into_iter().all(is_within);
    let are_doors = plan.entrances.iter().all(|door| is_within(door.x) && is_within(door.y));
    let mut faults = Vec::new();
    if !is_screen || screen.x0 >= screen.x1 || !are_doors || plan.entrances.len() > MAX_PLAN_PARTS {
        faults.push(PlanFault::Surroundings);
    }
    let is_name = |text: &str| (1..=MAX_PLAN_NAME).contains(&text.trim().chars().count());
    let are_sections = plan.sections.len() <= MAX_PLAN_PARTS
        && plan.sections.iter().all(|part| is_label(&part.id) && is_name(&part.name.zh));
    let are_zones = plan.zones.len() <= MAX_PLAN_PARTS
        && plan.zones.iter().all(|part| is_label(&part.id) && is_name(&part.name.zh));
    if !are_sections || !are_zones {
        faults.push(PlanFault::Naming);
    }
    faults
}

/// What depends on the seats around.
fn check_place(plan: &SeatPlan, seat: usize, place: &PlanSeat) -> Option<PlanFault> {
    if place.x < 0 || place.y < 0 {
        return Some(PlanFault::Negative { seat });
    }
    if place.x > MAX_PLAN_UNITS || place.y > MAX_PLAN_UNITS {
        return Some(PlanFault::TooFar { seat });
    }
    let overlaps = |other: &&PlanSeat| {
        let is_near = |a: i32, b: i32| a.abs_diff(b) < SEAT_WIDTH.unsigned_abs();
        is_near(other.x, place.x) && is_near(other.y, place.y)
    };
    if let Some(other) = plan.seats[..seat].iter().find(overlaps) {
        return Some(PlanFault::Overlap { seat, other: other.seat_code.clone() });
    }
    let is_beside = |other: &PlanSeat, distance: i32| {
        other.row == place.row && other.section == place.section && other.x == place.x + distance
    };
    let pair = place.pair.as_deref().and_then(|code| plan.seat(code));
    let is_paired = |kind: SeatKind, distance: i32| {
        pair.is_some_and(|other| {
            other.kind == kind
                && is_beside(other, distance)
                && other.pair.as_deref() == Some(place.seat_code.as_str())
        })
    };
    let is_right = match place.kind {
        SeatKind::LoveLeft => is_paired(SeatKind::LoveRight, SEAT_WIDTH),
        SeatKind::LoveRight => is_paired(SeatKind::LoveLeft, -SEAT_WIDTH),
        _ => place.pair.is_none(),
    };
    if !is_right {
        return Some(PlanFault::Pair { seat });
    }
    let is_accompanied = || {
        plan.seats.iter().any(|other| {
            let is_near = is_beside(other, SEAT_WIDTH) || is_beside(other, -SEAT_WIDTH);
            other.kind == SeatKind::Wheelchair && is_near
        })
    };
    let is_lost = place.kind == SeatKind::Companion && !is_accompanied();
    is_lost.then_some(PlanFault::Companion { seat })
}

#[cfg(test)]
#[path = "seating_tests.rs"]
mod tests;
