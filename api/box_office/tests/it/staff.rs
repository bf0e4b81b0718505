//! What staff plan and change, also when many do it at once.

use std::collections::HashSet;

use box_office::CinemaGateway;
use box_office::staff::{
    self, Block, EditSession, NewPlan, NewSession, StaffError, StaffResult, StaffSession,
};
use chrono::{DateTime, Duration, Utc};
use domain::schedule::{SeatPrice, SessionState, StaffSeatState};
use domain::seating::{PlanFault, PlanZone, SeatState};
use domain::text::LocalizedText;
use gateways::cinema::{ConfirmAnswer, ConfirmRefusal, LockAnswer, LockRefusal, ReleaseAnswer};

use crate::world::{
    BUSINESS_DATE, CINEMA, FILM, HALL, OTHER_HALL, UNUSABLE, World, cinema, confirm_request, day,
    lock_request, new_id, opening, session_ref, show_start,
};

fn wish(screen_code: &str, starts_at: DateTime<Utc>) -> NewSession {
    NewSession {
        screen_code: screen_code.to_owned(),
        film_code: FILM.to_owned(),
        starts_at,
        language: "zh".to_owned(),
        subtitles: Some("en".to_owned()),
        format: "3d".to_owned(),
        zone_prices: vec![price(4_000, 500)],
        stop_sell_min: None,
        max_seats: None,
        trailers_min: None,
    }
}

fn price(ticket_minor: i64, screen_fee_minor: i64) -> (String, SeatPrice) {
    ("standard".to_owned(), SeatPrice { ticket_minor, screen_fee_minor })
}

async fn plan(world: &World, wish: &NewSession) -> StaffResult<StaffSession> {
    let tx = world.db.begin().await.unwrap();
    let planned = staff::plan_session(&tx, CINEMA, new_id(), wish, world.now()).await;
    if planned.is_ok() {
        tx.commit().await.unwrap();
    }
    planned
}

async fn edit(world: &World, session: &str, wish: &EditSession) -> StaffResult<StaffSession> {
    let tx = world.db.begin().await.unwrap();
    let edited = staff::edit(&tx, CINEMA, session, wish, world.now()).await;
    if edited.is_ok() {
        tx.commit().await.unwrap();
    }
    edited
}

async fn block(world: &World, session: &str, seats: &[&str]) -> StaffResult<()> {
    let wish = Block {
        block_id: new_id(),
        seats: seats.iter().map(|seat| (*seat).to_owned()).collect(),
        reason: "the director's guests".to_owned(),
        blocked_by: "desk".to_owned(),
    };
    let tx = world.db.begin().await.unwrap();
    let blocked = staff::block(&tx, CINEMA, session, &wish, world.now()).await;
    if blocked.is_ok() {
        tx.commit().await.unwrap();
    }
    blocked
}

async fn session(world: &World, code: &str) -> StaffSession {
    staff::session(&world.db, CINEMA, code, world.now()).await.unwrap()
}

