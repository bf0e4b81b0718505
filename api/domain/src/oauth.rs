//! Third-party clients: what they may ask for, where they may be answered, and how a code is tied
//! to whoever asked for it (RFC 6749, RFC 7636, RFC 8252 and the draft of OAuth 2.1).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::text::LocalizedText;
use crate::text_enum::text_enum;

text_enum! {
    /// Whether a client can keep a secret: a server can, an application on a telephone or in a
    /// browser cannot.
    pub enum ClientKind {
        Confidential = "confidential",
        Public = "public",
    }
}

text_enum! {
    /// What a token opens. People grant `profile` and `phone`; the others are a client's own.
    pub enum Scope {
        Profile = "profile",
        Phone = "phone",
        /// Everything that a customer can do, for the client's own customers.
        Purchases = "booking",
        Webhooks = "webhooks",
    }
}

impl Scope {
    /// Whether it is a person who grants it.
    pub const fn is_peoples(self) -> bool {
        matches!(self, Self::Profile | Self::Phone)
    }

    /// What it is called, and what it means to the person who grants it.
    pub fn words(self) -> (LocalizedText, LocalizedText) {
        let (name, meaning) = match self {
            Self::Profile => (
                ("昵称", "Your name"),
                (
                    "知道你是谁：一个只给它的编号和你的昵称。",
                    "A number of its own for you, and your name.",
                ),
            ),
            Self::Phone => (
                ("手机号", "Your phone number"),
                ("看到你的手机号。", "The phone number of your account."),
            ),
            Self::Purchases => (
                ("购票", "Buying tickets"),
                (
                    "替它自己的顾客选座、下单、付款、退票。",
                    "Buying and returning tickets for its own customers.",
                ),
            ),
            Self::Webhooks => (
                ("事件通知", "Webhooks"),
                ("登记接收事件通知的地址。", "Registering addresses that events are sent to."),
            ),
        };
        (LocalizedText::new(name.0, name.1), LocalizedText::new(meaning.0, meaning.1))
    }
}

/// Scopes without repetition, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::FromJsonQueryResult))]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Scopes(Vec<Scope>);

impl Scopes {
    /// Reads a list with spaces, as OAuth writes it. `None` when one of them does not exist.
    pub fn parse(text: &str) -> Option<Self> {
        text.split(' ').filter(|word| !word.is_empty()).map(Scope::parse).collect()
    }

    pub fn contains(&self, scope: Scope) -> bool {
        self.0.contains(&scope)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = Scope> {
        self.0.iter().copied()
    }

    /// Whether each of these is among `others`.
    pub fn are_within(&self, others: &Self) -> bool {
        self.iter().all(|scope| others.contains(scope))
    }

    /// Those of both.
    #[must_use]
    pub fn shared_with(&self, others: &Self) -> Self {
        self.iter().filter(|scope| others.contains(*scope)).collect()
    }

    /// Those of either.
    #[must_use]
    pub fn joined_with(&self, others: &Self) -> Self {
        self.iter().chain(others.iter()).collect()
    }

    /// Those that people grant, or those that are a client's own.
    #[must_use]
    pub fn of_people(&self, is_peoples: bool) -> Self {
        self.iter().filter(|scope| scope.is_peoples() == is_peoples).collect()
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        let mut scopes: Vec<Scope> = scopes.into_iter().collect();
        scopes.sort_unstable();
        scopes.dedup();
        Self(scopes)
    }
}

impl std::fmt::Display for Scopes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words: Vec<&str> = self.iter().map(Scope::as_str).collect();
        f.write_str(&words.join(" "))
    }
}

/// Why an address cannot be registered for answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadRedirect {
    /// Not an absolute address, or one with letters that do not belong into it.
    Malformed,
    /// RFC 6749, 3.1.2: an answer is never put behind a fragment.
    Fragment,
    /// Plain HTTP reaches beyond the machine itself.
    Insecure,
    /// An application's own scheme is for public clients, and is a name that its maker owns,
    /// turned around (RFC 8252, 7.1).
    PrivateScheme,
}

