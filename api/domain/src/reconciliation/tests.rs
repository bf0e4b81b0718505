use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use proptest::prelude::{Strategy, any, prop, prop_assert, prop_assert_eq, proptest};

use super::bank::{BankDay, BillLine, BillSums, FeeTerms, Meeting, OurRecord, OurState};
use super::bank::{compare_stranger, late_arrival, missing};
use super::breaks::BreakFacts;
use super::cinema::{self, OrderMoves, SeatRecord};
use super::{
    BankWord, BreakAge, BreakClass, CinemaWord, PlatformWord, RecordKind, ResolutionAction,
    ResolutionVerdict, SourceKey, Verdict, age_days, due_at, late_at, verdict,
};
use crate::calendar::PLATFORM_ZONE;
use crate::ids::{CinemaId, UserId};
use crate::ledger::{LedgerAccount, LedgerEvent, Posting};
use crate::money::Currency;
use crate::payments::BankCode;

const TERMS: FeeTerms = FeeTerms { basis_points: 60 };

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap_or_default()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_default()
}

/// What a test does to one honest pair of record and line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plant {
    Nothing,
    NoLine,
    NoRecord,
    NotSaid,
    OtherAmount,
    OtherFee,
    Twice,
    /// The record is of another day and is found when it is looked up.
    DayBeside,
}

fn plants() -> impl Strategy<Value = Vec<(Plant, i64, bool)>> {
    let plant = prop::sample::select(vec![
        Plant::Nothing,
        Plant::Nothing,
        Plant::Nothing,
        Plant::NoLine,
        Plant::NoRecord,
        Plant::NotSaid,
        Plant::OtherAmount,
        Plant::OtherFee,
        Plant::Twice,
        Plant::DayBeside,
    ]);
    prop::collection::vec((plant, 100_i64..90_000, any::<bool>()), 0..60)
}

type Found = BTreeSet<(String, RecordKind, BreakClass, i64)>;

/// Both sides of a day, and what must be found.
struct World {
    records: Vec<OurRecord<usize>>,
    elsewhere: BTreeMap<(RecordKind, String), OurRecord<usize>>,
    lines: Vec<BillLine>,
    wanted: Found,
}

fn world(plants: &[(Plant, i64, bool)]) -> World {
    let mut world = World {
        records: Vec::new(),
        elsewhere: BTreeMap::new(),
        lines: Vec::new(),
        wanted: Found::new(),
    };
    for (place, (plant, amount, is_refund)) in plants.iter().enumerate() {
        add(&mut world, place, *plant, *amount, *is_refund);
    }
    world
}

fn add(world: &mut World, place: usize, plant: Plant, amount: i64, is_refund: bool) {
    let kind = if is_refund { RecordKind::Refund } else { RecordKind::Payment };
    let number = format!("N{place:04}");
    let mut record = OurRecord {
        id: place,
        kind,
        number: number.clone(),
        amount_minor: amount,
        state: OurState::Done,
        their_ref: None,
    };
    let fee = if is_refund { 0 } else { TERMS.of_payment(amount) };
    let mut line = BillLine {
        kind,
        number: number.clone(),
        amount_minor: amount,
        fee_minor: fee,
        their_ref: format!("B{place}"),
    };
    let signed = if is_refund { -amount } else { amount };
    let step = if is_refund { -7 } else { 7 };
    let (gone, extra) = if is_refund {
        (BreakClass::RefundMissing, BreakClass::RefundExtra)
    } else {
        (BreakClass::BankMissing, BreakClass::PlatformMissing)
    };
    let found = match plant {
        Plant::Nothing | Plant::DayBeside => None,
        Plant::NoLine => Some((gone, -signed)),
        Plant::NoRecord => Some((extra, signed)),
        Plant::NotSaid => {
            record.state = OurState::Open;
            Some((BreakClass::StatusMismatch, signed))
        }
        Plant::OtherAmount => {
            record.amount_minor = amount - 7;
            Some((BreakClass::AmountMismatch, step))
        }
        Plant::OtherFee => {
            line.fee_minor += 2;
            Some((BreakClass::FeeMismatch, -2))
        }
        Plant::Twice => Some((BreakClass::DuplicatePay, signed)),
    };
    let wanted = found.map(|(class, difference)| (number.clone(), kind, class, difference));
    world.wanted.extend(wanted);
    match plant {
        Plant::NoRecord => {}
        // What is not done is not expected of the day; it is found when it is looked up.
        Plant::DayBeside | Plant::NotSaid => {
            world.elsewhere.insert((kind, number), record);
        }
        _ => world.records.push(record),
    }
    if plant == Plant::Twice {
        world.lines.push(line.clone());
    }
    if plant != Plant::NoLine {
        world.lines.push(line);
    }
}

