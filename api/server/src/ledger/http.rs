//! The books over HTTP: reading only. Nothing else is mounted, so every write answers 405.

use std::collections::BTreeMap;

use actix_web::http::header::ContentEncoding;
use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CinemaId, EntryId, JournalId, OrderId, PaymentId, RefundId};
use domain::ledger::{LedgerAccount, LedgerCategory};
use domain::money::{Currency, Money};
use domain::text::LocalizedText;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use super::archive::{self, Archive};
use super::filter::{LedgerFilter, note_export, note_reading};
use super::names::ExportLang;
use super::seal::{self, LedgerSeal};
use super::store::{self, DayTotal, EntryFilter, EntryRow};
use super::workbook::Wish;
use super::{export, workbook, xlsx};
use crate::app::App;
use crate::error::Result;
use crate::http::json::{Path, Query};
use crate::http::page::{Limit, Page, decode_cursor};
use crate::identity::{Operator, ReadBooks};

/// Mounts this feature's operations below `/api/v1`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list_ledger_entries)
        .service(list_ledger_days)
        .service(get_ledger_day)
        .service(export_ledger)
        .service(super::accounts::get_trial_balance)
        .service(super::proof::get_ledger_proof);
}

/// Which page of a list.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct EntryPlace {
    #[serde(default)]
    #[param(inline, value_type = Option<i64>)]
    pub limit: Limit,
    #[validate(length(max = 200))]
    pub cursor: Option<String>,
}

/// How an export is written.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Comma-separated values (RFC 4180) in UTF-8.
    #[default]
    Csv,
    /// An Excel workbook: a sheet of entries and one of totals by day and category.
    Xlsx,
    /// The archive, lines of JSON that `marquee ledger verify --archive` checks: whole days.
    Jsonl,
}

/// The format and the language of an export.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ExportManner {
    #[serde(default)]
    #[param(inline, value_type = Option<ExportFormat>)]
    pub format: ExportFormat,
    /// The language of a workbook's headings and names; the other formats speak to machines.
    #[serde(default)]
    #[param(inline, value_type = Option<ExportLang>)]
    pub lang: ExportLang,
}

/// One debit and one credit of the same amount.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LedgerEntry {
    pub id: EntryId,
    pub journal_id: JournalId,
    pub sequence: i32,
    pub business_date: NaiveDate,
    pub posted_at: DateTime<Utc>,
    #[schema(example = "payment_succeeded")]
    pub event: String,
    #[schema(example = "payment")]
    pub category: String,
    #[schema(example = "1110")]
    pub debit_account: String,
    #[schema(example = "2010")]
    pub credit_account: String,
    pub amount: Money,
    pub order_id: Option<OrderId>,
    pub order_no: Option<String>,
    /// Where the order stands now.
    #[schema(example = "ticketed")]
    pub order_status: Option<String>,
    pub payment_id: Option<PaymentId>,
    pub refund_id: Option<RefundId>,
    pub cinema_id: Option<CinemaId>,
    pub gateway: Option<String>,
    pub memo: Option<String>,
}

/// What one class adds up to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LedgerTotal {
    pub category: String,
    pub count: i64,
    pub amount: Money,
}

/// A page of entries with the totals of all that the question finds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LedgerEntryPage {
    pub items: Vec<LedgerEntry>,
    pub next_cursor: Option<String>,
    pub totals: Vec<LedgerTotal>,
}

/// Days of the books, and where their money came from.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LedgerDayPage {
    pub items: Vec<LedgerDay>,
    pub next_cursor: Option<String>,
    /// What was booked for each cinema in the category of the question, or as ticket money if it
    /// names none. Money that belongs to no cinema is not in it.
    pub cinemas: Vec<LedgerCinemaTotal>,
}

/// What one cinema's part adds up to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LedgerCinemaTotal {
    pub cinema_id: CinemaId,
    pub amount: Money,
}

/// One day of the books.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LedgerDay {
    pub date: NaiveDate,
    pub entry_count: i64,
    pub totals: Vec<LedgerTotal>,
    /// When the day was closed for good; null while it is open.
    pub sealed_at: Option<DateTime<Utc>>,
}

/// What moved on one account.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AccountBalance {
    #[schema(example = "2010")]
    pub account: String,
    pub name: LocalizedText,
    pub debit: Money,
    pub credit: Money,
}

/// One day of the books with its accounts.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LedgerDayDetail {
    pub date: NaiveDate,
    pub entry_count: i64,
    pub totals: Vec<LedgerTotal>,
    /// Debits and credits of that day, by account; both add up to the same.
    pub balances: Vec<AccountBalance>,
    /// Null while the day is open.
    pub seal: Option<LedgerSeal>,
}

