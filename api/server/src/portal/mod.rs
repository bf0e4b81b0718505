//! The portal: registered applications, daily information and what runs now.
//!
//! Beside the usual rooms there are `admin_apps.rs` and `admin_articles.rs` with `forms.rs` (HTTP
//! of administration, plain CRUD), `pictures.rs` over `imaging.rs` (from an upload to what is
//! shown), `markdown.rs` (from an editor's text to safe HTML), `feed.rs` (Atom), and `pages.rs`:
//! the few pages that the server fills with words, in one `language.rs` or the other. `demo.rs`
//! registers the application that a demo brings along.

mod admin_apps;
mod admin_articles;
mod demo;
mod feed;
mod forms;
mod http;
mod imaging;
mod language;
mod markdown;
mod pages;
mod pictures;
mod store;

pub use demo::ensure_demo_app;
pub use http::routes;
pub use pages::pages;