/// Joins both sides as the platform does.
fn find(world: &World) -> Found {
    let mut our_day = BankDay::new(TERMS);
    for record in &world.records {
        our_day.expect(record.clone());
    }
    let mut found = Found::new();
    for line in &world.lines {
        let findings = match our_day.meet(line) {
            Meeting::Known(_, findings) => findings,
            Meeting::Again(finding) => vec![finding],
            Meeting::Stranger => {
                let other = world.elsewhere.get(&(line.kind, line.number.clone()));
                compare_stranger(other, line, TERMS)
            }
        };
        found.extend(findings.into_iter().map(|finding| {
            (line.number.clone(), line.kind, finding.class, finding.difference_minor)
        }));
    }
    found.extend(our_day.unmet().map(|record| {
        let finding = missing(record);
        (record.number.clone(), record.kind, finding.class, finding.difference_minor)
    }));
    found
}

proptest! {
    #[test]
    fn every_planted_break_is_found_and_none_is_invented(plants in plants()) {
        let world = world(&plants);
        prop_assert_eq!(find(&world), world.wanted);
    }

    #[test]
    fn the_order_of_lines_and_records_does_not_matter(
        plants in plants(),
        turn in any::<prop::sample::Index>(),
    ) {
        let first = world(&plants);
        let mut second = world(&plants);
        if !second.lines.is_empty() {
            let turn = turn.index(second.lines.len());
            second.lines.rotate_left(turn);
        }
        second.records.reverse();
        prop_assert_eq!(find(&first), find(&second));
    }

    #[test]
    fn what_they_have_more_is_the_sum_of_the_differences(plants in plants()) {
        let world = world(&plants);
        let mut sums = BillSums::default();
        world.lines.iter().for_each(|line| sums.add(line));
        let mut our_day = BankDay::new(TERMS);
        world.records.iter().for_each(|record| our_day.expect(record.clone()));
        let beside: i64 = world.elsewhere.values().filter(|it| it.state == OurState::Done)
            .map(|it| it.amount_minor * if it.kind == RecordKind::Refund { -1 } else { 1 })
            .sum();
        let differences: i64 = find(&world).iter()
            .filter(|(_, _, class, _)| *class != BreakClass::FeeMismatch)
            .map(|(_, _, _, difference)| difference)
            .sum();
        prop_assert_eq!(sums.amount_minor - our_day.total().1 - beside, differences);
        prop_assert_eq!(sums.net_minor(), sums.amount_minor - sums.fee_minor);
    }

    /// Taking any way out to its end leaves nothing in suspense and changes no other account twice.
    #[test]
    fn every_way_out_ends_with_an_empty_suspense(
        class in prop::sample::select(BreakClass::ALL),
        is_refund in any::<bool>(),
        difference in -9_000_i64..9_000,
        choices in prop::collection::vec(any::<prop::sample::Index>(), 4),
    ) {
        let kind = if is_refund { RecordKind::Refund } else { RecordKind::Payment };
        let mut facts = facts(class, kind, difference);
        let mut postings: Vec<Posting> = Vec::new();
        let mut is_over = false;
        for choice in choices {
            let actions: Vec<_> = facts.possible_actions().into_iter()
                .filter(|action| *action != ResolutionAction::Reverse)
                .collect();
            prop_assert!(!actions.is_empty());
            let action = actions[choice.index(actions.len())];
            let Some(outcome) = facts.outcome(action) else {
                return Err(proptest::test_runner::TestCaseError::fail("possible and yet not"));
            };
            facts.suspense_minor = outcome.suspense_minor;
            postings.extend(outcome.postings);
            if outcome.is_final {
                is_over = true;
                break;
            }
        }
        prop_assert!(is_over);
        for account in [LedgerAccount::SuspenseSurplus, LedgerAccount::SuspenseShortfall] {
            prop_assert_eq!(balance(&postings, account), 0);
        }
        prop_assert!(postings.iter().all(|posting| posting.amount.amount_minor > 0));
    }
}

