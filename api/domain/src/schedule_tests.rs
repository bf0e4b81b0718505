//! Examples and properties of a hall's programme.

use chrono::{DateTime, Duration, Utc};
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};

use super::{
    Edit, HasSales, SeatPrice, SessionFacts, SessionPrices, Slot, code_of_format, complete_prices,
    ends_at, film_of_code, is_language_tag, judge_edit, lowest_ticket_minor, on_other_day,
};

fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + 60 * minutes, 0).unwrap_or_default()
}

fn slot(start: i64, length: i64) -> Slot {
    Slot { starts_at: at(start), ends_at: at(start + length) }
}

fn prices(list: &[(&str, i64, i64)]) -> SessionPrices {
    let price = |&(zone, ticket_minor, screen_fee_minor): &(&str, i64, i64)| {
        (zone.to_owned(), SeatPrice { ticket_minor, screen_fee_minor })
    };
    list.iter().map(price).collect()
}

fn facts() -> SessionFacts {
    SessionFacts {
        screen_code: "1".to_owned(),
        film_code: "001101012026".to_owned(),
        starts_at: at(0),
        ends_at: at(130),
        language: "zh".to_owned(),
        subtitles: None,
        format: "2d".to_owned(),
        prices: prices(&[("standard", 4_000, 0)]),
        stop_sell_at: at(-10),
        max_seats: 6,
    }
}

#[test]
fn a_hall_is_free_again_when_it_is_clean() {
    assert!(slot(0, 100).meets(slot(114, 60), 15));
    assert!(!slot(0, 100).meets(slot(115, 60), 15));
    assert!(!slot(115, 60).meets(slot(0, 100), 15));
    assert!(slot(0, 100).meets(slot(20, 10), 0), "one within the other");
    assert!(!slot(0, 100).meets(slot(100, 10), 0));
}

#[test]
fn a_film_with_its_trailers_has_an_end() {
    assert_eq!(ends_at(at(0), 10, 120), at(130));
}

#[test]
fn a_copied_session_keeps_its_time_of_day() {
    let day = |text: &str| text.parse().unwrap_or_default();
    let (from, to) = (day("2026-10-24"), day("2026-10-25"));
    let at: DateTime<Utc> = "2026-10-24T18:00:00Z".parse().unwrap_or_default();
    let moved = |zone| on_other_day(at, zone, from, to).map(|moved| moved - at);
    assert_eq!(moved(chrono_tz::Asia::Shanghai), Some(Duration::days(1)));
    // The clocks went back in between.
    assert_eq!(moved(chrono_tz::Europe::Berlin), Some(Duration::hours(25)));
}

#[test]
fn codes_name_the_format_in_their_fourth_digit() {
    assert_eq!(code_of_format("001101012026", "imax_3d"), "001401012026");
    assert_eq!(film_of_code("001401012026"), "001101012026");
    assert_eq!(code_of_format("001101012026", "smell"), "001101012026");
    assert_eq!(code_of_format("short", "3d"), "short");
    assert!(is_language_tag("zh-Hant") && is_language_tag("yue"));
    for bad in ["", "ZH", "zh_CN", "zh-", "zh-toolongpart", "-"] {
        assert!(!is_language_tag(bad), "{bad}");
    }
}

#[test]
fn what_was_sold_stays_what_it_is() {
    let before = facts();
    let moved = [
        SessionFacts { screen_code: "2".to_owned(), ..facts() },
        SessionFacts { film_code: "001101022026".to_owned(), ..facts() },
        SessionFacts { starts_at: at(5), ends_at: at(135), ..facts() },
    ];
    for after in moved {
        assert_eq!(judge_edit(&before, &after, true), Err(HasSales));
        let edit = judge_edit(&before, &after, false);
        assert_eq!(edit, Ok(Edit { is_change: true, grows_version: true, is_move: true }));
    }
    let dearer = SessionFacts { prices: prices(&[("standard", 4_500, 0)]), ..facts() };
    let edit = judge_edit(&before, &dearer, true);
    assert_eq!(edit, Ok(Edit { is_change: true, grows_version: true, is_move: false }));
    let wider = SessionFacts { max_seats: 8, stop_sell_at: at(-5), ..facts() };
    let edit = judge_edit(&before, &wider, true);
    assert_eq!(edit, Ok(Edit { is_change: true, grows_version: false, is_move: false }));
    let same = judge_edit(&before, &facts(), true);
    assert_eq!(same, Ok(Edit { is_change: false, grows_version: false, is_move: false }));
}

#[test]
fn a_new_zone_costs_as_much_as_the_dearest() {
    let known = prices(&[("front", 3_000, 0), ("prime", 4_000, 500)]);
    let all = complete_prices(&known, ["front", "sofa"].into_iter());
    assert_eq!(all, prices(&[("front", 3_000, 0), ("sofa", 4_000, 500)]));
    assert_eq!(lowest_ticket_minor(&all), 3_000);
    assert_eq!(lowest_ticket_minor(&SessionPrices::new()), 0);
    assert!(complete_prices(&SessionPrices::new(), ["front"].into_iter()).is_empty());
}

fn any_slot() -> impl Strategy<Value = Slot> {
    (0_i64..2_000, 1_i64..300).prop_map(|(start, length)| slot(start, length))
}

proptest! {
    #[test]
    fn meeting_is_mutual_and_cleaning_only_makes_it_likelier(
        one in any_slot(), other in any_slot(), cleaning in 0_u32..60, more in 0_u32..60,
    ) {
        prop_assert_eq!(one.meets(other, cleaning), other.meets(one, cleaning));
        prop_assert!(one.meets(one, cleaning));
        prop_assert!(!one.meets(other, cleaning) || one.meets(other, cleaning + more));
    }

    #[test]
    fn slots_that_do_not_meet_leave_time_to_clean(
        one in any_slot(), other in any_slot(), cleaning in 0_u32..60,
    ) {
        let gap = (other.starts_at - one.ends_at).max(one.starts_at - other.ends_at);
        let is_clean = gap >= Duration::minutes(i64::from(cleaning));
        prop_assert_eq!(one.meets(other, cleaning), !is_clean);
    }

    #[test]
    fn a_divided_price_adds_up(
        sum in 1_i64..100_000, fee in 0_i64..100_000, lowest in 1_i64..100_000,
    ) {
        let price = SeatPrice::split(sum, fee, lowest);
        prop_assert_eq!(price.sum_minor(), sum);
        prop_assert!(price.screen_fee_minor <= fee);
        prop_assert!(price.screen_fee_minor == 0 || price.ticket_minor >= lowest);
        prop_assert!(price.is_sane());
    }

    #[test]
    fn only_a_move_asks_after_sales(has_sales in any::<bool>(), fen in 1_i64..9_000) {
        let after = SessionFacts { prices: prices(&[("standard", fen, 0)]), ..facts() };
        let edit = judge_edit(&facts(), &after, has_sales);
        prop_assert_eq!(edit.map(|edit| edit.grows_version), Ok(fen != 4_000));
    }
}
