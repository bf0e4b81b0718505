//! Work that a request begins and that goes on without it.

use std::future::Future;
use std::sync::Arc;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Work that outlives the request that began it. It runs beside the tasks and not on a thread of
/// the HTTP server, whose work ends with the server; the process waits for it before it stops.
pub struct Errands {
    runtime: Handle,
    under_way: Arc<watch::Sender<usize>>,
}

impl Errands {
    /// Runs them where this is called, which has to be in a Tokio runtime.
    pub fn here() -> Self {
        Self { runtime: Handle::current(), under_way: Arc::new(watch::Sender::new(0)) }
    }

    /// Begins one. Whoever drops the handle does not end it.
    pub fn begin<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> JoinHandle<T> {
        let place = Place::take(&self.under_way);
        self.runtime.spawn(async move {
            let _place = place;
            work.await
        })
    }

    /// Waits until none is under way.
    pub async fn finished(&self) {
        // The sender lives as long as this.
        self.under_way.subscribe().wait_for(|count| *count == 0).await.ok();
    }
}

/// Counts an errand until it ended, however that was.
struct Place(Arc<watch::Sender<usize>>);

impl Place {
    fn take(under_way: &Arc<watch::Sender<usize>>) -> Self {
        under_way.send_modify(|count| *count += 1);
        Self(Arc::clone(under_way))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}

#[cfg(test)]
mod tests {
    use super::Errands;

    #[tokio::test]
    async fn an_errand_goes_on_when_nobody_waits_for_it_and_is_waited_for_in_the_end() {
        let errands = Errands::here();
        let (sender, receiver) = tokio::sync::oneshot::channel::<()>();
        let (done, is_done) = tokio::sync::oneshot::channel();
        drop(errands.begin(async move {
            receiver.await.ok();
            done.send(()).ok();
        }));
        let mut finished = Box::pin(errands.finished());
        assert!(futures_util::poll!(&mut finished).is_pending());
        sender.send(()).ok();
        finished.await;
        assert!(is_done.await.is_ok());
    }

    #[tokio::test]
    async fn one_that_breaks_is_not_waited_for() {
        let errands = Errands::here();
        let broken = errands.begin(async { panic!("of the test") });
        assert!(broken.await.is_err());
        errands.finished().await;
    }
}
