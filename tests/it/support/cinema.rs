//! The real box office behind a line that fails as a test dials it.
//!
//! Nothing of the cinema is imitated: what is done is done by the box office itself, and only
//! whether a request arrives and whether its answer comes back is decided here.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use box_office::BoxOffice;
use chrono::NaiveDate;
use domain::ids::{OrderId, SeatLockId};
use gateways::GatewayError;
use gateways::cinema::wire::StatementAck;
use gateways::cinema::{
    CinemaGateway, ConfirmAnswer, ConfirmRefusal, ConfirmRequest, DoorAnswer, LockAnswer,
    LockRequest, LockState, OrderAnswer, ReleaseAnswer, SessionRef, SessionSeats, Statement,
    StatementAckAnswer, TakeBackAnswer, TakeBackRefusal, TakeBackRequest,
};

/// What is asked of a cinema while somebody buys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Call {
    Lock,
    QueryLock,
    Release,
    Confirm,
    QueryOrder,
    TakeBack,
}

/// How the line fails, or how the cinema stalls or refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It never left.
    NotSent,
    /// It left and did not arrive.
    LostBefore,
    /// It arrived and was done; the answer is lost.
    LostAfter,
    /// It arrived and was done; the answer only says that it was accepted.
    Pending,
    /// The cinema does nothing and refuses to confirm.
    Refuse(ConfirmRefusal),
    /// The cinema does nothing and keeps the tickets as sold.
    Keep(TakeBackRefusal),
}

#[derive(Default)]
struct Line {
    faults: Vec<(Call, Fault)>,
    calls: BTreeMap<Call, usize>,
}

/// A cinema that is reached over a bad line.
pub struct FaultyCinema {
    inner: BoxOffice,
    line: Mutex<Line>,
}

impl FaultyCinema {
    pub fn before(inner: &BoxOffice) -> Arc<Self> {
        Arc::new(Self { inner: inner.clone(), line: Mutex::default() })
    }

    /// The next calls of this kind suffer these, one after the other.
    pub fn dial(&self, call: Call, faults: &[Fault]) {
        let mut line = self.line.lock().unwrap();
        line.faults.extend(faults.iter().map(|fault| (call, *fault)));
    }

    /// Every fault that is left goes away.
    pub fn heal(&self) {
        self.line.lock().unwrap().faults.clear();
    }

    /// How often it was called so.
    pub fn calls(&self, call: Call) -> usize {
        self.line.lock().unwrap().calls.get(&call).copied().unwrap_or_default()
    }

    fn strike(&self, call: Call) -> Option<Fault> {
        let mut line = self.line.lock().unwrap();
        *line.calls.entry(call).or_default() += 1;
        let at = line.faults.iter().position(|(of, _)| *of == call)?;
        Some(line.faults.remove(at).1)
    }

    /// Does `work` as the line allows; a fault that is an answer is left to the caller.
    async fn carry<T>(
        &self,
        fault: Option<Fault>,
        work: impl Future<Output = Result<T, GatewayError>>,
    ) -> Result<T, GatewayError> {
        let lost = |why: &str| GatewayError::MaybeSent(format!("dialled: {why}"));
        match fault {
            Some(Fault::NotSent) => Err(GatewayError::NotSent("dialled: not sent".to_owned())),
            Some(Fault::LostBefore) => Err(lost("the request is lost")),
            Some(Fault::LostAfter) => {
                work.await?;
                Err(lost("the answer is lost"))
            }
            _ => work.await,
        }
    }
}

#[async_trait]
impl CinemaGateway for FaultyCinema {
    async fn session_seats(&self, session: &SessionRef) -> Result<SessionSeats, GatewayError> {
        self.inner.session_seats(session).await
    }

    async fn lock(&self, request: &LockRequest) -> Result<LockAnswer, GatewayError> {
        self.carry(self.strike(Call::Lock), self.inner.lock(request)).await
    }

    async fn query_lock(
        &self,
        cinema_code: &str,
        client_lock_id: SeatLockId,
    ) -> Result<LockState, GatewayError> {
        let work = self.inner.query_lock(cinema_code, client_lock_id);
        self.carry(self.strike(Call::QueryLock), work).await
    }

    async fn release(
        &self,
        cinema_code: &str,
        client_lock_id: SeatLockId,
    ) -> Result<ReleaseAnswer, GatewayError> {
        let work = self.inner.release(cinema_code, client_lock_id);
        self.carry(self.strike(Call::Release), work).await
    }

    async fn confirm(&self, request: &ConfirmRequest) -> Result<ConfirmAnswer, GatewayError> {
        let fault = self.strike(Call::Confirm);
        if let Some(Fault::Refuse(refusal)) = fault {
            return Ok(ConfirmAnswer::Refused(refusal));
        }
        let answer = self.carry(fault, self.inner.confirm(request)).await?;
        Ok(if fault == Some(Fault::Pending) { ConfirmAnswer::Pending } else { answer })
    }

    async fn query_order(
        &self,
        cinema_code: &str,
        client_order_id: OrderId,
    ) -> Result<OrderAnswer, GatewayError> {
        let fault = self.strike(Call::QueryOrder);
        let work = self.inner.query_order(cinema_code, client_order_id);
        let answer = self.carry(fault, work).await?;
        Ok(if fault == Some(Fault::Pending) { OrderAnswer::Pending } else { answer })
    }

    async fn take_back(&self, request: &TakeBackRequest) -> Result<TakeBackAnswer, GatewayError> {
        let fault = self.strike(Call::TakeBack);
        if let Some(Fault::Keep(refusal)) = fault {
            return Ok(TakeBackAnswer::Refused(refusal));
        }
        self.carry(fault, self.inner.take_back(request)).await
    }

    async fn pickup(
        &self,
        cinema_code: &str,
        pickup_code: &str,
    ) -> Result<DoorAnswer, GatewayError> {
        self.inner.pickup(cinema_code, pickup_code).await
    }

    async fn collect(
        &self,
        cinema_code: &str,
        pickup_code: &str,
        verification_code: Option<&str>,
    ) -> Result<DoorAnswer, GatewayError> {
        self.inner.collect(cinema_code, pickup_code, verification_code).await
    }

    async fn check_in(
        &self,
        cinema_code: &str,
        pickup_code: &str,
        ticket_nos: &[String],
        session_code: Option<&str>,
    ) -> Result<DoorAnswer, GatewayError> {
        self.inner.check_in(cinema_code, pickup_code, ticket_nos, session_code).await
    }

    async fn statement(
        &self,
        cinema_code: &str,
        day: NaiveDate,
    ) -> Result<Statement, GatewayError> {
        self.inner.statement(cinema_code, day).await
    }

    async fn acknowledge_statement(
        &self,
        cinema_code: &str,
        day: NaiveDate,
        ack: &StatementAck,
    ) -> Result<StatementAckAnswer, GatewayError> {
        self.inner.acknowledge_statement(cinema_code, day, ack).await
    }
}
