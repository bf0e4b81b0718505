//! What the rules play on: a session on sale with enough free seats, and everything that was locked
//! or sold on the way, so that it can be put back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{TimeDelta, Utc};
use domain::ids::{OrderId, RefundId, SeatLockId};
use domain::money::Money;
use domain::seating::SeatKind;
use domain::tickets::TicketState;
use gateways::cinema::wire::{
    Capabilities, Cinema, Code, Confirm, ConfirmSeat, Lock, LockStatus, NewLock, OptionalFeature,
    Order, OrderStatus, Refund, SeatPlan, Session, SessionPage, SessionSeats, SessionStatus,
};

use crate::client::{Client, Heard};
use crate::finding::{Finding, expect, fail};
use crate::wait::until;

/// Seats that a run needs in its session.
const SEATS: usize = 48;

/// How long a session must still be sold.
const TIME_LEFT: TimeDelta = TimeDelta::minutes(20);

/// Sessions whose seats are looked at to find one with enough of them.
const CANDIDATES: usize = 12;

/// Sessions of a page.
const PAGE: &str = "200";

/// Pages of sessions that are read.
const MAX_PAGES: usize = 100;

/// A telephone number of nobody.
pub(crate) const PHONE: &str = "+8613800000000";

/// Ticket and screen service fee by seat.
type Prices = BTreeMap<String, (Money, Money)>;

/// The session that the rules play on.
pub(crate) struct Stage<'a> {
    pub(crate) client: &'a Client,
    pub(crate) capabilities: Capabilities,
    pub(crate) cinema: Cinema,
    pub(crate) session: Session,
    prices: Prices,
    free: Mutex<Vec<String>>,
    made: Mutex<Made>,
}

/// What has to be put back.
#[derive(Default)]
struct Made {
    locks: BTreeSet<SeatLockId>,
    orders: BTreeSet<OrderId>,
}

/// A sale that was made for a rule.
pub(crate) struct Sold {
    pub(crate) lock: Lock,
    pub(crate) confirm: Confirm,
    pub(crate) order: Order,
}

impl<'a> Stage<'a> {
    /// Reads the programme and chooses a session.
    pub(crate) async fn set(client: &'a Client) -> Result<Self, Finding> {
        let capabilities: Capabilities = client.get(&["capabilities"]).await?.ok()?;
        let cinema: Cinema = client.get(&["cinema"]).await?.ok()?;
        let mut sessions = all_sessions(client, &[("limit", PAGE)]).await?;
        let refund_stop = TimeDelta::minutes(cinema.refund_stop_min.unwrap_or_default().into());
        let now = client.now();
        sessions.retain(|session| {
            session.status == SessionStatus::OnSale
                && session.stop_sell_at > now + TIME_LEFT
                && session.starts_at > now + refund_stop + TIME_LEFT
        });
        // The later the better: nothing of it begins while it is played on.
        sessions.sort_by_key(|session| std::cmp::Reverse(session.starts_at));
        let mut best: Option<(Session, Vec<String>, Prices)> = None;
        for session in sessions.into_iter().take(CANDIDATES) {
            let (free, prices) = free_seats(client, &session).await?;
            if best.as_ref().is_none_or(|(_, most, _)| free.len() > most.len()) {
                best = Some((session, free, prices));
            }
            if best.as_ref().is_some_and(|(_, most, _)| most.len() >= SEATS) {
                break;
            }
        }
        let Some((session, mut free, prices)) = best else {
            let why = "no session is on sale that can still be refunded in 20 minutes";
            return Err(Finding::Unclear(why.to_owned()));
        };
        free.reverse();
        let (free, made) = (Mutex::new(free), Mutex::default());
        Ok(Self { client, capabilities, cinema, session, prices, free, made })
    }

    pub(crate) fn offers(&self, feature: OptionalFeature) -> Result<(), Finding> {
        if self.capabilities.optional.contains(&feature) {
            return Ok(());
        }
        Err(Finding::Skip(format!("{feature:?} is not offered")))
    }

