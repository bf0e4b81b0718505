//! The port: what the platform sees of the box office.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{OrderId, SeatLockId};
use gateways::GatewayError;
use gateways::cinema::wire::{self, StatementAck};
use gateways::cinema::{
    CinemaGateway, CinemaProgramme, ConfirmAnswer, ConfirmRequest, DoorAnswer, LockAnswer,
    LockRequest, LockState, OrderAnswer, Received, ReleaseAnswer, SessionRef, SessionSeats,
    Statement, StatementAckAnswer, TakeBackAnswer, TakeBackRequest,
};

use crate::BoxOffice;
use crate::failure::unread;
use crate::locks;
use crate::orders::{self, OrderKey, Purpose};
use crate::pickup::{self, Wish};
use crate::programme::{self, MAX_PAGE, SessionQuery};
use crate::statement;

#[async_trait]
impl CinemaGateway for BoxOffice {
    async fn session_seats(&self, session: &SessionRef) -> Result<SessionSeats, GatewayError> {
        let seats = locks::session_seats(&self.core, session).await;
        let unknown = || GatewayError::Refused("the box office knows no such session".to_owned());
        seats.map_err(unread)?.ok_or_else(unknown)
    }

    async fn lock(&self, request: &LockRequest) -> Result<LockAnswer, GatewayError> {
        self.locks.lock(request).await
    }

    async fn query_lock(
        &self,
        cinema_code: &str,
        client_lock_id: SeatLockId,
    ) -> Result<LockState, GatewayError> {
        let state = locks::query_lock(&self.core, cinema_code, client_lock_id).await;
        state.map_err(unread)
    }

    async fn release(
        &self,
        cinema_code: &str,
        client_lock_id: SeatLockId,
    ) -> Result<ReleaseAnswer, GatewayError> {
        Ok(locks::release(&self.core, cinema_code, client_lock_id).await?)
    }

    async fn confirm(&self, request: &ConfirmRequest) -> Result<ConfirmAnswer, GatewayError> {
        self.sales.confirm(request).await
    }

    async fn query_order(
        &self,
        cinema_code: &str,
        client_order_id: OrderId,
    ) -> Result<OrderAnswer, GatewayError> {
        let key = OrderKey::ClientOrder(client_order_id);
        let order = orders::find(&self.core.db, key, Purpose::View).await;
        let order = order.map_err(unread)?;
        Ok(match order.filter(|order| order.cinema_code == cinema_code) {
            Some(order) => OrderAnswer::Known(order.to_order()),
            None => OrderAnswer::NotFound,
        })
    }

    async fn take_back(&self, request: &TakeBackRequest) -> Result<TakeBackAnswer, GatewayError> {
        self.sales.take_back(request).await
    }

    async fn pickup(
        &self,
        cinema_code: &str,
        pickup_code: &str,
    ) -> Result<DoorAnswer, GatewayError> {
        let answer = pickup::view(&self.core, cinema_code, pickup_code).await;
        answer.map_err(unread)
    }

    async fn collect(
        &self,
        cinema_code: &str,
        pickup_code: &str,
        verification_code: Option<&str>,
    ) -> Result<DoorAnswer, GatewayError> {
        let wish = Wish::Collect { verification_code };
        Ok(pickup::serve(&self.core, cinema_code, pickup_code, &wish).await?)
    }

    async fn check_in(
        &self,
        cinema_code: &str,
        pickup_code: &str,
        ticket_nos: &[String],
        session_code: Option<&str>,
    ) -> Result<DoorAnswer, GatewayError> {
        let wish = Wish::CheckIn { ticket_nos, session_code };
        Ok(pickup::serve(&self.core, cinema_code, pickup_code, &wish).await?)
    }

    async fn statement(
        &self,
        cinema_code: &str,
        day: NaiveDate,
    ) -> Result<Statement, GatewayError> {
        statement::of_platform(&self.core, cinema_code, day).await.map_err(unread)
    }

    async fn acknowledge_statement(
        &self,
        cinema_code: &str,
        day: NaiveDate,
        ack: &StatementAck,
    ) -> Result<StatementAckAnswer, GatewayError> {
        Ok(statement::acknowledge(&self.core, cinema_code, day, ack).await?)
    }
}

/// The error of a read that names what is not there.
fn no_such(what: &str) -> GatewayError {
    GatewayError::NotSent(format!("the box office knows no such {what}"))
}

#[async_trait]
impl CinemaProgramme for BoxOffice {
    async fn capabilities(&self, cinema_code: &str) -> Result<wire::Capabilities, GatewayError> {
        let capabilities = programme::capabilities(&self.core, cinema_code, false).await;
        capabilities.map_err(unread)?.ok_or_else(|| no_such("cinema"))
    }

    async fn cinema(&self, cinema_code: &str) -> Result<wire::Cinema, GatewayError> {
        let cinema = programme::cinema(&self.core, cinema_code).await;
        cinema.map_err(unread)?.ok_or_else(|| no_such("cinema"))
    }

    async fn screens(&self, cinema_code: &str) -> Result<Received<wire::Screens>, GatewayError> {
        let screens = programme::screens(&self.core, cinema_code).await;
        screens.map_err(unread)?.map(Received::whole).ok_or_else(|| no_such("cinema"))
    }

    async fn seat_plan(
        &self,
        cinema_code: &str,
        screen_code: &str,
        version: Option<i64>,
    ) -> Result<wire::SeatPlan, GatewayError> {
        let plan = programme::seat_plan(&self.core, cinema_code, screen_code, version).await;
        plan.map_err(unread)?.ok_or_else(|| no_such("seat plan"))
    }

    async fn films(
        &self,
        cinema_code: &str,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Received<wire::Films>, GatewayError> {
        let films = programme::films(&self.core, cinema_code, from, to).await;
        films.map(Received::whole).map_err(unread)
    }

    async fn sessions(
        &self,
        cinema_code: &str,
        since: Option<DateTime<Utc>>,
        cursor: Option<&str>,
    ) -> Result<Received<wire::SessionPage>, GatewayError> {
        let query = SessionQuery { since, cursor, limit: MAX_PAGE };
        let page = programme::sessions(&self.core, cinema_code, &query).await;
        page.map_err(unread)?.map(Received::whole).ok_or_else(|| no_such("cursor"))
    }
}
