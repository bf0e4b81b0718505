//! Examples and properties of what is believed of a cinema's data.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

use super::{
    Age, FaultKind, SessionFacts, SessionFrame, age, check_code, check_film_code, check_layout,
    check_session, check_text, check_word, cut, film_key, parse_zone, since,
};
use crate::money::{Currency, Money};
use crate::seating::{PlanScreen, PlanSeat, PlanSection, PlanZone, SEAT_WIDTH, SeatKind, SeatPlan};
use crate::text::LocalizedText;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap_or_default()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_default()
}

fn zones() -> BTreeSet<String> {
    ["A".to_owned(), "B".to_owned()].into()
}

fn frame(plan_zones: &BTreeSet<String>) -> SessionFrame<'_> {
    SessionFrame {
        zone: chrono_tz::Asia::Shanghai,
        currency: Currency::Cny,
        plan_zones,
        now: at("2026-11-22T04:00:00Z"),
    }
}

fn session() -> SessionFacts<'static> {
    SessionFacts {
        session_code: "0101",
        version: 1,
        starts_at: at("2026-11-22T12:00:00Z"),
        ends_at: at("2026-11-22T14:00:00Z"),
        stop_sell_at: at("2026-11-22T11:45:00Z"),
        business_on: day("2026-11-22"),
        max_seats: 6,
        lowest_price: Money::fen(3000),
        service_fee: Money::fen(300),
        prices: vec![
            ("A", Money::fen(4000), Money::fen(500)),
            ("B", Money::fen(6000), Money::fen(0)),
        ],
    }
}

fn verdict(change: impl FnOnce(&mut SessionFacts<'static>)) -> Option<FaultKind> {
    let mut facts = session();
    change(&mut facts);
    check_session(&facts, &frame(&zones())).err().map(|fault| fault.kind)
}

#[test]
fn a_sound_session_is_believed() {
    assert_eq!(verdict(|_| ()), None);
    // Sales at the door go on until the show ends.
    assert_eq!(verdict(|it| it.stop_sell_at = it.ends_at), None);
}

#[test]
fn times_without_sense_are_refused() {
    let time = Some(FaultKind::TimeInvalid);
    assert_eq!(verdict(|it| it.ends_at = it.starts_at), time);
    assert_eq!(verdict(|it| it.ends_at = it.starts_at + Duration::hours(25)), time);
    assert_eq!(verdict(|it| it.stop_sell_at = it.ends_at + Duration::seconds(1)), time);
    assert_eq!(verdict(|it| it.stop_sell_at = DateTime::<Utc>::MIN_UTC), time);
    let in_years = |it: &mut SessionFacts<'_>| {
        it.starts_at += Duration::days(500);
        it.ends_at += Duration::days(500);
    };
    assert_eq!(verdict(in_years), time);
    assert_eq!(verdict(|it| it.ends_at = DateTime::<Utc>::MAX_UTC), time);
}

#[test]
fn a_night_show_may_count_to_either_day_and_to_no_other() {
    let night = |business_on: &str| {
        verdict(|it| {
            it.starts_at = at("2026-11-22T17:20:00Z");
            it.ends_at = at("2026-11-22T19:00:00Z");
            it.stop_sell_at = it.starts_at;
            it.business_on = day(business_on);
        })
    };
    assert_eq!(night("2026-11-22"), None);
    assert_eq!(night("2026-11-23"), None);
    assert_eq!(night("2026-11-21"), Some(FaultKind::BusinessDate));
    assert_eq!(night("2026-11-24"), Some(FaultKind::BusinessDate));
}

#[test]
fn prices_are_within_reason_and_above_the_lowest() {
    let price = |zone: &'static str, ticket: i64, fee: i64| {
        verdict(|it| it.prices[0] = (zone, Money::fen(ticket), Money::fen(fee)))
    };
    assert_eq!(price("A", 3000, 0), None);
    assert_eq!(price("A", 2999, 500), Some(FaultKind::PriceTooLow));
    assert_eq!(price("A", -1, 0), Some(FaultKind::PriceInvalid));
    assert_eq!(price("A", 4000, -1), Some(FaultKind::PriceInvalid));
    assert_eq!(price("A", 1_000_001, 0), Some(FaultKind::PriceInvalid));
    assert_eq!(price("C", 4000, 0), Some(FaultKind::UnknownZone));
    assert_eq!(verdict(|it| it.prices.truncate(1)), Some(FaultKind::PriceInvalid));
    assert_eq!(verdict(|it| it.service_fee = Money::fen(-1)), Some(FaultKind::PriceInvalid));
    let free = |it: &mut SessionFacts<'static>| {
        it.lowest_price = Money::fen(0);
        it.prices[0] = ("A", Money::fen(0), Money::fen(0));
    };
    assert_eq!(verdict(free), Some(FaultKind::PriceInvalid));
}