fn balance(postings: &[Posting], account: LedgerAccount) -> i64 {
    let side = |posting: &Posting| {
        let debit = if posting.debit == account { posting.amount.amount_minor } else { 0 };
        let credit = if posting.credit == account { posting.amount.amount_minor } else { 0 };
        debit - credit
    };
    postings.iter().map(side).sum()
}

const fn facts(class: BreakClass, kind: RecordKind, difference_minor: i64) -> BreakFacts {
    BreakFacts { class, kind, difference_minor, suspense_minor: 0, currency: Currency::Cny }
}

#[test]
fn numbers_are_compared_letter_by_letter() {
    let mut world = world(&[(Plant::Nothing, 4_500, false)]);
    world.lines[0].number = world.lines[0].number.to_lowercase();
    let classes: Vec<_> = find(&world).into_iter().map(|(_, _, class, _)| class).collect();
    assert_eq!(classes, [BreakClass::BankMissing, BreakClass::PlatformMissing]);
}

#[test]
fn a_refund_is_never_matched_with_a_payment_of_the_same_number() {
    let mut world = world(&[(Plant::Nothing, 4_500, false)]);
    world.lines[0].kind = RecordKind::Refund;
    world.lines[0].fee_minor = 0;
    let found = find(&world);
    let classes: BTreeSet<_> = found.into_iter().map(|(_, _, class, _)| class).collect();
    assert_eq!(classes, [BreakClass::BankMissing, BreakClass::RefundExtra].into());
}

#[test]
fn a_fen_of_rounding_is_no_break_and_two_are() {
    let line = |fee_minor, kind| BillLine {
        kind,
        number: String::new(),
        amount_minor: 9_600,
        fee_minor,
        their_ref: String::new(),
    };
    assert_eq!(TERMS.of_payment(9_600), 58);
    for (fee, excess) in [(56, Some(-2)), (57, None), (58, None), (59, None), (60, Some(2))] {
        assert_eq!(TERMS.excess(&line(fee, RecordKind::Payment)), excess, "{fee}");
    }
    for (fee, excess) in [(0, None), (-58, None), (-57, None), (-50, Some(8)), (9, Some(9))] {
        assert_eq!(TERMS.excess(&line(fee, RecordKind::Refund)), excess, "{fee}");
    }
}

#[test]
fn each_dispute_of_a_bill_stands_for_itself() {
    let line = BillLine {
        kind: RecordKind::Dispute,
        number: String::new(),
        amount_minor: 4_500,
        fee_minor: 0,
        their_ref: "B".to_owned(),
    };
    let mut our_day: BankDay<()> = BankDay::new(TERMS);
    for _ in 0..2 {
        assert_eq!(our_day.meet(&line), Meeting::Stranger);
    }
    let findings = compare_stranger::<()>(None, &line, TERMS);
    assert_eq!(findings.len(), 1);
    let facts = facts(findings[0].class, RecordKind::Dispute, findings[0].difference_minor);
    let opened = facts.set_apart();
    assert_eq!(balance(&opened.postings, LedgerAccount::DisputesHeld), 4_500);
    let held = BreakFacts { suspense_minor: opened.suspense_minor, ..facts };
    for action in [ResolutionAction::ShortfallArrived, ResolutionAction::WriteOff] {
        let closed = held.outcome(action);
        let postings = closed.map(|outcome| outcome.postings).unwrap_or_default();
        assert_eq!(balance(&postings, LedgerAccount::DisputesHeld), -4_500);
    }
}

#[test]
fn another_reference_of_the_bank_is_another_transaction() {
    let mut world = world(&[(Plant::Nothing, 4_500, false)]);
    world.records[0].their_ref = Some("B0".to_owned());
    assert!(find(&world).is_empty());
    world.records[0].their_ref = Some("B9".to_owned());
    let found: Vec<_> = find(&world).into_iter().map(|it| (it.2, it.3)).collect();
    assert_eq!(found, [(BreakClass::StatusMismatch, 0)]);
}

fn seats(codes: &[(&str, i64)]) -> Vec<SeatRecord> {
    let seat = |(code, amount): &(&str, i64)| SeatRecord {
        seat_code: (*code).to_owned(),
        amount_minor: *amount,
    };
    codes.iter().map(seat).collect()
}

