//! The sandbox phone: takes text messages over HTTP and shows them, whoever they were meant for.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{self, Bytes, Data, Query, ServiceConfig};
use anyhow::Context;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::clock::Clock;
use crate::faults::{Dial, Operation};
use crate::html::{escape, page};
use crate::server::Running;
use crate::store::Journal;

/// Messages kept; the oldest go first.
const MAX_MESSAGES: usize = 10_000;
/// Messages in one answer when the caller does not say, and at most.
const SHOWN: usize = 50;
const MAX_SHOWN: usize = 200;
/// Characters in one message: ten times what one text message carries.
const MAX_TEXT: usize = 700;

/// How a phone is set up.
#[derive(Clone, Debug)]
pub struct PhoneConfig {
    /// The port; 0 takes any free one.
    pub port: u16,
    /// Where it listens: the loopback address unless it runs in a container of its own.
    pub address: IpAddr,
    /// Where `phone.jsonl` is kept.
    pub data: PathBuf,
    /// What time it is.
    pub clock: Clock,
}

impl PhoneConfig {
    /// Any free port, the system's clock.
    #[must_use]
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            port: 0,
            address: Ipv4Addr::LOCALHOST.into(),
            data: data.into(),
            clock: Clock::system(),
        }
    }
}

/// Starts phones.
#[derive(Debug)]
pub struct Phone;

/// A phone that is on until it is stopped.
pub struct PhoneHandle {
    /// `http://127.0.0.1:port`, without a slash at the end.
    pub url: String,
    handset: Arc<Handset>,
    server: Running,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Message {
    message_id: String,
    provider_id: String,
    to: String,
    text: String,
    sent_at: DateTime<Utc>,
}

#[derive(Default)]
struct Messages {
    /// Oldest first.
    kept: VecDeque<Message>,
    by_id: HashMap<String, Message>,
}

impl Messages {
    fn keep(&mut self, message: Message) {
        self.by_id.insert(message.message_id.clone(), message.clone());
        self.kept.push_back(message);
        while self.kept.len() > MAX_MESSAGES {
            if let Some(gone) = self.kept.pop_front() {
                self.by_id.remove(&gone.message_id);
            }
        }
    }
}

struct Inbox {
    messages: Messages,
    journal: Option<Journal<Message>>,
}

impl Inbox {
    fn open(directory: &Path) -> io::Result<Self> {
        let mut messages = Messages::default();
        let journal = Journal::open(directory, "phone.jsonl", |message| messages.keep(message))?;
        Ok(Self { messages, journal: Some(journal) })
    }

    fn receive(&mut self, message: Message) -> io::Result<()> {
        let journal = self.journal.as_mut().ok_or_else(|| io::Error::other("switched off"))?;
        journal.append(&message)?;
        self.messages.keep(message);
        if journal.lines() > 2 * MAX_MESSAGES
            && let Err(error) = journal.rewrite(self.messages.kept.iter().cloned())
        {
            tracing::error!(%error, "the inbox cannot be compacted; it goes on growing");
        }
        Ok(())
    }

