//! The other end of a connection, for one request.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What the peer does once it has read the request.
pub enum Reply {
    /// Answers properly.
    Whole { status: u16, body: Vec<u8> },
    /// Promises more bytes than it sends, then closes.
    Cut,
    /// Closes without a word.
    Nothing,
    /// Keeps the connection open and says nothing.
    Silence,
}

impl Reply {
    pub fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self::Whole { status: 200, body: body.into() }
    }
}

/// A peer for one request. The handle gives the request as it came, head and body.
pub async fn peer(reply: Reply) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let task = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let request = read_request(&mut stream).await;
        match reply {
            Reply::Whole { status, body } => {
                let length = body.len();
                let head = format!(
                    "HTTP/1.1 {status} X\r\nlocation: http://127.0.0.1:1/\r\n\
                     content-length: {length}\r\n\r\n"
                );
                stream.write_all(head.as_bytes()).await.unwrap();
                // The client may hang up on an answer that is too long.
                let _ = stream.write_all(&body).await;
            }
            Reply::Cut => {
                let head = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf";
                stream.write_all(head.as_bytes()).await.unwrap();
            }
            Reply::Nothing => {}
            Reply::Silence => {
                let mut rest = Vec::new();
                // Ends when the client gives up.
                let _ =
                    tokio::time::timeout(Duration::from_secs(30), stream.read_to_end(&mut rest))
                        .await;
            }
        }
        request
    });
    (url, task)
}

/// An address where nobody listens.
pub async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

pub async fn read_request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let read = stream.read(&mut chunk).await.unwrap();
        bytes.extend_from_slice(&chunk[..read]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            assert_ne!(read, 0, "the request ends in its head");
            continue;
        };
        let length = head
            .lines()
            .find_map(|line| {
                line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse::<usize>().ok()
            })
            .unwrap_or(0);
        if body.len() >= length || read == 0 {
            return text;
        }
    }
}
