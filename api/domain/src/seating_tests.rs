//! Examples and properties of the choice rules. The examples are those of the web app's own test.

use std::collections::HashSet;

use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};

use super::{
    ChoiceRefusal, MAX_PLAN_UNITS, PlanFault, PlanScreen, PlanSeat, PlanSection, PlanZone,
    SEAT_WIDTH, SHORT_RUN, SeatKind, SeatPlan, check_choice, check_plan,
};
use crate::text::LocalizedText;

/// A hall drawn in letters, a line a row: `o` free, `x` taken, `l` and `r` halves of a love seat,
/// `w` wheelchair, `c` companion, `-` out of use, a blank an aisle. `@` begins the row's zone.
fn hall(lines: &[&str]) -> (SeatPlan, HashSet<String>) {
    let mut plan = SeatPlan {
        sections: vec![PlanSection { id: "main".into(), name: LocalizedText::new("区", "Part") }],
        zones: Vec::new(),
        screen: PlanScreen { x0: 0, x1: 10, y: 0 },
        entrances: Vec::new(),
        seats: Vec::new(),
    };
    let mut taken = HashSet::new();
    for (index, line) in lines.iter().enumerate() {
        let (marks, zone) = line.split_once('@').unwrap_or((line, "standard"));
        if !plan.zones.iter().any(|known| known.id == zone) {
            plan.zones.push(PlanZone { id: zone.into(), name: LocalizedText::new("区", "Part") });
        }
        let row = char::from(b'A' + u8::try_from(index).unwrap_or_default());
        draw_row(&mut plan, &mut taken, (row, index), marks, zone);
    }
    (plan, taken)
}

fn draw_row(
    plan: &mut SeatPlan,
    taken: &mut HashSet<String>,
    (row, index): (char, usize),
    marks: &str,
    zone: &str,
) {
    let mut label = 0;
    for (column, mark) in marks.chars().enumerate() {
        if mark == ' ' {
            continue;
        }
        label += 1;
        let code = format!("{row}{label}");
        if mark == 'x' {
            taken.insert(code.clone());
        }
        let (kind, pair) = match mark {
            'l' => (SeatKind::LoveLeft, Some(format!("{row}{}", label + 1))),
            'r' => (SeatKind::LoveRight, Some(format!("{row}{}", label - 1))),
            'w' => (SeatKind::Wheelchair, None),
            'c' => (SeatKind::Companion, None),
            _ => (SeatKind::Normal, None),
        };
        plan.seats.push(PlanSeat {
            seat_code: code,
            section: "main".into(),
            row: row.to_string(),
            seat: label.to_string(),
            x: SEAT_WIDTH * i32::try_from(column).unwrap_or_default(),
            y: SEAT_WIDTH * i32::try_from(index).unwrap_or_default(),
            zone: zone.into(),
            kind,
            pair,
            is_usable: mark != '-',
        });
    }
}

