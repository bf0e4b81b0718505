//! Starting and stopping an HTTP server inside whatever runtime calls.

use std::cell::RefCell;
use std::convert::Infallible;
use std::net::{IpAddr, TcpListener};

use actix_web::dev::{Server, ServerHandle};
use actix_web::web::{self, Bytes, PayloadConfig, ServiceConfig};
use actix_web::{App, HttpServer};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// The largest request body that is read. A signed ACP message has about 3 kB.
const MAX_BODY: usize = 64 * 1024;

thread_local! {
    /// What a worker's thread drops last, after every connection that it served.
    static WORKING: RefCell<Option<mpsc::Sender<Infallible>>> = const { RefCell::new(None) };
}

/// A server that runs until it is stopped.
#[derive(Debug)]
pub(crate) struct Running {
    handle: ServerHandle,
    task: JoinHandle<std::io::Result<()>>,
    /// Ends when no worker is left.
    workers: mpsc::Receiver<Infallible>,
    pub(crate) url: String,
}

impl Running {
    /// Listens on `port` (0: any free one) of an address and serves `routes`.
    ///
    /// # Errors
    /// The port is taken.
    pub(crate) fn start(
        address: IpAddr,
        port: u16,
        routes: impl Fn(&mut ServiceConfig) + Clone + Send + 'static,
    ) -> std::io::Result<Self> {
        let listener = TcpListener::bind((address, port))?;
        let url = format!("http://{}", listener.local_addr()?);
        let (working, workers) = mpsc::channel(1);
        let server: Server = HttpServer::new(move || {
            WORKING.replace(Some(working.clone()));
            App::new()
                .app_data(PayloadConfig::new(MAX_BODY))
                .app_data(web::FormConfig::default().limit(MAX_BODY))
                .app_data(web::JsonConfig::default().limit(MAX_BODY))
                .configure(routes.clone())
        })
        .workers(2)
        .disable_signals()
        .listen(listener)?
        .run();
        let handle = server.handle();
        Ok(Self { handle, task: tokio::spawn(server), workers, url })
    }

    /// Stops at once; requests under way are cut, as they would be by a crash. The workers are
    /// waited for, because actix only tells them to end: until then a connection that a client
    /// kept open is still answered.
    pub(crate) async fn stop(mut self) {
        self.handle.stop(false).await;
        if let Ok(Err(error)) = self.task.await {
            tracing::warn!(%error, "the server ended badly");
        }
        let _none_left = self.workers.recv().await;
    }
}

/// The pairs of a form body. `None` when a name comes twice or there are too many.
pub(crate) fn form_pairs(body: &Bytes) -> Option<std::collections::BTreeMap<String, String>> {
    let mut pairs = std::collections::BTreeMap::new();
    for (name, value) in form_urlencoded::parse(body) {
        if pairs.len() >= 64 || pairs.insert(name.into_owned(), value.into_owned()).is_some() {
            return None;
        }
    }
    Some(pairs)
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;
    use std::sync::Arc;

    use tokio::sync::Notify;

    use super::*;

    /// Whoever closed a bank may count on it: not even a connection that stood open is answered.
    #[tokio::test]
    async fn nothing_of_a_stopped_server_goes_on() {
        let entered = Arc::new(Notify::new());
        let held = Arc::clone(&entered);
        let server = Running::start(Ipv4Addr::LOCALHOST.into(), 0, move |config| {
            let held = Arc::clone(&held);
            let answer = move || {
                let held = Arc::clone(&held);
                async move {
                    held.notify_one();
                    std::future::pending::<&str>().await
                }
            };
            config.route("/", web::get().to(answer));
        })
        .unwrap();
        let asked = tokio::spawn(reqwest::get(server.url.clone()));
        entered.notified().await;
        server.stop().await;
        assert_eq!(Arc::strong_count(&entered), 1);
        assert!(asked.await.unwrap().is_err());
    }
}
