//! Queues in front of the database: group commit without a timer.
//!
//! While one transaction of a lane commits, what arrives queues up and becomes the next. So a lone
//! request waits for nobody, and the more requests come, the more of them each commit carries.

use std::hash::{DefaultHasher, Hash, Hasher};

use gateways::GatewayError;
use tokio::sync::{mpsc, oneshot};

/// What [`GatewayError::NotSent`] says when a queue is full: nothing was done, come again later.
pub const OVERLOADED: &str = "overloaded";

/// A request and where its answer goes.
pub(crate) struct Job<Q, A> {
    pub request: Q,
    answer: oneshot::Sender<Result<A, GatewayError>>,
}

impl<Q, A> Job<Q, A> {
    /// Answers; nobody may be waiting any more, and that is fine.
    pub(crate) fn answer(self, answer: Result<A, GatewayError>) {
        drop(self.answer.send(answer));
    }
}

/// Tasks that each run one batch after the other.
pub(crate) struct Lanes<Q, A> {
    senders: Vec<mpsc::Sender<Job<Q, A>>>,
}

impl<Q, A> Clone for Lanes<Q, A> {
    fn clone(&self) -> Self {
        Self { senders: self.senders.clone() }
    }
}

impl<Q: Send + 'static, A: Send + 'static> Lanes<Q, A> {
    /// Starts `count` lanes. `run` must answer every job of its batch.
    pub(crate) fn start<R, F>(count: usize, queue_length: usize, max_batch: usize, run: R) -> Self
    where
        R: Fn(Vec<Job<Q, A>>) -> F + Clone + Send + 'static,
        F: Future<Output = ()> + Send + 'static,
    {
        let lane = |_| {
            let (sender, receiver) = mpsc::channel(queue_length.max(1));
            tokio::spawn(serve(receiver, max_batch.max(1), run.clone()));
            sender
        };
        Self { senders: (0..count.max(1)).map(lane).collect() }
    }

    /// Queues a request and waits for its answer. Requests of the same `key` share a lane, so they
    /// meet in one batch instead of waiting for each other's rows.
    ///
    /// The request runs to its end even when the caller stops waiting.
    pub(crate) async fn ask(&self, key: &impl Hash, request: Q) -> Result<A, GatewayError> {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let lanes = u64::try_from(self.senders.len()).unwrap_or(1);
        let lane = usize::try_from(hasher.finish() % lanes).unwrap_or(0);
        let (answer, answered) = oneshot::channel();
        self.senders[lane]
            .try_send(Job { request, answer })
            .map_err(|_| GatewayError::NotSent(OVERLOADED.to_owned()))?;
        answered.await.map_err(|_| GatewayError::MaybeSent("the box office stopped".to_owned()))?
    }
}

async fn serve<Q, A, R, F>(mut jobs: mpsc::Receiver<Job<Q, A>>, max_batch: usize, run: R)
where
    Q: Send + 'static,
    A: Send + 'static,
    R: Fn(Vec<Job<Q, A>>) -> F,
    F: Future<Output = ()> + Send + 'static,
{
    let mut batch = Vec::new();
    while jobs.recv_many(&mut batch, max_batch).await > 0 {
        // A task of its own, so that a defect met by one batch does not end the lane.
        if let Err(defect) = tokio::spawn(run(std::mem::take(&mut batch))).await {
            tracing::error!(%defect, "a batch of the box office broke off");
        }
    }
}