#[test]
fn codes_and_numbers_have_limits() {
    assert_eq!(verdict(|it| it.session_code = ""), Some(FaultKind::CodeInvalid));
    assert_eq!(verdict(|it| it.session_code = "0 1"), Some(FaultKind::CodeInvalid));
    assert_eq!(verdict(|it| it.session_code = "场次"), Some(FaultKind::CodeInvalid));
    assert_eq!(verdict(|it| it.version = 0), Some(FaultKind::NumberInvalid));
    assert_eq!(verdict(|it| it.max_seats = 0), Some(FaultKind::NumberInvalid));
    assert!(check_code("it", "0612-A", 16).is_ok() && check_code("it", "<b>", 16).is_err());
    assert!(check_word("it", "imax_2d").is_ok() && check_word("it", "IMAX 2D").is_err());
    assert!(check_text("it", "霸王别姬", 4).is_ok() && check_text("it", "霸王别姬", 3).is_err());
    assert!(check_text("it", " \n", 9).is_err() && check_text("it", "a\u{0}b", 9).is_err());
    assert!(parse_zone("Asia/Shanghai").is_ok() && parse_zone("Mars/Olympus").is_err());
}

#[test]
fn a_film_is_the_same_in_every_format() {
    assert_eq!(film_key("001201011993"), film_key("001101011993"));
    assert_ne!(film_key("001201011993"), film_key("001201011994"));
    assert!(check_film_code("001101011993").is_ok());
    for bad in ["", "00110101199", "0011010119933", "00110101199 ", "影片影片"] {
        assert!(check_film_code(bad).is_err(), "{bad}");
    }
}

#[test]
fn versions_never_go_back() {
    assert_eq!([age(None, 1), age(Some(1), 5)], [Age::Newer, Age::Newer]);
    assert_eq!([age(Some(5), 5), age(Some(5), 4)], [Age::Same, Age::Older]);
    assert_eq!(since(at("2026-11-22T04:00:00Z")), at("2026-11-22T03:55:00Z"));
    assert_eq!(since(DateTime::<Utc>::MIN_UTC), DateTime::<Utc>::MIN_UTC);
}

fn seat(code: &str, column: i32) -> PlanSeat {
    PlanSeat {
        seat_code: code.into(),
        section: "main".into(),
        row: "1".into(),
        seat: column.to_string(),
        x: column * SEAT_WIDTH,
        y: 2,
        zone: "A".into(),
        kind: SeatKind::Normal,
        pair: None,
        is_usable: true,
    }
}

fn plan(seats: Vec<PlanSeat>) -> SeatPlan {
    SeatPlan {
        sections: vec![PlanSection { id: "main".into(), name: LocalizedText::new("一", "1") }],
        zones: vec![PlanZone { id: "A".into(), name: LocalizedText::new("甲", "A") }],
        screen: PlanScreen { x0: 0, x1: 10, y: 0 },
        entrances: Vec::new(),
        seats,
    }
}

#[test]
fn seats_that_overlap_or_repeat_are_refused_with_their_name() {
    assert_eq!(check_layout(&plan(vec![seat("A1", 1), seat("A2", 2)])), Ok(()));
    let overlapping = plan(vec![seat("A1", 1), PlanSeat { x: 3, ..seat("A2", 2) }]);
    let repeated = plan(vec![seat("A1", 1), PlanSeat { seat: "9".into(), ..seat("A1", 2) }]);
    let far = plan(vec![PlanSeat { x: i32::MAX - 1, ..seat("A1", 1) }]);
    let named = plan(vec![PlanSeat { row: "r".repeat(99), ..seat("A1", 1) }]);
    for (bad, word) in [(overlapping, "A2"), (repeated, "A1"), (far, "coordinate"), (named, "row")]
    {
        let fault = check_layout(&bad).err();
        let fault = fault.map(|fault| (fault.kind, fault.detail.contains(word)));
        assert_eq!(fault, Some((FaultKind::PlanInvalid, true)), "{word}");
    }
}

proptest! {
    /// Whatever numbers and instants come, a verdict comes back; and what is believed has an order
    /// in time and prices that can be charged.
    #[test]
    fn no_session_breaks_the_rules_or_the_program(
        start in any::<i64>(), length in any::<i64>(), stop in any::<i64>(),
        ticket in any::<i64>(), fee in any::<i64>(), lowest in any::<i64>(),
    ) {
        let instant = |ms: i64| DateTime::from_timestamp_millis(ms).unwrap_or_default();
        let facts = SessionFacts {
            starts_at: instant(start),
            ends_at: instant(start.saturating_add(length)),
            stop_sell_at: instant(stop),
            business_on: instant(start).date_naive(),
            lowest_price: Money::fen(lowest),
            prices: vec![("A", Money::fen(ticket), Money::fen(fee))],
            ..session()
        };
        let only_a = BTreeSet::from(["A".to_owned()]);
        if check_session(&facts, &frame(&only_a)).is_ok() {
            prop_assert!(facts.starts_at < facts.ends_at && facts.stop_sell_at <= facts.ends_at);
            prop_assert!(ticket >= lowest && fee >= 0 && ticket.checked_add(fee).is_some());
        }
    }

    #[test]
    fn no_text_breaks_the_rules(text in any::<String>(), longest in 0_usize..50) {
        let short = cut(&text, longest);
        prop_assert!(short.chars().count() <= longest && !short.contains('\0'));
        prop_assert_eq!(film_key(&film_key(&text)), film_key(&text));
        if check_code("it", &text, longest).is_ok() {
            prop_assert!(text.is_ascii() && text.len() <= longest);
        }
        if check_text("it", &text, longest).is_ok() {
            prop_assert!(text.chars().count() <= longest && !text.contains('\0'));
        }
    }
}
