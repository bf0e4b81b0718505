//! How the platform does at this moment: what was sold, what waits, who answers, what must hold.
//!
//! Everybody who has the page open asks every few seconds, so the answer is kept that long and all
//! of them cost one look at the database.

use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::calendar::{book_date, book_day_start};
use domain::ids::CinemaId;
use domain::money::{Currency, Money};
use domain::text::LocalizedText;
use serde::Serialize;
use utoipa::ToSchema;

use super::cinemas::{BreakerState, SyncState, SyncStatus};
use super::{breaks, figures, invariants};
use crate::app::App;
use crate::cinemas;
use crate::error::Result;
use crate::identity::{Operator, ReadBooks};
use crate::ledger::{self, LedgerCheck};
use crate::outbox;
use crate::remembered::Remembered;

/// How old the figures may be.
const FIGURES_FOR: Duration = Duration::seconds(3);

/// How old the checks may be: they read a day of sales.
const CHECKS_FOR: Duration = Duration::seconds(30);

/// What was found out last, for everybody who asks.
#[derive(Debug, Default)]
pub struct OverviewCache {
    figures: Remembered<Overview>,
    checks: Remembered<Vec<InvariantState>>,
}

/// Work of one kind that the tasks have before them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct QueueState {
    /// `locks_to_ask`, `releases`, `confirms`, `payments_to_ask`, `refunds_open`,
    /// `surplus_returns`, `messages`, `outbox` or `cinema_reads`.
    #[schema(example = "confirms")]
    pub queue: String,
    pub waiting: i64,
    /// Since when the oldest waits.
    pub oldest_at: Option<DateTime<Utc>>,
}

/// Whether a cinema answers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CinemaState {
    pub cinema_id: CinemaId,
    pub name: LocalizedText,
    pub is_available: bool,
    pub breaker: BreakerState,
    pub sync: SyncStatus,
    pub open_findings: i64,
}

/// Whether a bank answers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GatewayState {
    #[schema(example = "unionpay")]
    pub gateway: String,
    /// When it last told us something that was proven to be its word.
    pub last_answer_at: Option<DateTime<Utc>>,
    pub open_payments: i64,
    /// Payments of which the bank did not say what became of them.
    pub unknown: i64,
    pub oldest_unknown_at: Option<DateTime<Utc>>,
}

/// What was sold in one hour.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HourSales {
    /// When it began.
    pub hour: DateTime<Utc>,
    pub orders: i64,
    pub amount: Money,
}

/// A sentence that must always hold, and how often it does not.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InvariantState {
    /// `I1` a seat is sold at most once; `I2` money that came ends as tickets or goes back; `I3` no
    /// seat is given up while a payment may still take money for it; `I4` what was paid ahead is
    /// used up when an order is final; `I5` the books are as they were written, see
    /// `ledger_check`; `I6` an order is ticketed and booked once; `I7` nothing is given back twice.
    #[schema(example = "I1")]
    pub code: String,
    pub holds: bool,
    /// Cases of the last days in which it does not hold; of the books, the first one.
    pub count: i64,
}

/// How the platform is doing now.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Overview {
    /// A few seconds old at most.
    pub as_of: DateTime<Utc>,
    /// Orders that were paid more than five minutes ago and have neither tickets nor their money
    /// back. Zero when all is well.
    pub paid_without_ticket_or_refund: u64,
    /// Orders that wait for a person.
    pub needs_operator: u64,
    /// Orders made today, paid or not.
    pub orders_today: u64,
    /// Tickets issued today.
    pub tickets_today: i64,
    /// What the orders ticketed today add up to.
    pub sales_today: Money,
    /// The same a week ago, up to the same time of the day.
    pub sales_same_day_last_week: Money,
    /// What went back to customers today, whenever it was paid.
    pub refunds_today: Money,
    /// Messages and other things that wait to be sent.
    pub outbox_waiting: u64,
    /// Every hour of today that has begun.
    pub sales_by_hour: Vec<HourSales>,
    pub queues: Vec<QueueState>,
    pub cinemas: Vec<CinemaState>,
    pub gateways: Vec<GatewayState>,
    pub invariants: Vec<InvariantState>,
    /// Differences with banks and cinemas that nobody has settled.
    pub open_breaks: i64,
    /// How long the oldest of them is open, in days.
    pub oldest_break_days: Option<i64>,
    /// The last day of the books that is sealed.
    pub sealed_until: Option<NaiveDate>,
    /// The last time that the whole of the books was read and checked, which happens every night;
    /// null before the first time.
    pub ledger_check: Option<LedgerCheck>,
}

