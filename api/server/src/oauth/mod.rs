//! Signing in at other people's applications, and other people's programs at this API: an OAuth
//! 2.0 authorization server (RFC 6749 with what OAuth 2.1 took away and added).
//!
//! There are three ways in. A person sends a browser to the consent page of the web app, which asks
//! `/oauth/authorizations` and sends the browser back with a code; the application exchanges the
//! code, with the PKCE verifier that only it knows (RFC 7636), for tokens that open
//! `/oauth/userinfo` and nothing else. A refresh token is exchanged once for a new pair. A
//! confidential client gets a token of its own (`client_credentials`), which opens `/client` and,
//! for the client's own customers, every customer's operation (`identity::clients`).
//!
//! Everything that people hold is a random text kept as a hash, so that withdrawing a grant,
//! disabling a client or closing a portal's application ends it at the next request. A code or a
//! refresh token that comes a second time ends the whole signing in: two parties hold it.

mod admin;
mod clients;
mod customers;
mod demo;
mod flow;
mod form;
mod http;
mod store;
mod tokens;
mod views;

pub use demo::{DEMO_CLIENT, DEMO_SECRET, ensure_demo_client};
pub use http::{answer_metadata, answer_token, routes};
pub(crate) use store::forget;
