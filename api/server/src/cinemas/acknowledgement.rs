//! What a cinema says to the platform's statement of its day: heard, compared and kept.

use chrono::NaiveDate;
use domain::money::Money;
use domain::text::LocalizedText;
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use tables::{cinemas, platform_statement_acks};
use utoipa::ToSchema;

use super::statement::{PlatformTotals, platform_statement};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::problem::ProblemCode;

/// What a cinema counts in the platform's statement, or in its own books for the same day.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AcknowledgePlatformStatement {
    pub line_count: i64,
    pub sale_count: i64,
    pub sale_amount: Money,
    pub refund_count: i64,
    pub refund_amount: Money,
}

/// Whether both sides count the same.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlatformStatementAcknowledged {
    pub is_agreed: bool,
}

/// Hears a cinema's word about a day. The same word again is kept again: the last one counts.
///
/// # Errors
/// `statement_not_final` while the day runs, 400 when the body cannot be read.
pub async fn acknowledge(
    app: &App,
    cinema: &cinemas::Model,
    business_on: NaiveDate,
    body: &[u8],
) -> Result<PlatformStatementAcknowledged> {
    let told: AcknowledgePlatformStatement = serde_json::from_slice(body).map_err(|error| {
        Error::refused(ProblemCode::MalformedRequest, format!("The body cannot be read: {error}."))
    })?;
    let statement = platform_statement(app, cinema, business_on).await?;
    if !statement.is_final {
        let detail = "The day is not over; the platform's statement may still grow.";
        return Err(Error::refused(ProblemCode::StatementNotFinal, detail));
    }
    let is_agreed = agrees(&told, statement.lines.len(), &statement.totals);
    let totals = statement.totals;
    let PlatformTotals { sale_count, sale_amount, refund_count, refund_amount } = &totals;
    let ours = LocalizedText::new(
        format!(
            "售出 {sale_count} 张共 {sale_amount} 元，退回 {refund_count} 张共 {refund_amount} 元"
        ),
        format!("{sale_count} sold for {sale_amount}, {refund_count} back for {refund_amount}"),
    );
    if !is_agreed {
        let (code, ours) = (&cinema.cinema_code, &ours.en);
        tracing::warn!(cinema = code, day = %business_on, ?told, ours, "a cinema disagrees");
    }
    let row = platform_statement_acks::ActiveModel {
        id: Set(app.clock.new_id()),
        cinema_id: Set(cinema.id),
        business_on: Set(business_on),
        is_agreed: Set(is_agreed),
        line_count: Set(told.line_count),
        sale_count: Set(told.sale_count),
        sale_minor: Set(told.sale_amount.amount_minor),
        refund_count: Set(told.refund_count),
        refund_minor: Set(told.refund_amount.amount_minor),
        currency: Set(told.sale_amount.currency),
        ours: Set(ours.to_column()),
        at: Set(app.clock.now()),
    };
    let tx = app.db.begin().await?;
    platform_statement_acks::Entity::insert(row).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(PlatformStatementAcknowledged { is_agreed })
}

fn agrees(told: &AcknowledgePlatformStatement, lines: usize, ours: &PlatformTotals) -> bool {
    let is = |told: i64, ours: usize| i64::try_from(ours) == Ok(told);
    is(told.line_count, lines)
        && is(told.sale_count, ours.sale_count)
        && is(told.refund_count, ours.refund_count)
        && told.sale_amount == ours.sale_amount
        && told.refund_amount == ours.refund_amount
}