#[test]
fn a_cinema_is_compared_order_by_order_and_move_by_move() {
    let two = || seats(&[("A1", 4_500), ("A2", 4_500)]);
    let sold = |sold| OrderMoves { sold, taken_back: Vec::new() };
    let back = |taken_back| OrderMoves { sold: two(), taken_back };
    let none = OrderMoves::default();
    let cases = [
        (sold(two()), sold(seats(&[("A2", 4_500), ("A1", 4_500)])), vec![]),
        (sold(two()), none.clone(), vec![(BreakClass::CinemaNotTicketed, -9_000, true)]),
        (none.clone(), sold(two()), vec![(BreakClass::CinemaExtra, 9_000, false)]),
        (back(two()), sold(two()), vec![(BreakClass::CinemaExtra, 9_000, true)]),
        (sold(two()), back(two()), vec![(BreakClass::CinemaNotTicketed, -9_000, false)]),
        (
            sold(two()),
            sold(seats(&[("A1", 4_500), ("A3", 4_500)])),
            vec![(BreakClass::SeatMismatch, 0, false)],
        ),
        (
            sold(two()),
            sold(seats(&[("A1", 4_500), ("A2", 4_000)])),
            vec![(BreakClass::PriceMismatch, -500, false)],
        ),
        (
            sold(two()),
            sold(seats(&[("A1", 4_500)])),
            vec![(BreakClass::SeatMismatch, -4_500, false)],
        ),
        (back(two()), back(two()), vec![]),
    ];
    for (ours, theirs, wanted) in cases {
        let found: Vec<_> = cinema::compare(&ours, &theirs)
            .into_iter()
            .map(|it| (it.finding.class, it.finding.difference_minor, it.is_ours_only))
            .collect();
        assert_eq!(found, wanted, "{ours:?} and {theirs:?}");
        let difference: i64 = found.iter().map(|it| it.1).sum();
        assert_eq!(theirs.owed_minor() - ours.owed_minor(), difference);
    }
}

#[test]
fn three_parties_agree_or_they_do_not() {
    use {BankWord as B, CinemaWord as C, PlatformWord as P};
    let cases = [
        (P::Ticketed, B::Paid, C::Sold, Verdict::Ok),
        (P::Refunded, B::PaidAndReturned, C::SoldAndTakenBack, Verdict::Ok),
        (P::Refunded, B::PaidAndReturned, C::Nothing, Verdict::Ok),
        (P::Nothing, B::Nothing, C::Nothing, Verdict::Ok),
        (P::Ticketed, B::Paid, C::Silent, Verdict::Waiting),
        (P::Moving, B::Paid, C::Nothing, Verdict::Waiting),
        (P::Ticketed, B::Nothing, C::Sold, Verdict::Differs),
        (P::Ticketed, B::Paid, C::Nothing, Verdict::Differs),
        (P::Ticketed, B::PaidAndReturned, C::Sold, Verdict::Differs),
        (P::Refunded, B::Paid, C::SoldAndTakenBack, Verdict::Differs),
        (P::Refunded, B::PaidAndReturned, C::Sold, Verdict::Differs),
        (P::Nothing, B::Paid, C::Nothing, Verdict::Differs),
    ];
    for (platform, bank, cinema, wanted) in cases {
        assert_eq!(verdict(platform, bank, cinema), wanted, "{platform:?} {bank:?} {cinema:?}");
    }
}

#[test]
fn two_people_agree_and_one_alone_can_only_withdraw() {
    use ResolutionVerdict as V;
    let [maker, other] = [1, 2].map(|number| UserId(uuid::Uuid::from_u128(number)));
    assert_eq!(V::of(maker, maker, true), None);
    assert_eq!(V::of(maker, maker, false), Some(V::Withdrawn));
    assert_eq!(V::of(maker, other, true), Some(V::Approved));
    assert_eq!(V::of(maker, other, false), Some(V::Rejected));
}