fn pointers<T: std::fmt::Debug>(result: StaffResult<T>) -> Vec<String> {
    match result.unwrap_err() {
        StaffError::Invalid(faults) => faults.into_iter().map(|fault| fault.pointer).collect(),
        other => panic!("{other}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planned_session_is_sold_like_any_other() {
    for world in World::all().await {
        let planned = plan(&world, &wish(OTHER_HALL, show_start())).await.unwrap();
        assert_eq!(planned.film_code, "001201012026", "the code names the format");
        assert_eq!(planned.ends_at - planned.starts_at, Duration::minutes(120));
        assert_eq!(planned.starts_at - planned.stop_sell_at, Duration::minutes(10));
        assert_eq!((planned.max_seats, planned.seats_total), (6, 199));
        assert_eq!(planned.state, SessionState::OnSale);
        world.sell(&planned.session_code, &["0101"]).await;
        assert_eq!(session(&world, &planned.session_code).await.seats_sold, 1);
        // The importer knows nothing of it and leaves it alone.
        world.load(&cinema()).await;
        assert_eq!(session(&world, &planned.session_code).await.session_version, 1);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_wish_again_is_the_same_session() {
    for world in World::all().await {
        let (id, wish) = (new_id(), wish(OTHER_HALL, show_start()));
        let mut codes = HashSet::new();
        for _ in 0..2 {
            let tx = world.db.begin().await.unwrap();
            let planned = staff::plan_session(&tx, CINEMA, id, &wish, world.now()).await.unwrap();
            tx.commit().await.unwrap();
            codes.insert(planned.session_code);
        }
        assert_eq!(codes.len(), 1);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hall_is_planned_once_at_a_time_cleaning_included() {
    for world in World::all().await {
        // S0 plays from the start for two hours, and cleaning takes fifteen minutes.
        for minutes in [-134, 0, 60, 134] {
            let at = show_start() + Duration::minutes(minutes);
            match plan(&world, &wish(HALL, at)).await.unwrap_err() {
                StaffError::HallOccupied(other) => assert_eq!(other.session_code, "S0"),
                other => panic!("{minutes}: {other}"),
            }
        }
        assert!(plan(&world, &wish(HALL, show_start() - Duration::minutes(135))).await.is_ok());
        // S2 ends at 04:00 in Shanghai; the next business day begins at six, the hall is the same.
        let dawn = show_start() + Duration::hours(6);
        let long = NewSession { trailers_min: Some(60), ..wish(OTHER_HALL, dawn + HOURS_3) };
        let long = plan(&world, &long).await.unwrap();
        assert_eq!(long.business_date, day(BUSINESS_DATE));
        let next = NewSession { trailers_min: Some(0), ..wish(OTHER_HALL, long.ends_at) };
        let refused = plan(&world, &next).await;
        assert!(matches!(refused, Err(StaffError::HallOccupied(_))), "{refused:?}");
        let next = NewSession { starts_at: long.ends_at + Duration::minutes(15), ..next };
        let next = plan(&world, &next).await.unwrap();
        assert_ne!(next.business_date, long.business_date, "the days differ, the hall does not");
        // A cancelled session is in nobody's way.
        assert!(world.cancel("S0").await);
        assert!(plan(&world, &wish(HALL, show_start())).await.is_ok());
        world.end().await;
    }
}

const HOURS_3: Duration = Duration::hours(3);

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_planners_for_one_slot_one_gets_it() {
    for world in World::all().await {
        let mut tasks = Vec::new();
        for number in 0..20 {
            let (db, now) = (world.db.clone(), world.now());
            let starts_at = show_start() + Duration::minutes(number);
            tasks.push(tokio::spawn(async move {
                let tx = db.begin().await.unwrap();
                let wish = wish(OTHER_HALL, starts_at);
                let planned = staff::plan_session(&tx, CINEMA, new_id(), &wish, now).await;
                match planned {
                    Ok(_) => tx.commit().await.map(|()| true).unwrap(),
                    Err(StaffError::HallOccupied(_)) => false,
                    Err(other) => panic!("{other}"),
                }
            }));
        }
        let mut won = 0;
        for task in tasks {
            won += i32::from(task.await.unwrap());
        }
        assert_eq!(won, 1);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_that_cannot_be_is_told_part_by_part() {
    for world in World::all().await {
        let past = wish(HALL, opening());
        assert_eq!(pointers(plan(&world, &past).await), ["/starts_at"]);
        let bad = NewSession {
            language: "Mandarin Chinese".to_owned(),
            format: "imax_3d".to_owned(),
            stop_sell_min: Some(2_000),
            max_seats: Some(0),
            trailers_min: Some(61),
            zone_prices: vec![price(0, 0), ("roof".to_owned(), price(1, 0).1)],
            ..wish(OTHER_HALL, show_start())
        };
        let wrong = [
            "/language",
            "/format",
            "/stop_sell_min",
            "/max_seats",
            "/trailers_min",
            "/zone_prices/0/ticket",
            "/zone_prices/1/zone",
        ];
        assert_eq!(pointers(plan(&world, &bad).await), wrong);
        let none = NewSession { zone_prices: Vec::new(), ..wish(OTHER_HALL, show_start()) };
        assert_eq!(pointers(plan(&world, &none).await), ["/zone_prices"]);
        assert_eq!(pointers(plan(&world, &wish("nowhere", show_start())).await), ["/screen_code"]);
        let unknown = NewSession { film_code: "x".to_owned(), ..wish(HALL, show_start()) };
        assert_eq!(pointers(plan(&world, &unknown).await), ["/film_code"]);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_needs_the_newest_version_and_moves_no_sold_seat() {
    for world in World::all().await {
        let dearer = EditSession {
            session_version: 1,
            zone_prices: Some(vec![price(5_000, 1_000)]),
            ..EditSession::default()
        };
        let edited = edit(&world, "S0", &dearer).await.unwrap();
        assert_eq!(edited.session_version, 2);
        assert!(matches!(edit(&world, "S0", &dearer).await, Err(StaffError::Stale)));
        let later = EditSession {
            session_version: 2,
            starts_at: Some(show_start() + Duration::minutes(10)),
            ..EditSession::default()
        };
        let mut lock = lock_request("S0", &["0101"]);
        lock.session_version = 2;
        let held = world.office.lock(&lock).await.unwrap();
        assert!(matches!(held, LockAnswer::Held { .. }));
        assert!(matches!(edit(&world, "S0", &later).await, Err(StaffError::HasSales)));
        let wider = EditSession { max_seats: Some(8), starts_at: None, ..later.clone() };
        assert_eq!(edit(&world, "S0", &wider).await.unwrap().session_version, 2);
        let released = world.office.release(CINEMA, lock.client_lock_id).await;
        assert_eq!(released, Ok(ReleaseAnswer::Released));
        let moved = edit(&world, "S0", &later).await.unwrap();
        assert_eq!((moved.session_version, moved.max_seats), (3, 8));
        assert_eq!(moved.starts_at - moved.stop_sell_at, Duration::minutes(10));
        assert_eq!(moved.ends_at - moved.starts_at, Duration::minutes(120));
        let onto = EditSession {
            session_version: 3,
            starts_at: Some(show_start() + HOURS_3),
            ..EditSession::default()
        };
        assert!(matches!(edit(&world, "S0", &onto).await, Err(StaffError::HallOccupied(_))));
        let aside = EditSession { screen_code: Some(OTHER_HALL.to_owned()), ..onto };
        assert_eq!(edit(&world, "S0", &aside).await.unwrap().hall.en, "Hall 2");
        // The importer's files still say the old place; what staff moved stays where it is.
        let loaded = world.load(&cinema()).await;
        assert!(loaded[0].is_by_hand && !loaded[1].is_by_hand);
        assert_eq!(session(&world, "S0").await.screen_code, OTHER_HALL);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_that_the_move_overtook_is_not_sold() {
    for world in World::all().await {
        let (lock, answer) = world.lock("S1", &["0303"]).await;
        assert!(matches!(answer, LockAnswer::Held { .. }));
        // As if the lock had been granted in the very moment of the move: its seat is not there yet
        // when staff look for sales.
        let hide = "UPDATE bo_session_seats SET session_id = -1";
        sea_orm::ConnectionTrait::execute_unprepared(&world.db, hide).await.unwrap();
        let film = EditSession {
            session_version: 1,
            film_code: Some("001101022026".to_owned()),
            ..EditSession::default()
        };
        let moved = edit(&world, "S1", &film).await.unwrap();
        assert_eq!(moved.ends_at - moved.starts_at, Duration::minutes(105), "the trailers stay");
        let show = "UPDATE bo_session_seats SET session_id =
            (SELECT session_id FROM bo_sessions WHERE session_code = 'S1')";
        sea_orm::ConnectionTrait::execute_unprepared(&world.db, show).await.unwrap();
        let answer = world.office.confirm(&confirm_request(&lock)).await;
        assert_eq!(answer, Ok(ConfirmAnswer::Refused(ConfirmRefusal::SessionOver)));
        world.office.release(CINEMA, lock.client_lock_id).await.unwrap();
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_copied_around_what_is_there() {
    for world in World::all().await {
        let (from, to) = (day(BUSINESS_DATE), day("2026-11-23"));
        let other = show_start() + Duration::days(1) + HOURS_3;
        let there = plan(&world, &wish(HALL, other)).await.unwrap();
        assert!(world.cancel("S2").await);
        let copy = async || {
            let tx = world.db.begin().await.unwrap();
            let copied = staff::copy_day(&tx, CINEMA, (from, to), new_id, world.now()).await;
            tx.commit().await.unwrap();
            copied
        };
        let copied = copy().await.unwrap();
        assert_eq!(copied.created, 1, "one is cancelled, one meets another");
        let codes: Vec<_> = copied.skipped.iter().map(|other| &other.session_code).collect();
        assert_eq!(codes, [&there.session_code]);
        assert_eq!(copy().await.unwrap().created, 0, "again it is all there");
        let list = staff::sessions(&world.db, CINEMA, (to, to), Some(HALL), world.now()).await;
        let starts: Vec<_> = list.unwrap().iter().map(|session| session.starts_at).collect();
        assert_eq!(starts, [show_start() + Duration::days(1), other]);
        let tx = world.db.begin().await.unwrap();
        let back = staff::copy_day(&tx, CINEMA, (to, day("2026-11-21")), new_id, world.now()).await;
        assert_eq!(pointers(back), ["/to"]);
        drop(tx);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_session_refuses_locks_and_stays_cancelled() {
    for world in World::all().await {
        let tx = world.db.begin().await.unwrap();
        let now = world.now();
        let first = staff::cancel(&tx, CINEMA, "S0", "no power", now).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((first.cancelled_at, first.session_version), (now, 2));
        world.advance(Duration::minutes(1));
        let tx = world.db.begin().await.unwrap();
        let again = staff::cancel(&tx, CINEMA, "S0", "another", world.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(again, first);
        let mut lock = lock_request("S0", &["0101"]);
        lock.session_version = 2;
        let refused = LockAnswer::Refused(LockRefusal::SessionCancelled);
        assert_eq!(world.office.lock(&lock).await, Ok(refused));
        assert!(matches!(block(&world, "S0", &["0101"]).await, Err(StaffError::Cancelled)));
        world.set_now(show_start() + Duration::hours(9));
        let tx = world.db.begin().await.unwrap();
        let over = staff::cancel(&tx, CINEMA, "S1", "too late", world.now()).await;
        assert!(matches!(over, Err(StaffError::Over)), "{over:?}");
        drop(tx);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn blocked_seats_are_nobodys_all_or_none() {
    for world in World::all().await {
        world.sell("S0", &["0201"]).await;
        let (_, held) = world.lock("S0", &["0301"]).await;
        assert!(matches!(held, LockAnswer::Held { .. }));
        let refused = block(&world, "S0", &["0101", "0201", "0301"]).await;
        match refused.unwrap_err() {
            StaffError::SeatsTaken(seats) => assert_eq!(seats, ["0201", "0301"]),
            other => panic!("{other}"),
        }
        let unusable = block(&world, "S0", &[UNUSABLE]).await;
        assert!(matches!(unusable, Err(StaffError::SeatsTaken(_))));
        assert!(matches!(block(&world, "S0", &["9999"]).await, Err(StaffError::SeatsUnknown(_))));
        assert_eq!(session(&world, "S0").await.seats_blocked, 0, "none of the refused");
        for _ in 0..2 {
            block(&world, "S0", &["0101", "0102"]).await.unwrap();
        }
        let (_, answer) = world.lock("S0", &["0102", "0103"]).await;
        let taken = LockRefusal::SeatsTaken(vec!["0102".to_owned()]);
        assert_eq!(answer, LockAnswer::Refused(taken));
        let seen = world.office.session_seats(&session_ref("S0")).await.unwrap().taken;
        let seen = seen.into_iter().find(|seat| seat.seat_code == "0101").unwrap();
        assert_eq!((seen.state, seen.client_lock_id), (SeatState::Unavailable, None));
        let map = staff::seat_map(&world.db, CINEMA, "S0", world.now()).await.unwrap();
        let of = |code: &str| {
            let mut seats = map.seats.iter();
            seats.find(|seat| seat.place.seat_code == code).map(|seat| seat.state).unwrap()
        };
        assert_eq!(of("0101"), StaffSeatState::Blocked);
        assert_eq!(of("0201"), StaffSeatState::Sold);
        assert_eq!(of("0301"), StaffSeatState::Locked);
        assert_eq!(of(UNUSABLE), StaffSeatState::Unusable);
        assert_eq!(of("0401"), StaffSeatState::Available);
        let tx = world.db.begin().await.unwrap();
        let seats = ["0102".to_owned(), "0201".to_owned()];
        staff::unblock(&tx, CINEMA, "S0", &seats).await.unwrap();
        tx.commit().await.unwrap();
        let after = session(&world, "S0").await;
        assert_eq!((after.seats_sold, after.seats_locked, after.seats_blocked), (1, 1, 1));
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_block_and_a_lock_never_share_a_seat() {
    for world in World::all().await {
        for round in 0..10 {
            let seat = crate::world::seat_code(5, 1 + round);
            let (office, code) = (world.rival.clone(), seat.clone());
            let lock = tokio::spawn(async move {
                let answer = office.lock(&lock_request("S0", &[&code])).await;
                matches!(answer, Ok(LockAnswer::Held { .. }))
            });
            let blocked = block(&world, "S0", &[&seat]).await.is_ok();
            assert_ne!(lock.await.unwrap(), blocked, "{seat}");
        }
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_plan_takes_the_sessions_that_nobody_has_seats_of() {
    for world in World::all().await {
        let known = staff::screen_plan(&world.db, CINEMA, HALL, 1).await.unwrap();
        let mut layout = known.layout.clone();
        let sofa = LocalizedText::new("沙发", "Sofas");
        layout.zones.push(PlanZone { id: "sofa".to_owned(), name: sofa });
        layout.seats[0].zone = "sofa".to_owned();
        layout.seats.pop();
        let wish = NewPlan { effective_on: day(BUSINESS_DATE), layout, based_on: 1 };
        world.sell("S1", &["1020"]).await;
        block(&world, "S2", &["1020", "0101"]).await.unwrap();

        let create = async |wish: &NewPlan| {
            let tx = world.db.begin().await.unwrap();
            let made = staff::create_plan(&tx, CINEMA, HALL, wish, world.now()).await;
            if made.is_ok() {
                tx.commit().await.unwrap();
            }
            made
        };
        let mut broken = wish.clone();
        broken.layout.seats[1].seat_code = broken.layout.seats[0].seat_code.clone();
        match create(&broken).await.unwrap_err() {
            StaffError::PlanInvalid(faults) => {
                let code = broken.layout.seats[0].seat_code.clone();
                assert!(faults.contains(&PlanFault::RepeatedCode { seat: 1, code }), "{faults:?}");
            }
            other => panic!("{other}"),
        }
        let past = NewPlan { effective_on: day("2026-11-21"), ..wish.clone() };
        assert_eq!(pointers(create(&past).await), ["/effective_on"]);
        for _ in 0..2 {
            assert_eq!(create(&wish).await.unwrap().version, 2, "the same again is the same");
        }
        let other = NewPlan { effective_on: day("2026-11-24"), ..wish };
        assert!(matches!(create(&other).await, Err(StaffError::Stale)));

        let (moved, kept) = (session(&world, "S2").await, session(&world, "S1").await);
        assert_eq!((moved.plan_version, moved.session_version), (2, 2));
        assert_eq!((kept.plan_version, kept.session_version), (1, 1));
        assert_eq!(moved.seats_blocked, 1, "the block of a seat that is gone is gone");
        assert_eq!(moved.zone_prices["sofa"], moved.zone_prices["standard"]);
        // The importer brings the old plan again: the hall keeps the new one.
        world.load(&cinema()).await;
        let versions = staff::screen_plans(&world.db, CINEMA, HALL).await.unwrap();
        assert_eq!(versions.len(), 2);
        let screens = staff::screens(&world.db, CINEMA, world.now()).await.unwrap();
        assert_eq!((screens[0].plan_version, screens[0].seat_count), (2, 198));
        assert_eq!(session(&world, "S2").await.plan_version, 2);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn price_tables_are_the_staffs_own() {
    for world in World::all().await {
        let save = async |code: &str, minor: i64| {
            let tx = world.db.begin().await.unwrap();
            let (name, prices) = (LocalizedText::new("夜场", "Late"), [price(minor, 0)]);
            let saved = staff::save_price_table(&tx, CINEMA, code, &name, &prices).await;
            if saved.is_ok() {
                tx.commit().await.unwrap();
            }
            saved
        };
        save("late", 2_500).await.unwrap();
        save("late", 2_600).await.unwrap();
        assert_eq!(pointers(save("Not a code", 0).await), ["/price_code", "/zone_prices/0/ticket"]);
        let tables = staff::price_tables(&world.db, CINEMA).await.unwrap();
        let codes: Vec<_> = tables.iter().map(|table| table.price_code.as_str()).collect();
        assert_eq!(codes, ["late", "regular"]);
        assert_eq!(tables[0].zone_prices["standard"].ticket_minor, 2_600);
        let tx = world.db.begin().await.unwrap();
        staff::delete_price_table(&tx, CINEMA, "late").await.unwrap();
        let gone = staff::delete_price_table(&tx, CINEMA, "late").await;
        assert!(matches!(gone, Err(StaffError::NotFound(_))));
        drop(tx);
        let films = staff::films(&world.db, "SEQ").await.unwrap();
        assert_eq!(films.len(), 1);
        world.end().await;
    }
}
