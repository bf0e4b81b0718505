//! Selling what was locked, and taking tickets back.
//!
//! Sales of a cinema number their lines one after the other, so they would wait for each other's
//! commits; therefore they go through lanes like locks do, and many share one commit. Each deed
//! refuses before it writes. Only one refusal can come later, and it undoes its transaction: then
//! every deed of the batch runs alone.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use database::Tx;
use gateways::GatewayError;
use gateways::cinema::{ConfirmAnswer, ConfirmRequest, TakeBackAnswer, TakeBackRequest};

use crate::Core;
use crate::failure::Failure;
use crate::lanes::{Job, Lanes};

mod confirm;
mod exchange;
mod take_back;

pub(crate) use exchange::{ExchangeAnswer, ExchangeRequest};
pub(crate) use take_back::write as write_take_back;

/// How often one deed is tried when others get into its way.
const ATTEMPTS: usize = 8;

/// What a deed's transaction must do now.
pub(crate) enum Step<A> {
    /// Commit, then answer.
    Commit(A),
    /// Undo what was written, then answer.
    Undo(A),
}

/// Something that numbers lines of a statement.
#[async_trait]
pub(crate) trait Deed: Send + Sync + 'static {
    type Answer: Send + 'static;

    /// Does it within a transaction that the caller ends.
    async fn run(&self, tx: &Tx, now: DateTime<Utc>) -> Result<Step<Self::Answer>, Failure>;
}

/// The queues of sales and returns.
#[derive(Clone)]
pub(crate) struct SalesWriter {
    confirms: Lanes<ConfirmRequest, ConfirmAnswer>,
    take_backs: Lanes<TakeBackRequest, TakeBackAnswer>,
    exchanges: Lanes<ExchangeRequest, ExchangeAnswer>,
}

impl SalesWriter {
    pub(crate) fn start(core: &Arc<Core>, writers: usize) -> Self {
        Self {
            confirms: lanes(core, writers),
            take_backs: lanes(core, 1),
            exchanges: lanes(core, 1),
        }
    }

    pub(crate) async fn confirm(
        &self,
        request: &ConfirmRequest,
    ) -> Result<ConfirmAnswer, GatewayError> {
        let cinema_code = &request.session.cinema_code;
        self.confirms.ask(cinema_code, request.clone()).await
    }

    pub(crate) async fn take_back(
        &self,
        request: &TakeBackRequest,
    ) -> Result<TakeBackAnswer, GatewayError> {
        self.take_backs.ask(&request.cinema_code, request.clone()).await
    }

    pub(crate) async fn exchange(
        &self,
        request: ExchangeRequest,
    ) -> Result<ExchangeAnswer, GatewayError> {
        self.exchanges.ask(&request.returned.cinema_code.clone(), request).await
    }
}

fn lanes<D: Deed>(core: &Arc<Core>, writers: usize) -> Lanes<D, D::Answer> {
    let config = &core.config;
    let core = Arc::clone(core);
    let run = move |jobs| run_batch(Arc::clone(&core), jobs);
    Lanes::start(writers, config.queue_length, config.max_batch, run)
}

async fn run_batch<D: Deed>(core: Arc<Core>, jobs: Vec<Job<D, D::Answer>>) {
    if jobs.len() > 1 {
        match run_together(&core, &jobs).await {
            Ok(Some(answers)) => {
                for (job, answer) in jobs.into_iter().zip(answers) {
                    job.answer(Ok(answer));
                }
                return;
            }
            Ok(None) => {}
            Err(failure) => tracing::debug!(?failure, "a batch of sales is tried singly"),
        }
    }
    for job in jobs {
        let answer = run_alone(&core, &job.request).await;
        job.answer(answer.map_err(GatewayError::from));
    }
}

/// All in one transaction; `None` when one of them has to be undone.
async fn run_together<D: Deed>(
    core: &Core,
    jobs: &[Job<D, D::Answer>],
) -> Result<Option<Vec<D::Answer>>, Failure> {
    let now = core.now();
    let tx = core.db.begin().await?;
    let mut answers = Vec::with_capacity(jobs.len());
    for job in jobs {
        match job.request.run(&tx, now).await? {
            Step::Commit(answer) => answers.push(answer),
            Step::Undo(_) => {
                tx.rollback().await?;
                return Ok(None);
            }
        }
    }
    tx.commit().await.map_err(Failure::Unknown)?;
    Ok(Some(answers))
}

async fn run_alone<D: Deed>(core: &Core, deed: &D) -> Result<D::Answer, Failure> {
    let mut attempt = 1;
    loop {
        match try_alone(core, deed).await {
            Err(failure) if attempt < ATTEMPTS && failure.is_worth_retrying() => attempt += 1,
            outcome => return outcome,
        }
    }
}

async fn try_alone<D: Deed>(core: &Core, deed: &D) -> Result<D::Answer, Failure> {
    let now = core.now();
    let tx = core.db.begin().await?;
    match deed.run(&tx, now).await? {
        Step::Commit(answer) => {
            tx.commit().await.map_err(Failure::Unknown)?;
            Ok(answer)
        }
        Step::Undo(answer) => {
            tx.rollback().await?;
            Ok(answer)
        }
    }
}