/// Where a native application listens on the machine itself (RFC 8252, 7.3). The port is chosen
/// anew each time, so it is not compared.
const LOOPBACKS: [&str; 2] = ["http://127.0.0.1", "http://[::1]"];

/// Whether answers to a client of that kind may be registered to go to `address`.
///
/// # Errors
/// Why not.
pub fn check_redirect(address: &str, kind: ClientKind) -> Result<(), BadRedirect> {
    let is_plain = |letter: u8| letter.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&letter);
    if address.len() > 500 || !address.bytes().all(is_plain) {
        return Err(BadRedirect::Malformed);
    }
    if address.contains('#') {
        return Err(BadRedirect::Fragment);
    }
    if loopback_rest(address).is_some() {
        return Ok(());
    }
    let (scheme, rest) = address.split_once(':').ok_or(BadRedirect::Malformed)?;
    match scheme {
        "https" => {
            let rest = rest.strip_prefix("//").ok_or(BadRedirect::Malformed)?;
            let authority = rest.split(['/', '?']).next().unwrap_or_default();
            let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
            let is_name =
                |letter: u8| letter.is_ascii_alphanumeric() || letter == b'-' || letter == b'.';
            let is_host = !host.is_empty() && host.bytes().all(is_name);
            let is_port = port.parse::<u16>().is_ok_and(|port| port > 0);
            (is_host && is_port).then_some(()).ok_or(BadRedirect::Malformed)
        }
        "http" => Err(BadRedirect::Insecure),
        scheme => {
            let is_name = |letter: u8| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || b"-.+".contains(&letter)
            };
            let is_own = scheme.contains('.') && scheme.bytes().all(is_name) && rest.len() > 1;
            let is_allowed = is_own && rest.starts_with('/') && kind == ClientKind::Public;
            is_allowed.then_some(()).ok_or(BadRedirect::PrivateScheme)
        }
    }
}

/// Whether `given` is one of the addresses that a client registered: letter by letter, but for the
/// port on the machine itself.
pub fn is_registered(registered: &[String], given: &str) -> bool {
    registered.iter().any(|known| {
        known == given
            || loopback_rest(known).zip(loopback_rest(given)).is_some_and(|(a, b)| a == b)
    })
}

/// Host and what follows the port of an address on the machine itself.
fn loopback_rest(address: &str) -> Option<(&'static str, &str)> {
    let host = LOOPBACKS.into_iter().find(|host| address.starts_with(host))?;
    let rest = &address[host.len()..];
    let rest = match rest.strip_prefix(':') {
        Some(rest) => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            rest[..digits].parse::<u16>().ok().filter(|port| *port > 0)?;
            &rest[digits..]
        }
        None => rest,
    };
    let is_ended = rest.is_empty() || rest.starts_with(['/', '?']);
    is_ended.then_some((host, rest))
}

/// The host of an address as people read it before they agree; the scheme of an application's own.
pub fn redirect_host(address: &str) -> &str {
    match address.split_once("://") {
        Some((_, rest)) => rest.split(['/', '?']).next().unwrap_or_default(),
        None => address.split(':').next().unwrap_or_default(),
    }
}

/// The challenge of a verifier by method S256 (RFC 7636, 4.2); the method `plain` does not exist
/// here. `None` when the verifier is not 43 to 128 unreserved letters.
pub fn challenge_of(verifier: &str) -> Option<String> {
    let is_unreserved = |letter: u8| letter.is_ascii_alphanumeric() || b"-._~".contains(&letter);
    let is_verifier = (43..=128).contains(&verifier.len()) && verifier.bytes().all(is_unreserved);
    is_verifier.then(|| URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)))
}

/// Whether it can be an S256 challenge: SHA-256 in base64url without padding.
pub fn is_challenge(text: &str) -> bool {
    text.len() == 43 && URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == 32)
}

#[cfg(test)]
mod tests {
    use super::{
        BadRedirect, ClientKind, Scope, Scopes, challenge_of, check_redirect, is_challenge,
        is_registered, redirect_host,
    };

