//! Tickets that come back.

use box_office::CinemaGateway;
use chrono::Duration;
use domain::ids::{OrderId, RefundId};
use domain::tickets::TicketState;
use gateways::GatewayError;
use gateways::cinema::{DoorAnswer, DoorRefusal, OrderAnswer, TakeBackAnswer, TakeBackRefusal};

use crate::world::{CINEMA, World, is_held, new_id, show_start, take_back_request};

const DONE: Result<TakeBackAnswer, GatewayError> = Ok(TakeBackAnswer::TakenBack);

fn refused(refusal: TakeBackRefusal) -> Result<TakeBackAnswer, GatewayError> {
    Ok(TakeBackAnswer::Refused(refusal))
}

#[tokio::test(flavor = "multi_thread")]
async fn seats_come_free_once_and_are_sold_again() {
    for world in World::all().await {
        let (sale, order) = world.sell("S0", &["0101", "0102", "0103"]).await;
        let numbers: Vec<&str> = order.tickets.iter().map(|t| t.ticket_no.as_str()).collect();
        let first = take_back_request(&sale, &numbers[..1]);
        assert_eq!(world.office.take_back(&first).await, DONE);
        let (resale, _) = world.sell("S0", &["0101"]).await;
        // Repeating, also by another name, does not take the new owner's seat.
        assert_eq!(world.office.take_back(&first).await, DONE);
        let again = take_back_request(&sale, &numbers[..1]);
        assert_eq!(world.office.take_back(&again).await, DONE);
        assert_eq!(world.count("SELECT count(*) FROM bo_session_seats").await, 3);

        let rest = take_back_request(&sale, &[]);
        assert_eq!(world.office.take_back(&rest).await, DONE);
        let OrderAnswer::Known(order) =
            world.office.query_order(CINEMA, sale.client_order_id).await.unwrap()
        else {
            panic!("the order is gone");
        };
        let is_refunded = |state| state == TicketState::Refunded;
        assert!(order.tickets.iter().all(|ticket| is_refunded(ticket.state)));
        let resold = world.office.query_order(CINEMA, resale.client_order_id).await.unwrap();
        assert!(matches!(resold, OrderAnswer::Known(order)
            if order.tickets[0].state == TicketState::Issued));
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_who_return_the_same_ticket_return_it_once() {
    for world in World::all().await {
        let (sale, _) = world.sell("S0", &["0201", "0202"]).await;
        let mut tasks = Vec::new();
        for number in 0..16 {
            let office = [&world.office, &world.rival][number % 2].clone();
            let request = take_back_request(&sale, &[]);
            tasks.push(tokio::spawn(async move { office.take_back(&request).await }));
        }
        for task in tasks {
            assert_eq!(task.await.unwrap(), DONE);
        }
        let refunds = "SELECT count(*) FROM bo_statement_lines WHERE is_refund";
        assert_eq!(world.count(refunds).await, 2);
        let (_, answer) = world.lock("S0", &["0201", "0202"]).await;
        assert!(is_held(&Ok(answer)));
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_refusal_says_why() {
    for world in World::all().await {
        let (sale, order) = world.sell("S0", &["0301", "0302"]).await;
        let mut unknown = take_back_request(&sale, &[]);
        unknown.client_order_id = OrderId(new_id());
        let answer = world.office.take_back(&unknown).await;
        assert_eq!(answer, refused(TakeBackRefusal::NotFound));
        let answer = world.office.take_back(&take_back_request(&sale, &["1"])).await;
        assert_eq!(answer, refused(TakeBackRefusal::NotFound));
        let mut elsewhere = take_back_request(&sale, &[]);
        elsewhere.cinema_code = "51010002".to_owned();
        let answer = world.office.take_back(&elsewhere).await;
        assert_eq!(answer, refused(TakeBackRefusal::NotFound));

        let (used, paper) = world.sell("S0", &["0305", "0306"]).await;
        world.office.collect(CINEMA, &paper.pickup_code, None).await.unwrap();
        let answer = world.office.take_back(&take_back_request(&used, &[])).await;
        assert_eq!(answer, refused(TakeBackRefusal::AlreadyUsed));

        world.set_now(show_start() - Duration::minutes(30));
        let answer = world.office.take_back(&take_back_request(&sale, &[])).await;
        assert_eq!(answer, refused(TakeBackRefusal::TooLate));
        // A cancelled show is given back at any time, one name standing for one return.
        world.cancel("S0").await;
        let first = take_back_request(&sale, &[&order.tickets[0].ticket_no]);
        assert_eq!(world.office.take_back(&first).await, DONE);
        let mut renamed = take_back_request(&sale, &[&order.tickets[1].ticket_no]);
        renamed.client_refund_id = first.client_refund_id;
        let answer = world.office.take_back(&renamed).await;
        assert_eq!(answer, refused(TakeBackRefusal::NotFound));
        renamed.client_refund_id = RefundId(new_id());
        assert_eq!(world.office.take_back(&renamed).await, DONE);
        // Its paper is worth nothing any more, and no desk hands more of it out.
        let answer = world.office.collect(CINEMA, &paper.pickup_code, None).await;
        assert_eq!(answer, Ok(DoorAnswer::Refused(DoorRefusal::WrongSession)));
        let answer = world.office.take_back(&take_back_request(&used, &[])).await;
        assert_eq!(answer, DONE);
        world.end().await;
    }
}
