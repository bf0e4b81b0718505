//! The ports, each operation behind the guard.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{OrderId, SeatLockId};

use super::{Guarded, Kind};
use crate::GatewayError;
use crate::cinema::{
    CinemaGateway, CinemaProgramme, ConfirmAnswer, ConfirmRequest, DoorAnswer, LockAnswer,
    LockRequest, LockState, OrderAnswer, Received, ReleaseAnswer, SessionRef, SessionSeats,
    Statement, StatementAckAnswer, TakeBackAnswer, TakeBackRequest, wire,
};

#[async_trait]
impl<G: CinemaGateway> CinemaGateway for Guarded<G> {
    async fn session_seats(&self, session: &SessionRef) -> Result<SessionSeats, GatewayError> {
        let call = self.inner.session_seats(session);
        self.call("session_seats", Kind::Browsing, call).await
    }

    async fn lock(&self, request: &LockRequest) -> Result<LockAnswer, GatewayError> {
        let call = self.inner.lock(request);
        self.call("lock", Kind::Business, call).await
    }

    async fn query_lock(
        &self,
        cinema_code: &str,
        client_lock_id: SeatLockId,
    ) -> Result<LockState, GatewayError> {
        let call = self.inner.query_lock(cinema_code, client_lock_id);
        self.call("query_lock", Kind::Business, call).await
    }

    async fn release(
        &self,
        cinema_code: &str,
        client_lock_id: SeatLockId,
    ) -> Result<ReleaseAnswer, GatewayError> {
        let call = self.inner.release(cinema_code, client_lock_id);
        self.call("release", Kind::Business, call).await
    }

    async fn confirm(&self, request: &ConfirmRequest) -> Result<ConfirmAnswer, GatewayError> {
        let call = self.inner.confirm(request);
        self.call("confirm", Kind::Business, call).await
    }

    async fn query_order(
        &self,
        cinema_code: &str,
        client_order_id: OrderId,
    ) -> Result<OrderAnswer, GatewayError> {
        let call = self.inner.query_order(cinema_code, client_order_id);
        self.call("query_order", Kind::Business, call).await
    }

    async fn take_back(&self, request: &TakeBackRequest) -> Result<TakeBackAnswer, GatewayError> {
        let call = self.inner.take_back(request);
        self.call("take_back", Kind::Business, call).await
    }

    async fn pickup(
        &self,
        cinema_code: &str,
        pickup_code: &str,
    ) -> Result<DoorAnswer, GatewayError> {
        let call = self.inner.pickup(cinema_code, pickup_code);
        self.call("pickup", Kind::Business, call).await
    }

    async fn collect(
        &self,
        cinema_code: &str,
        pickup_code: &str,
        verification_code: Option<&str>,
    ) -> Result<DoorAnswer, GatewayError> {
        let call = self.inner.collect(cinema_code, pickup_code, verification_code);
        self.call("collect", Kind::Business, call).await
    }

    async fn check_in(
        &self,
        cinema_code: &str,
        pickup_code: &str,
        ticket_nos: &[String],
        session_code: Option<&str>,
    ) -> Result<DoorAnswer, GatewayError> {
        let call = self.inner.check_in(cinema_code, pickup_code, ticket_nos, session_code);
        self.call("check_in", Kind::Business, call).await
    }

    async fn statement(
        &self,
        cinema_code: &str,
        day: NaiveDate,
    ) -> Result<Statement, GatewayError> {
        let call = self.inner.statement(cinema_code, day);
        self.call("statement", Kind::Browsing, call).await
    }

    async fn acknowledge_statement(
        &self,
        cinema_code: &str,
        day: NaiveDate,
        ack: &wire::StatementAck,
    ) -> Result<StatementAckAnswer, GatewayError> {
        let call = self.inner.acknowledge_statement(cinema_code, day, ack);
        self.call("acknowledge_statement", Kind::Business, call).await
    }
}

#[async_trait]
impl<G: CinemaProgramme> CinemaProgramme for Guarded<G> {
    async fn capabilities(&self, cinema_code: &str) -> Result<wire::Capabilities, GatewayError> {
        let call = self.inner.capabilities(cinema_code);
        self.call("capabilities", Kind::Browsing, call).await
    }

    async fn cinema(&self, cinema_code: &str) -> Result<wire::Cinema, GatewayError> {
        let call = self.inner.cinema(cinema_code);
        self.call("cinema", Kind::Browsing, call).await
    }

    async fn screens(&self, cinema_code: &str) -> Result<Received<wire::Screens>, GatewayError> {
        let call = self.inner.screens(cinema_code);
        self.call("screens", Kind::Browsing, call).await
    }

    async fn seat_plan(
        &self,
        cinema_code: &str,
        screen_code: &str,
        version: Option<i64>,
    ) -> Result<wire::SeatPlan, GatewayError> {
        let call = self.inner.seat_plan(cinema_code, screen_code, version);
        self.call("seat_plan", Kind::Browsing, call).await
    }

    async fn films(
        &self,
        cinema_code: &str,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Received<wire::Films>, GatewayError> {
        let call = self.inner.films(cinema_code, from, to);
        self.call("films", Kind::Browsing, call).await
    }

    async fn sessions(
        &self,
        cinema_code: &str,
        since: Option<DateTime<Utc>>,
        cursor: Option<&str>,
    ) -> Result<Received<wire::SessionPage>, GatewayError> {
        let call = self.inner.sessions(cinema_code, since, cursor);
        self.call("sessions", Kind::Browsing, call).await
    }
}
