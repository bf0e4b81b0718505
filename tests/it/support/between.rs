//! A server that stands between two others and changes what is answered.

use std::net::TcpListener;

use actix_web::dev::ServerHandle;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, http, web};
use serde_json::Value;

/// The largest request that is passed on, in bytes: larger than what a cinema takes.
const MAX_BODY: usize = 1024 * 1024;

/// A request on its way.
pub struct Asked {
    pub method: String,
    /// Without the address and the cinema's code, so `/locks`.
    pub path: String,
    pub query: String,
    /// `null` when it is no JSON.
    pub body: Value,
    pub is_signed: bool,
}

impl Asked {
    /// Whether it is of this kind; `*` stands for one segment of a path: `GET /sessions/*/seats`.
    pub fn is(&self, kind: &str) -> bool {
        let (method, path) = kind.split_once(' ').unwrap();
        let (wanted, given): (Vec<_>, Vec<_>) =
            (path.split('/').collect(), self.path.split('/').collect());
        self.method == method
            && wanted.len() == given.len()
            && wanted.iter().zip(given).all(|(wanted, given)| *wanted == "*" || *wanted == given)
    }
}

/// An answer on its way back.
pub struct Told {
    pub status: u16,
    /// Its media type.
    pub kind: String,
    /// `null` when it is no JSON.
    pub body: Value,
}

impl Told {
    pub const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }
}

type Change = Box<dyn Fn(&Asked, &mut Told) + Send + Sync>;

struct Shared {
    client: reqwest::Client,
    target: String,
    change: Change,
}

/// The server; it runs until it is stopped.
pub struct Between {
    /// `http://127.0.0.1:…`, without a path.
    pub url: String,
    handle: ServerHandle,
}

impl Between {
    /// Stands before the server at `target`, which is an address without a path.
    pub fn before(
        target: &str,
        change: impl Fn(&Asked, &mut Told) + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        // A connection that is kept may be closed by the server just when it is used again.
        let client = reqwest::Client::builder().pool_max_idle_per_host(0).build().unwrap();
        let shared =
            web::Data::new(Shared { client, target: target.to_owned(), change: Box::new(change) });
        let server = HttpServer::new(move || {
            App::new()
                .app_data(shared.clone())
                .app_data(web::PayloadConfig::new(MAX_BODY))
                .default_service(web::to(forward))
        });
        let server = server.workers(1).disable_signals().listen(listener).unwrap().run();
        let handle = server.handle();
        tokio::spawn(server);
        Self { url, handle }
    }

    pub async fn stop(self) {
        self.handle.stop(false).await;
    }
}

/// Asks the same, with the headers that were signed.
async fn forward(
    shared: web::Data<Shared>,
    request: HttpRequest,
    body: web::Bytes,
) -> HttpResponse {
    let method = reqwest::Method::from_bytes(request.method().as_str().as_bytes()).unwrap();
    let url = format!("{}{}", shared.target, request.uri());
    let mut onward = shared.client.request(method, url).body(body.to_vec());
    for (name, value) in request.headers() {
        onward = onward.header(name.as_str(), value.as_bytes());
    }
    let answer = onward.send().await.unwrap();
    let asked = Asked {
        method: request.method().to_string(),
        path: request.path().split_once("/v1").map_or(request.path(), |(_, path)| path).to_owned(),
        query: request.query_string().to_owned(),
        body: serde_json::from_slice(&body).unwrap_or_default(),
        is_signed: request.headers().contains_key("signature"),
    };
    let text = |name| answer.headers().get(name).map(|it| it.to_str().unwrap().to_owned());
    let (kind, tag) = (text("content-type").unwrap_or_default(), text("etag"));
    let status = answer.status().as_u16();
    let body = answer.bytes().await.unwrap();
    let mut told = Told { status, kind, body: serde_json::from_slice(&body).unwrap_or_default() };
    (shared.change)(&asked, &mut told);
    let mut response = HttpResponse::build(http::StatusCode::from_u16(told.status).unwrap());
    if let Some(tag) = tag {
        response.insert_header(("etag", tag));
    }
    if told.body.is_null() {
        return response.finish();
    }
    response.content_type(told.kind).body(told.body.to_string())
}