    /// Seats that nobody had yet, each given out once.
    pub(crate) fn take(&self, count: usize) -> Result<Vec<String>, Finding> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        if free.len() < count {
            let code = &self.session.session_code;
            let why = format!("session {code} has not enough free seats; about {SEATS} are needed");
            return Err(Finding::Unclear(why));
        }
        let at = free.len() - count;
        Ok(free.split_off(at))
    }

    pub(crate) fn wish(&self, seats: &[String]) -> NewLock {
        NewLock {
            client_lock_id: self.client.new_id(),
            session_code: self.session.session_code.clone(),
            session_version: self.session.session_version,
            seats: seats.to_vec(),
            ttl_seconds: None,
        }
    }

    /// Asks for a lock, and remembers to give it back.
    pub(crate) async fn ask(&self, wish: &NewLock) -> Result<Heard, Finding> {
        self.made().locks.insert(wish.client_lock_id);
        self.client.post(&["locks"], wish).await
    }

    /// Remembers to give a lock back that was asked for in another way.
    pub(crate) fn will_release(&self, id: SeatLockId) {
        self.made().locks.insert(id);
    }

    /// Remembers to give a sale back that was asked for in another way.
    pub(crate) fn will_refund(&self, id: OrderId) {
        self.made().orders.insert(id);
    }

    /// A lock that has to be granted.
    pub(crate) async fn lock(&self, wish: &NewLock) -> Result<Lock, Finding> {
        let lock: Lock = self.ask(wish).await?.ok()?;
        check_lock(&lock, wish)?;
        Ok(lock)
    }

    /// A confirmation of a lock at the session's prices.
    pub(crate) fn confirm(&self, lock: &Lock) -> Result<Confirm, Finding> {
        let seat = |code: &String| {
            let (ticket_price, screen_service_fee) = *self.prices.get(code)?;
            let net_service_fee = self.session.net_service_fee;
            let seat_code = code.clone();
            Some(ConfirmSeat { seat_code, ticket_price, screen_service_fee, net_service_fee })
        };
        let seats: Option<Vec<ConfirmSeat>> = lock.seats.iter().map(seat).collect();
        let seats = seats.ok_or_else(|| Finding::Unclear("a seat without a price".to_owned()))?;
        Ok(Confirm { client_order_id: self.client.new_id(), seats, phone: PHONE.to_owned() })
    }

    /// Confirms a lock, and remembers to give the sale back.
    pub(crate) async fn sell(&self, lock_id: &str, confirm: &Confirm) -> Result<Heard, Finding> {
        self.will_refund(confirm.client_order_id);
        self.client.post(&["locks", lock_id, "confirm"], confirm).await
    }

    /// Locks so many seats and sells them; a pending order is asked for until it is through. The
    /// order has a ticket for each seat.
    pub(crate) async fn sold(&self, count: usize) -> Result<Sold, Finding> {
        let wish = self.wish(&self.take(count)?);
        let lock = self.lock(&wish).await?;
        let confirm = self.confirm(&lock)?;
        let order: Order = self.sell(&lock.lock_id, &confirm).await?.ok()?;
        let order = self.through(order).await?;
        let is_whole = order.tickets.len() == confirm.seats.len();
        expect(is_whole, "there is not one ticket for each seat")?;
        Ok(Sold { lock, confirm, order })
    }

    /// The order once it is not pending any more.
    pub(crate) async fn through(&self, order: Order) -> Result<Order, Finding> {
        let (id, mut order) = (order.client_order_id, order);
        let deadline = self.client.now() + TimeDelta::seconds(60);
        while order.status == OrderStatus::Pending {
            expect(self.client.now() < deadline, "the order is still pending after 60 s")?;
            crate::wait::pause().await;
            order = self.order(id).await?;
        }
        match order.status {
            OrderStatus::Confirmed | OrderStatus::Refunded => Ok(order),
            status => fail(format!("the order is {status:?}")),
        }
    }

    /// The lock as the system keeps it; none when it never heard of it.
    pub(crate) async fn find_lock(&self, id: SeatLockId) -> Result<Option<Lock>, Finding> {
        let id = id.to_string();
        let heard = self.client.get(&["locks", "by-client-id", &id]).await?;
        if heard.is_success() {
            return heard.ok().map(Some);
        }
        heard.refused(&[Code::LockUnknown]).map(|_| None)
    }

    /// Any seats of the hall, free or not.
    pub(crate) fn some_seats(&self, count: usize) -> Vec<String> {
        self.prices.keys().take(count).cloned().collect()
    }

    pub(crate) async fn order(&self, id: OrderId) -> Result<Order, Finding> {
        let id = id.to_string();
        self.client.get(&["orders", "by-client-id", &id]).await?.ok()
    }

    /// Fails unless nothing was sold under an identifier. `failed` counts as nothing, too.
    pub(crate) async fn expect_unsold(&self, id: OrderId) -> Result<(), Finding> {
        let text = id.to_string();
        let heard = self.client.get(&["orders", "by-client-id", &text]).await?;
        if heard.is_success() {
            let order: Order = heard.ok()?;
            return expect(order.status == OrderStatus::Failed, "it was sold all the same");
        }
        heard.refused(&[Code::OrderUnknown]).map(drop)
    }

    /// The session's seats that cannot be had.
    pub(crate) async fn seats(&self) -> Result<SessionSeats, Finding> {
        seats_of(self.client, &self.session.session_code).await
    }

    /// Whether each of these seats can be had.
    pub(crate) async fn are_free(&self, seats: &[String]) -> Result<bool, Finding> {
        let taken = self.seats().await?.seats;
        Ok(!taken.iter().any(|line| seats.contains(&line.seat_code)))
    }

    /// Fails unless these seats can be had before long.
    pub(crate) async fn expect_free(&self, seats: &[String]) -> Result<(), Finding> {
        let deadline = self.client.now() + TimeDelta::seconds(5);
        let is_free = until(self.client, deadline, async || self.are_free(seats).await).await?;
        expect(is_free, format!("seats {seats:?} are not free"))
    }

    fn made(&self) -> MutexGuard<'_, Made> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives everything back that can be given back, and tells what cannot.
    pub(crate) async fn clear(&self) -> Vec<String> {
        let (locks, orders) = {
            let mut made = self.made();
            (std::mem::take(&mut made.locks), std::mem::take(&mut made.orders))
        };
        let mut left = Vec::new();
        for id in locks {
            let text = id.to_string();
            let heard = self.client.delete(&["locks", "by-client-id", &text]).await;
            let is_over = heard.as_ref().is_ok_and(|heard| {
                heard.is_success() || heard.refused(&[Code::LockSold, Code::LockUnknown]).is_ok()
            });
            if !is_over {
                left.push(format!("lock {id}"));
            }
        }
        for id in orders {
            if let Err(Finding::Fail(why) | Finding::Unclear(why)) = self.put_back(id).await {
                left.push(format!("order {id}: {why}"));
            }
        }
        left
    }

    async fn put_back(&self, id: OrderId) -> Result<(), Finding> {
        let text = id.to_string();
        let heard = self.client.get(&["orders", "by-client-id", &text]).await?;
        if heard.refused(&[Code::OrderUnknown]).is_ok() {
            return Ok(());
        }
        let order: Order = heard.ok()?;
        if matches!(order.status, OrderStatus::Refunded | OrderStatus::Failed) {
            return Ok(());
        }
        let of_state = |state: TicketState| {
            let tickets = order.tickets.iter().filter(move |ticket| ticket.state == state);
            tickets.map(|ticket| ticket.ticket_no.clone()).collect::<Vec<_>>()
        };
        let issued = of_state(TicketState::Issued);
        if !issued.is_empty() {
            let client_refund_id: RefundId = self.client.new_id();
            let body = Refund { client_refund_id, ticket_nos: Some(issued) };
            let heard = self.client.post(&["orders", &order.order_id, "refunds"], &body).await?;
            expect(heard.is_success(), format!("the refund was answered {}", heard.status))?;
        }
        let used = [of_state(TicketState::Collected), of_state(TicketState::CheckedIn)].concat();
        expect(used.is_empty(), format!("tickets {used:?} were collected"))
    }
}

