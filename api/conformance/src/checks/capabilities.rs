use chrono::TimeDelta;
use gateways::cinema::wire::Capabilities;

use crate::Book;
use crate::client::Client;
use crate::finding::{Check, expect};

/// How far the system's clock may be off.
const MAX_SKEW: TimeDelta = TimeDelta::seconds(30);

pub(crate) async fn run(client: &Client, book: &mut Book<'_>) {
    book.rule("CAP-01", told(client)).await;
    book.rule("CAP-02", clock(client)).await;
}

async fn told(client: &Client) -> Check {
    let told: Capabilities = client.get(&["capabilities"]).await?.ok()?;
    let version = &told.interface_version;
    expect(version.split('.').next() == Some("1"), format!("the version is {version:?}"))?;
    expect(!told.system.trim().is_empty(), "the system has no name")?;
    let limits = told.lock_limits;
    let ascends = limits.min_ttl_seconds >= 1
        && limits.min_ttl_seconds <= limits.default_ttl_seconds
        && limits.default_ttl_seconds <= limits.max_ttl_seconds;
    expect(ascends, format!("the limits of locks do not ascend: {limits:?}"))?;
    expect(told.max_seats_per_lock >= 1, "no lock may have a seat")
}

async fn clock(client: &Client) -> Check {
    let before = client.now();
    let told: Capabilities = client.get(&["capabilities"]).await?.ok()?;
    let after = client.now();
    let is_right = told.now >= before - MAX_SKEW && told.now <= after + MAX_SKEW;
    let off = (told.now - before).num_seconds();
    expect(is_right, format!("the clock is {off} s off"))
}
