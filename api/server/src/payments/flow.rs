//! Collecting an order's amount through a bank: intent, call, record.

use chrono::{DateTime, Duration, Utc};
use domain::ids::{OrderId, PaymentId, UserId};
use domain::ledger::{self as books, LedgerEvent};
use domain::money::Money;
use domain::orders::OrderStatus;
use domain::payments::{Attempt, BankCode, PaymentStatus, Reported, decide, next_query_at};
use gateways::GatewayError;
use gateways::bank::{NextAction, PaidDetails, PaymentOutcome, PaymentRef, PaymentRequest};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{EntityTrait, IntoActiveModel};
use tables::{orders, payments};

use super::store;
use crate::app::App;
use crate::error::{Refusal, Result};
use crate::fault;
use crate::history::{self, Side};
use crate::http::problem::{MoneyFate, ProblemCode};
use crate::ledger::{self, Journal, Subject};
use crate::webhooks;

/// What a customer asks for.
pub struct NewPayment {
    /// The same when the same request is repeated.
    pub id: PaymentId,
    pub order_id: OrderId,
    pub bank: BankCode,
    pub method: String,
    /// Path of the web app, or a URL of a third party's own.
    pub return_url: Option<String>,
    pub is_mobile: bool,
}

/// Opens an attempt, or answers the one that is open: one order has at most one.
pub async fn create_payment(
    app: &App,
    user_id: UserId,
    wanted: NewPayment,
) -> Result<payments::Model> {
    store::order_of_customer(&app.db, wanted.order_id, user_id).await?;
    let payment = store_intent(app, &wanted).await?;
    fault::point("payment_intent_stored");
    if payment.next_action.is_some() || !payment.status.is_open() {
        return Ok(payment);
    }
    let order = store::order_of_customer(&app.db, wanted.order_id, user_id).await?;
    let bank = app.gateways.bank(payment.bank)?;
    let request = payment_request(app, &order, &payment, &wanted);
    match bank.initiate(&request).await {
        Ok(action) => {
            fault::point("payment_initiated");
            record_initiated(app, payment, &action).await
        }
        Err(GatewayError::NotSent(why) | GatewayError::Refused(why)) => {
            record_failed_start(app, &payment, &why).await?;
            let detail = "the bank cannot be reached; nothing was charged";
            let refusal = Refusal::new(ProblemCode::BankUnavailable, detail);
            Err(refusal.with_money(MoneyFate::Untouched).retry_after(5).into())
        }
        Err(GatewayError::MaybeSent(why) | GatewayError::Unreadable(why)) => {
            record_outcome(app, payment.id, &PaymentOutcome::Unknown { why }, "initiate").await?;
            store::payment(&app.db, payment.id).await
        }
    }
}

async fn store_intent(app: &App, wanted: &NewPayment) -> Result<payments::Model> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let order = store::take_order(&tx, wanted.order_id).await?;
    if let Some(repeated) = payments::Entity::find_by_id(wanted.id).one(&tx).await? {
        return Ok(repeated);
    }
    if let Some(open) = store::open_payment(&tx, order.id).await? {
        return Ok(open);
    }
    refuse_unpayable(&order, now)?;
    refuse_quarantined(&tx, order.id).await?;
    let bank = app.gateways.bank(wanted.bank)?.profile();
    let first_retry = app.config.purchase.first_retry();
    let status = PaymentStatus::Created;
    let payment = payments::ActiveModel {
        id: Set(wanted.id),
        payment_no: Set(app.clock.new_number('P')),
        order_id: Set(order.id),
        bank: Set(wanted.bank),
        method: Set(wanted.method.clone()),
        merchant_id: Set(bank.merchant_id.clone()),
        amount_minor: Set(order.total_minor),
        currency: Set(order.currency),
        status: Set(status),
        txn_time: Set(now),
        payable_until: Set(order.payable_until),
        next_action: Set(None),
        bank_ref: Set(None),
        accounting_on: Set(None),
        is_late: Set(false),
        failure_code: Set(None),
        failure_text: Set(None),
        created_at: Set(now),
        succeeded_at: Set(None),
        closed_at: Set(None),
        next_query_at: Set(next_query_at(status, order.payable_until, 0, first_retry, now)),
        queries: Set(0),
    };
    let payment = payments::Entity::insert(payment).exec_with_returning(&tx).await?;
    // The recovery task looks at the order when the bank's first answer is due.
    store::schedule_order(&tx, order.id, payment.next_query_at.unwrap_or(now)).await?;
    let detail = payment.payment_no.clone();
    history::record(&tx, &app.clock, order.id, Side::Bank, "payment_started", detail).await?;
    tx.commit().await?;
    Ok(payment)
}

