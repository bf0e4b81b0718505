//! Seat plans: JSON files, checked by the domain's rules.

use domain::seating::{
    PlanEntrance, PlanScreen, PlanSeat, PlanSection, PlanZone, SeatKind, SeatPlan, check_plan,
};
use domain::text::LocalizedText;
use serde::Deserialize;

use super::faults::Faults;
use super::source::Source;

/// One version of a seat plan.
pub struct PlanFile {
    pub plan_code: String,
    pub version: i32,
    pub plan: SeatPlan,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanJson {
    plan_code: String,
    version: i32,
    /// For people who edit the files.
    #[serde(rename = "name")]
    _name: Option<String>,
    sections: Vec<NamedJson>,
    zones: Vec<NamedJson>,
    entrances: Vec<EntranceJson>,
    screen: ScreenJson,
    seats: Vec<SeatJson>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedJson {
    id: String,
    name_zh: String,
    name_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntranceJson {
    x: i32,
    y: i32,
    label_zh: String,
    label_en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScreenJson {
    x0: i32,
    x1: i32,
    y: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeatJson {
    seat_code: String,
    section: String,
    row: String,
    seat: String,
    x: i32,
    y: i32,
    zone: String,
    kind: SeatKind,
    pair: Option<String>,
    status: StatusJson,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum StatusJson {
    Available,
    Unavailable,
}

/// Reads every plan of the import.
pub fn read_plans(source: &Source, faults: &mut Faults) -> Vec<PlanFile> {
    let names = faults.keep("plans", source.plans()).unwrap_or_default();
    names.iter().filter_map(|name| read_plan(source, faults, name)).collect()
}

fn read_plan(source: &Source, faults: &mut Faults, file: &str) -> Option<PlanFile> {
    let text = faults.keep(file, source.read(file)).flatten()?;
    let json: PlanJson = match serde_json::from_str(&text) {
        Ok(json) => json,
        Err(error) => {
            faults.add(format!("{file}:{}", error.line()), error);
            return None;
        }
    };
    let expected = file.trim_start_matches("plans/").trim_end_matches(".json");
    if json.plan_code != expected {
        faults
            .add(format!("{file}#/plan_code"), format!("is not {expected:?}, as the file's name"));
    }
    if json.version < 1 {
        faults.add(format!("{file}#/version"), "is less than 1");
    }
    let plan_code = json.plan_code.clone();
    let version = json.version;
    let plan = to_plan(json);
    for fault in check_plan(&plan) {
        let pointer = fault.seat().map_or("/seats".to_owned(), |seat| format!("/seats/{seat}"));
        faults.add(format!("{file}#{pointer}"), fault);
    }
    Some(PlanFile { plan_code, version, plan })
}

fn to_plan(json: PlanJson) -> SeatPlan {
    let section = |named: NamedJson| PlanSection {
        id: named.id,
        name: LocalizedText::new(named.name_zh, named.name_en),
    };
    let zone = |named: NamedJson| PlanZone {
        id: named.id,
        name: LocalizedText::new(named.name_zh, named.name_en),
    };
    let entrance = |door: EntranceJson| PlanEntrance {
        x: door.x,
        y: door.y,
        label: LocalizedText::new(door.label_zh, door.label_en),
    };
    let seat = |seat: SeatJson| PlanSeat {
        seat_code: seat.seat_code,
        section: seat.section,
        row: seat.row,
        seat: seat.seat,
        x: seat.x,
        y: seat.y,
        zone: seat.zone,
        kind: seat.kind,
        pair: seat.pair,
        is_usable: matches!(seat.status, StatusJson::Available),
    };
    SeatPlan {
        sections: json.sections.into_iter().map(section).collect(),
        zones: json.zones.into_iter().map(zone).collect(),
        screen: PlanScreen { x0: json.screen.x0, x1: json.screen.x1, y: json.screen.y },
        entrances: json.entrances.into_iter().map(entrance).collect(),
        seats: json.seats.into_iter().map(seat).collect(),
    }
}
