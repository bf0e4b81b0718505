//! Confirming: what was locked is sold once, with codes and statement lines.

use std::collections::HashSet;

use box_office::CinemaGateway;
use chrono::Duration;
use domain::money::Money;
use domain::tickets::PickupCode;
use gateways::cinema::{
    ConfirmAnswer, ConfirmRefusal, LockState, OrderAnswer, ReleaseAnswer, StatementLine,
};

use crate::world::{
    CINEMA, World, confirm_request, confirmed, is_held, lock_request, opening, seat_code,
    show_start, take_back_request,
};

fn refused(refusal: ConfirmRefusal) -> Result<ConfirmAnswer, gateways::GatewayError> {
    Ok(ConfirmAnswer::Refused(refusal))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_confirmation_answers_the_same() {
    for world in World::all().await {
        let (lock, _) = world.lock("S0", &["0502", "0501"]).await;
        let request = confirm_request(&lock);
        let mut tasks = Vec::new();
        for number in 0..20 {
            let office = [&world.office, &world.rival][number % 2].clone();
            let request = request.clone();
            tasks.push(tokio::spawn(async move { office.confirm(&request).await }));
        }
        let mut answers = Vec::new();
        for task in tasks {
            answers.push(confirmed(task.await.unwrap().unwrap()));
        }
        let order = answers[0].clone();
        assert!(answers.iter().all(|answer| *answer == order));
        assert!(PickupCode::parse(&order.pickup_code).is_ok());
        assert_eq!(order.verification_code.len(), 6);
        let seats: Vec<_> = order.tickets.iter().map(|ticket| ticket.seat_code.as_str()).collect();
        assert_eq!(seats, ["0501", "0502"]);
        assert_eq!(order.tickets[0].ticket_no, "51010001261122000001");

        let known = world.office.query_order(CINEMA, request.client_order_id).await;
        assert_eq!(known, Ok(OrderAnswer::Known(order)));
        let state = world.office.query_lock(CINEMA, lock.client_lock_id).await;
        assert_eq!(state, Ok(LockState::Sold));
        let answer = world.office.release(CINEMA, lock.client_lock_id).await;
        assert_eq!(answer, Ok(ReleaseAnswer::AlreadySold));
        assert!(is_held(&world.office.lock(&lock).await), "the seats are still theirs");
        let second = confirm_request(&lock);
        let answer = world.office.confirm(&second).await;
        assert_eq!(answer, refused(ConfirmRefusal::LockGone));
        let unknown = world.office.query_order(CINEMA, second.client_order_id).await;
        assert_eq!(unknown, Ok(OrderAnswer::NotFound));
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_expiry_seats_are_sold_if_they_are_still_free() {
    for world in World::all().await {
        let (free, _) = world.lock("S0", &["0601", "0602"]).await;
        let (swept, _) = world.lock("S0", &["0604", "0605"]).await;
        let (lost, _) = world.lock("S0", &["0607", "0608"]).await;
        world.advance(Duration::minutes(10));
        confirmed(world.office.confirm(&confirm_request(&free)).await.unwrap());
        world.office.expire_locks(world.now(), 100).await.unwrap();
        confirmed(world.office.confirm(&confirm_request(&swept)).await.unwrap());
        let (_, answer) = world.lock("S0", &["0608", "0609"]).await;
        assert!(is_held(&Ok(answer)));
        let answer = world.office.confirm(&confirm_request(&lost)).await;
        assert_eq!(answer, refused(ConfirmRefusal::SeatsTaken));
        assert_eq!(world.count("SELECT count(*) FROM bo_tickets").await, 4);
        let rows = "SELECT count(*) FROM bo_session_seats WHERE seat_code = '0607'";
        assert_eq!(world.count(rows).await, 0, "nothing is left of the refused sale");
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_refusal_says_why() {
    for world in World::all().await {
        let never = lock_request("S0", &["0901"]);
        let answer = world.office.confirm(&confirm_request(&never)).await;
        assert_eq!(answer, refused(ConfirmRefusal::LockGone));
        let (released, _) = world.lock("S0", &["0901"]).await;
        world.office.release(CINEMA, released.client_lock_id).await.unwrap();
        let answer = world.office.confirm(&confirm_request(&released)).await;
        assert_eq!(answer, refused(ConfirmRefusal::LockGone));

        let (lock, _) = world.lock("S0", &["0902", "0903"]).await;
        let mut half = confirm_request(&lock);
        half.seats.pop();
        let answer = world.office.confirm(&half).await;
        assert_eq!(answer, refused(ConfirmRefusal::LockGone));
        let mut cheap = confirm_request(&lock);
        cheap.seats[1].ticket = Money::fen(1_899);
        let answer = world.office.confirm(&cheap).await;
        assert_eq!(answer, refused(ConfirmRefusal::PriceRefused));

        let (other, _) = world.lock("S1", &["0902"]).await;
        world.cancel("S1").await;
        let answer = world.office.confirm(&confirm_request(&other)).await;
        assert_eq!(answer, refused(ConfirmRefusal::SessionOver));
        world.set_now(show_start());
        let answer = world.office.confirm(&confirm_request(&lock)).await;
        assert_eq!(answer, refused(ConfirmRefusal::SessionOver));
        assert_eq!(world.count("SELECT count(*) FROM bo_statement_lines").await, 0);
        world.end().await;
    }
}

/// One customer: locks, buys, and every third gives half of it back.
async fn buy(world: &World, number: u32) -> tokio::task::JoinHandle<()> {
    let index = usize::try_from(number).unwrap() % 2;
    let office = [&world.office, &world.rival][index].clone();
    tokio::spawn(async move {
        let (row, seat) = (1 + number / 9, 1 + 2 * (number % 9));
        let seats = [seat_code(row, seat), seat_code(row, seat + 1)];
        let lock = lock_request("S0", &[&seats[0], &seats[1]]);
        assert!(is_held(&office.lock(&lock).await));
        let sale = confirm_request(&lock);
        let order = confirmed(office.confirm(&sale).await.unwrap());
        if number.is_multiple_of(3) {
            let request = take_back_request(&sale, &[&order.tickets[0].ticket_no]);
            let answer = office.take_back(&request).await;
            assert_eq!(answer, Ok(gateways::cinema::TakeBackAnswer::TakenBack));
        }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn statements_count_without_a_gap_under_a_rush() {
    for world in World::all().await {
        let mut tasks = Vec::new();
        for number in 0..90 {
            tasks.push(buy(&world, number).await);
        }
        for task in tasks {
            task.await.unwrap();
        }
        let day = "2026-11-22".parse().unwrap();
        let lines = world.office.statement(CINEMA, day).await.unwrap().lines;
        let numbers: Vec<i64> = lines.iter().map(|line| line.number_by_day).collect();
        assert_eq!(numbers, (1..=210).collect::<Vec<i64>>());
        let returned = lines.iter().filter(|line| line.is_refund).count();
        assert_eq!(returned, 30);
        let codes = "SELECT count(DISTINCT pickup_code) FROM bo_orders";
        assert_eq!(world.count(codes).await, 90);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_with_a_refused_sale_sells_the_others() {
    for world in World::all().await {
        let mut requests = Vec::new();
        for seat in 1..=10 {
            let (lock, _) = world.lock("S0", &[&seat_code(1, seat)]).await;
            requests.push(confirm_request(&lock));
        }
        world.advance(Duration::minutes(10));
        let thief = world.sell("S0", &["0105"]).await;
        let mut tasks = Vec::new();
        for request in requests.clone() {
            let office = world.office.clone();
            tasks.push(tokio::spawn(async move { office.confirm(&request).await }));
        }
        let mut refusals = Vec::new();
        for (request, task) in requests.iter().zip(tasks) {
            match task.await.unwrap().unwrap() {
                ConfirmAnswer::Refused(refusal) => {
                    refusals.push((request.seats[0].seat_code.clone(), refusal));
                }
                answer => drop(confirmed(answer)),
            }
        }
        assert_eq!(refusals, [("0105".to_owned(), ConfirmRefusal::SeatsTaken)]);
        assert_eq!(thief.1.tickets.len(), 1);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_has_the_days_sales_and_returns() {
    for world in World::all().await {
        let (sale, order) = world.sell("S2", &["1001"]).await;
        // 06:00 in Shanghai: the cinema's next business day.
        let next_day = "2026-11-22T22:00:00Z".parse().unwrap();
        world.set_now(next_day);
        let mut other = crate::world::cinema();
        for session in &mut other.sessions {
            session.starts_at += Duration::days(2);
            session.ends_at += Duration::days(2);
            session.stop_sell_at += Duration::days(2);
        }
        world.load(&other).await;
        let request = take_back_request(&sale, &[]);
        world.office.take_back(&request).await.unwrap();
        let line = |is_refund, at| StatementLine {
            number_by_day: 1,
            client_order_id: sale.client_order_id,
            order_ref: order.order_ref.clone(),
            ticket_no: order.tickets[0].ticket_no.clone(),
            session_code: "S2".to_owned(),
            seat_code: "1001".to_owned(),
            ticket: Money::fen(4_500),
            screen_fee: Money::fen(0),
            service_fee: Money::fen(300),
            is_refund,
            at,
        };
        let first = world.office.statement(CINEMA, "2026-11-22".parse().unwrap()).await.unwrap();
        assert_eq!(first.lines, vec![line(false, opening())]);
        let second = world.office.statement(CINEMA, "2026-11-23".parse().unwrap()).await.unwrap();
        assert_eq!(second.lines, vec![line(true, next_day)]);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_differ_and_do_not_count_up() {
    for world in World::all().await {
        let mut codes = HashSet::new();
        for seat in 1..=15 {
            let (_, order) = world.sell("S0", &[&seat_code(2, seat)]).await;
            // The first seven digits of fifteen random codes repeat once in some 100 000 runs.
            assert!(codes.insert(order.pickup_code[..7].to_owned()));
        }
        world.end().await;
    }
}
