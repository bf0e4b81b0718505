//! What a bank said about an order's money, in its own messages and in its bills.

use domain::money::Money;
use gateways::bank::{Notification, PaymentOutcome, RefundOutcome};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tables::{bank_bill_lines, bank_bills, bank_notifications, payments, refunds};

use super::picture::BankRecord;
use crate::app::App;
use crate::error::Result;

/// Messages and lines that one order's numbers lead to.
const RECORDS: u64 = 100;

/// The bank's messages about these numbers, and the lines of its bills, oldest first.
pub async fn of_order(
    app: &App,
    payments: &[payments::Model],
    refunds: &[refunds::Model],
) -> Result<Vec<BankRecord>> {
    let paid = payments.iter().map(|row| row.payment_no.clone());
    let numbers: Vec<String> =
        paid.chain(refunds.iter().map(|row| row.refund_no.clone())).collect();
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let mut records = notifications(app, &numbers).await?;
    records.extend(bill_lines(app, &numbers).await?);
    records.sort_by_key(|record| record.at);
    Ok(records)
}

async fn notifications(app: &App, numbers: &[String]) -> Result<Vec<BankRecord>> {
    use bank_notifications::Column;
    let rows = bank_notifications::Entity::find()
        .filter(Column::Reference.is_in(numbers.iter().map(String::as_str)))
        .order_by_asc(Column::ReceivedAt)
        .limit(RECORDS)
        .all(&app.db)
        .await?;
    Ok(rows.into_iter().map(|row| read(app, row)).collect())
}

/// Reads a message as it was read when it came; only what was kept is shown, never the raw bytes.
fn read(app: &App, row: bank_notifications::Model) -> BankRecord {
    let said = app.gateways.banks.get(row.bank);
    let said = said.map(|bank| bank.parse_notification(&row.body, row.received_at));
    let (reference, amount, text) = match said {
        Some(Notification::Payment { outcome, .. }) => describe_payment(outcome),
        Some(Notification::Refund { outcome, .. }) => describe_refund(outcome),
        Some(Notification::Unverified { why, .. } | Notification::Malformed { why }) => {
            (None, None, why)
        }
        None => (None, None, "the bank is not configured any more".to_owned()),
    };
    BankRecord {
        kind: "notification".to_owned(),
        at: row.received_at,
        reference,
        amount,
        is_verified: Some(row.is_verified),
        text,
    }
}

type Words = (Option<String>, Option<Money>, String);

fn describe_payment(outcome: PaymentOutcome) -> Words {
    match outcome {
        PaymentOutcome::Paid(paid) => (Some(paid.bank_ref), Some(paid.amount), "paid".to_owned()),
        PaymentOutcome::Pending => (None, None, "pending".to_owned()),
        PaymentOutcome::NotFound => (None, None, "not found".to_owned()),
        PaymentOutcome::Failed { code, text } => (None, None, format!("failed {code} {text}")),
        PaymentOutcome::Unknown { why } => (None, None, format!("unknown: {why}")),
    }
}

fn describe_refund(outcome: RefundOutcome) -> Words {
    match outcome {
        RefundOutcome::Succeeded { bank_ref, amount } => {
            (Some(bank_ref), Some(amount), "returned".to_owned())
        }
        RefundOutcome::Pending => (None, None, "pending".to_owned()),
        RefundOutcome::NotFound => (None, None, "not found".to_owned()),
        RefundOutcome::Rejected { code, text } => (None, None, format!("rejected {code} {text}")),
        RefundOutcome::Unknown { why } => (None, None, format!("unknown: {why}")),
    }
}

/// The lines of the bills; a day whose bill was read anew counts as it was read last.
async fn bill_lines(app: &App, numbers: &[String]) -> Result<Vec<BankRecord>> {
    use bank_bill_lines::Column;
    let lines = bank_bill_lines::Entity::find()
        .filter(Column::OurNo.is_in(numbers.iter().map(String::as_str)))
        .order_by_asc(Column::TxnAt)
        .limit(RECORDS)
        .all(&app.db)
        .await?;
    let mut records = Vec::new();
    for line in lines {
        if !is_of_last_reading(app, line.bill_id).await? {
            continue;
        }
        records.push(BankRecord {
            kind: format!("bill_{}", line.kind),
            at: line.txn_at,
            reference: Some(line.bank_ref),
            amount: Some(Money::new(line.amount_minor, line.currency)),
            is_verified: None,
            text: format!(
                "fee {}, net {}",
                Money::new(line.fee_minor, line.currency),
                Money::new(line.net_minor, line.currency)
            ),
        });
    }
    Ok(records)
}

async fn is_of_last_reading(app: &App, id: domain::ids::BankBillId) -> Result<bool> {
    use bank_bills::Column;
    let place = bank_bills::Entity::find_by_id(id)
        .select_only()
        .columns([Column::Bank, Column::SettleOn, Column::Version])
        .into_tuple::<(domain::payments::BankCode, chrono::NaiveDate, i32)>()
        .one(&app.db)
        .await?;
    let Some((bank, settle_on, version)) = place else {
        return Ok(false);
    };
    let later = bank_bills::Entity::find()
        .select_only()
        .column(Column::Version)
        .filter(Column::Bank.eq(bank))
        .filter(Column::SettleOn.eq(settle_on))
        .filter(Column::Version.gt(version))
        .into_tuple::<i32>()
        .one(&app.db)
        .await?;
    Ok(later.is_none())
}
