//! Somebody who listens where the bank tells its merchant, and never says that it was heard.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// An address that takes messages down.
pub struct Listener {
    pub url: String,
    socket: TcpListener,
}

impl Listener {
    pub async fn start() -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", socket.local_addr().unwrap());
        Self { url, socket }
    }

    /// The body of the next message.
    pub async fn next(&self) -> Vec<u8> {
        let heard = async {
            let (mut stream, _) = self.socket.accept().await.unwrap();
            let body = read_body(&mut stream).await;
            let answer = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n";
            stream.write_all(answer).await.unwrap();
            body
        };
        tokio::time::timeout(Duration::from_secs(10), heard).await.expect("nobody said anything")
    }
}

async fn read_body(stream: &mut TcpStream) -> Vec<u8> {
    let mut seen = Vec::new();
    loop {
        let mut part = [0_u8; 4096];
        let read = stream.read(&mut part).await.unwrap();
        assert!(read > 0, "the message breaks off");
        seen.extend_from_slice(&part[..read]);
        let Some(end) = seen.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&seen[..end]).to_lowercase();
        let length = head.split("content-length:").nth(1).unwrap();
        let length: usize = length.lines().next().unwrap().trim().parse().unwrap();
        if seen.len() >= end + 4 + length {
            return seen[end + 4..].to_vec();
        }
    }
}