#[test]
fn a_break_ages_by_the_days_of_the_books() {
    let opened = at("2026-11-22T15:59:00Z");
    let ages = [
        (at("2026-11-22T15:59:59Z"), BreakAge::New),
        (at("2026-11-22T16:00:00Z"), BreakAge::T1),
        (at("2026-11-24T16:00:00Z"), BreakAge::T3),
        (at("2026-11-28T16:00:00Z"), BreakAge::T7),
        (at("2026-12-21T15:59:00Z"), BreakAge::T7),
        (at("2026-12-21T16:00:00Z"), BreakAge::T30),
    ];
    for (now, wanted) in ages {
        assert_eq!(BreakAge::of_days(age_days(opened, now)), wanted, "{now}");
        for age in BreakAge::ALL {
            let (from, to) = age.opened(now).unwrap_or_default();
            let is_inside = from.is_none_or(|from| from <= opened) && opened < to;
            assert_eq!(is_inside, *age == wanted, "{age} at {now}");
        }
    }
}

#[test]
fn sources_have_names_days_and_windows() {
    let cinema = SourceKey::Cinema(CinemaId(uuid::Uuid::from_u128(7)));
    let bank = SourceKey::Bank(BankCode::UnionPay);
    for source in [cinema, bank] {
        assert_eq!(source.to_string().parse(), Ok(source));
    }
    assert_eq!(bank.to_string(), "unionpay");
    for nothing in ["", "cinema:", "cinema:7", "UNIONPAY"] {
        assert!(nothing.parse::<SourceKey>().is_err(), "{nothing}");
    }
    let eleven = at("2026-11-22T15:00:00Z");
    assert_eq!(bank.day_of(eleven, PLATFORM_ZONE), day("2026-11-23"));
    let just_before = eleven - Duration::milliseconds(1);
    assert_eq!(bank.day_of(just_before, PLATFORM_ZONE), day("2026-11-22"));
    assert_eq!(cinema.day_of(eleven, PLATFORM_ZONE), day("2026-11-22"));
    assert_eq!(bank.bounds(day("2026-11-22"), PLATFORM_ZONE).map(|it| it.1), Some(eleven));
    assert_eq!((bank.window_days(), cinema.window_days()), (2, 1));
    assert_eq!(due_at(day("2026-11-22")), Some(at("2026-11-23T02:30:00Z")));
    assert_eq!(late_at(day("2026-11-22")), Some(at("2026-11-23T06:00:00Z")));
}

#[test]
fn every_class_says_what_it_means_and_has_a_way_out() {
    for &class in BreakClass::ALL {
        for kind in [RecordKind::Payment, RecordKind::Refund, RecordKind::Dispute] {
            let text = class.explanation(kind);
            assert!(!text.zh.is_empty() && !text.en.is_empty(), "{class}");
        }
        for difference in [-5, 0, 5] {
            let facts = facts(class, RecordKind::Payment, difference);
            assert!(!facts.possible_actions().is_empty(), "{class} {difference}");
        }
    }
}

#[test]
fn money_that_was_given_up_and_comes_takes_the_loss_back() {
    let missing = facts(BreakClass::BankMissing, RecordKind::Payment, -9_600);
    let mut postings = missing.set_apart().postings;
    let lost = BreakFacts { suspense_minor: -9_600, ..missing };
    let written_off = lost.outcome(ResolutionAction::WriteOff);
    postings.extend(written_off.map(|outcome| outcome.postings).unwrap_or_default());
    assert_eq!(balance(&postings, LedgerAccount::ReconciliationWriteOff), 9_600);

    let finding = late_arrival(9_600);
    let came = facts(finding.class, RecordKind::Payment, finding.difference_minor);
    assert!(finding.class.is_booked_by_itself());
    assert_eq!(came.possible_actions(), [ResolutionAction::ShortfallArrived]);
    let arrived = came.set_apart();
    assert_eq!(arrived.event, LedgerEvent::ShortfallArrived);
    postings.extend(arrived.postings);
    assert_eq!(balance(&postings, LedgerAccount::GatewayClearing), 0, "the bank has it");
    let held = BreakFacts { suspense_minor: arrived.suspense_minor, ..came };
    assert_eq!(held.possible_actions(), [ResolutionAction::ShortfallArrived]);
    let ended = held.outcome(ResolutionAction::ShortfallArrived);
    assert!(ended.as_ref().is_some_and(|outcome| outcome.is_final));
    postings.extend(ended.map(|outcome| outcome.postings).unwrap_or_default());
    for account in [
        LedgerAccount::GatewayClearing,
        LedgerAccount::SuspenseShortfall,
        LedgerAccount::SuspenseSurplus,
        LedgerAccount::ReconciliationWriteOff,
    ] {
        assert_eq!(balance(&postings, account), 0, "{account}");
    }
}
