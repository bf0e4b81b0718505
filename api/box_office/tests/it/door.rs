//! The desk and the gate.

use box_office::CinemaGateway;
use chrono::Duration;
use domain::tickets::{TicketState, grouped_by_four};
use gateways::GatewayError;
use gateways::cinema::{CinemaTicket, DoorAnswer, DoorRefusal};

use crate::world::{CINEMA, World, show_start, take_back_request};

fn tickets(answer: Result<DoorAnswer, GatewayError>) -> Vec<CinemaTicket> {
    match answer {
        Ok(DoorAnswer::Done(view)) => view.order.tickets,
        other => panic!("not done: {other:?}"),
    }
}

fn refused(refusal: DoorRefusal) -> Result<DoorAnswer, GatewayError> {
    Ok(DoorAnswer::Refused(refusal))
}

#[tokio::test(flavor = "multi_thread")]
async fn paper_is_collected_with_the_code_and_once() {
    for world in World::all().await {
        let (sale, order) = world.sell("S0", &["0101", "0102"]).await;
        let code = grouped_by_four(&order.pickup_code);
        let Ok(DoorAnswer::Done(view)) = world.office.pickup(CINEMA, &code).await else {
            panic!("not found");
        };
        assert_eq!(view.client_order_id, sale.client_order_id);
        assert_eq!((view.session_code.as_str(), view.starts_at), ("S0", show_start()));
        let first = order.pickup_code.as_bytes()[0];
        let wrong = format!("{}{}", (first - b'0' + 1) % 10, &order.pickup_code[1..]);
        for (cinema, code) in [(CINEMA, wrong.as_str()), ("51010002", &code), (CINEMA, "x")] {
            let answer = world.office.pickup(cinema, code).await;
            assert_eq!(answer, refused(DoorRefusal::CodeUnknown));
        }
        let digit = order.verification_code.as_bytes()[0] - b'0';
        let wrong = format!("{}{}", (digit + 1) % 10, &order.verification_code[1..]);
        let answer = world.office.collect(CINEMA, &code, Some(&wrong)).await;
        assert_eq!(answer, refused(DoorRefusal::VerificationWrong));

        let verification = Some(order.verification_code.as_str());
        let collected_at = world.now();
        let done = tickets(world.office.collect(CINEMA, &code, verification).await);
        let is_collected = |ticket: &CinemaTicket| {
            ticket.state == TicketState::Collected && ticket.collected_at == Some(collected_at)
        };
        assert!(done.iter().all(is_collected), "{done:?}");
        world.advance(Duration::days(2));
        let again = tickets(world.office.collect(CINEMA, &code, None).await);
        assert_eq!(again, done);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_gate_says_why_it_turns_people_away() {
    for world in World::all().await {
        let (_, order) = world.sell("S0", &["0201", "0202"]).await;
        let code = order.pickup_code.as_str();
        let numbers: Vec<String> = order.tickets.iter().map(|t| t.ticket_no.clone()).collect();
        let check_in = async |tickets: &[String], session: Option<&str>| {
            world.office.check_in(CINEMA, code, tickets, session).await
        };
        let opens_at = show_start() - Duration::minutes(60);
        let answer = check_in(&[], Some("S0")).await;
        assert_eq!(answer, refused(DoorRefusal::TooEarly { opens_at }));
        world.set_now(opens_at);
        let answer = check_in(&[], Some("S1")).await;
        assert_eq!(answer, refused(DoorRefusal::WrongSession));
        let answer = check_in(&["1".to_owned()], None).await;
        assert_eq!(answer, refused(DoorRefusal::CodeUnknown));

        let one = tickets(check_in(&numbers[..1], Some("S0")).await);
        let states: Vec<_> = one.iter().map(|ticket| ticket.state).collect();
        assert_eq!(states, [TicketState::CheckedIn, TicketState::Issued]);
        assert_eq!(one[0].checked_in_at, Some(opens_at));
        world.advance(Duration::minutes(90));
        let both = tickets(check_in(&[], None).await);
        assert_eq!(both[0].checked_in_at, Some(opens_at), "the first time stands");
        assert_eq!(both[1].checked_in_at, Some(world.now()));
        world.advance(Duration::days(1));
        assert_eq!(tickets(check_in(&[], Some("S0")).await), both);

        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refunded_and_late_tickets_stay_outside() {
    for world in World::all().await {
        let (sale, order) = world.sell("S0", &["0301", "0302"]).await;
        let (_, late) = world.sell("S0", &["0305"]).await;
        let (_, cancelled) = world.sell("S1", &["0305"]).await;
        let numbers: Vec<String> = order.tickets.iter().map(|t| t.ticket_no.clone()).collect();
        let half = take_back_request(&sale, &[&numbers[0]]);
        world.office.take_back(&half).await.unwrap();
        world.cancel("S1").await;
        world.set_now(show_start());
        let code = order.pickup_code.as_str();
        let answer = world.office.check_in(CINEMA, code, &numbers[..1], None).await;
        assert_eq!(answer, refused(DoorRefusal::Refunded));
        let states = tickets(world.office.check_in(CINEMA, code, &[], None).await);
        let states: Vec<_> = states.into_iter().map(|ticket| ticket.state).collect();
        assert_eq!(states, [TicketState::Refunded, TicketState::CheckedIn]);
        world.set_now(show_start() + Duration::minutes(120));
        for session in [None, Some("S0")] {
            let answer = world.office.check_in(CINEMA, &late.pickup_code, &[], session).await;
            assert_eq!(answer, refused(DoorRefusal::TooLate));
        }
        let answer = world.office.collect(CINEMA, &late.pickup_code, None).await;
        assert_eq!(answer, refused(DoorRefusal::TooLate));
        let answer = world.office.check_in(CINEMA, &cancelled.pickup_code, &[], None).await;
        assert_eq!(answer, refused(DoorRefusal::WrongSession));
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_is_admitted_or_taken_back_but_never_both() {
    for world in World::all().await {
        world.set_now(show_start() - Duration::minutes(40));
        for seat in 1..=8 {
            let seat = crate::world::seat_code(4, seat);
            let (sale, order) = world.sell("S0", &[&seat]).await;
            let (gate, desk) = (world.office.clone(), world.rival.clone());
            let request = take_back_request(&sale, &[]);
            let check_in =
                tokio::spawn(
                    async move { gate.check_in(CINEMA, &order.pickup_code, &[], None).await },
                );
            let take_back = tokio::spawn(async move { desk.take_back(&request).await });
            let admitted = check_in.await.unwrap().unwrap();
            let returned = take_back.await.unwrap().unwrap();
            let is_admitted = matches!(admitted, DoorAnswer::Done(_));
            let is_returned = returned == gateways::cinema::TakeBackAnswer::TakenBack;
            assert!(is_admitted != is_returned, "{admitted:?} {returned:?}");
        }
        world.end().await;
    }
}
