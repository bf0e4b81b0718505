//! Somebody else's application on the portal: night buses after the late show. It signs people in
//! with the platform's OAuth (authorization code with PKCE, RFC 7636) and greets them by name.
//!
//! It is shown in a sandboxed frame, in which the platform's consent page refuses to appear. So the
//! frame opens a window for signing in, and is told by its visitor when that is done. A
//! cookie says which frame and which window are the same visitor's; the tokens stay on this server.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::web::{self, Data, Query, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use anyhow::Context;
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use crate::html::{escape, page};
use crate::server::Running;

/// How the platform knows this application.
const CLIENT_ID: &str = "night-bus";

/// Visitors remembered; when there are more, all are forgotten.
const MAX_VISITS: usize = 1_000;

/// The cookie that says which visit this is.
const COOKIE: &str = "night_bus_visit";

/// How the application is set up.
#[derive(Clone, Debug)]
pub struct NightBusConfig {
    /// The port; 0 takes any free one.
    pub port: u16,
    /// Where it listens: the loopback address unless it runs in a container of its own.
    pub address: IpAddr,
    /// The platform, as this process and the visitor's browser both reach it.
    pub platform: String,
    /// How a browser reaches this application; its own address when it is not said.
    pub own_url: Option<String>,
}

impl NightBusConfig {
    /// Any free port.
    #[must_use]
    pub fn new(platform: impl Into<String>) -> Self {
        Self {
            port: 0,
            address: Ipv4Addr::LOCALHOST.into(),
            platform: platform.into(),
            own_url: None,
        }
    }
}

/// Starts the application.
#[derive(Debug)]
pub struct NightBus;

/// An application that runs until it is stopped.
pub struct NightBusHandle {
    /// `http://127.0.0.1:port`, without a slash at the end.
    pub url: String,
    server: Running,
}

/// How far somebody's signing in has come.
#[derive(Clone, Debug, Default)]
enum Visit {
    #[default]
    Stranger,
    /// Sent to the platform with these two.
    Asked {
        state: String,
        verifier: String,
    },
    Known {
        name: String,
        access_token: String,
    },
    /// Why it did not work, for people.
    Refused(&'static str),
}

struct Desk {
    platform: String,
    own_url: Mutex<String>,
    visits: Mutex<HashMap<String, Visit>>,
    http: reqwest::Client,
}

impl Desk {
    fn visits(&self) -> MutexGuard<'_, HashMap<String, Visit>> {
        self.visits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn visit(&self, request: &HttpRequest) -> Option<(String, Visit)> {
        let id = request.cookie(COOKIE)?.value().to_owned();
        let visit = self.visits().get(&id).cloned()?;
        Some((id, visit))
    }

    fn keep(&self, id: &str, visit: Visit) {
        let mut visits = self.visits();
        if visits.len() >= MAX_VISITS {
            visits.clear();
        }
        visits.insert(id.to_owned(), visit);
    }

    fn own_url(&self) -> String {
        self.own_url.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn redirect_uri(&self) -> String {
        format!("{}/signed-in", self.own_url())
    }

    /// Exchanges the code for tokens, and asks who it is.
    async fn exchange(&self, code: &str, verifier: &str) -> anyhow::Result<Visit> {
        #[derive(Deserialize)]
        struct Tokens {
            access_token: String,
        }
        #[derive(Deserialize)]
        struct UserInfo {
            display_name: Option<String>,
        }
        let redirect_uri = self.redirect_uri();
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &redirect_uri),
            ("client_id", CLIENT_ID),
            ("code_verifier", verifier),
        ];
        let asked = self.http.post(format!("{}/oauth/token", self.platform)).form(&form).send();
        let tokens: Tokens = asked.await?.error_for_status()?.json().await?;
        let asked = self
            .http
            .get(format!("{}/api/v1/oauth/userinfo", self.platform))
            .bearer_auth(&tokens.access_token)
            .send();
        let user: UserInfo = asked.await?.error_for_status()?.json().await?;
        let name = user.display_name.unwrap_or_default();
        Ok(Visit::Known { name, access_token: tokens.access_token })
    }
}

/// A text that nobody guesses.
fn secret() -> anyhow::Result<String> {
    let mut bytes = [0; 32];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| anyhow::anyhow!("no random numbers"))?;
    Ok(hex::encode(bytes))
}

impl NightBus {
    /// Opens the application, on the current tokio runtime.
    ///
    /// # Errors
    /// The port is taken.
    pub async fn start(config: NightBusConfig) -> anyhow::Result<NightBusHandle> {
        let http = reqwest::Client::builder().timeout(Duration::from_secs(10)).build()?;
        let desk = Arc::new(Desk {
            platform: config.platform.trim_end_matches('/').to_owned(),
            own_url: Mutex::default(),
            visits: Mutex::default(),
            http,
        });
        let shared = Data::from(Arc::clone(&desk));
        let server = Running::start(config.address, config.port, move |routes| {
            routes.app_data(shared.clone()).configure(mount);
        })
        .with_context(|| format!("the night bus cannot listen on port {}", config.port))?;
        let own_url = config.own_url.unwrap_or_else(|| server.url.clone());
        *desk.own_url.lock().unwrap_or_else(PoisonError::into_inner) = own_url;
        Ok(NightBusHandle { url: server.url.clone(), server })
    }
}

impl NightBusHandle {
    /// Closes the application.
    pub async fn stop(self) {
        self.server.stop().await;
    }
}

fn mount(config: &mut ServiceConfig) {
    config
        .route("/", web::get().to(show))
        .route("/sign-in", web::get().to(sign_in))
        .route("/signed-in", web::get().to(signed_in))
        .route("/sign-out", web::post().to(sign_out));
}

