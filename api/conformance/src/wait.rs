//! Waiting for what comes by itself, with an end.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::client::Client;
use crate::finding::Finding;

/// Between two questions.
const PAUSE: Duration = Duration::from_millis(100);

pub(crate) async fn pause() {
    tokio::time::sleep(PAUSE).await;
}

/// Asks until it is so, or until the deadline; tells whether it was so.
pub(crate) async fn until(
    client: &Client,
    deadline: DateTime<Utc>,
    is_so: impl AsyncFn() -> Result<bool, Finding>,
) -> Result<bool, Finding> {
    loop {
        if is_so().await? {
            return Ok(true);
        }
        if client.now() >= deadline {
            return Ok(false);
        }
        pause().await;
    }
}