fn refuse_unpayable(order: &orders::Model, now: DateTime<Utc>) -> Result<()> {
    let detail = match order.status {
        OrderStatus::AwaitingPayment if order.cancel_requested_at.is_some() => {
            "the order is being cancelled"
        }
        OrderStatus::AwaitingPayment if order.payable_until <= now => {
            "the time to pay is over and the seats go back"
        }
        OrderStatus::AwaitingPayment => return Ok(()),
        _ => "the order is not waiting for a payment",
    };
    let refusal = Refusal::new(ProblemCode::OrderNotPayable, detail);
    Err(refusal.with_money(MoneyFate::Untouched).into())
}

/// Money of a wrong amount already lies with the bank: a person looks into it before more is taken.
async fn refuse_quarantined(tx: &database::Tx, order_id: OrderId) -> Result<()> {
    let payments = store::payments_of_orders(tx, &[order_id]).await?;
    let is_quarantined =
        payments.iter().any(|payment| payment.status == PaymentStatus::Quarantined);
    if !is_quarantined {
        return Ok(());
    }
    let detail = "a payment of another amount arrived; we are looking into it";
    let refusal = Refusal::new(ProblemCode::OrderNotPayable, detail);
    Err(refusal.with_money(MoneyFate::Taken).into())
}

fn payment_request(
    app: &App,
    order: &orders::Model,
    payment: &payments::Model,
    wanted: &NewPayment,
) -> PaymentRequest {
    let public_url = &app.config.public_url;
    let own_page = format!("{public_url}/payments/{}/return", payment.id);
    PaymentRequest {
        payment_no: payment.payment_no.clone(),
        txn_time: payment.txn_time,
        amount: Money::new(payment.amount_minor, payment.currency),
        subject: order.order_no.clone(),
        payable_until: payment.payable_until,
        notify_url: format!("{public_url}/api/v1/payment-notifications/{}", payment.bank),
        return_url: wanted.return_url.clone().unwrap_or(own_page),
        is_mobile: wanted.is_mobile,
    }
}

async fn record_initiated(
    app: &App,
    payment: payments::Model,
    action: &NextAction,
) -> Result<payments::Model> {
    let tx = app.db.begin().await?;
    store::take_order(&tx, payment.order_id).await?;
    let current = store::payment(&tx, payment.id).await?;
    let mut row = current.clone().into_active_model();
    row.next_action = Set(Some(super::views::action_to_json(action)));
    if current.status == PaymentStatus::Created {
        row.status = Set(PaymentStatus::Pending);
    }
    let updated = payments::Entity::update(row).exec(&tx).await?;
    tx.commit().await?;
    Ok(updated)
}

async fn record_failed_start(app: &App, payment: &payments::Model, why: &str) -> Result<()> {
    let failed = PaymentOutcome::Failed { code: "not_sent".to_owned(), text: why.to_owned() };
    record_outcome(app, payment.id, &failed, "initiate").await
}

/// Asks the bank about one attempt and records what it says.
pub async fn ask_bank(app: &App, payment_id: PaymentId) -> Result<()> {
    let payment = store::payment(&app.db, payment_id).await?;
    let reference = PaymentRef {
        payment_no: payment.payment_no.clone(),
        txn_time: payment.txn_time,
        bank_ref: payment.bank_ref.clone(),
    };
    let outcome = match app.gateways.bank(payment.bank)?.query(&reference).await {
        Ok(outcome) => outcome,
        // A question that never left says as little as one whose answer was lost.
        Err(error) => PaymentOutcome::Unknown { why: error.to_string() },
    };
    fault::point("payment_asked");
    record_outcome(app, payment_id, &outcome, "query").await
}

/// Records what the bank says about an attempt, whoever brought the word. Repeating changes
/// nothing.
pub async fn record_outcome(
    app: &App,
    payment_id: PaymentId,
    outcome: &PaymentOutcome,
    source: &'static str,
) -> Result<()> {
    let now = app.clock.now();
    let order_id = store::payment(&app.db, payment_id).await?.order_id;
    let tx = app.db.begin().await?;
    let order = store::take_order(&tx, order_id).await?;
    let payment = store::payment(&tx, payment_id).await?;
    let late_grace_s = app.gateways.bank(payment.bank)?.profile().late_grace_s;
    let attempt = Attempt {
        status: payment.status,
        amount: Money::new(payment.amount_minor, payment.currency),
        merchant_id: &payment.merchant_id,
        payable_until: payment.payable_until,
        late_grace: Duration::seconds(i64::from(late_grace_s)),
    };
    let decided = decide(&attempt, &reported(outcome), now);
    let status = decided.unwrap_or(payment.status);
    let first_retry = app.config.purchase.first_retry();
    let queries = payment.queries.saturating_add(1);
    let asked = u32::try_from(queries).unwrap_or(u32::MAX);
    let ask_at = next_query_at(status, payment.payable_until, asked, first_retry, now);
    let mut row = payments::ActiveModel {
        id: Unchanged(payment.id),
        status: Set(status),
        queries: Set(queries),
        next_query_at: Set(ask_at),
        ..Default::default()
    };
    if let Some(status) = decided {
        describe(&mut row, &payment, status, outcome, now);
    }
    payments::Entity::update(row).exec(&tx).await?;
    store::schedule_order(&tx, order.id, ask_at.unwrap_or(now)).await?;
    if let Some(status) = decided.filter(|&status| status != payment.status) {
        let detail = format!("{source}: {}", describe_outcome(outcome));
        let kind = format!("payment_{status}");
        history::record(&tx, &app.clock, order.id, Side::Bank, &kind, detail).await?;
        book(app, &tx, &order, &payment, status, outcome).await?;
    }
    tx.commit().await?;
    fault::point("payment_recorded");
    app.wake.orders.notify_one();
    Ok(())
}