/// Read the live figures.
#[utoipa::path(
    tag = "admin",
    operation_id = "get_overview",
    responses((status = 200, description = "The figures of this moment.", body = Overview)),
    security(("bearer" = [])),
)]
#[get("/admin/overview")]
pub async fn get_overview(
    app: web::Data<App>,
    _reader: Operator<ReadBooks>,
) -> Result<HttpResponse> {
    let now = app.clock.now();
    let overview = app.overview.figures.get(now, FIGURES_FOR, || look(&app, now)).await?;
    Ok(HttpResponse::Ok().json(&*overview))
}

fn yuan(amount_minor: i64) -> Money {
    Money::new(amount_minor, Currency::Cny)
}

async fn look(app: &App, now: DateTime<Utc>) -> Result<Overview> {
    let db = &app.db;
    let midnight = book_day_start(book_date(now)).unwrap_or(now);
    let week = Duration::weeks(1);
    let (sales, sales_by_hour) = figures::sales_by_hour(db, midnight, now).await?;
    let last_week = figures::sales_between(db, midnight - week, now - week).await?;
    let check = || invariants::check(db, now);
    let invariants = app.overview.checks.get(now, CHECKS_FOR, check).await?;
    let ledger_check = ledger::last_check(db).await?;
    let books = ledger_check.as_ref().map(invariants::of_books);
    let (open_breaks, oldest_break_days) = breaks::open(db, now).await?;
    Ok(Overview {
        as_of: now,
        paid_without_ticket_or_refund: figures::stuck_orders(db, now).await?,
        needs_operator: figures::orders_for_operators(db).await?,
        orders_today: figures::orders_since(db, midnight).await?,
        tickets_today: sales.tickets,
        sales_today: yuan(sales.amount_minor),
        sales_same_day_last_week: yuan(last_week),
        refunds_today: yuan(figures::refunded_since(db, midnight).await?),
        outbox_waiting: outbox::waiting(db).await?,
        sales_by_hour,
        queues: figures::queues(db, now).await?,
        cinemas: cinema_states(app).await?,
        gateways: gateway_states(app).await?,
        invariants: invariants::in_order(&invariants, books),
        open_breaks,
        oldest_break_days,
        sealed_until: figures::sealed_until(db).await?,
        ledger_check,
    })
}

async fn cinema_states(app: &App) -> Result<Vec<CinemaState>> {
    let findings = figures::open_findings(&app.db).await?;
    let systems = cinemas::systems(&app.db).await?;
    let show = |(cinema, system): (tables::cinemas::Model, _)| CinemaState {
        breaker: app.cinemas.breaker(cinema.id).into(),
        sync: SyncState::of(Option::as_ref(&system)).status,
        open_findings: findings.get(&cinema.id).copied().unwrap_or(0),
        cinema_id: cinema.id,
        is_available: cinema.is_available,
        name: cinema.name,
    };
    Ok(systems.into_iter().map(show).collect())
}

async fn gateway_states(app: &App) -> Result<Vec<GatewayState>> {
    let mut states = Vec::new();
    for bank in app.gateways.banks.iter() {
        let code = bank.profile().code;
        let figures = figures::bank(&app.db, code).await?;
        states.push(GatewayState {
            gateway: code.as_str().to_owned(),
            last_answer_at: figures.last_answer_at,
            open_payments: figures.open_payments,
            unknown: figures.unknown,
            oldest_unknown_at: figures.oldest_unknown_at,
        });
    }
    Ok(states)
}
