//! Applications and daily information that the portal shows.

use chrono::{DateTime, Utc};

/// Whether something with a window of visibility shows at `now`. The end is exclusive.
pub fn is_visible(from: DateTime<Utc>, until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    from <= now && until.is_none_or(|until| now < until)
}
