use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use gateways::cinema::wire::{Code, ExtendLock, Lock, LockStatus, NewLock, OptionalFeature};

use crate::finding::{Check, Finding, expect, fail};
use crate::stage::Stage;
use crate::wait::until;
use crate::{Book, Options};

/// How long a request that was hung up on is waited for.
const ARRIVAL: TimeDelta = TimeDelta::seconds(2);

/// A lock that is left to end by itself.
pub(super) struct Ending {
    seats: Vec<String>,
    ends_at: DateTime<Utc>,
}

pub(super) async fn run(stage: &Stage<'_>, book: &mut Book<'_>) {
    book.rule("LOCK-11", lost(stage)).await;
    book.rule("LOCK-14", extended(stage)).await;
    book.rule("LOCK-15", released(stage)).await;
    book.rule("LOCK-16", unwanted(stage)).await;
}

async fn lost(stage: &Stage<'_>) -> Check {
    let wish = stage.wish(&stage.take(2)?);
    let id = wish.client_lock_id;
    stage.will_release(id);
    stage.client.send_and_hang_up(&stage.client.post_call(&["locks"], &wish)?).await?;
    let deadline = stage.client.now() + ARRIVAL;
    let is_known = async || Ok(stage.find_lock(id).await?.is_some());
    until(stage.client, deadline, is_known).await?;
    let known = stage.find_lock(id).await?;
    let again = stage.lock(&wish).await?;
    if let Some(known) = known {
        expect(known.lock_id == again.lock_id, "the repeated request is another lock")?;
    }
    let known = stage.find_lock(id).await?.map(|lock| lock.lock_id);
    expect(known.as_ref() == Some(&again.lock_id), format!("the lock is found as {known:?}"))
}

/// Makes the shortest lock that there is, which [`ends`] waits for.
pub(super) async fn begin_to_end(stage: &Stage<'_>, options: &Options) -> Result<Ending, Finding> {
    let shortest = stage.capabilities.lock_limits.min_ttl_seconds;
    if Duration::from_secs(shortest.into()) > options.longest_wait {
        let why = format!("the shortest lock lasts {shortest} s, longer than this run waits");
        return Err(Finding::Unclear(why));
    }
    let seats = stage.take(1)?;
    let wish = NewLock { ttl_seconds: Some(shortest), ..stage.wish(&seats) };
    let lock = stage.lock(&wish).await?;
    Ok(Ending { seats, ends_at: lock.auto_unlock_at })
}

pub(super) async fn ends(
    stage: &Stage<'_>,
    options: &Options,
    ending: Result<Ending, Finding>,
) -> Check {
    let Ending { seats, ends_at } = ending?;
    let wait = TimeDelta::from_std(options.longest_wait).unwrap_or(TimeDelta::MAX);
    let grace = TimeDelta::from_std(options.expiry_grace).unwrap_or(TimeDelta::MAX);
    let is_soon = ends_at <= stage.client.now() + wait;
    expect(is_soon, format!("the shortest lock ends at {ends_at} only"))?;
    let is_free = async || stage.are_free(&seats).await;
    let is_free = until(stage.client, ends_at + grace, is_free).await?;
    let grace = grace.num_seconds();
    expect(is_free, format!("{grace} s after {ends_at} the seat is not free"))
}

async fn extended(stage: &Stage<'_>) -> Check {
    stage.offers(OptionalFeature::ExtendLock)?;
    let limits = stage.capabilities.lock_limits;
    let short = limits.max_ttl_seconds.min(60).max(limits.min_ttl_seconds);
    let wish = NewLock { ttl_seconds: Some(short), ..stage.wish(&stage.take(1)?) };
    let lock = stage.lock(&wish).await?;
    let path = ["locks", lock.lock_id.as_str(), "extend"];
    let longer = ExtendLock { ttl_seconds: limits.max_ttl_seconds };
    let extended: Lock = stage.client.post(&path, &longer).await?.ok()?;
    expect(extended.lock_id == lock.lock_id, "another lock was extended")?;
    let (was, is) = (lock.auto_unlock_at, extended.auto_unlock_at);
    let has_grown = is > was || limits.max_ttl_seconds <= short;
    expect(has_grown, format!("the end was {was} and is {is}"))?;
    let shorter = ExtendLock { ttl_seconds: limits.min_ttl_seconds };
    let unmoved: Lock = stage.client.post(&path, &shorter).await?.ok()?;
    let now = unmoved.auto_unlock_at;
    expect(now >= is, format!("the end moved back from {is} to {now}"))?;
    let released = stage.client.delete(&["locks", &lock.lock_id]).await?;
    expect(released.is_success(), format!("the release was answered {}", released.status))?;
    stage.client.post(&path, &longer).await?.refused(&[Code::LockGone]).map(drop)
}

async fn released(stage: &Stage<'_>) -> Check {
    let seats = stage.take(2)?;
    let one = stage.wish(&seats[..1]);
    let lock = stage.lock(&one).await?;
    let other = stage.wish(&seats[1..]);
    stage.lock(&other).await?;
    let (one, other) = (one.client_lock_id.to_string(), other.client_lock_id.to_string());
    for path in [
        ["locks", lock.lock_id.as_str()].as_slice(),
        &["locks", lock.lock_id.as_str()],
        &["locks", "by-client-id", &one],
        &["locks", "by-client-id", &other],
        &["locks", "by-client-id", &other],
    ] {
        let heard = stage.client.delete(path).await?;
        expect(heard.is_success(), format!("the release was answered {}", heard.status))?;
    }
    stage.expect_free(&seats).await
}

async fn unwanted(stage: &Stage<'_>) -> Check {
    let seats = stage.take(1)?;
    let wish = stage.wish(&seats);
    let id = wish.client_lock_id.to_string();
    let heard = stage.client.delete(&["locks", "by-client-id", &id]).await?;
    expect(heard.is_success(), format!("the release was answered {}", heard.status))?;
    let late = stage.ask(&wish).await?;
    if late.is_success() {
        let lock: Lock = late.ok()?;
        if lock.status == LockStatus::Held {
            return fail("the lock was made after it was given up");
        }
    } else {
        late.refused(&[Code::LockGone])?;
    }
    expect(stage.are_free(&seats).await?, "the seat is taken all the same")
}