    /// Messages to one number, or to all, newest first.
    fn newest<'a>(&'a self, phone: Option<&'a str>) -> impl Iterator<Item = &'a Message> {
        let wanted = move |m: &&Message| phone.is_none_or(|phone| m.to == phone);
        self.messages.kept.iter().rev().filter(wanted)
    }
}

struct Handset {
    inbox: Mutex<Inbox>,
    dial: Dial,
    clock: Clock,
}

impl Handset {
    fn inbox(&self) -> MutexGuard<'_, Inbox> {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Phone {
    /// Switches a phone on, on the current tokio runtime. It has the messages it had.
    ///
    /// # Errors
    /// The port is taken, the directory cannot be written, or another phone uses it.
    pub async fn start(config: PhoneConfig) -> anyhow::Result<PhoneHandle> {
        let PhoneConfig { port, address, data, clock } = config;
        let inbox = tokio::task::spawn_blocking(move || Inbox::open(&data)).await??;
        let dial = Dial::new(&[Operation::Sms]);
        let handset = Arc::new(Handset { inbox: Mutex::new(inbox), dial, clock });
        let shared = Data::from(handset.clone());
        let server = Running::start(address, port, move |config| {
            config
                .app_data(shared.clone())
                .configure(routes)
                .configure(|config| shared.dial.routes(config));
        })
        .with_context(|| format!("the phone cannot listen on port {port}"))?;
        Ok(PhoneHandle { url: server.url.clone(), handset, server })
    }
}

impl PhoneHandle {
    /// Switches the phone off. Its messages are on the disk.
    pub async fn stop(self) {
        self.server.stop().await;
        self.handset.inbox().journal = None;
    }
}

fn routes(config: &mut ServiceConfig) {
    config
        .route("/", web::get().to(show))
        .route("/sms", web::post().to(receive))
        .route("/messages", web::get().to(list));
}

/// A number as people in China write it: without the country's prefix and without spaces.
fn national(phone: &str) -> String {
    let kept = |c: &char| c.is_ascii_digit() || *c == '+';
    let number: String = phone.chars().filter(kept).collect();
    for prefix in ["+86", "0086"] {
        if let Some(rest) = number.strip_prefix(prefix) {
            return rest.to_owned();
        }
    }
    number
}

#[derive(Deserialize)]
struct Submission {
    message_id: String,
    to: String,
    text: String,
}

impl Submission {
    fn objection(&self) -> Option<&'static str> {
        let number = national(&self.to);
        let digits = number.trim_start_matches('+').len();
        if self.message_id.is_empty() || self.message_id.len() > 128 {
            Some("message_id has 1 to 128 bytes")
        } else if self.to.len() > 32 || !(5..=15).contains(&digits) {
            Some("to is a phone number of 5 to 15 digits")
        } else if self.text.is_empty() || self.text.chars().count() > MAX_TEXT {
            Some("text has 1 to 700 characters")
        } else {
            None
        }
    }
}

fn refused(status: StatusCode, code: &str, detail: &str) -> HttpResponse {
    HttpResponse::build(status).json(json!({ "code": code, "detail": detail }))
}

async fn receive(handset: Data<Handset>, body: Bytes) -> HttpResponse {
    let work = |_| {
        let submission: Submission = match serde_json::from_slice(&body) {
            Ok(submission) => submission,
            Err(error) => {
                return refused(StatusCode::BAD_REQUEST, "malformed", &error.to_string());
            }
        };
        if let Some(objection) = submission.objection() {
            return refused(StatusCode::UNPROCESSABLE_ENTITY, "invalid", objection);
        }
        take(&handset, submission)
    };
    handset.dial.guard(Operation::Sms, work).await
}

/// Keeps a message, once for each `message_id`.
fn take(handset: &Handset, submission: Submission) -> HttpResponse {
    let to = national(&submission.to);
    let mut inbox = handset.inbox();
    if let Some(known) = inbox.messages.by_id.get(&submission.message_id) {
        if known.to != to || known.text != submission.text {
            let detail = "this message_id was used for another message";
            return refused(StatusCode::CONFLICT, "message_id_reused", detail);
        }
        return HttpResponse::Ok().json(json!({ "provider_id": known.provider_id }));
    }
    let provider_id = uuid::Uuid::now_v7().simple().to_string();
    let message = Message {
        message_id: submission.message_id,
        provider_id: provider_id.clone(),
        to,
        text: submission.text,
        sent_at: handset.clock.now(),
    };
    match inbox.receive(message) {
        Ok(()) => HttpResponse::Ok().json(json!({ "provider_id": provider_id })),
        Err(error) => {
            tracing::error!(%error, "a message cannot be kept");
            refused(StatusCode::SERVICE_UNAVAILABLE, "unavailable", "not received; try again")
        }
    }
}

#[derive(Deserialize)]
struct Filter {
    phone: Option<String>,
    limit: Option<usize>,
}

