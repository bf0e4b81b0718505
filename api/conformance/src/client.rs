//! Asks like a platform does, and remembers what was said.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use gateways::cinema::Clock;
use gateways::cinema::wire::{Code, Knowledge, Problem};
use gateways::signing::{self, SigningKey};
use reqwest::header::{CONTENT_TYPE, ETAG, HeaderMap, IF_NONE_MATCH};
use reqwest::{Method, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::finding::{Finding, fail};

/// From the first connect to the last byte of an answer.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// The largest answer that is read, in bytes.
const MAX_ANSWER: usize = 16 * 1024 * 1024;

/// Characters of each body in the evidence.
const MAX_SHOWN: usize = 300;

/// Exchanges of one rule in the evidence.
const MAX_EVIDENCE: usize = 40;

/// One platform at one address.
pub(crate) struct Client {
    http: reqwest::Client,
    pub(crate) base: Url,
    pub(crate) key: SigningKey,
    clock: Clock,
    evidence: Mutex<Vec<String>>,
    /// Errors that were no problems of the interface, all along the run.
    misfits: Mutex<Vec<String>>,
}

/// A request before it is signed.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) body: Vec<u8>,
    pub(crate) if_none_match: Option<String>,
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Heard {
    pub(crate) status: u16,
    pub(crate) kind: String,
    pub(crate) etag: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl Client {
    pub(crate) fn new(base: Url, key: SigningKey, clock: Clock) -> Result<Self, Finding> {
        let http = gateways::http::raw_client(Duration::from_secs(5))
            .map_err(|why| Finding::Unclear(why.to_string()))?;
        let (evidence, misfits) = Default::default();
        Ok(Self { http, base, key, clock, evidence, misfits })
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// A new identifier of the platform's.
    pub(crate) fn new_id<Id: From<Uuid>>(&self) -> Id {
        let millis = u64::try_from(self.now().timestamp_millis()).unwrap_or_default();
        let nonce = signing::random_nonce().unwrap_or_default();
        let mut chance = [0; 10];
        for (byte, letter) in chance.iter_mut().zip(nonce.as_bytes().chunks(2)) {
            let digits = std::str::from_utf8(letter).unwrap_or_default();
            *byte = u8::from_str_radix(digits, 16).unwrap_or_default();
        }
        uuid::Builder::from_unix_timestamp_millis(millis, &chance).into_uuid().into()
    }

    pub(crate) fn call(&self, method: Method, path: &[&str]) -> Call {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push("v1").extend(path);
        }
        Call { method, url, body: Vec::new(), if_none_match: None }
    }

    pub(crate) async fn get(&self, path: &[&str]) -> Result<Heard, Finding> {
        self.send(&self.call(Method::GET, path)).await
    }

    pub(crate) async fn get_with(
        &self,
        path: &[&str],
        query: &[(&str, &str)],
    ) -> Result<Heard, Finding> {
        let mut call = self.call(Method::GET, path);
        call.url.query_pairs_mut().extend_pairs(query);
        self.send(&call).await
    }

    pub(crate) async fn delete(&self, path: &[&str]) -> Result<Heard, Finding> {
        self.send(&self.call(Method::DELETE, path)).await
    }

    pub(crate) async fn post<T: Serialize>(
        &self,
        path: &[&str],
        body: &T,
    ) -> Result<Heard, Finding> {
        self.send(&self.post_call(path, body)?).await
    }

    pub(crate) fn post_call<T: Serialize>(&self, path: &[&str], body: &T) -> Result<Call, Finding> {
        let body =
            serde_json::to_vec(body).map_err(|why| Finding::Unclear(format!("no JSON: {why}")))?;
        Ok(Call { body, ..self.call(Method::POST, path) })
    }

    /// Sends a call, signed as it should be.
    pub(crate) async fn send(&self, call: &Call) -> Result<Heard, Finding> {
        self.send_with(call, Some(self.sign(call)?)).await
    }

    /// The headers of a good signature of now.
    pub(crate) fn sign(&self, call: &Call) -> Result<signing::Headers, Finding> {
        self.sign_as(call, &self.key, self.now())
    }

    pub(crate) fn sign_as(
        &self,
        call: &Call,
        key: &SigningKey,
        at: DateTime<Utc>,
    ) -> Result<signing::Headers, Finding> {
        let nonce = signing::random_nonce();
        let nonce = nonce.ok_or_else(|| Finding::Unclear("no random numbers".to_owned()))?;
        let authority = signing::authority_of(&call.url);
        let request = signing::Request {
            method: call.method.as_str(),
            authority: &authority,
            path: call.url.path(),
            query: call.url.query().unwrap_or_default(),
            body: &call.body,
        };
        Ok(signing::sign(key, &request, at, &nonce))
    }

    /// Sends a call with these headers, right or wrong.
    pub(crate) async fn send_with(
        &self,
        call: &Call,
        headers: Option<signing::Headers>,
    ) -> Result<Heard, Finding> {
        let shown = show_call(call);
        let heard = self.exchange(call, headers).await;
        match &heard {
            Ok(heard) => {
                self.note(format!("{shown} → {} {}", heard.status, show(&heard.body)));
                if let Some(why) = heard.misfit() {
                    let mut misfits = self.misfits.lock().unwrap_or_else(PoisonError::into_inner);
                    if misfits.len() < MAX_EVIDENCE {
                        misfits.push(format!("{why}: {shown} → {}", heard.status));
                    }
                }
            }
            Err(why) => self.note(format!("{shown} → no answer: {why}")),
        }
        heard.map_err(|why| Finding::Fail(format!("no answer to {shown}: {why}")))
    }

    async fn exchange(
        &self,
        call: &Call,
        headers: Option<signing::Headers>,
    ) -> Result<Heard, gateways::GatewayError> {
        let mut request =
            self.http.request(call.method.clone(), call.url.clone()).timeout(TIME_LIMIT);
        for (name, value) in headers.iter().flat_map(signing::Headers::iter) {
            request = request.header(name, value);
        }
        if let Some(etag) = &call.if_none_match {
            request = request.header(IF_NONE_MATCH, etag);
        }
        if !call.body.is_empty() {
            request = request.header(CONTENT_TYPE, "application/json").body(call.body.clone());
        }
        let mut response = request.send().await.map_err(gateways::http::classify)?;
        let body = gateways::http::read_body(&mut response, MAX_ANSWER).await?;
        let text = |headers: &HeaderMap, name| {
            headers.get(name).and_then(|it| it.to_str().ok()).map(str::to_owned)
        };
        let kind = text(response.headers(), CONTENT_TYPE).unwrap_or_default();
        Ok(Heard {
            status: response.status().as_u16(),
            kind: kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase(),
            etag: text(response.headers(), ETAG),
            body,
        })
    }

    /// Sends a call and hangs up at once, as a platform that dies does.
    pub(crate) async fn send_and_hang_up(&self, call: &Call) -> Result<(), Finding> {
        let headers = self.sign(call)?;
        let sent = self.exchange(call, Some(headers));
        // Either the answer is thrown away or the connection is cut; both are a lost answer.
        let _ = tokio::time::timeout(Duration::from_millis(5), sent).await;
        self.note(format!("{} → (hung up without reading the answer)", show_call(call)));
        Ok(())
    }

    fn note(&self, line: String) {
        let mut evidence = self.evidence();
        if evidence.len() < MAX_EVIDENCE {
            evidence.push(line);
        }
    }

    fn evidence(&self) -> MutexGuard<'_, Vec<String>> {
        self.evidence.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was sent and answered since the last time.
    pub(crate) fn take_evidence(&self) -> Vec<String> {
        std::mem::take(&mut *self.evidence())
    }

    pub(crate) fn misfits(&self) -> Vec<String> {
        self.misfits.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Heard {
    pub(crate) const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }

    /// The answer, which has to be a success with a body of the interface.
    pub(crate) fn ok<T: DeserializeOwned>(&self) -> Result<T, Finding> {
        if !self.is_success() {
            return fail(format!("answered {} instead of a success", self.told()));
        }
        if self.kind != "application/json" {
            return fail(format!("the answer's type is {:?}, not application/json", self.kind));
        }
        serde_json::from_slice(&self.body)
            .map_err(|why| Finding::Fail(format!("the answer is not of the interface: {why}")))
    }

    /// The error, which has to be one of these and certain that nothing was done.
    pub(crate) fn refused(&self, codes: &[Code]) -> Result<Problem, Finding> {
        if self.is_success() {
            return fail(format!("answered {} instead of {codes:?}", self.status));
        }
        let problem = self.problem()?;
        if !codes.contains(&problem.code) {
            return fail(format!("answered {:?} instead of {codes:?}", problem.code));
        }
        if problem.knowledge != Knowledge::DefinitelyNotDone {
            let knowledge = problem.knowledge;
            return fail(format!("{:?} says {knowledge:?}, not DefinitelyNotDone", problem.code));
        }
        Ok(problem)
    }

    /// The error, which has to be a problem of the interface.
    pub(crate) fn problem(&self) -> Result<Problem, Finding> {
        match self.misfit() {
            Some(why) => fail(format!("status {}: {why}", self.status)),
            None => serde_json::from_slice(&self.body)
                .map_err(|why| Finding::Fail(format!("no problem of the interface: {why}"))),
        }
    }

    fn told(&self) -> String {
        match serde_json::from_slice::<Problem>(&self.body) {
            Ok(problem) => format!("{} {:?}", self.status, problem.code),
            Err(_) => self.status.to_string(),
        }
    }

    /// Why an error is not one of the interface.
    fn misfit(&self) -> Option<String> {
        if self.status < 400 {
            return None;
        }
        if self.kind != "application/problem+json" {
            return Some(format!("an error of type {:?}", self.kind));
        }
        match serde_json::from_slice::<Problem>(&self.body) {
            Err(why) => Some(format!("an error that is no problem of the interface ({why})")),
            Ok(problem) if problem.status != self.status => {
                Some(format!("a problem that says status {}", problem.status))
            }
            Ok(problem) if self.status >= 500 && problem.code != Code::NotOffered => {
                Some(format!("a fault of the server ({:?})", problem.code))
            }
            Ok(_) => None,
        }
    }
}

fn show_call(call: &Call) -> String {
    let query = call.url.query().map(|query| format!("?{query}")).unwrap_or_default();
    let shown = format!("{} {}{query} {}", call.method, call.url.path(), show(&call.body));
    shown.trim_end().to_owned()
}

fn show(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let mut shown: String = text.chars().filter(|it| !it.is_control()).take(MAX_SHOWN).collect();
    if body.len() > shown.len() {
        shown.push('…');
    }
    shown
}
