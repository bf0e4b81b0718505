//! An HTTP client that remembers who it is, and answers that are pleasant to ask.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, Duration, Utc};
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};

use super::app::TestApp;

/// An answer, read whole.
#[derive(Clone, Debug)]
pub struct Answer {
    pub asked: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub async fn of(asked: String, response: reqwest::Response) -> Self {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let body = response.text().await.unwrap();
        let answer = Self { asked, status, headers, body };
        assert_ne!(status, 500, "the server broke: {answer:?}");
        answer
    }

    /// Insists on a status; the body as JSON, `null` when there is none.
    #[track_caller]
    pub fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}: {}", self.asked, self.body);
        if self.body.is_empty() {
            return Value::Null;
        }
        serde_json::from_str(&self.body).unwrap_or(Value::Null)
    }

    /// Insists on a problem with this status and code, told as RFC 9457 says; its body.
    #[track_caller]
    pub fn refused(&self, status: u16, code: &str) -> Value {
        let problem = self.expect(status);
        assert_eq!(problem["code"], code, "{}: {}", self.asked, self.body);
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.asked);
        assert_eq!(problem["status"], status, "{}", self.body);
        let kind = format!("/problems/{}", code.replace('_', "-"));
        assert_eq!(problem["type"], kind.as_str(), "{}", self.body);
        for member in ["title", "detail"] {
            assert!(!problem[member].as_str().unwrap_or_default().is_empty(), "{}", self.body);
        }
        assert_eq!(problem["instance"], self.header("x-request-id"), "{}", self.body);
        problem
    }

    /// A header, empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn code(&self) -> String {
        let body: Value = serde_json::from_str(&self.body).unwrap_or(Value::Null);
        body["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// Somebody with a phone and, once signed in, a token.
pub struct Person<'a> {
    pub app: &'a TestApp,
    pub phone: String,
    pub password: String,
    token: Mutex<Option<(String, DateTime<Utc>)>>,
    /// A third party's token, and the customer for whom it speaks.
    third_party: Option<(String, Option<String>)>,
}

/// A key that was never used before.
pub fn new_key() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("key-{}", COUNT.fetch_add(1, Ordering::Relaxed))
}

impl<'a> Person<'a> {
    /// Whoever has no account.
    pub fn anonymous(app: &'a TestApp) -> Self {
        let (phone, password) = (String::new(), String::new());
        Self { app, phone, password, token: Mutex::new(None), third_party: None }
    }

    /// Somebody who has one; signs in when it is first needed and again when time has passed.
    pub fn known(app: &'a TestApp, phone: &str, password: &str) -> Self {
        let (phone, password) = (phone.to_owned(), password.to_owned());
        Self { app, phone, password, token: Mutex::new(None), third_party: None }
    }

    /// A third party with a token that it got before; `customer` is its own name for the customer.
    pub fn third_party(app: &'a TestApp, token: &str, customer: Option<&str>) -> Self {
        let third_party = Some((token.to_owned(), customer.map(str::to_owned)));
        Self { third_party, ..Self::anonymous(app) }
    }

    pub fn is_third_party(&self) -> bool {
        self.third_party.is_some()
    }

    async fn token(&self) -> Option<String> {
        if let Some((token, _)) = &self.third_party {
            return Some(token.clone());
        }
        if self.phone.is_empty() {
            return None;
        }
        let now = self.app.now();
        let held = self.token.lock().unwrap().clone();
        if let Some((token, at)) = held
            && now - at < Duration::minutes(5)
        {
            return Some(token);
        }
        let credentials = json!({ "phone": self.phone, "password": self.password });
        let request = self.app.request(Method::POST, "/auth/login").json(&credentials);
        let tokens = self.app.send("login", request).await.expect(200);
        let token = tokens["access_token"].as_str().unwrap().to_owned();
        *self.token.lock().unwrap() = Some((token.clone(), now));
        Some(token)
    }

    /// A request with this person's token, for whatever the shorthands do not do.
    pub async fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let mut request = self.app.request(method, path);
        if let Some((_, Some(customer))) = &self.third_party {
            request = request.header("marquee-customer", customer);
        }
        match self.token().await {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    async fn ask(&self, method: Method, path: &str, body: Option<Value>, key: &str) -> Answer {
        let asked = format!("{method} {path}");
        let mut request = self.request(method, path).await;
        if let Some(body) = body {
            request = request.json(&body);
        }
        if !key.is_empty() {
            request = request.header("idempotency-key", key);
        }
        self.app.send(&asked, request).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, None, "").await
    }

    /// Posts with an Idempotency-Key of its own.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.ask(Method::POST, path, Some(body), &new_key()).await
    }

    pub async fn post_again(&self, path: &str, body: Value, key: &str) -> Answer {
        self.ask(Method::POST, path, Some(body), key).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.ask(Method::PUT, path, Some(body), "").await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.ask(Method::PATCH, path, Some(body), "").await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.ask(Method::DELETE, path, None, "").await
    }
}
