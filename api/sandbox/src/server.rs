//! Starting and stopping an HTTP server inside whatever runtime calls.

use std::net::{IpAddr, TcpListener};

use actix_web::dev::{Server, ServerHandle};
use actix_web::web::{self, Bytes, PayloadConfig, ServiceConfig};
use actix_web::{App, HttpServer};
use tokio::task::JoinHandle;

/// The largest request body that is read. A signed ACP message has about 3 kB.
const MAX_BODY: usize = 64 * 1024;

/// A server that runs until it is stopped.
#[derive(Debug)]
pub(crate) struct Running {
    handle: ServerHandle,
    task: JoinHandle<std::io::Result<()>>,
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
        let server: Server = HttpServer::new(move || {
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
        Ok(Self { handle, task: tokio::spawn(server), url })
    }

    /// Stops at once; requests under way are cut, as they would be by a crash.
    pub(crate) async fn stop(self) {
        self.handle.stop(false).await;
        if let Ok(Err(error)) = self.task.await {
            tracing::warn!(%error, "the server ended badly");
        }
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