/// List entries of the books.
#[utoipa::path(
    tag = "ledger",
    operation_id = "list_ledger_entries",
    params(LedgerFilter, EntryPlace),
    responses((status = 200, description = "A page of entries.", body = LedgerEntryPage)),
    security(("bearer" = [])),
)]
#[get("/admin/ledger/entries")]
pub async fn list_ledger_entries(
    app: web::Data<App>,
    reader: Operator<ReadBooks>,
    request: HttpRequest,
    query: Query<LedgerFilter>,
    place: Query<EntryPlace>,
) -> Result<HttpResponse> {
    let (filter, place) = (query.into_inner().read()?, place.into_inner());
    let after: Option<(NaiveDate, EntryId)> = decode_cursor(place.cursor.as_deref())?;
    note_reading(&app, &reader, &request, "entries", filter.facts()).await?;
    let rows = store::entries(&app.books, &filter, after, place.limit.plus_one()).await?;
    let page = Page::cut(rows, place.limit, |(row, _)| (row.book_on, row.id));
    let totals = sum_up(&store::day_totals(&app.books, &filter).await?);
    Ok(HttpResponse::Ok().json(LedgerEntryPage {
        items: page.items.into_iter().map(show_entry).collect(),
        next_cursor: page.next_cursor,
        totals,
    }))
}

/// List the days of the books with their totals.
#[utoipa::path(
    tag = "ledger",
    operation_id = "list_ledger_days",
    params(LedgerFilter),
    responses((status = 200, description = "Days on which something was booked.",
        body = LedgerDayPage)),
    security(("bearer" = [])),
)]
#[get("/admin/ledger/days")]
pub async fn list_ledger_days(
    app: web::Data<App>,
    reader: Operator<ReadBooks>,
    request: HttpRequest,
    query: Query<LedgerFilter>,
) -> Result<HttpResponse> {
    let filter = query.into_inner().read()?;
    note_reading(&app, &reader, &request, "days", filter.facts()).await?;
    let totals = store::day_totals(&app.books, &filter).await?;
    let mut days: BTreeMap<NaiveDate, Vec<DayTotal>> = BTreeMap::new();
    for total in totals {
        days.entry(total.book_on).or_default().push(total);
    }
    let sealed_at = seal::sealed_at(&app.books, filter.from, filter.to).await?;
    let days = days.into_iter().map(|(date, totals)| LedgerDay {
        sealed_at: sealed_at.get(&date).copied(),
        date,
        entry_count: totals.iter().map(|total| total.entry_count).sum(),
        totals: sum_up(&totals),
    });
    let cinemas = store::cinema_totals(&app.books, &filter).await?;
    let cinemas = cinemas.into_iter().map(|(cinema_id, amount_minor)| LedgerCinemaTotal {
        cinema_id,
        amount: Money::new(amount_minor, Currency::Cny),
    });
    Ok(HttpResponse::Ok().json(LedgerDayPage {
        items: days.collect(),
        next_cursor: None,
        cinemas: cinemas.collect(),
    }))
}

/// Read one day of the books.
#[utoipa::path(
    tag = "ledger",
    operation_id = "get_ledger_day",
    params(("date" = NaiveDate, Path, description = "A day, YYYY-MM-DD.")),
    responses((status = 200, description = "Totals and accounts.", body = LedgerDayDetail)),
    security(("bearer" = [])),
)]
#[get("/admin/ledger/days/{date}")]
pub async fn get_ledger_day(
    app: web::Data<App>,
    reader: Operator<ReadBooks>,
    request: HttpRequest,
    date: Path<NaiveDate>,
) -> Result<HttpResponse> {
    let date = date.into_inner();
    let filter = EntryFilter::days(date, date);
    note_reading(&app, &reader, &request, "day", filter.facts()).await?;
    let totals = store::day_totals(&app.books, &filter).await?;
    let (debits, credits) = store::side_totals(&app.books, &filter).await?;
    let mut accounts: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for side in debits {
        accounts.entry(side.account).or_default().0 += side.amount_minor;
    }
    for side in credits {
        accounts.entry(side.account).or_default().1 += side.amount_minor;
    }
    let balances = accounts.into_iter().map(|(account, (debit, credit))| AccountBalance {
        name: LedgerAccount::parse(&account).map(LedgerAccount::name).unwrap_or_default(),
        account,
        debit: Money::new(debit, Currency::Cny),
        credit: Money::new(credit, Currency::Cny),
    });
    Ok(HttpResponse::Ok().json(LedgerDayDetail {
        date,
        entry_count: totals.iter().map(|total| total.entry_count).sum(),
        totals: sum_up(&totals),
        balances: balances.collect(),
        seal: seal::of_day(&app.books, date).await?.map(LedgerSeal::from),
    }))
}

