//! The line to a cinema: signs, sends, reads within limits, and says what is certain.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use reqwest::header::{ACCEPT, CONTENT_TYPE, ETAG, HeaderMap, IF_NONE_MATCH};
use reqwest::{Method, Url};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Clock;
use crate::GatewayError;
use crate::cinema::calls::{CallLog, CallOutcome, CallRecord, redact};
use crate::cinema::wire::{Code, Knowledge, Problem};
use crate::http::{classify, quote, read_body};
use crate::signing::{self, SigningKey};

/// The largest answer, in bytes, where nothing else is said.
const MAX_ANSWER: usize = 256 * 1024;

/// Characters of an entity tag at most.
const MAX_ETAG: usize = 128;

/// Where a cinema is and how it is spoken to.
pub(super) struct Line {
    pub(super) client: reqwest::Client,
    pub(super) base: Url,
    pub(super) key: SigningKey,
    pub(super) clock: Clock,
    pub(super) time_limit: Duration,
    pub(super) calls: CallLog,
}

/// A request before it is signed.
pub(super) struct Ask<'a> {
    operation: &'static str,
    /// For the log: our own reference, or the cinema's code of a thing.
    reference: String,
    method: Method,
    /// Below `/v1`; each is encoded.
    path: Vec<&'a str>,
    query: Vec<(&'static str, String)>,
    body: Vec<u8>,
    if_none_match: Option<String>,
    max_answer: usize,
    /// Where it is shorter than the line's.
    time_limit: Option<Duration>,
}

impl<'a> Ask<'a> {
    pub(super) fn get(operation: &'static str, path: &[&'a str]) -> Self {
        Self::new(operation, Method::GET, path)
    }

    pub(super) fn delete(operation: &'static str, path: &[&'a str]) -> Self {
        Self::new(operation, Method::DELETE, path)
    }

    /// A `POST` of `body` as JSON.
    pub(super) fn post<T: Serialize>(
        operation: &'static str,
        path: &[&'a str],
        body: &T,
    ) -> Result<Self, GatewayError> {
        let body = serde_json::to_vec(body)
            .map_err(|why| GatewayError::NotSent(format!("no JSON of ours: {why}")))?;
        Ok(Self { body, ..Self::new(operation, Method::POST, path) })
    }

    fn new(operation: &'static str, method: Method, path: &[&'a str]) -> Self {
        Self {
            operation,
            reference: path.last().copied().unwrap_or_default().to_owned(),
            method,
            path: path.to_vec(),
            query: Vec::new(),
            body: Vec::new(),
            if_none_match: None,
            max_answer: MAX_ANSWER,
            time_limit: None,
        }
    }

    pub(super) fn about(self, reference: impl std::fmt::Display) -> Self {
        Self { reference: reference.to_string(), ..self }
    }

    pub(super) fn query(mut self, name: &'static str, value: Option<String>) -> Self {
        self.query.extend(value.map(|value| (name, value)));
        self
    }

    pub(super) fn at_most(self, max_answer: usize) -> Self {
        Self { max_answer, ..self }
    }

    pub(super) fn within(self, time_limit: Duration) -> Self {
        Self { time_limit: Some(time_limit), ..self }
    }

    pub(super) fn unless(self, etag: Option<String>) -> Self {
        Self { if_none_match: etag, ..self }
    }
}

/// What a cinema said, as far as the line can tell.
pub(super) enum Heard {
    /// A success. The body is JSON by its type, or empty.
    Answer { body: Vec<u8>, etag: Option<String> },
    /// What the caller has is still right.
    NotModified,
    /// A believable error of the cinema's system about this very request; never `unknown`.
    Problem(Problem),
}

impl Heard {
    /// The body and its entity tag.
    ///
    /// # Errors
    /// [`unforeseen`] for a problem.
    pub(super) fn answer(self) -> Result<(Vec<u8>, Option<String>), GatewayError> {
        match self {
            Self::Answer { body, etag } => Ok((body, etag)),
            Self::NotModified => Err(disbelief("'not modified' to a plain question")),
            Self::Problem(problem) => Err(unforeseen(&problem)),
        }
    }

    /// The answer as JSON.
    ///
    /// # Errors
    /// [`GatewayError::MaybeSent`] when it is none of a `T`; [`unforeseen`] for a problem.
    pub(super) fn parse<T: DeserializeOwned>(self) -> Result<T, GatewayError> {
        parse(&self.answer()?.0)
    }
}

