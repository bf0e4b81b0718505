//! Selling at the counter, beside everybody who buys through the platform.

use box_office::CinemaGateway;
use box_office::staff::{self, NewSale, Sale, SaleKey, StaffError, StaffResult};
use chrono::Duration;
use domain::schedule::Tender;
use domain::tickets::TicketState;
use gateways::cinema::wire::SalesChannel;
use gateways::cinema::{DoorAnswer, LockAnswer};
use uuid::Uuid;

use crate::world::{
    BUSINESS_DATE, CINEMA, World, confirm_request, confirmed, day, lock_request, new_id, show_start,
};

fn wish(session: &str, seats: &[&str]) -> NewSale {
    NewSale {
        sale_id: new_id(),
        session_code: session.to_owned(),
        session_version: 1,
        seats: seats.iter().map(|seat| (*seat).to_owned()).collect(),
        tender: Tender::Cash,
        sold_by: "desk".to_owned(),
    }
}

async fn sell(world: &World, wish: &NewSale) -> StaffResult<Sale> {
    let tx = world.db.begin().await.unwrap();
    let sold = staff::sell(&tx, CINEMA, wish, world.now()).await;
    if sold.is_ok() {
        tx.commit().await.unwrap();
    }
    sold
}

async fn refund(world: &World, sale_id: Uuid) -> StaffResult<Sale> {
    let tx = world.db.begin().await.unwrap();
    let refunded = staff::refund(&tx, CINEMA, sale_id, world.now()).await;
    if refunded.is_ok() {
        tx.commit().await.unwrap();
    }
    refunded
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sale_has_its_own_numbers_and_no_fee_of_the_platform() {
    for world in World::all().await {
        let (_, web) = world.sell("S0", &["0501"]).await;
        let first = wish("S0", &["0102", "0101"]);
        let sale = sell(&world, &first).await.unwrap();
        assert_eq!(sell(&world, &first).await.unwrap(), sale, "the same again");
        let numbers: Vec<_> = sale.tickets.iter().map(|t| t.ticket_no.as_str()).collect();
        assert_eq!(numbers, ["51010001261122C00001", "51010001261122C00002"]);
        assert_ne!(web.tickets[0].ticket_no, numbers[0]);
        let seats: Vec<_> =
            sale.tickets.iter().map(|t| (t.row.as_str(), t.seat.as_str())).collect();
        assert_eq!(seats, [("1", "1"), ("1", "2")]);
        assert_eq!(sale.tickets[0].price.sum_minor(), 1_900);
        assert_eq!((sale.tender, sale.refunded_at), (Tender::Cash, None));

        let statement = staff::day_statement(&world.db, CINEMA, day(BUSINESS_DATE), world.now());
        let statement = statement.await.unwrap();
        assert!(!statement.is_final);
        let lines: Vec<_> = statement
            .lines
            .iter()
            .map(|day| (day.channel, day.line.number_by_day, day.line.service_fee.amount_minor))
            .collect();
        let (platform, counter) = (SalesChannel::Platform, SalesChannel::Counter);
        assert_eq!(lines, [(platform, 1, 300), (counter, 1, 0), (counter, 2, 0)]);
        let counted = statement.totals.iter().find(|(channel, _)| *channel == counter).unwrap().1;
        assert_eq!((counted.sale_count, counted.sale_amount.amount_minor), (2, 3_800));
        // The platform is told of its own sales only.
        let told = world.office.statement(CINEMA, day(BUSINESS_DATE)).await.unwrap();
        assert_eq!(told.lines.len(), 1);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_counter_sells_until_the_show_ends_but_nothing_that_changed() {
    for world in World::all().await {
        let stale = NewSale { session_version: 7, ..wish("S0", &["0101"]) };
        assert!(matches!(sell(&world, &stale).await, Err(StaffError::Changed)));
        let unknown = wish("S0", &["9901"]);
        assert!(matches!(sell(&world, &unknown).await, Err(StaffError::SeatsUnknown(_))));
        world.set_now(show_start() + Duration::minutes(119));
        sell(&world, &wish("S0", &["0101"])).await.unwrap();
        world.advance(Duration::minutes(1));
        assert!(matches!(sell(&world, &wish("S0", &["0102"])).await, Err(StaffError::Over)));
        assert!(world.cancel("S1").await);
        let cancelled = NewSale { session_version: 2, ..wish("S1", &["0101"]) };
        assert!(matches!(sell(&world, &cancelled).await, Err(StaffError::Cancelled)));
        let elsewhere = staff::sale(&world.db, "51010002", wish("S0", &[]).sale_id).await;
        assert!(matches!(elsewhere, Err(StaffError::NotFound(_))));
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn counter_and_web_never_sell_one_seat_both() {
    for world in World::all().await {
        for round in 1..=12 {
            let seat = crate::world::seat_code(7, round);
            let (office, code) = (world.rival.clone(), seat.clone());
            let web = tokio::spawn(async move {
                let lock = lock_request("S0", &[&code]);
                match office.lock(&lock).await.unwrap() {
                    LockAnswer::Held { .. } => {
                        confirmed(office.confirm(&confirm_request(&lock)).await.unwrap());
                        true
                    }
                    LockAnswer::Refused(_) => false,
                }
            });
            let counter = match sell(&world, &wish("S0", &[&seat])).await {
                Ok(_) => true,
                Err(StaffError::SeatsTaken(seats)) => {
                    assert_eq!(seats, std::slice::from_ref(&seat));
                    false
                }
                Err(other) => panic!("{other}"),
            };
            assert_ne!(web.await.unwrap(), counter, "{seat}");
        }
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_tills_count_without_a_gap() {
    for world in World::all().await {
        let mut tasks = Vec::new();
        for number in 0..30 {
            let (db, now) = (world.db.clone(), world.now());
            let seat = crate::world::seat_code(1 + number / 10, 1 + number % 10);
            tasks.push(tokio::spawn(async move {
                let tx = db.begin().await.unwrap();
                let sale = staff::sell(&tx, CINEMA, &wish("S2", &[&seat]), now).await.unwrap();
                tx.commit().await.unwrap();
                sale.sale_id
            }));
        }
        for (number, task) in tasks.into_iter().enumerate() {
            let sale_id = task.await.unwrap();
            if number.is_multiple_of(3) {
                refund(&world, sale_id).await.unwrap();
            }
        }
        let statement = staff::day_statement(&world.db, CINEMA, day(BUSINESS_DATE), world.now());
        let numbers = statement.await.unwrap().lines;
        let numbers: Vec<i64> = numbers.iter().map(|day| day.line.number_by_day).collect();
        assert_eq!(numbers, (1..=40).collect::<Vec<i64>>());
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sale_is_given_back_whole_and_unused() {
    for world in World::all().await {
        let sale = sell(&world, &wish("S0", &["0401", "0402"])).await.unwrap();
        world.advance(Duration::minutes(1));
        let back = refund(&world, sale.sale_id).await.unwrap();
        assert_eq!(back.refunded_at, Some(world.now()));
        assert!(back.tickets.iter().all(|ticket| ticket.state == TicketState::Refunded));
        world.advance(Duration::minutes(1));
        assert_eq!(refund(&world, sale.sale_id).await.unwrap(), back, "the same again");
        sell(&world, &wish("S0", &["0401"])).await.unwrap();

        let used = sell(&world, &wish("S0", &["0403"])).await.unwrap();
        let answer = world.office.collect(CINEMA, &used.pickup_code, None).await;
        assert!(matches!(answer, Ok(DoorAnswer::Done(_))), "{answer:?}");
        assert!(matches!(refund(&world, used.sale_id).await, Err(StaffError::Used)));
        let (web, _) = world.sell("S0", &["0404"]).await;
        let web = refund(&world, web.client_order_id.0).await;
        assert!(
            matches!(web, Err(StaffError::NotFound(_))),
            "the platform's are not the counter's"
        );

        let open = sell(&world, &wish("S1", &["0401"])).await.unwrap();
        world.set_now(show_start() + Duration::hours(5));
        assert!(matches!(refund(&world, open.sale_id).await, Err(StaffError::Over)));
        assert!(world.cancel("S1").await);
        let cancelled = staff::cancelled(&world.db, CINEMA, "S1").await.unwrap();
        assert_eq!(cancelled.open_counter_sales, 1);
        refund(&world, open.sale_id).await.unwrap();
        let cancelled = staff::cancelled(&world.db, CINEMA, "S1").await.unwrap();
        assert_eq!(cancelled.open_counter_sales, 0);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_days_sales_come_in_pages() {
    for world in World::all().await {
        let mut sold = Vec::new();
        for seat in 1..=5 {
            world.advance(Duration::seconds(1));
            let seat = crate::world::seat_code(6, seat);
            sold.push(sell(&world, &wish("S0", &[&seat])).await.unwrap());
        }
        sold.reverse();
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = staff::sales(&world.db, CINEMA, day(BUSINESS_DATE), after, 2).await.unwrap();
            let Some(last) = page.last() else { break };
            after = Some(SaleKey { sold_at: last.sold_at, sale_id: last.sale_id });
            seen.extend(page);
        }
        assert_eq!(seen, sold);
        let other = staff::sales(&world.db, CINEMA, day("2026-11-23"), None, 9).await.unwrap();
        assert_eq!(other, []);
        world.end().await;
    }
}
