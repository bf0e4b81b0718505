//! A box office behind a port of this machine, and somebody who signs what it asks of it.

use std::net::TcpListener;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use box_office::http::{HttpConfig, TrustedKeys, start};
use chrono::{DateTime, Utc};
use gateways::signing::{Headers, Request, SigningKey, authority_of, random_nonce, sign};
use reqwest::{Method, Url};
use serde_json::Value;
use tokio::task::JoinHandle;

use crate::world::{CINEMA, World};

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub kind: String,
    pub etag: Option<String>,
    pub allow: Option<String>,
    pub body: Value,
}

impl Reply {
    /// The body of a success.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert_eq!(self.status, 200, "{self:?}");
        assert_eq!(self.kind, "application/json");
        self.body
    }

    /// Checks a refusal and that it says the same thing in every place; returns the problem.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.kind, "application/problem+json");
        assert_eq!(self.body["status"], status);
        assert_eq!(self.body["code"], code, "{self:?}");
        let knowledge = if code == "replayed" { "unknown" } else { "definitely_not_done" };
        assert_eq!(self.body["knowledge"], knowledge);
        self.body
    }
}

/// A running server and its caller.
pub struct Site {
    pub url: String,
    pub trusted: TrustedKeys,
    pub key: SigningKey,
    client: reqwest::Client,
    handle: ServerHandle,
    running: JoinHandle<std::io::Result<()>>,
}

pub fn new_key() -> SigningKey {
    SigningKey::from_pem(&SigningKey::generate_pem().unwrap()).unwrap()
}

impl Site {
    pub async fn open(world: &World) -> Self {
        Self::open_with(world, |_| {}).await
    }

    pub async fn open_with(world: &World, change: impl FnOnce(&mut HttpConfig)) -> Self {
        let key = new_key();
        let trusted = TrustedKeys::new([*key.public()]);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let mut config = HttpConfig { workers: 1, ..HttpConfig::new(trusted.clone()) };
        change(&mut config);
        // The second office: connections that the server's own threads open end with them.
        let server = start(world.rival.clone(), config, listener).unwrap();
        let handle = server.handle();
        let running = tokio::spawn(server);
        let client = reqwest::Client::builder().timeout(Duration::from_secs(20)).build().unwrap();
        Self { url, trusted, key, client, handle, running }
    }

    pub async fn close(self) {
        self.handle.stop(false).await;
        self.running.await.unwrap().unwrap();
    }

    /// The address of an operation of the cinema.
    pub fn address(&self, path: &str) -> Url {
        format!("{}/{CINEMA}{path}", self.url).parse().unwrap()
    }

    pub async fn get(&self, world: &World, path: &str) -> Reply {
        self.call(world, Method::GET, path, None).await
    }

    pub async fn post(&self, world: &World, path: &str, body: &Value) -> Reply {
        self.call(world, Method::POST, path, Some(body)).await
    }

    pub async fn delete(&self, world: &World, path: &str) -> Reply {
        self.call(world, Method::DELETE, path, None).await
    }

    async fn call(&self, world: &World, method: Method, path: &str, body: Option<&Value>) -> Reply {
        let body = body.map(|body| serde_json::to_vec(body).unwrap()).unwrap_or_default();
        let url = self.address(path);
        let headers = self.sign(&self.key, &method, &url, &body, world.now());
        self.send(method, url, body, &headers, &[]).await
    }

    pub fn sign(
        &self,
        key: &SigningKey,
        method: &Method,
        url: &Url,
        body: &[u8],
        now: DateTime<Utc>,
    ) -> Headers {
        let request = Request {
            method: method.as_str(),
            authority: &authority_of(url),
            path: url.path(),
            query: url.query().unwrap_or_default(),
            body,
        };
        sign(key, &request, now, &random_nonce().unwrap())
    }

    pub async fn send(
        &self,
        method: Method,
        url: Url,
        body: Vec<u8>,
        headers: &Headers,
        more: &[(&str, &str)],
    ) -> Reply {
        let mut request = self.client.request(method, url).body(body);
        for (name, value) in headers.iter() {
            request = request.header(name, value);
        }
        for (name, value) in more {
            request = request.header(*name, *value);
        }
        reply(request).await
    }

    /// A request that nobody signed.
    pub async fn unsigned(&self, method: Method, url: &str) -> Reply {
        reply(self.client.request(method, url)).await
    }
}

async fn reply(request: reqwest::RequestBuilder) -> Reply {
    let response = request.send().await.unwrap();
    let header = |name: &str| {
        let value = response.headers().get(name)?;
        Some(value.to_str().unwrap().to_owned())
    };
    let (kind, etag) = (header("content-type").unwrap_or_default(), header("etag"));
    let (status, allow) = (response.status().as_u16(), header("allow"));
    let body = response.bytes().await.unwrap();
    let body = if body.is_empty() { Value::Null } else { serde_json::from_slice(&body).unwrap() };
    Reply { status, kind, etag, allow, body }
}
