//! Somebody who is told by webhooks, and checks signatures after the specification alone.

use std::sync::{Arc, Mutex};

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// What came.
#[derive(Clone, Debug)]
pub struct Heard {
    pub id: String,
    pub timestamp: i64,
    pub signatures: Vec<String>,
    pub body: String,
    /// The whole head, in small letters.
    pub head: String,
}

/// How it is answered.
#[derive(Clone, Debug)]
enum Mood {
    /// A status line and further headers.
    Answer(String),
    /// Not until somebody lets it.
    Silent,
}

/// An address that takes webhooks.
pub struct Receiver {
    pub url: String,
    heard: Arc<Mutex<Vec<Heard>>>,
    mood: Arc<Mutex<Mood>>,
    gate: Arc<Semaphore>,
}

impl Receiver {
    pub async fn start() -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hooks?from=marquee", socket.local_addr().unwrap());
        let heard = Arc::<Mutex<Vec<Heard>>>::default();
        let mood = Arc::new(Mutex::new(Mood::Answer("204 No Content".to_owned())));
        let gate = Arc::new(Semaphore::new(0));
        let shared = (Arc::clone(&heard), Arc::clone(&mood), Arc::clone(&gate));
        tokio::spawn(async move {
            while let Ok((stream, _)) = socket.accept().await {
                let (heard, mood, gate) = shared.clone();
                tokio::spawn(listen(stream, heard, mood, gate));
            }
        });
        Self { url, heard, mood, gate }
    }

    /// From now on it answers so: `500 Oops`, with further headers on lines of their own.
    pub fn answer(&self, with: &str) {
        *self.mood.lock().unwrap() = Mood::Answer(with.to_owned());
    }

    /// From now on it takes everything and says nothing.
    pub fn fall_silent(&self) {
        *self.mood.lock().unwrap() = Mood::Silent;
    }

    /// Whoever waits for an answer gets one.
    pub fn speak(&self) {
        self.answer("204 No Content");
        self.gate.add_permits(1_000);
    }

    pub fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }

    /// The types of what came, in its order.
    pub fn types(&self) -> Vec<String> {
        let kind = |heard: &Heard| heard.json()["type"].as_str().unwrap().to_owned();
        self.heard().iter().map(kind).collect()
    }
}

impl Heard {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// Whether one of its signatures is by this secret, which is as the platform showed it.
    pub fn is_signed_with(&self, secret: &str) -> bool {
        let bytes = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
        let key = hmac::Key::new(hmac::HMAC_SHA256, &bytes);
        let signed = format!("{}.{}.{}", self.id, self.timestamp, self.body);
        self.signatures.iter().any(|signature| {
            let (version, text) = signature.split_once(',').unwrap();
            let tag = STANDARD.decode(text).unwrap();
            version == "v1" && hmac::verify(&key, signed.as_bytes(), &tag).is_ok()
        })
    }
}

async fn listen(
    mut stream: TcpStream,
    heard: Arc<Mutex<Vec<Heard>>>,
    mood: Arc<Mutex<Mood>>,
    gate: Arc<Semaphore>,
) {
    while let Some(message) = read(&mut stream).await {
        heard.lock().unwrap().push(message);
        let mood = mood.lock().unwrap().clone();
        let answer = match mood {
            Mood::Answer(answer) => answer,
            Mood::Silent => {
                gate.acquire().await.unwrap().forget();
                "204 No Content".to_owned()
            }
        };
        let answer = answer.replace('\n', "\r\n");
        let answer = format!("HTTP/1.1 {answer}\r\ncontent-length: 0\r\n\r\n");
        // Who has hung up hears nothing.
        stream.write_all(answer.as_bytes()).await.ok();
    }
}

/// The next message of a connection; none when it is closed.
async fn read(stream: &mut TcpStream) -> Option<Heard> {
    let mut seen = Vec::new();
    loop {
        let mut part = [0_u8; 4096];
        let read = stream.read(&mut part).await.ok().filter(|read| *read > 0)?;
        seen.extend_from_slice(&part[..read]);
        let Some(end) = seen.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let raw = String::from_utf8_lossy(&seen[..end]).into_owned();
        let header = |name: &str| {
            let mut lines = raw.lines().skip(1).filter_map(|line| line.split_once(':'));
            let found = lines.find(|(known, _)| known.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        let length: usize = header("content-length").parse().unwrap();
        if seen.len() < end + 4 + length {
            continue;
        }
        let signatures = header("webhook-signature");
        return Some(Heard {
            id: header("webhook-id"),
            timestamp: header("webhook-timestamp").parse().unwrap(),
            signatures: signatures.split_whitespace().map(str::to_owned).collect(),
            body: String::from_utf8(seen[end + 4..][..length].to_vec()).unwrap(),
            head: raw.to_lowercase(),
        });
    }
}