fn codes(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn check(lines: &[&str], chosen: &str) -> Result<(), ChoiceRefusal> {
    let (plan, taken) = hall(lines);
    check_choice(&plan, &taken, &codes(chosen), 6)
}

fn orphan(seats: &str) -> Result<(), ChoiceRefusal> {
    Err(ChoiceRefusal::OrphanSeat(codes(seats)))
}

#[test]
fn each_rule_has_its_refusal() {
    assert_eq!(check(&["oooo"], ""), Err(ChoiceRefusal::Empty));
    assert_eq!(check(&["oooo"], "A1 A1"), Err(ChoiceRefusal::Duplicate(codes("A1"))));
    assert_eq!(
        check(&["oooooooo"], "A1 A2 A3 A4 A5 A6 A7"),
        Err(ChoiceRefusal::TooMany { max: 6 })
    );
    assert_eq!(check(&["oooo"], "A1 A9"), Err(ChoiceRefusal::Unknown(codes("A9"))));
    assert_eq!(check(&["o-oo"], "A1 A2"), Err(ChoiceRefusal::Unusable(codes("A2"))));
    assert_eq!(check(&["oxoo"], "A1 A2"), Err(ChoiceRefusal::Taken(codes("A2"))));
    assert_eq!(check(&["lrlr"], "A2 A3 A4"), Err(ChoiceRefusal::LoveSeatSplit(codes("A2"))));
    assert_eq!(
        check(&["oooo@front", "oooo@prime"], "A1 B1"),
        Err(ChoiceRefusal::ZoneMixed(codes("B1")))
    );
    assert_eq!(check(&["lrlr", "oooo"], "A1 A2"), Ok(()));
}

#[test]
fn a_seat_left_alone_is_named() {
    assert_eq!(check(&["xooooooo"], "A3 A4"), orphan("A2"));
    assert_eq!(check(&["oooooooo"], "A2"), orphan("A1"));
    assert_eq!(check(&["oooooo oo"], "A5"), orphan("A6"));
    assert_eq!(check(&["oooooooo"], "A3 A4"), Ok(()));
    assert_eq!(check(&["oooooooo"], "A3 A5"), orphan("A4"));
    assert_eq!(check(&["xoxoooooo"], "A4 A5"), Ok(()), "alone before");
    assert_eq!(check(&["oooooo", "oooooo"], "A2 B1"), orphan("A1"));
}

#[test]
fn short_runs_are_exempt() {
    assert_eq!(check(&["ooooo"], "A2"), Ok(()));
    assert_eq!(check(&["xxooooo"], "A4"), Ok(()));
    assert_eq!(check(&["-ooooo"], "A3"), Ok(()));
    assert_eq!(check(&["oooooo"], "A2"), orphan("A1"));
}

#[test]
fn a_lone_seat_is_allowed_when_there_is_no_other_way() {
    assert_eq!(check(&["ooxooxooo"], "A1"), orphan("A2"));
    assert_eq!(check(&["ooxooxoo"], "A1"), Ok(()));
}

#[test]
fn wheelchair_places_neither_cause_nor_suffer() {
    assert_eq!(check(&["wcoooooooo"], "A1"), Ok(()));
    assert_eq!(check(&["wcoooooooo"], "A4"), orphan("A3"));
    assert_eq!(check(&["owcooooooo"], "A2"), Ok(()));
}

#[test]
fn a_plan_names_its_faults() {
    assert_eq!(check_plan(&hall(&["oo wc", "lrlr"]).0), []);
    let (mut plan, _) = hall(&["ooo", "lr"]);
    plan.seats[1].seat_code = "A1".into();
    plan.seats[2].zone = "roof".into();
    plan.seats[3].pair = Some("A3".into());
    let faults = check_plan(&plan);
    assert!(faults.contains(&PlanFault::RepeatedCode { seat: 1, code: "A1".into() }), "{faults:?}");
    assert!(faults.contains(&PlanFault::UnknownZone { seat: 2, zone: "roof".into() }));
    assert!(faults.contains(&PlanFault::Pair { seat: 3 }));
    plan.seats.clear();
    assert_eq!(check_plan(&plan), [PlanFault::SeatCount(0)]);
}

/// Halls of up to four rows with everything in them.
fn halls() -> impl Strategy<Value = Vec<String>> {
    let part = proptest::sample::select(vec!["o", "oo", "ooo", "x", " ", "-", "lr", "wc"]);
    let row = proptest::collection::vec(part, 1..10).prop_map(|parts| parts.concat());
    proptest::collection::vec(row, 1..4)
}

fn neighbours_open(plan: &SeatPlan, taken: &HashSet<String>, code: &str) -> (bool, bool) {
    let Some(seat) = plan.seat(code) else {
        return (false, false);
    };
    let is_open = |other: &PlanSeat| {
        other.is_usable
            && !matches!(other.kind, SeatKind::Wheelchair | SeatKind::Companion)
            && !taken.contains(&other.seat_code)
    };
    let beside = plan.seats.iter().any(|other| {
        other.row == seat.row
            && other.section == seat.section
            && (other.x - seat.x).abs() == SEAT_WIDTH
            && is_open(other)
    });
    (is_open(seat), beside)
}

proptest! {
    #[test]
    fn a_good_choice_is_free_whole_and_of_one_zone(
        lines in halls(),
        picks in proptest::collection::vec(any::<proptest::sample::Index>(), 1..5),
    ) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let (plan, taken) = hall(&lines);
        if plan.seats.is_empty() {
            return Ok(());
        }
        let chosen: HashSet<String> =
            picks.iter().map(|pick| pick.get(&plan.seats).seat_code.clone()).collect();
        let chosen: Vec<String> = chosen.into_iter().collect();
        if check_choice(&plan, &taken, &chosen, 4).is_ok() {
            for code in &chosen {
                let seat = plan.seat(code);
                prop_assert!(seat.is_some_and(|seat| seat.is_usable));
                prop_assert!(!taken.contains(code));
                let pair = seat.and_then(|seat| seat.pair.clone());
                prop_assert!(pair.is_none_or(|pair| chosen.contains(&pair)));
            }
        }
    }

    #[test]
    fn a_named_lone_seat_is_open_and_newly_alone(
        lines in halls(),
        picks in proptest::collection::vec(any::<proptest::sample::Index>(), 1..5),
    ) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let (plan, taken) = hall(&lines);
        if plan.seats.is_empty() {
            return Ok(());
        }
        let chosen: HashSet<String> =
            picks.iter().map(|pick| pick.get(&plan.seats).seat_code.clone()).collect();
        let list: Vec<String> = chosen.iter().cloned().collect();
        if let Err(ChoiceRefusal::OrphanSeat(seats)) = check_choice(&plan, &taken, &list, 4) {
            let after: HashSet<String> = taken.union(&chosen).cloned().collect();
            for code in seats {
                prop_assert_eq!(neighbours_open(&plan, &taken, &code), (true, true));
                prop_assert_eq!(neighbours_open(&plan, &after, &code), (true, false));
            }
        }
    }

    /// What is drawn by the rules is a plan, and one seat laid upon another is found.
    #[test]
    fn a_drawn_hall_is_a_plan_until_somebody_moves_a_seat(
        lines in halls(),
        from in any::<proptest::sample::Index>(),
        to in any::<proptest::sample::Index>(),
    ) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let (mut plan, _) = hall(&lines);
        if plan.usable_seats() < 2 {
            return Ok(());
        }
        prop_assert_eq!(check_plan(&plan), []);
        let (from, to) = (from.index(plan.seats.len()), to.index(plan.seats.len()));
        if from == to {
            return Ok(());
        }
        (plan.seats[from].x, plan.seats[from].y) = (plan.seats[to].x, plan.seats[to].y);
        let later = from.max(to);
        let overlaps = |fault: &PlanFault| {
            matches!(fault, PlanFault::Overlap { seat, .. } if *seat == later)
        };
        prop_assert!(check_plan(&plan).iter().any(overlaps));
    }

    /// Whatever somebody sends, a seat that breaks a rule is named and nothing overflows.
    #[test]
    fn any_coordinates_and_labels_are_judged(
        x in any::<i32>(), y in any::<i32>(), label in ".{0,20}", pair in "[AB][0-9]",
        place in any::<proptest::sample::Index>(),
    ) {
        let (mut plan, _) = hall(&["ooo lr", "oo wc"]);
        let seat = place.index(plan.seats.len());
        (plan.seats[seat].x, plan.seats[seat].y) = (x, y);
        plan.seats[seat].seat.clone_from(&label);
        plan.seats[seat].pair = Some(pair);
        let faults = check_plan(&plan);
        let is_named = faults.iter().any(|fault| fault.seat() == Some(seat));
        let is_within = |value: i32| (0..=MAX_PLAN_UNITS).contains(&value);
        let is_label = (1..=16).contains(&label.chars().count())
            && !label.chars().any(|c| c.is_whitespace() || c.is_control());
        prop_assert!(is_named || (is_within(x) && is_within(y) && is_label));
    }

    /// Whoever comes is never told that no seat of a long empty run can be had.
    #[test]
    fn an_empty_run_always_has_a_way(width in SHORT_RUN + 1..30, count in 1_usize..5) {
        let line = "o".repeat(width);
        let (plan, taken) = hall(&[&line]);
        let can_start = |start: usize| {
            let block = &plan.seats[start..start + count];
            let block: Vec<String> = block.iter().map(|seat| seat.seat_code.clone()).collect();
            check_choice(&plan, &taken, &block, 6).is_ok()
        };
        prop_assert!((0..=width - count).any(can_start));
    }
}