/// Reads a body as JSON.
pub(super) fn parse<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, GatewayError> {
    serde_json::from_slice(body)
        .map_err(|why| disbelief(&format!("unreadable answer: {}", quote(&why.to_string()))))
}

/// An answer that cannot be right: nobody knows what was done.
pub(super) fn disbelief(why: &str) -> GatewayError {
    GatewayError::MaybeSent(why.to_owned())
}

/// What is wrong with the answer to a question. Nothing can have been done, so it need not be
/// asked about: the cinema works, and what it says is all that is wrong.
pub(super) fn of_question(error: GatewayError) -> GatewayError {
    match error {
        GatewayError::MaybeSent(why) => GatewayError::Unreadable(why),
        other => other,
    }
}

/// A problem for which the operation has no word.
pub(super) fn unforeseen(problem: &Problem) -> GatewayError {
    let why = format!("{:?}: {}", problem.code, quote(&problem.detail));
    match problem.knowledge {
        Knowledge::DefinitelyNotDone => GatewayError::Refused(why),
        Knowledge::DefinitelyDone | Knowledge::Unknown => GatewayError::MaybeSent(why),
    }
}

/// What is remembered of an exchange besides its outcome.
#[derive(Default)]
struct Trace {
    status: Option<u16>,
    answer: String,
    is_problem: bool,
}

impl Line {
    /// Asks, and lets `judge` make sense of what was heard; its second argument is the instant of
    /// the answer.
    ///
    /// # Errors
    /// What [`GatewayError`] says, or what `judge` makes of the answer.
    pub(super) async fn call<T>(
        &self,
        ask: Ask<'_>,
        judge: impl FnOnce(Heard, DateTime<Utc>) -> Result<T, GatewayError> + Send,
    ) -> Result<T, GatewayError> {
        let (at, started) = ((self.clock)(), Instant::now());
        let mut trace = Trace::default();
        let heard = self.exchange(&ask, at, &mut trace).await;
        let result = heard.and_then(|heard| judge(heard, (self.clock)()));
        let outcome = match &result {
            Ok(_) if trace.is_problem => CallOutcome::Refused,
            Ok(_) => CallOutcome::Done,
            Err(GatewayError::Refused(_)) => CallOutcome::Refused,
            Err(GatewayError::NotSent(_)) => CallOutcome::NotSent,
            Err(GatewayError::MaybeSent(_) | GatewayError::Unreadable(_)) => CallOutcome::Unknown,
        };
        let why = result.as_ref().err().map(ToString::to_string);
        let latency_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let Ask { operation, reference, .. } = &ask;
        let (status, outcome_text) = (trace.status, outcome.as_str());
        match &why {
            None => tracing::info!(operation, reference, status, outcome_text, latency_ms),
            Some(why) => {
                tracing::warn!(operation, reference, status, outcome_text, latency_ms, why);
            }
        }
        self.calls.push(CallRecord {
            at,
            operation,
            url: shown_path(&ask),
            status,
            outcome,
            latency_ms,
            request: redact(&ask.body),
            answer: match why {
                Some(why) if trace.answer.is_empty() => why,
                _ => trace.answer,
            },
        });
        result
    }

    async fn exchange(
        &self,
        ask: &Ask<'_>,
        at: DateTime<Utc>,
        trace: &mut Trace,
    ) -> Result<Heard, GatewayError> {
        let request = self.request(ask, at)?;
        let mut response = request.send().await.map_err(classify)?;
        let status = response.status().as_u16();
        trace.status = Some(status);
        let body = read_body(&mut response, ask.max_answer).await?;
        trace.answer = redact(&body);
        let kind = content_type(response.headers());
        match status {
            204 if body.is_empty() => Ok(Heard::Answer { body, etag: None }),
            200..=299 if is_json(&kind) => {
                Ok(Heard::Answer { body, etag: etag(response.headers()) })
            }
            304 if ask.if_none_match.is_some() => Ok(Heard::NotModified),
            400..=599 => {
                let problem = believe(status, &kind, &body)?;
                trace.is_problem = true;
                Ok(Heard::Problem(problem))
            }
            _ => Err(disbelief(&format!("status {status} with {:?}", quote(&kind)))),
        }
    }