/// Whether a lock is the one that was asked for, and held.
pub(crate) fn check_lock(lock: &Lock, wish: &NewLock) -> Result<(), Finding> {
    let sorted = |seats: &[String]| seats.iter().cloned().collect::<BTreeSet<_>>();
    expect(lock.status == LockStatus::Held, format!("the lock is {:?}", lock.status))?;
    expect(!lock.lock_id.is_empty(), "the lock has no lock_id")?;
    expect(lock.client_lock_id == wish.client_lock_id, "the lock has another client_lock_id")?;
    expect(lock.session_code == wish.session_code, "the lock is in another session")?;
    expect(lock.session_version == wish.session_version, "the lock has another version")?;
    let is_same =
        sorted(&lock.seats) == sorted(&wish.seats) && lock.seats.len() == wish.seats.len();
    expect(is_same, format!("the lock is on {:?}, not {:?}", lock.seats, wish.seats))
}

/// Every session of a listing, page by page.
pub(crate) async fn all_sessions(
    client: &Client,
    query: &[(&str, &str)],
) -> Result<Vec<Session>, Finding> {
    let mut sessions = Vec::new();
    let mut cursor: Option<String> = None;
    for _ in 0..MAX_PAGES {
        let mut query = query.to_vec();
        query.extend(cursor.as_deref().map(|cursor| ("cursor", cursor)));
        let page: SessionPage = client.get_with(&["sessions"], &query).await?.ok()?;
        sessions.extend(page.items);
        match page.next_cursor {
            Some(next) => cursor = Some(next),
            None => return Ok(sessions),
        }
    }
    fail(format!("the list of sessions has no end after {MAX_PAGES} pages"))
}

