#![allow(clippy::unwrap_used, clippy::expect_used)]

use chrono::{NaiveDate, TimeZone, Utc};
use proptest::prelude::{Strategy, any, proptest};

use super::{MAX_BYTES, Message, Unreadable, date_near, stamp, stamp_date};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn a_raw_answer_keeps_equals_signs_plus_signs_line_ends_and_braces() {
    let text =
        "signature=a+b/c==&cert=-----BEGIN-----\r\nA=\r\n&customerInfo={a=1&b={c=2&d}}&empty=";
    let message = Message::parse_raw(text.as_bytes(), MAX_BYTES).unwrap();
    assert_eq!(message.get("signature"), Some("a+b/c=="));
    assert_eq!(message.get("cert"), Some("-----BEGIN-----\r\nA=\r\n"));
    assert_eq!(message.get("customerInfo"), Some("{a=1&b={c=2&d}}"));
    assert_eq!(message.get("empty"), None);
    assert!(message.fields().contains_key("empty"));
}

#[test]
fn what_is_no_message_is_refused() {
    let raw = |text: &str| Message::parse_raw(text.as_bytes(), MAX_BYTES).unwrap_err();
    assert_eq!(raw("Invalid request."), Unreadable::NotPairs);
    assert_eq!(raw(""), Unreadable::NotPairs);
    assert_eq!(raw("a=1&a=2"), Unreadable::Twice);
    assert_eq!(raw("a={1&b=2"), Unreadable::Ambiguous);
    assert_eq!(raw("a b=1"), Unreadable::NotPairs);
    assert_eq!(raw(&"a".repeat(70_000)), Unreadable::TooLong);
    let many: Vec<String> = (0..200).map(|n| format!("f{n}=1")).collect();
    assert_eq!(raw(&many.join("&")), Unreadable::TooLong);
    assert_eq!(Message::parse_raw(b"a=\xff", MAX_BYTES).unwrap_err(), Unreadable::NotUtf8);
}

#[test]
fn a_form_cannot_hide_a_second_field_in_a_value() {
    let hidden = Message::parse_form(b"respMsg=ok%26respCode%3D00");
    assert_eq!(hidden, Err(Unreadable::Ambiguous));
    let braces = Message::parse_form(b"info=%7Ba%3D1%26b%3D2%7D&respMsg=a+b%2Bc").unwrap();
    assert_eq!(braces.get("info"), Some("{a=1&b=2}"));
    assert_eq!(braces.get("respMsg"), Some("a b+c"));
}

#[test]
fn amounts_are_digits_only() {
    let amount = |text: &str| {
        let body = format!("txnAmt={text}");
        Message::parse_raw(body.as_bytes(), MAX_BYTES).unwrap().amount("txnAmt")
    };
    assert_eq!(amount("1"), Some(1));
    assert_eq!(amount("999999999999"), Some(999_999_999_999));
    for wrong in ["", "-1", "+1", "1.00", " 1", "1e3", "１", "0x1", "1234567890123"] {
        assert_eq!(amount(wrong), None, "{wrong}");
    }
}

#[test]
fn stamps_are_beijing_time() {
    let at = Utc.with_ymd_and_hms(2026, 11, 22, 16, 30, 5).unwrap();
    assert_eq!(stamp(at), "20261123003005");
    assert_eq!(stamp_date("20261123003005"), Some(day(2026, 11, 23)));
    for wrong in ["20261323003005", "2026112300300", "+2026112300300", "", "二零二六"] {
        assert_eq!(stamp_date(wrong), None, "{wrong}");
    }
}

#[test]
fn a_settlement_date_takes_the_year_that_is_nearest() {
    let cases = [
        ("0908", day(2022, 9, 8), Some(day(2022, 9, 8))),
        ("0101", day(2026, 12, 31), Some(day(2027, 1, 1))),
        ("1231", day(2027, 1, 1), Some(day(2026, 12, 31))),
        ("0229", day(2028, 2, 28), Some(day(2028, 2, 29))),
        ("0229", day(2026, 2, 28), None),
        ("1301", day(2026, 1, 1), None),
        ("+101", day(2026, 1, 1), None),
        ("一", day(2026, 1, 1), None),
    ];
    for (month_day, reference, expected) in cases {
        assert_eq!(date_near(month_day, reference), expected, "{month_day}");
    }
}

/// A value as the gateway may write it: no `&` but inside one pair of braces.
fn value() -> impl Strategy<Value = String> {
    let plain = "[^&{}]{0,40}";
    proptest::prop_oneof![plain, "[^&{}]{0,9}\\{[^{}]{0,30}\\}[^&{}]{0,9}"]
}

proptest! {
    #[test]
    fn no_bytes_make_a_parser_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let _ = Message::parse_raw(&bytes, MAX_BYTES);
        let _ = Message::parse_form(&bytes);
    }

    #[test]
    fn no_text_makes_a_parser_panic(text in "[a-zA-Z0-9=&{}%+ \r\n字]{0,300}") {
        let _ = Message::parse_raw(text.as_bytes(), MAX_BYTES);
        let _ = Message::parse_form(text.as_bytes());
        let _ = stamp_date(&text);
        let _ = date_near(&text, day(2026, 1, 1));
    }

    #[test]
    fn what_is_written_is_read(
        fields in proptest::collection::btree_map("[a-zA-Z]{1,12}", value(), 1..12),
    ) {
        let pairs: Vec<String> = fields.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let raw = Message::parse_raw(pairs.join("&").as_bytes(), MAX_BYTES).unwrap();
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
        let form = Message::parse_form(form.as_bytes()).unwrap();
        assert_eq!(raw.fields(), &fields);
        assert_eq!(form.fields(), &fields);
    }
}
