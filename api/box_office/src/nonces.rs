//! Nonces of signed requests, so that a request which somebody recorded is not answered again.
//!
//! Every request writes one, so they share commits as locks do. They are kept in the database, so
//! that neither a restart nor a second process forgets them.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use gateways::GatewayError;
use gateways::signing::{NONCE_LIFE, Verified};
use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use serde::Serialize;

use crate::Core;
use crate::failure::Failure;
use crate::lanes::{Job, Lanes};
use crate::sql::{self, Column};

/// How often one nonce is tried when others get into its way.
const ATTEMPTS: usize = 4;

/// One nonce of one key.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
struct Nonce {
    key_id: String,
    nonce: String,
}

/// The queue of nonces.
#[derive(Clone)]
pub(crate) struct NonceWriter {
    lanes: Lanes<Nonce, bool>,
}

impl NonceWriter {
    /// Must be called within a Tokio runtime.
    pub(crate) fn start(core: &Arc<Core>) -> Self {
        let lanes = if core.db.backend() == DbBackend::Sqlite { 1 } else { 2 };
        let config = &core.config;
        let core = Arc::clone(core);
        let run = move |jobs| run_batch(Arc::clone(&core), jobs);
        Self { lanes: Lanes::start(lanes, config.queue_length, config.max_batch, run) }
    }

    /// Remembers the nonce of a request whose signature is right; false when it was seen before.
    pub(crate) async fn is_new(&self, verified: &Verified) -> Result<bool, GatewayError> {
        let nonce = Nonce { key_id: verified.key_id.clone(), nonce: verified.nonce.clone() };
        self.lanes.ask(&nonce.clone(), nonce).await
    }
}

async fn run_batch(core: Arc<Core>, jobs: Vec<Job<Nonce, bool>>) {
    let nonces: Vec<&Nonce> = jobs.iter().map(|job| &job.request).collect();
    let mut attempt = 1;
    let stored = loop {
        match remember(&core, &nonces).await {
            Err(failure) if attempt < ATTEMPTS && failure.is_worth_retrying() => attempt += 1,
            outcome => break outcome,
        }
    };
    match stored {
        Ok(mut fresh) => {
            for job in jobs {
                // Of two equal ones in a batch the first is the new one.
                let is_new = fresh.remove(&job.request);
                job.answer(Ok(is_new));
            }
        }
        Err(failure) => {
            // Nothing was done for these requests yet, so refusing them is safe.
            let error = GatewayError::NotSent(format!("{failure:?}"));
            tracing::warn!(%error, "nonces were not stored");
            for job in jobs {
                job.answer(Err(error.clone()));
            }
        }
    }
}

/// Stores nonces; returns those that were not there.
async fn remember(core: &Core, nonces: &[&Nonce]) -> Result<HashSet<Nonce>, Failure> {
    let now = core.now();
    let mut rows: Vec<&Nonce> = nonces.to_vec();
    rows.sort_unstable();
    rows.dedup();
    let tx = core.db.begin().await?;
    let columns = [("key_id", Column::Text), ("nonce", Column::Text)];
    let table = sql::rows(tx.get_database_backend(), 1, &columns);
    let sql = format!(
        "INSERT INTO bo_nonces (key_id, nonce, expires_at)
        SELECT key_id, nonce, $2 FROM {table}
        WHERE true
        ORDER BY key_id, nonce
        ON CONFLICT (key_id, nonce) DO UPDATE SET expires_at = excluded.expires_at
        WHERE bo_nonces.expires_at <= $3
        RETURNING key_id, nonce"
    );
    let values = [sql::json(&rows)?.into(), (now + NONCE_LIFE).into(), now.into()];
    let mut fresh = HashSet::new();
    for row in sql::query_all(&tx, sql, values).await? {
        let nonce = Nonce { key_id: row.try_get("", "key_id")?, nonce: row.try_get("", "nonce")? };
        fresh.insert(nonce);
    }
    // A commit whose outcome is unknown is not tried again: the second try would call it a replay.
    tx.commit().await.map_err(|error| Failure::NotDone(DbErr::Custom(error.to_string())))?;
    Ok(fresh)
}

/// Forgets nonces that are too old to matter, at most `limit`; returns how many there were.
pub(crate) async fn forget(core: &Core, now: DateTime<Utc>, limit: u32) -> Result<u64, DbErr> {
    let tx = core.db.begin().await?;
    let sql = "DELETE FROM bo_nonces WHERE (key_id, nonce) IN
        (SELECT key_id, nonce FROM bo_nonces WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)";
    let deleted = sql::execute(&tx, sql, [now.into(), i64::from(limit).into()]).await?;
    tx.commit().await?;
    Ok(deleted.rows_affected())
}