    /// The request, signed.
    fn request(
        &self,
        ask: &Ask<'_>,
        now: DateTime<Utc>,
    ) -> Result<reqwest::RequestBuilder, GatewayError> {
        let url = self.url(ask)?;
        let nonce = signing::random_nonce();
        let nonce = nonce.ok_or_else(|| GatewayError::NotSent("no random numbers".to_owned()))?;
        let signed = signing::Request {
            method: ask.method.as_str(),
            authority: &signing::authority_of(&url),
            path: url.path(),
            query: url.query().unwrap_or_default(),
            body: &ask.body,
        };
        let headers = signing::sign(&self.key, &signed, now, &nonce);
        let limit = ask.time_limit.map_or(self.time_limit, |limit| limit.min(self.time_limit));
        let mut request = self
            .client
            .request(ask.method.clone(), url)
            .timeout(limit)
            .header(ACCEPT, "application/json, application/problem+json");
        for (name, value) in headers.iter() {
            request = request.header(name, value);
        }
        if let Some(etag) = &ask.if_none_match {
            request = request.header(IF_NONE_MATCH, etag);
        }
        if !ask.body.is_empty() {
            request = request.header(CONTENT_TYPE, "application/json").body(ask.body.clone());
        }
        Ok(request)
    }

    fn url(&self, ask: &Ask<'_>) -> Result<Url, GatewayError> {
        let mut url = self.base.clone();
        let is_strange = |part: &&str| part.is_empty() || matches!(*part, "." | "..");
        if ask.path.iter().any(is_strange) {
            return Err(GatewayError::NotSent("a reference that no address can carry".to_owned()));
        }
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().push("v1").extend(&ask.path);
        }
        if !ask.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&ask.query);
        }
        Ok(url)
    }
}

/// Method and path for people, without a pickup number.
fn shown_path(ask: &Ask<'_>) -> String {
    let mut shown = format!("{} /v1", ask.method);
    for (place, part) in ask.path.iter().enumerate() {
        let is_secret = place > 0 && ask.path[place - 1] == "pickups";
        shown.push('/');
        shown.push_str(&if is_secret { "***".to_owned() } else { quote(part) });
    }
    shown
}

/// The type without its parameters, in lower case; empty when there is none.
fn content_type(headers: &HeaderMap) -> String {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = value.unwrap_or_default().split(';').next().unwrap_or_default();
    kind.trim().to_ascii_lowercase()
}

fn is_json(kind: &str) -> bool {
    kind == "application/json"
}

/// An entity tag that can be sent back.
fn etag(headers: &HeaderMap) -> Option<String> {
    let tag = headers.get(ETAG)?.to_str().ok()?;
    (tag.len() <= MAX_ETAG && tag.contains('"')).then(|| tag.to_owned())
}

/// Takes an error at its word, if it is one of the interface's: of the right type, about this very
/// status, and sure of itself.
fn believe(status: u16, kind: &str, body: &[u8]) -> Result<Problem, GatewayError> {
    let unsure = |why: &str| disbelief(&format!("status {status}: {why}"));
    if kind != "application/problem+json" && !is_json(kind) {
        return Err(unsure("no problem of the interface"));
    }
    let problem: Problem =
        serde_json::from_slice(body).map_err(|_| unsure("no problem of the interface"))?;
    if problem.status != status {
        return Err(unsure("a problem of another status"));
    }
    let why = format!("{:?}: {}", problem.code, quote(&problem.detail));
    // A nonce is used once, so an earlier copy of this very request came before it: somebody on the
    // way doubled it, and that copy may have been acted upon.
    if problem.knowledge == Knowledge::Unknown || problem.code == Code::Replayed {
        return Err(unsure(&why));
    }
    let is_out_of_order = status >= 500
        || matches!(
            problem.code,
            Code::TooManyRequests
                | Code::Unavailable
                | Code::Internal
                | Code::SignatureMissing
                | Code::SignatureInvalid
                | Code::SignatureExpired
        );
    match problem.knowledge {
        Knowledge::DefinitelyNotDone if is_out_of_order || status == 429 => {
            Err(GatewayError::NotSent(format!("status {status}: {why}")))
        }
        _ if is_out_of_order => Err(unsure(&why)),
        _ => Ok(problem),
    }
}