/// Night lines and where they stop near a cinema.
const LINES: [(&str, &str, &str); 4] = [
    ("夜1路", "明灯大戏院 → 北门", "00:40"),
    ("夜3路", "少城艺术电影馆 → 西站", "01:10"),
    ("夜7路", "蜀汉路星轨影城 → 金沙", "00:55"),
    ("夜12路", "棠湖影城 → 双流", "00:30"),
];

async fn show(desk: Data<Desk>, request: HttpRequest) -> HttpResponse {
    let (id, visit) = match (desk.visit(&request), secret()) {
        (Some(known), _) => known,
        (None, Ok(id)) => {
            desk.keep(&id, Visit::Stranger);
            (id, Visit::Stranger)
        }
        (None, Err(_)) => return HttpResponse::InternalServerError().finish(),
    };
    let greeting = match &visit {
        Visit::Known { name, .. } => format!(
            "<h1>你好，{0} · hello, {0}</h1>\
             <form method=\"post\" action=\"/sign-out\"><button>退出 · Sign out</button></form>",
            escape(name)
        ),
        Visit::Stranger | Visit::Asked { .. } => invitation(""),
        Visit::Refused(why) => invitation(why),
    };
    let lines: String = LINES
        .iter()
        .map(|(line, way, last)| format!("<dt>{line} · {way}</dt><dd>{last}</dd>"))
        .collect();
    let body = format!(
        "<main><header><strong>散场夜班车</strong><span>Night bus</span></header><section>{greeting}\
         <dl>{lines}</dl><p class=\"note\">演示数据，时间是末班发车。Demo data: last departures.</p>\
         </section></main>"
    );
    let mut answer = page(StatusCode::OK, "散场夜班车 · Night bus", "", &body);
    let cookie = Cookie::build(COOKIE, id).path("/").http_only(true).same_site(SameSite::Lax);
    if answer.add_cookie(&cookie.finish()).is_err() {
        return HttpResponse::InternalServerError().finish();
    }
    answer
}

/// Signing in happens in a window of its own, and nothing here runs by itself: whoever is back says
/// so.
fn invitation(why: &str) -> String {
    let note = if why.is_empty() {
        String::new()
    } else {
        format!("<p class=\"note\" role=\"alert\">{why}</p>")
    };
    format!(
        "<h1>晚场散了，怎么回家？</h1>{note}\
         <a class=\"button\" href=\"/sign-in\" target=\"_blank\" rel=\"noopener\">\
         用 Marquee 登录 · Sign in with Marquee</a>\
         <p><a href=\"/\">我登录好了 · I have signed in</a></p>"
    )
}

/// Sends the window to the platform's consent page.
async fn sign_in(desk: Data<Desk>, request: HttpRequest) -> HttpResponse {
    let Some((id, _)) = desk.visit(&request) else {
        return told("请从应用里点登录。Begin in the application.");
    };
    let (Ok(state), Ok(verifier)) = (secret(), secret()) else {
        return HttpResponse::InternalServerError().finish();
    };
    let challenge = URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()));
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("response_type", "code")
        .append_pair("client_id", CLIENT_ID)
        .append_pair("redirect_uri", &desk.redirect_uri())
        .append_pair("scope", "profile")
        .append_pair("state", &state)
        .append_pair("code_challenge", &challenge)
        .append_pair("code_challenge_method", "S256")
        .finish();
    desk.keep(&id, Visit::Asked { state, verifier });
    let target = format!("{}/oauth/authorize?{query}", desk.platform);
    HttpResponse::SeeOther().insert_header((header::LOCATION, target)).finish()
}

#[derive(Deserialize)]
struct Answer {
    state: Option<String>,
    code: Option<String>,
}

/// The platform sends the window back here.
async fn signed_in(desk: Data<Desk>, request: HttpRequest, answer: Query<Answer>) -> HttpResponse {
    const OTHER: &str = "这不是你刚才开始的登录。This is not the sign-in that you began.";
    let Some((id, Visit::Asked { state, verifier })) = desk.visit(&request) else {
        return told(OTHER);
    };
    if answer.state.as_deref() != Some(state.as_str()) {
        return told(OTHER);
    }
    let Some(code) = &answer.code else {
        desk.keep(&id, Visit::Refused("你没有同意登录。You did not agree to sign in."));
        return told("没有登录，可以关掉这一页。Not signed in; you can close this page.");
    };
    match desk.exchange(code, &verifier).await {
        Ok(visit) => {
            desk.keep(&id, visit);
            told("已登录，可以关掉这一页。Signed in; you can close this page.")
        }
        Err(error) => {
            tracing::warn!("the sign-in failed: {error:#}");
            desk.keep(&id, Visit::Refused("登录没有成功，请再试一次。It did not work; try again."));
            told("登录没有成功，请回到应用再试。It did not work; try again in the application.")
        }
    }
}

/// Forgets who it is, and tells the platform that the token is no longer needed.
async fn sign_out(desk: Data<Desk>, request: HttpRequest) -> HttpResponse {
    if let Some((id, visit)) = desk.visit(&request) {
        desk.keep(&id, Visit::Stranger);
        if let Visit::Known { access_token, .. } = visit {
            let form = [("token", access_token.as_str()), ("client_id", CLIENT_ID)];
            let url = format!("{}/api/v1/oauth/revoke", desk.platform);
            if let Err(error) = desk.http.post(url).form(&form).send().await {
                tracing::warn!("the token was not revoked: {error:#}");
            }
        }
    }
    HttpResponse::SeeOther().insert_header((header::LOCATION, "/")).finish()
}

fn told(words: &str) -> HttpResponse {
    let body = format!("<main><section><p>{words}</p></section></main>");
    page(StatusCode::OK, "散场夜班车 · Night bus", "", &body)
}
