//! The ticketing system of a cinema that this server does not know, or does not know yet.

use async_trait::async_trait;
use chrono::NaiveDate;
use domain::ids::{OrderId, SeatLockId};
use gateways::GatewayError;
use gateways::cinema::{
    CinemaGateway, ConfirmAnswer, ConfirmRequest, DoorAnswer, LockAnswer, LockRequest, LockState,
    OrderAnswer, ReleaseAnswer, SessionRef, SessionSeats, Statement, StatementAckAnswer,
    TakeBackAnswer, TakeBackRequest, wire,
};

/// Answers that nothing was sent, whatever is asked.
pub struct Absent;

impl Absent {
    fn not_sent<T>(&self) -> Result<T, GatewayError> {
        Err(GatewayError::NotSent("the cinema is not registered on this server".to_owned()))
    }
}

#[async_trait]
impl CinemaGateway for Absent {
    async fn session_seats(&self, _: &SessionRef) -> Result<SessionSeats, GatewayError> {
        self.not_sent()
    }

    async fn lock(&self, _: &LockRequest) -> Result<LockAnswer, GatewayError> {
        self.not_sent()
    }

    async fn query_lock(&self, _: &str, _: SeatLockId) -> Result<LockState, GatewayError> {
        self.not_sent()
    }

    async fn release(&self, _: &str, _: SeatLockId) -> Result<ReleaseAnswer, GatewayError> {
        self.not_sent()
    }

    async fn confirm(&self, _: &ConfirmRequest) -> Result<ConfirmAnswer, GatewayError> {
        self.not_sent()
    }

    async fn query_order(&self, _: &str, _: OrderId) -> Result<OrderAnswer, GatewayError> {
        self.not_sent()
    }

    async fn take_back(&self, _: &TakeBackRequest) -> Result<TakeBackAnswer, GatewayError> {
        self.not_sent()
    }

    async fn pickup(&self, _: &str, _: &str) -> Result<DoorAnswer, GatewayError> {
        self.not_sent()
    }

    async fn collect(&self, _: &str, _: &str, _: Option<&str>) -> Result<DoorAnswer, GatewayError> {
        self.not_sent()
    }

    async fn check_in(
        &self,
        _: &str,
        _: &str,
        _: &[String],
        _: Option<&str>,
    ) -> Result<DoorAnswer, GatewayError> {
        self.not_sent()
    }

    async fn statement(&self, _: &str, _: NaiveDate) -> Result<Statement, GatewayError> {
        self.not_sent()
    }

    async fn acknowledge_statement(
        &self,
        _: &str,
        _: NaiveDate,
        _: &wire::StatementAck,
    ) -> Result<StatementAckAnswer, GatewayError> {
        self.not_sent()
    }
}