    #[test]
    fn scopes_are_read_once_each_and_unknown_ones_not_at_all() {
        let scopes = Scopes::parse("phone profile  phone").unwrap_or_default();
        assert_eq!(scopes.to_string(), "profile phone");
        assert_eq!(Scopes::parse("profile admin"), None);
        assert!(Scopes::parse("").is_some_and(|none| none.is_empty()));
        let own = Scopes::parse("booking webhooks profile").unwrap_or_default();
        assert_eq!(own.of_people(false).to_string(), "booking webhooks");
        assert_eq!(own.shared_with(&scopes).to_string(), "profile");
        assert!(!own.are_within(&scopes));
        assert!(own.joined_with(&scopes).contains(Scope::Phone));
    }

    #[test]
    fn an_address_is_registered_only_where_nobody_listens_in() {
        let check = |address| check_redirect(address, ClientKind::Public);
        for good in [
            "https://app.example.com/cb",
            "https://app.example.com:8443/cb?tenant=1",
            "http://127.0.0.1/cb",
            "http://127.0.0.1:5000/cb",
            "http://[::1]:5000/cb",
            "com.example.app:/cb",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for (bad, why) in [
            ("https://a.example/cb#x", BadRedirect::Fragment),
            ("http://a.example/cb", BadRedirect::Insecure),
            ("http://127.0.0.1.evil.example/cb", BadRedirect::Insecure),
            ("http://127.0.0.1@evil.example/cb", BadRedirect::Insecure),
            ("http://127.0.0.1:80@evil.example/cb", BadRedirect::Insecure),
            ("https://a.example@evil.example/cb", BadRedirect::Malformed),
            ("https:///cb", BadRedirect::Malformed),
            ("https://a.example\\@evil.example", BadRedirect::Malformed),
            ("/cb", BadRedirect::Malformed),
            ("javascript:alert(1)", BadRedirect::PrivateScheme),
            ("data:text/html,x", BadRedirect::PrivateScheme),
            ("app:/cb", BadRedirect::PrivateScheme),
        ] {
            assert_eq!(check(bad), Err(why), "{bad}");
        }
        let confidential = check_redirect("com.example.app:/cb", ClientKind::Confidential);
        assert_eq!(confidential, Err(BadRedirect::PrivateScheme));
    }

    #[test]
    fn an_answer_goes_to_the_very_address_or_to_another_port_of_the_machine_itself() {
        let registered =
            ["https://app.example.com/cb", "http://127.0.0.1/cb"].map(str::to_owned).to_vec();
        for good in
            ["https://app.example.com/cb", "http://127.0.0.1/cb", "http://127.0.0.1:61023/cb"]
        {
            assert!(is_registered(&registered, good), "{good}");
        }
        for bad in [
            "https://app.example.com/cb/",
            "https://app.example.com/cb?x=1",
            "https://app.example.com:8443/cb",
            "https://app.example.com/cb/../evil",
            "https://APP.example.com/cb",
            "http://127.0.0.1:61023/other",
            "http://127.0.0.1:61023/cb?x=1",
            "http://127.0.0.1:0/cb",
            "http://127.0.0.1:99999/cb",
            "http://127.0.0.1:80@evil.example/cb",
            "http://127.0.0.1.evil.example/cb",
            "http://[::1]/cb",
            "http://localhost/cb",
            "",
        ] {
            assert!(!is_registered(&registered, bad), "{bad}");
        }
    }

    #[test]
    fn people_read_where_they_are_sent() {
        assert_eq!(redirect_host("https://app.example.com/cb?x"), "app.example.com");
        assert_eq!(redirect_host("http://127.0.0.1:5000/cb"), "127.0.0.1:5000");
        assert_eq!(redirect_host("com.example.app:/cb"), "com.example.app");
    }

    /// The example of RFC 7636, appendix B.
    #[test]
    fn a_challenge_is_made_as_the_standard_says() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let challenge = challenge_of(verifier).unwrap_or_default();
        assert_eq!(challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assert!(is_challenge(&challenge));
        assert_eq!(challenge_of(&verifier[1..]), None);
        assert_eq!(challenge_of(&format!("{}!", &verifier[1..])), None);
        assert_eq!(challenge_of(&"a".repeat(129)), None);
        assert!(!is_challenge(verifier.split_at(20).0));
    }
}
