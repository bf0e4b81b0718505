//! Which entries somebody wants to see: the same question for lists, days and exports.

use actix_web::HttpRequest;
use chrono::NaiveDate;
use domain::identity::Phone;
use domain::ids::{CinemaId, OrderId};
use domain::ledger::LedgerCategory;
use domain::orders::OrderStatus;
use domain::payments::BankCode;
use domain::text::mask_phone;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use utoipa::IntoParams;
use validator::Validate;

use super::store::EntryFilter;
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Result};
use crate::identity::{Operator, ReadBooks};

/// Days that one question may span: two years.
const DAYS_AT_MOST: i64 = 731;

/// Which entries of the books are meant. Every condition that is given has to hold.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct LedgerFilter {
    /// First day, inclusive; one day is the least.
    pub from: NaiveDate,
    /// Last day, inclusive.
    pub to: NaiveDate,
    pub category: Option<LedgerCategory>,
    pub cinema_id: Option<CinemaId>,
    pub gateway: Option<BankCode>,
    /// Where the order stands today, not when the entry was posted.
    pub status: Option<OrderStatus>,
    /// The number that people see, in either case.
    #[validate(length(max = 40))]
    pub order_no: Option<String>,
    /// The number that the pickup code went to, as people write it.
    #[validate(length(max = 40))]
    pub phone: Option<String>,
    pub order_id: Option<OrderId>,
}

impl LedgerFilter {
    /// The question as the store asks it.
    ///
    /// # Errors
    /// When the days make no sense or the phone number is none.
    pub fn read(self) -> Result<EntryFilter> {
        refuse_bad_range(self.from, self.to)?;
        let phone = match self.phone {
            Some(text) => {
                let no_phone = || Error::invalid("/phone", "phone", "This is no phone number.");
                Some(Phone::parse(&text).ok_or_else(no_phone)?.as_str().to_owned())
            }
            None => None,
        };
        Ok(EntryFilter {
            from: self.from,
            to: self.to,
            category: self.category,
            cinema_id: self.cinema_id,
            bank: self.gateway,
            order_id: self.order_id,
            status: self.status,
            order_no: self.order_no.map(|number| number.trim().to_ascii_uppercase()),
            phone,
        })
    }
}

fn refuse_bad_range(from: NaiveDate, to: NaiveDate) -> Result<()> {
    if to < from {
        return Err(Error::invalid("/to", "range", "The last day is before the first."));
    }
    if (to - from).num_days() >= DAYS_AT_MOST {
        let detail = format!("A question spans at most {DAYS_AT_MOST} days.");
        return Err(Error::invalid("/to", "range", detail));
    }
    Ok(())
}

impl EntryFilter {
    /// The question as the audit trail keeps it: only what was asked for, phones masked.
    pub fn facts(&self) -> Map<String, Value> {
        let mut facts = Map::new();
        let mut say = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                facts.insert(name.to_owned(), Value::String(value));
            }
        };
        say("from", Some(self.from.to_string()));
        say("to", Some(self.to.to_string()));
        say("category", self.category.map(|category| category.as_str().to_owned()));
        say("cinema_id", self.cinema_id.map(|id| id.to_string()));
        say("gateway", self.bank.map(|bank| bank.as_str().to_owned()));
        say("status", self.status.map(|status| status.as_str().to_owned()));
        say("order_no", self.order_no.clone());
        say("phone", self.phone.as_deref().map(mask_phone));
        say("order_id", self.order_id.map(|id| id.to_string()));
        facts
    }
}

/// Writes down that somebody is about to read the books, before they see anything.
///
/// # Errors
/// When the database refuses; then nothing is read.
pub async fn note_reading(
    app: &App,
    reader: &Operator<ReadBooks>,
    request: &HttpRequest,
    what: &str,
    facts: Map<String, Value>,
) -> Result<()> {
    note(app, reader, request, "ledger.read", what, facts).await
}

/// Writes down that somebody is about to take entries away as a file.
///
/// # Errors
/// When the database refuses; then nothing is written.
pub async fn note_export(
    app: &App,
    reader: &Operator<ReadBooks>,
    request: &HttpRequest,
    format: &str,
    rows: i64,
    mut facts: Map<String, Value>,
) -> Result<()> {
    facts.insert("rows".to_owned(), json!(rows));
    note(app, reader, request, "ledger.export", format, facts).await
}

async fn note(
    app: &App,
    reader: &Operator<ReadBooks>,
    request: &HttpRequest,
    action: &str,
    target: &str,
    facts: Map<String, Value>,
) -> Result<()> {
    let actor = Actor::of(app, reader.id, request);
    let tx = app.db.begin().await?;
    audit::record(app, &tx, &actor, action, target, Value::Object(facts)).await?;
    tx.commit().await?;
    Ok(())
}
