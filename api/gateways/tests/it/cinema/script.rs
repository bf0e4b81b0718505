//! A peer that answers one request after the other, each on a connection of its own.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::peer::read_request;

/// What the peer does with one request.
#[derive(Clone, Debug)]
pub enum Reply {
    Json(u16, Value),
    /// JSON with an entity tag.
    Tagged(&'static str, Value),
    Raw {
        status: u16,
        kind: &'static str,
        body: Vec<u8>,
    },
    /// Promises more bytes than it sends.
    Cut,
    /// Closes without a word.
    Nothing,
    /// Says nothing until the client hangs up.
    Silence,
}

/// An error of the interface that says that nothing was done.
pub fn refusal(status: u16, code: &str) -> Reply {
    problem(status, code, "definitely_not_done", json!({}))
}

pub fn problem(status: u16, code: &str, knowledge: &str, more: Value) -> Reply {
    let body = json!({"title": "No", "status": status, "detail": "a reason", "code": code,
        "knowledge": knowledge});
    let body = super::with(body, more);
    Reply::Raw {
        status,
        kind: "application/problem+json",
        body: serde_json::to_vec(&body).unwrap(),
    }
}

/// The peer. What comes after the end of its script is answered by [`Reply::Nothing`].
pub struct Script {
    pub url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Script {
    pub async fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let mut replies: Vec<Reply> = replies.into_iter().collect();
        replies.reverse();
        let log = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let reply = replies.pop().unwrap_or(Reply::Nothing);
                let log = Arc::clone(&log);
                tokio::spawn(async move {
                    let request = read_request(&mut stream).await;
                    log.lock().unwrap().push(request);
                    let (head, body) = match reply {
                        Reply::Json(status, body) => (head(status, "application/json", ""), body),
                        Reply::Tagged(tag, body) => {
                            (head(200, "application/json", &format!("etag: {tag}\r\n")), body)
                        }
                        Reply::Raw { status, kind, body } => {
                            let length = format!("content-length: {}\r\n\r\n", body.len());
                            let all = [head(status, kind, &length).into_bytes(), body].concat();
                            // The client may hang up on what is too long.
                            let _ = stream.write_all(&all).await;
                            return;
                        }
                        Reply::Cut => {
                            let head = head(200, "application/json", "content-length: 99\r\n\r\n{");
                            stream.write_all(head.as_bytes()).await.unwrap();
                            return;
                        }
                        Reply::Nothing => return,
                        Reply::Silence => {
                            let _ = stream.read_to_end(&mut Vec::new()).await;
                            return;
                        }
                    };
                    let body = body.to_string();
                    let all = format!("{head}content-length: {}\r\n\r\n{body}", body.len());
                    stream.write_all(all.as_bytes()).await.unwrap();
                });
            }
        });
        Self { url, requests }
    }

    /// All requests so far, head and body.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// The first lines of all requests so far.
    pub fn lines(&self) -> Vec<String> {
        let first = |text: String| text.lines().next().unwrap_or_default().to_owned();
        self.requests().into_iter().map(first).collect()
    }
}

fn head(status: u16, kind: &str, more: &str) -> String {
    format!("HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-type: {kind}\r\n{more}")
}
