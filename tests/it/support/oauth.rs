//! Third-party clients, as their makers use the API.

use reqwest::{Method, Url};
use serde_json::{Value, json};

use super::app::TestApp;
use super::client::{Answer, Person};

/// The pair of RFC 7636, appendix B.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// Where people come back to.
pub const BACK: &str = "https://app.example.com/back";

/// A client that an administrator registered.
#[derive(Clone, Debug)]
pub struct ThirdParty {
    pub id: String,
    pub client_id: String,
    /// Empty for a public client.
    pub secret: String,
}

impl ThirdParty {
    /// A server's client with these scopes.
    pub async fn register(app: &TestApp, scopes: &[&str]) -> Self {
        Self::register_as(app, json!({ "kind": "confidential", "scopes": scopes })).await
    }

    /// A client with these properties and otherwise the usual ones.
    pub async fn register_as(app: &TestApp, properties: Value) -> Self {
        let mut wish = json!({
            "name": { "zh": "影评社", "en": "Film club" },
            "kind": "confidential",
            "redirect_uris": [BACK],
            "scopes": ["profile"],
        });
        for (name, value) in properties.as_object().unwrap() {
            wish[name] = value.clone();
        }
        let made = app.administrator().post("/admin/clients", wish).await.expect(201);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Self {
            id: text(&made["client"]["id"]),
            client_id: text(&made["client"]["client_id"]),
            secret: text(&made["client_secret"]),
        }
    }

    /// Posts a form to the token endpoint; proves itself with HTTP Basic when it has a secret.
    pub async fn post(&self, app: &TestApp, path: &str, form: &[(&str, &str)]) -> Answer {
        let mut form = form.to_vec();
        let mut request = app.request(Method::POST, path);
        if self.secret.is_empty() {
            form.push(("client_id", &self.client_id));
        } else {
            request = request.basic_auth(&self.client_id, Some(&self.secret));
        }
        app.send(path, request.form(&form)).await
    }

    pub async fn ask_token(&self, app: &TestApp, form: &[(&str, &str)]) -> Answer {
        self.post(app, "/oauth/token", form).await
    }

    /// A token of the client's own.
    pub async fn own_token(&self, app: &TestApp, scope: &str) -> String {
        let form = [("grant_type", "client_credentials"), ("scope", scope)];
        let tokens = self.ask_token(app, &form).await.expect(200);
        tokens["access_token"].as_str().unwrap().to_owned()
    }

    /// Tells the platform of a customer of the client's own.
    pub async fn save_customer(&self, app: &TestApp, reference: &str) {
        let token = self.own_token(app, "booking").await;
        let client = Person::third_party(app, &token, None);
        let wish = json!({ "phone": "13922223333", "display_name": "小客" });
        client.put(&format!("/client/customers/{reference}"), wish).await.expect(200);
    }

    /// What the application asks a person for.
    pub fn wish(&self, scope: &str) -> Value {
        json!({
            "client_id": self.client_id,
            "redirect_uri": BACK,
            "response_type": "code",
            "scope": scope,
            "state": "st&te",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        })
    }

    /// The same as a query.
    pub fn query(&self, scope: &str) -> String {
        let wish = self.wish(scope);
        let pairs = wish.as_object().unwrap().iter();
        let pairs = pairs.map(|(name, value)| (name.as_str(), value.as_str().unwrap()));
        let url = Url::parse_with_params("http://x.test/oauth/authorizations", pairs).unwrap();
        format!("/oauth/authorizations?{}", url.query().unwrap())
    }

    /// Asks a person, who agrees; the code.
    pub async fn code(&self, person: &Person<'_>, scope: &str) -> String {
        let mut decision = self.wish(scope);
        decision["is_approved"] = json!(true);
        let answer = person.post("/oauth/authorizations", decision).await.expect(200);
        parameter(&answer, "code").unwrap_or_else(|| panic!("no code in {answer}"))
    }

    /// Exchanges a code as it should be done.
    pub async fn exchange(&self, app: &TestApp, code: &str) -> Answer {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", BACK),
            ("code_verifier", VERIFIER),
        ];
        self.ask_token(app, &form).await
    }

    pub async fn refresh(&self, app: &TestApp, token: &Value) -> Answer {
        let token = token.as_str().unwrap();
        let form = [("grant_type", "refresh_token"), ("refresh_token", token)];
        self.ask_token(app, &form).await
    }

    /// Signs a person in: the whole of it.
    pub async fn sign_in(&self, person: &Person<'_>, scope: &str) -> Value {
        let code = self.code(person, scope).await;
        self.exchange(person.app, &code).await.expect(200)
    }
}

/// A parameter of the address to which a decision leads.
pub fn parameter(decision: &Value, name: &str) -> Option<String> {
    let url = Url::parse(decision["redirect_to"].as_str().unwrap()).unwrap();
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// What the platform tells an application about a person.
pub async fn userinfo(app: &TestApp, token: &Value) -> Answer {
    let token = token.as_str().unwrap();
    let request = app.request(Method::GET, "/oauth/userinfo").bearer_auth(token);
    app.send("userinfo", request).await
}