pub(crate) async fn plan_of(
    client: &Client,
    screen_code: &str,
    version: i64,
) -> Result<SeatPlan, Finding> {
    let version = version.to_string();
    let path = ["screens", screen_code, "seat-plan"];
    client.get_with(&path, &[("version", &version)]).await?.ok()
}

async fn seats_of(client: &Client, session_code: &str) -> Result<SessionSeats, Finding> {
    client.get(&["sessions", session_code, "seats"]).await?.ok()
}

/// Free seats of a session that are sold one by one, and what every seat costs.
async fn free_seats(client: &Client, session: &Session) -> Result<(Vec<String>, Prices), Finding> {
    let plan = plan_of(client, &session.screen_code, session.seat_plan_version).await?;
    let taken = seats_of(client, &session.session_code).await?.seats;
    let taken: BTreeSet<String> = taken.into_iter().map(|line| line.seat_code).collect();
    let prices: Prices = plan
        .layout
        .seats
        .iter()
        .filter_map(|seat| {
            let price = session.zone_prices.get(&seat.zone)?;
            Some((seat.seat_code.clone(), (price.ticket_price, price.screen_service_fee)))
        })
        .collect();
    let free = plan.layout.seats.iter().filter(|seat| {
        seat.kind == SeatKind::Normal
            && seat.pair.is_none()
            && seat.is_usable
            && !taken.contains(&seat.seat_code)
            && prices.contains_key(&seat.seat_code)
    });
    Ok((free.map(|seat| seat.seat_code.clone()).collect(), prices))
}

/// Today and its neighbours, wherever the cinema is.
pub(crate) fn days_around(now: chrono::DateTime<Utc>) -> [chrono::NaiveDate; 3] {
    let day = TimeDelta::days(1);
    [(now - day).date_naive(), now.date_naive(), (now + day).date_naive()]
}
