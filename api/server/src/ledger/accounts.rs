//! The whole chart of accounts with what every account holds.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::NaiveDate;
use domain::calendar::book_date;
use domain::ledger::LedgerAccount;
use domain::money::Money;
use domain::text::LocalizedText;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::filter::note_reading;
use super::store::{self, EntryFilter, SideTotal};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::json::Query;
use crate::identity::{Operator, ReadBooks};

/// Up to which day to add up.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct AsOf {
    /// Last day, inclusive; today when not given.
    pub as_of: Option<NaiveDate>,
}

/// One account of the chart.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LedgerAccountRow {
    #[schema(example = "2010")]
    pub account: String,
    pub name: LocalizedText,
    /// asset, liability, revenue or expense.
    #[schema(example = "liability")]
    pub kind: String,
    /// Everything that was ever booked on its debit side.
    pub debit: Money,
    pub credit: Money,
    /// Debits less credits for assets and expenses, credits less debits for the others.
    pub balance: Money,
}

/// All accounts; those without a movement too.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TrialBalance {
    pub as_of: NaiveDate,
    /// Whether assets and expenses add up to liabilities and revenue.
    pub is_balanced: bool,
    pub items: Vec<LedgerAccountRow>,
}

/// Read the trial balance.
#[utoipa::path(
    tag = "ledger",
    operation_id = "get_trial_balance",
    params(AsOf),
    responses((status = 200, description = "Every account.", body = TrialBalance)),
    security(("bearer" = [])),
)]
#[get("/admin/ledger/accounts")]
pub async fn get_trial_balance(
    app: web::Data<App>,
    reader: Operator<ReadBooks>,
    request: HttpRequest,
    query: Query<AsOf>,
) -> Result<HttpResponse> {
    let as_of = query.as_of.unwrap_or_else(|| book_date(app.clock.now()));
    let facts = Map::from_iter([("as_of".to_owned(), Value::String(as_of.to_string()))]);
    note_reading(&app, &reader, &request, "accounts", facts).await?;
    let filter = EntryFilter::days(before_any_entry(), as_of);
    let (debits, credits) = store::side_totals(&app.books, &filter).await?;
    let (debits, credits) = (by_account(debits), by_account(credits));
    let sum =
        |side: &BTreeMap<String, i64>| side.values().try_fold(0, |a: i64, b| a.checked_add(*b));
    let row = |account: &LedgerAccount| {
        let side = |side: &BTreeMap<String, i64>| side.get(account.as_str()).copied();
        let (debit, credit) = (side(&debits).unwrap_or(0), side(&credits).unwrap_or(0));
        let balance = account.kind().balance(debit, credit).ok_or_else(too_much)?;
        Ok(LedgerAccountRow {
            account: account.as_str().to_owned(),
            name: account.name(),
            kind: account.kind().as_str().to_owned(),
            debit: Money::fen(debit),
            credit: Money::fen(credit),
            balance: Money::fen(balance),
        })
    };
    let items = LedgerAccount::ALL.iter().map(row).collect::<Result<Vec<_>>>()?;
    let is_balanced = sum(&debits) == sum(&credits) && sum(&debits) == sum_of(&items);
    Ok(HttpResponse::Ok().json(TrialBalance { as_of, is_balanced, items }))
}

/// A day of four digits, so that it sorts rightly as text too.
fn before_any_entry() -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default()
}

fn by_account(side: Vec<SideTotal>) -> BTreeMap<String, i64> {
    side.into_iter().map(|total| (total.account, total.amount_minor)).collect()
}

/// What stands on the debit side of the chart's accounts: less than all of it when an entry names
/// an account that is not in the chart.
fn sum_of(items: &[LedgerAccountRow]) -> Option<i64> {
    items.iter().try_fold(0, |sum: i64, row| sum.checked_add(row.debit.amount_minor))
}

fn too_much() -> Error {
    Error::Internal(anyhow::anyhow!("an account holds more than 64 bits"))
}