/// Export entries of the books.
///
/// CSV is written while it is read, and a workbook is written to the disk first, so a year costs no
/// more memory than a day. The answer begins at once; one that breaks off is not whole.
#[utoipa::path(
    tag = "ledger",
    operation_id = "export_ledger",
    params(LedgerFilter, ExportManner),
    responses((status = 200, description = "A file with one line for each entry. Markers that \
        spreadsheets would run as formulas are disarmed with an apostrophe. An archive has more \
        lines.",
        content((String = "text/csv"), (String = "application/jsonl")),
        headers(
            ("Marquee-Row-Count" = i64, description = "How many entries the file has."),
            ("Marquee-Prelude" = i64, description = "Of a workbook only: so many bytes come one \
                after the other while it is made, and tell how far that is.")))),
    security(("bearer" = [])),
)]
#[get("/admin/ledger/export")]
pub async fn export_ledger(
    app: web::Data<App>,
    reader: Operator<ReadBooks>,
    request: HttpRequest,
    query: Query<LedgerFilter>,
    manner: Query<ExportManner>,
) -> Result<HttpResponse> {
    let filter = query.into_inner().read()?;
    let totals = store::day_totals(&app.books, &filter).await?;
    let count: i64 = totals.iter().map(|total| total.entry_count).sum();
    let (extension, content_type) = match manner.format {
        ExportFormat::Jsonl => return export_archive(app, &reader, &request, &filter).await,
        ExportFormat::Csv => ("csv", "text/csv; charset=utf-8"),
        ExportFormat::Xlsx => ("xlsx", xlsx::CONTENT_TYPE),
    };
    let place = match manner.format {
        ExportFormat::Xlsx => Some(app.workbooks.enter()?),
        ExportFormat::Csv | ExportFormat::Jsonl => None,
    };
    note_export(&app, &reader, &request, extension, count, filter.facts()).await?;
    let name = format!("marquee-ledger-{}-{}.{extension}", filter.from, filter.to);
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(content_type)
        .insert_header(("Content-Disposition", format!("attachment; filename=\"{name}\"")))
        .insert_header(("Marquee-Row-Count", count));
    let Some(place) = place else {
        return Ok(answer.streaming(export::csv(app.into_inner(), filter)));
    };
    // A workbook is compressed already.
    answer.insert_header(ContentEncoding::Identity);
    answer.insert_header(("Marquee-Prelude", workbook::PRELUDE));
    let wish = Wish { filter, totals, lang: manner.lang };
    Ok(answer.streaming(workbook::stream(app.into_inner(), wish, place)))
}

/// Exports whole days with their place in the chain and their seals.
async fn export_archive(
    app: web::Data<App>,
    reader: &Operator<ReadBooks>,
    request: &HttpRequest,
    filter: &EntryFilter,
) -> Result<HttpResponse> {
    let archive = Archive::plan(&app, filter).await?;
    let count = archive.entry_count();
    note_export(&app, reader, request, "jsonl", count, filter.facts()).await?;
    let name = format!("marquee-ledger-{}-{}.jsonl", filter.from, filter.to);
    Ok(HttpResponse::Ok()
        .content_type(archive::CONTENT_TYPE)
        .insert_header(("Content-Disposition", format!("attachment; filename=\"{name}\"")))
        .insert_header(("Marquee-Row-Count", count))
        .streaming(archive.stream(app.into_inner())))
}

fn sum_up(totals: &[DayTotal]) -> Vec<LedgerTotal> {
    let mut by_category: BTreeMap<LedgerCategory, (i64, i64)> = BTreeMap::new();
    for total in totals {
        let sum = by_category.entry(total.category).or_default();
        *sum = (sum.0 + total.entry_count, sum.1 + total.amount_minor);
    }
    let show = |(category, (count, amount)): (LedgerCategory, (i64, i64))| LedgerTotal {
        category: category.as_str().to_owned(),
        count,
        amount: Money::new(amount, Currency::Cny),
    };
    by_category.into_iter().map(show).collect()
}

pub(super) fn show_entry((row, order): EntryRow) -> LedgerEntry {
    let (order_no, order_status) = match order {
        Some(facts) => (Some(facts.order_no), Some(facts.status.as_str().to_owned())),
        None => (None, None),
    };
    LedgerEntry {
        id: row.id,
        journal_id: row.journal_id,
        sequence: row.sequence,
        business_date: row.book_on,
        posted_at: row.posted_at,
        event: row.event.as_str().to_owned(),
        category: row.category.as_str().to_owned(),
        debit_account: row.debit.as_str().to_owned(),
        credit_account: row.credit.as_str().to_owned(),
        amount: Money::new(row.amount_minor, row.currency),
        order_id: row.order_id,
        order_no,
        order_status,
        payment_id: row.payment_id,
        refund_id: row.refund_id,
        cinema_id: row.cinema_id,
        gateway: row.bank.map(|bank| bank.as_str().to_owned()),
        memo: None,
    }
}
