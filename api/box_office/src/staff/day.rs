//! What a business day brought, through the platform and at the counter.

use chrono::{DateTime, NaiveDate, Utc};
use gateways::cinema::StatementLine;
use gateways::cinema::wire::{SalesChannel, StatementTotals};
use sea_orm::ConnectionTrait;

use super::StaffResult;
use crate::statement::{self, Channel};

/// One line, and who sold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayLine {
    pub channel: SalesChannel,
    pub line: StatementLine,
}

/// The day of both channels; each has line numbers of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayStatement {
    /// Whether the day is over.
    pub is_final: bool,
    /// When the platform said that it read its part.
    pub acknowledged_at: Option<DateTime<Utc>>,
    pub totals: Vec<(SalesChannel, StatementTotals)>,
    pub lines: Vec<DayLine>,
}

/// What a business day brought.
///
/// # Errors
/// When the database refuses.
pub async fn day_statement(
    db: &impl ConnectionTrait,
    cinema_code: &str,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> StaffResult<DayStatement> {
    let channels =
        [(SalesChannel::Platform, Channel::Platform), (SalesChannel::Counter, Channel::Counter)];
    let (mut totals, mut lines) = (Vec::new(), Vec::new());
    for (name, channel) in channels {
        let read = statement::read(db, cinema_code, channel, day).await?;
        totals.push((name, statement::totals(&read)?));
        lines.extend(read.into_iter().map(|line| DayLine { channel: name, line }));
    }
    Ok(DayStatement {
        is_final: statement::is_over(db, cinema_code, day, now).await?,
        acknowledged_at: statement::acknowledged_at(db, cinema_code, day).await?,
        totals,
        lines,
    })
}
