#![allow(clippy::unwrap_used)]

use chrono::{DateTime, Duration, Utc};
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};
use uuid::Uuid;

use super::{
    DoorError, DoorWindow, PickupCode, PickupCodeError, QrError, QrPayload, SignedQr, TicketState,
    check_in, collect, grouped_by_four,
};
use crate::ids::OrderId;

fn start() -> DateTime<Utc> {
    "2026-11-22T11:30:00Z".parse().unwrap()
}

fn window() -> DoorWindow {
    DoorWindow::of_show(start(), start() + Duration::minutes(125))
}

#[test]
fn a_used_or_refunded_ticket_goes_nowhere_but_through_the_gate() {
    for from in TicketState::ALL {
        for to in TicketState::ALL {
            let allowed = [
                (TicketState::Issued, TicketState::Collected),
                (TicketState::Issued, TicketState::CheckedIn),
                (TicketState::Issued, TicketState::Refunded),
                (TicketState::Collected, TicketState::CheckedIn),
            ];
            assert_eq!(from.may_become(*to), allowed.contains(&(*from, *to)));
        }
    }
}

#[test]
fn a_cancelled_show_gives_every_ticket_back_once() {
    for state in TicketState::ALL {
        let is_refunded = *state == TicketState::Refunded;
        assert_eq!(state.may_be_taken_back(true), !is_refunded);
        assert_eq!(state.may_be_taken_back(false), *state == TicketState::Issued);
    }
}

#[test]
fn doors_open_an_hour_before_and_close_with_the_show() {
    let states = [TicketState::Issued, TicketState::Collected];
    let opens_at = start() - Duration::minutes(60);
    let second = Duration::seconds(1);
    assert_eq!(
        check_in(&states, &window(), opens_at - second),
        Err(DoorError::TooEarly { opens_at })
    );
    assert_eq!(check_in(&states, &window(), opens_at), Ok(vec![0, 1]));
    let end = window().closes_at;
    assert_eq!(check_in(&states, &window(), end - second), Ok(vec![0, 1]));
    assert_eq!(check_in(&states, &window(), end), Err(DoorError::TooLate));
}

#[test]
fn what_was_done_before_is_done_at_any_time() {
    let admitted = [TicketState::CheckedIn, TicketState::Refunded];
    let long_after = window().closes_at + Duration::days(1);
    assert_eq!(check_in(&admitted, &window(), long_after), Ok(vec![]));
    assert_eq!(collect(&admitted, &window(), long_after), Ok(vec![]));
}

#[test]
fn refunded_tickets_are_left_out_and_alone_refused() {
    let mixed = [TicketState::Refunded, TicketState::Issued];
    assert_eq!(collect(&mixed, &window(), start()), Ok(vec![1]));
    assert_eq!(check_in(&mixed, &window(), start()), Ok(vec![1]));
    let refunded = [TicketState::Refunded];
    assert_eq!(collect(&refunded, &window(), start()), Err(DoorError::Refunded));
    assert_eq!(
        collect(&[TicketState::Issued], &window(), window().closes_at),
        Err(DoorError::TooLate)
    );
}

#[test]
fn typed_codes_are_read_as_people_type_them() {
    let code = PickupCode::from_number(12_345_678_901);
    let digits = code.as_str().to_owned();
    assert_eq!(digits.len(), PickupCode::DIGITS);
    let dashed = format!(" {}-{}–{} ", &digits[..4], &digits[4..8], &digits[8..]);
    let full_width: String = digits
        .chars()
        .map(|digit| char::from_u32(u32::from(digit) - 0x30 + 0xff10).unwrap())
        .collect();
    for text in [&digits, &code.grouped(), &dashed, &full_width] {
        assert_eq!(PickupCode::parse(text), Ok(code.clone()), "{text}");
    }
    for text in ["", "1234", "12345678901a", "1234567890123456"] {
        assert_eq!(PickupCode::parse(text), Err(PickupCodeError::Malformed));
    }
    assert_eq!(grouped_by_four("ABCDE12345"), "ABCD E123 45");
}

fn payloads() -> impl Strategy<Value = QrPayload> {
    (
        any::<u128>(),
        "\\PC{0,40}",
        "[0-9]{1,20}",
        "[0-9]{12}",
        proptest::collection::vec("[0-9]{20}", 0..7),
        0_i64..4_102_444_800,
    )
        .prop_map(|(order, cinema, session, pickup, tickets, expiry)| QrPayload {
            order_id: OrderId(Uuid::from_u128(order)),
            cinema_code: cinema,
            session_code: session,
            pickup_code: pickup,
            ticket_nos: tickets,
            expires_at: DateTime::from_timestamp(expiry, 0).unwrap(),
        })
}

proptest! {
    #[test]
    fn every_wrong_digit_and_every_swap_is_noticed(number in 0..PickupCode::COUNT) {
        let code = PickupCode::from_number(number);
        let digits = code.as_str().as_bytes().to_vec();
        for place in 0..digits.len() {
            for wrong in b'0'..=b'9' {
                let mut typed = digits.clone();
                typed[place] = wrong;
                let read = PickupCode::parse(&String::from_utf8(typed).unwrap());
                prop_assert_eq!(read.is_ok(), wrong == digits[place]);
            }
        }
        for place in 1..digits.len() {
            let mut typed = digits.clone();
            typed.swap(place - 1, place);
            let read = PickupCode::parse(&String::from_utf8(typed).unwrap());
            prop_assert_eq!(read.is_ok(), digits[place - 1] == digits[place]);
        }
    }

    #[test]
    fn a_square_is_read_back(payload in payloads(), signature in any::<[u8; 64]>()) {
        let signing_input = payload.signing_input().unwrap();
        let text = SignedQr::join(&signing_input, &signature);
        prop_assert!(SignedQr::looks_like(&text));
        let read = SignedQr::parse(&text).unwrap();
        prop_assert_eq!(read.signing_input, signing_input);
        prop_assert_eq!(read.signature, signature.to_vec());
        prop_assert_eq!(read.payload, payload);
    }

    #[test]
    fn a_changed_character_never_reads_as_the_same(
        payload in payloads(), place in any::<proptest::sample::Index>(), other in "[A-Za-z0-9_.-]",
    ) {
        let text = SignedQr::join(&payload.signing_input().unwrap(), &[7; 64]);
        let place = place.index(text.len());
        let mut changed = text.clone();
        changed.replace_range(place..=place, &other);
        if changed != text {
            prop_assert!(SignedQr::parse(&changed) != SignedQr::parse(&text));
        }
    }

    #[test]
    fn foreign_text_is_refused_without_panic(text in "(M1\\.)?[A-Za-z0-9_-]{0,80}\\.?\\PC{0,40}") {
        if let Ok(read) = SignedQr::parse(&text) {
            let again = SignedQr::join(&read.payload.signing_input().unwrap(), &read.signature);
            prop_assert_eq!(again, text.trim());
        }
    }

    #[test]
    fn truncated_payloads_are_refused(payload in payloads(), cut in 1_usize..20) {
        let signing_input = payload.signing_input().unwrap();
        let short = &signing_input[..signing_input.len() - cut];
        let read = SignedQr::parse(&SignedQr::join(short, &[7; 64]));
        prop_assert!(matches!(read, Err(QrError::Malformed)));
    }
}