/// Writes down what the change of state means.
fn describe(
    row: &mut payments::ActiveModel,
    payment: &payments::Model,
    status: PaymentStatus,
    outcome: &PaymentOutcome,
    now: DateTime<Utc>,
) {
    match outcome {
        PaymentOutcome::Paid(paid) => {
            row.bank_ref = Set(Some(paid.bank_ref.clone()));
            row.accounting_on = Set(paid.accounting_on);
            row.is_late = Set(paid.is_late || !payment.status.is_open());
            row.succeeded_at = Set(Some(now));
            row.closed_at = Set(None);
            row.failure_code = Set(None);
            row.failure_text = Set(None);
        }
        PaymentOutcome::Failed { code, text } => {
            row.failure_code = Set(Some(code.clone()));
            row.failure_text = Set(Some(text.clone()));
            row.closed_at = Set(Some(now));
        }
        _ if status == PaymentStatus::Closed => row.closed_at = Set(Some(now)),
        _ => {}
    }
}

/// Books money that came, and hands it to the order.
async fn book(
    app: &App,
    tx: &database::Tx,
    order: &orders::Model,
    payment: &payments::Model,
    status: PaymentStatus,
    outcome: &PaymentOutcome,
) -> Result<()> {
    let PaymentOutcome::Paid(paid) = outcome else {
        return Ok(());
    };
    let now = app.clock.now();
    let (event, postings) = if status == PaymentStatus::Quarantined {
        (LedgerEvent::PaymentQuarantined, books::payment_quarantined(paid.amount))
    } else {
        (LedgerEvent::PaymentSucceeded, books::payment_succeeded(paid.amount))
    };
    let subject = Subject {
        order_id: Some(order.id),
        payment_id: Some(payment.id),
        cinema_id: Some(order.cinema_id),
        bank: Some(payment.bank),
        refund_id: None,
    };
    let journal = Journal { event, source_id: payment.id.0, postings, subject };
    ledger::append(tx, &app.clock, journal).await?;
    if status == PaymentStatus::Succeeded {
        webhooks::announce_payment(app, tx, order, payment).await?;
        store::mark_order_paid(tx, order.id, payment.id, now).await?;
    }
    // A second success, or a quarantine, is the next step's business.
    store::schedule_order(tx, order.id, now).await
}

fn reported(outcome: &PaymentOutcome) -> Reported<'_> {
    match outcome {
        PaymentOutcome::Paid(PaidDetails { merchant_id, amount, .. }) => {
            Reported::Paid { merchant_id, amount: *amount }
        }
        PaymentOutcome::Pending => Reported::Pending,
        PaymentOutcome::NotFound => Reported::NotFound,
        PaymentOutcome::Failed { .. } => Reported::Failed,
        PaymentOutcome::Unknown { .. } => Reported::Unknown,
    }
}

fn describe_outcome(outcome: &PaymentOutcome) -> String {
    match outcome {
        PaymentOutcome::Paid(paid) => format!("paid {} as {}", paid.amount, paid.bank_ref),
        PaymentOutcome::Pending => "pending".to_owned(),
        PaymentOutcome::NotFound => "not found".to_owned(),
        PaymentOutcome::Failed { code, text } => format!("failed {code} {text}"),
        PaymentOutcome::Unknown { why } => format!("unknown: {why}"),
    }
}

/// Brings the next question to the bank forward, at most once in `first_retry`.
pub async fn ask_soon(app: &App, payment: &payments::Model) -> Result<bool> {
    let now = app.clock.now();
    let pause = app.config.purchase.first_retry();
    let is_soon = payment.next_query_at.is_none_or(|at| at <= now + pause);
    if is_soon || payment.created_at + pause > now {
        return Ok(false);
    }
    let tx = app.db.begin().await?;
    store::take_order(&tx, payment.order_id).await?;
    let row = payments::ActiveModel {
        id: Unchanged(payment.id),
        next_query_at: Set(Some(now)),
        ..Default::default()
    };
    payments::Entity::update(row).exec(&tx).await?;
    store::schedule_order(&tx, payment.order_id, now).await?;
    tx.commit().await?;
    app.wake.orders.notify_one();
    Ok(true)
}
