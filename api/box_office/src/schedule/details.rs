//! Filling in what sessions were loaded without before the programme was kept whole.

use chrono::{DateTime, Utc};
use database::Tx;
use domain::money::Money;
use domain::schedule::{SessionPrices, lowest_ticket_minor};
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;

use super::prices_json;
use crate::sql::{self, Column};

/// What an older session lacks.
#[derive(Clone, Debug)]
pub struct SessionDetails {
    pub session_code: String,
    pub language: String,
    pub subtitles: Option<String>,
    pub format: String,
    pub zone_prices: SessionPrices,
    pub net_service_fee: Money,
}

/// Codes of a cinema's sessions that have no prices, so that they are not published.
///
/// # Errors
/// When the database refuses.
pub async fn sessions_without_details(
    db: &impl ConnectionTrait,
    cinema_code: &str,
) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT session_code FROM bo_sessions
        WHERE cinema_code = $1 AND zone_prices = '{}' ORDER BY session_code";
    let rows = sql::query_all(db, sql, [cinema_code.into()]).await?;
    rows.iter().map(|row| row.try_get("", "session_code")).collect()
}

#[derive(Serialize)]
struct DetailsRow<'a> {
    session_code: &'a str,
    language: &'a str,
    subtitles: Option<&'a str>,
    format: &'a str,
    zone_prices: String,
    net_service_fee_minor: i64,
    lowest_price_minor: i64,
}

/// Fills sessions in, where they are still empty. Nothing that a customer chose by changes, so
/// their versions stay; that they are published now is a change.
///
/// # Errors
/// When the database refuses.
pub async fn fill_details(
    tx: &Tx,
    cinema_code: &str,
    sessions: &[SessionDetails],
    now: DateTime<Utc>,
) -> Result<u64, DbErr> {
    let columns = [
        ("session_code", Column::Text),
        ("language", Column::Text),
        ("subtitles", Column::Text),
        ("format", Column::Text),
        ("zone_prices", Column::Text),
        ("net_service_fee_minor", Column::Integer),
        ("lowest_price_minor", Column::Integer),
    ];
    let rows = sql::rows(tx.get_database_backend(), 2, &columns);
    let sql = format!(
        "UPDATE bo_sessions SET language = r.language, subtitles = r.subtitles,
            format = r.format, zone_prices = r.zone_prices,
            net_service_fee_minor = r.net_service_fee_minor,
            lowest_price_minor = r.lowest_price_minor, changed_at = $3
        FROM {rows}
        WHERE bo_sessions.cinema_code = $1 AND bo_sessions.session_code = r.session_code
            AND bo_sessions.zone_prices = '{{}}'"
    );
    let mut filled = 0;
    for sessions in sessions.chunks(super::CHUNK) {
        let mut list = Vec::with_capacity(sessions.len());
        for session in sessions {
            list.push(DetailsRow {
                session_code: &session.session_code,
                language: &session.language,
                subtitles: session.subtitles.as_deref(),
                format: &session.format,
                zone_prices: prices_json(&session.zone_prices)?,
                net_service_fee_minor: session.net_service_fee.amount_minor,
                lowest_price_minor: lowest_ticket_minor(&session.zone_prices),
            });
        }
        let values = [cinema_code.into(), sql::json(&list)?.into(), now.into()];
        filled += sql::execute(tx, sql.as_str(), values).await?.rows_affected();
    }
    Ok(filled)
}