impl Filter {
    fn number(&self) -> Option<String> {
        self.phone.as_deref().filter(|phone| !phone.is_empty()).map(national)
    }
}

async fn list(handset: Data<Handset>, filter: Query<Filter>) -> HttpResponse {
    let number = filter.number();
    let limit = filter.limit.unwrap_or(SHOWN).min(MAX_SHOWN);
    let inbox = handset.inbox();
    let items: Vec<_> = inbox
        .newest(number.as_deref())
        .take(limit)
        .map(|message| {
            json!({
                "to": message.to,
                "text": message.text,
                "sent_at": message.sent_at.to_rfc3339_opts(SecondsFormat::Millis, true),
                "message_id": message.message_id,
                "provider_id": message.provider_id,
            })
        })
        .collect();
    HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(json!({ "items": items }))
}

async fn show(handset: Data<Handset>, filter: Query<Filter>) -> HttpResponse {
    let number = filter.number();
    let inbox = handset.inbox();
    let mut numbers: Vec<&str> = Vec::new();
    for message in inbox.newest(None).take(MAX_SHOWN) {
        if !numbers.contains(&message.to.as_str()) && numbers.len() < 12 {
            numbers.push(&message.to);
        }
    }
    let items: String = inbox.newest(number.as_deref()).take(SHOWN).map(bubble).collect();
    let inside = if items.is_empty() {
        "<section><p class=\"note\">还没有短信。No messages yet.</p></section>".to_owned()
    } else {
        format!("<ol class=\"inbox\">{items}</ol>")
    };
    let body = format!(
        "<main><header><strong>沙盒手机 Sandbox Phone</strong>\
         <span>每 3 秒刷新 Refreshes itself</span></header>{}{inside}</main>",
        choices(&numbers, number.as_deref())
    );
    let head = "<meta http-equiv=\"refresh\" content=\"3\">";
    page(StatusCode::OK, "短信 Messages · Sandbox Phone", head, &body)
}

/// Links to one number's messages, and to all.
fn choices(numbers: &[&str], chosen: Option<&str>) -> String {
    let mark = |on: bool| if on { " aria-current=\"page\"" } else { "" };
    let mut links = format!("<a href=\"/\"{}>全部 All</a>", mark(chosen.is_none()));
    for number in numbers {
        let query: String = form_urlencoded::byte_serialize(number.as_bytes()).collect();
        let on = mark(chosen == Some(number));
        links += &format!("<a href=\"/?phone={query}\"{on}>{}</a>", escape(number));
    }
    format!("<nav aria-label=\"号码 Numbers\">{links}</nav>")
}

fn bubble(message: &Message) -> String {
    let beijing = message.sent_at + TimeDelta::hours(8);
    format!(
        "<li><small>{} · {}</small><p>{}</p></li>",
        escape(&message.to),
        beijing.format("%m-%d %H:%M:%S"),
        codes_marked(&message.text)
    )
}

/// The text with its codes, four digits or more, made easy to find.
fn codes_marked(text: &str) -> String {
    let mut marked = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
        let (digits, after) = from.split_at(end);
        marked += &escape(before);
        marked += &if end >= 4 { format!("<b>{digits}</b>") } else { digits.to_owned() };
        rest = after;
    }
    marked + &escape(rest)
}

#[cfg(test)]
mod tests {
    use super::{codes_marked, national};

    #[test]
    fn one_number_however_it_is_written() {
        for written in ["13800000001", "+8613800000001", "+86 138 0000 0001", "008613800000001"] {
            assert_eq!(national(written), "13800000001");
        }
        assert_eq!(national("+14155550100"), "+14155550100");
    }

    #[test]
    fn codes_stand_out_and_markup_does_not() {
        assert_eq!(
            codes_marked("码 482913，7排8座 <i>1234"),
            "码 <b>482913</b>，7排8座 &lt;i&gt;<b>1234</b>"
        );
    }
}
