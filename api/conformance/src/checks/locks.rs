use chrono::TimeDelta;
use domain::ids::SeatLockId;
use domain::seating::SeatState;
use futures_util::future::join_all;
use gateways::cinema::wire::{Code, Lock, LockStatus, NewLock};

use crate::Book;
use crate::finding::{Check, Finding, expect};
use crate::stage::{Stage, check_lock};

/// What a clock may be off.
const SLACK: TimeDelta = TimeDelta::seconds(30);

/// Requests that race for one seat.
const RACERS: usize = 20;

/// Races, each for another seat.
const ROUNDS: usize = 3;

pub(super) async fn run(stage: &Stage<'_>, book: &mut Book<'_>) {
    book.rule("LOCK-01", locked(stage)).await;
    book.rule("LOCK-02", once(stage)).await;
    book.rule("LOCK-03", one_wish(stage)).await;
    book.rule("LOCK-04", all_or_none(stage)).await;
    book.rule("LOCK-05", race(stage)).await;
    book.rule("LOCK-06", changed(stage)).await;
    book.rule("LOCK-07", too_many(stage)).await;
    book.rule("LOCK-08", unknown_seats(stage)).await;
    book.rule("LOCK-09", unknown_session(stage)).await;
    book.rule("LOCK-10", found(stage)).await;
    book.rule("LOCK-13", time(stage)).await;
}

async fn locked(stage: &Stage<'_>) -> Check {
    let wish = stage.wish(&stage.take(2)?);
    let lock = stage.lock(&wish).await?;
    let longest = stage.capabilities.lock_limits.max_ttl_seconds;
    check_end(stage, &lock, longest)?;
    let taken = stage.seats().await?.seats;
    for code in &wish.seats {
        let line = taken.iter().find(|line| line.seat_code == *code);
        let is_locked = line.is_some_and(|line| line.state == SeatState::Locked);
        expect(is_locked, format!("seat {code} does not show as locked: {line:?}"))?;
        let owner = line.and_then(|line| line.client_lock_id);
        let is_ours = owner.is_none_or(|owner| owner == wish.client_lock_id);
        expect(is_ours, format!("seat {code} shows somebody else's lock"))?;
    }
    Ok(())
}

/// Fails unless the lock ends within so many seconds.
fn check_end(stage: &Stage<'_>, lock: &Lock, seconds: u32) -> Check {
    let (now, end) = (stage.client.now(), lock.auto_unlock_at);
    expect(end > now - SLACK, format!("the lock ended at {end}"))?;
    let latest = now + TimeDelta::seconds(seconds.into()) + SLACK;
    expect(end <= latest, format!("the lock ends at {end}, not within {seconds} s"))
}

async fn once(stage: &Stage<'_>) -> Check {
    let wish = stage.wish(&stage.take(2)?);
    let first = stage.lock(&wish).await?;
    let mut turned = wish.clone();
    turned.seats.reverse();
    for again in [&wish, &turned] {
        let again = stage.lock(again).await?;
        expect(again.lock_id == first.lock_id, "the repeated request has another lock_id")?;
    }
    Ok(())
}

async fn one_wish(stage: &Stage<'_>) -> Check {
    let seats = stage.take(2)?;
    let wish = stage.wish(&seats[..1]);
    let first = stage.lock(&wish).await?;
    let other = NewLock { seats: seats[1..].to_vec(), ..wish.clone() };
    stage.ask(&other).await?.refused(&[Code::ClientIdReused])?;
    expect(stage.are_free(&seats[1..]).await?, "the other seat is taken all the same")?;
    let again = stage.lock(&wish).await?;
    expect(again.lock_id == first.lock_id, "the first lock is another one now")
}

async fn all_or_none(stage: &Stage<'_>) -> Check {
    let seats = stage.take(3)?;
    stage.lock(&stage.wish(&seats[..1])).await?;
    let heard = stage.ask(&stage.wish(&seats)).await?;
    let problem = heard.refused(&[Code::SeatsTaken])?;
    let names = &problem.seats;
    expect(*names == seats[..1], format!("`seats` of the problem are {names:?}"))?;
    expect(stage.are_free(&seats[1..]).await?, "the free seats were taken all the same")
}

/// Several rounds, since the first has its connections still to make.
async fn race(stage: &Stage<'_>) -> Check {
    for _ in 0..ROUNDS {
        let seats = stage.take(1)?;
        let wishes: Vec<NewLock> = (0..RACERS).map(|_| stage.wish(&seats)).collect();
        let answers = join_all(wishes.iter().map(|wish| stage.ask(wish))).await;
        let mut winners = 0;
        for (wish, heard) in wishes.iter().zip(answers) {
            let heard = heard?;
            if heard.is_success() {
                check_lock(&heard.ok()?, wish)?;
                winners += 1;
            } else {
                let busy = [Code::SeatsTaken, Code::TooManyRequests, Code::Unavailable];
                heard.refused(&busy)?;
            }
        }
        expect(winners == 1, format!("{winners} of {RACERS} got the same seat"))?;
    }
    Ok(())
}

async fn changed(stage: &Stage<'_>) -> Check {
    let seats = stage.take(1)?;
    let now = stage.session.session_version;
    let stale = NewLock { session_version: now.saturating_sub(1), ..stage.wish(&seats) };
    let problem = stage.ask(&stale).await?.refused(&[Code::SessionChanged])?;
    let told = problem.session_version;
    expect(told == Some(now), format!("the version now is {now}, and {told:?} is told"))?;
    expect(stage.are_free(&seats).await?, "the seat was taken all the same")
}

async fn too_many(stage: &Stage<'_>) -> Check {
    let most = stage.session.max_seats_per_lock.min(stage.capabilities.max_seats_per_lock);
    let count = usize::try_from(most).unwrap_or(usize::MAX).saturating_add(1);
    let seats = stage.some_seats(count);
    if seats.len() < count {
        let why = format!("the hall has not {count} seats");
        return Err(Finding::Unclear(why));
    }
    let problem = stage.ask(&stage.wish(&seats)).await?.refused(&[Code::TooManySeats])?;
    let told = problem.max_seats;
    expect(told == Some(most), format!("`max_seats` is {told:?}, not {most}"))
}

async fn unknown_seats(stage: &Stage<'_>) -> Check {
    let mut seats = stage.take(1)?;
    seats.push("NO-SUCH-SEAT".to_owned());
    let problem = stage.ask(&stage.wish(&seats)).await?.refused(&[Code::SeatsUnknown])?;
    let names = &problem.seats;
    expect(*names == seats[1..], format!("`seats` of the problem are {names:?}"))?;
    expect(stage.are_free(&seats[..1]).await?, "the known seat was taken all the same")
}

async fn unknown_session(stage: &Stage<'_>) -> Check {
    let session_code = "NO-SUCH-SESSION".to_owned();
    let wish = NewLock { session_code, ..stage.wish(&stage.take(1)?) };
    stage.ask(&wish).await?.refused(&[Code::SessionUnknown]).map(drop)
}

async fn found(stage: &Stage<'_>) -> Check {
    let wish = stage.wish(&stage.take(1)?);
    let lock = stage.lock(&wish).await?;
    let known = stage.find_lock(wish.client_lock_id).await?;
    expect(known == Some(lock), format!("the lock is found as {known:?}"))?;
    let id = wish.client_lock_id.to_string();
    let released = stage.client.delete(&["locks", "by-client-id", &id]).await?;
    expect(released.is_success(), format!("the release was answered {}", released.status))?;
    let known = stage.find_lock(wish.client_lock_id).await?;
    let status = known.map(|lock| lock.status);
    let is_over = status == Some(LockStatus::Released);
    expect(is_over, format!("after the release the lock is {status:?}"))?;
    let never: SeatLockId = stage.client.new_id();
    let known = stage.find_lock(never).await?;
    expect(known.is_none(), "a lock is found that was never asked for")
}

async fn time(stage: &Stage<'_>) -> Check {
    let limits = stage.capabilities.lock_limits;
    let seats = stage.take(2)?;
    let short = limits.max_ttl_seconds.min(60).max(limits.min_ttl_seconds);
    let wish = NewLock { ttl_seconds: Some(short), ..stage.wish(&seats[..1]) };
    check_end(stage, &stage.lock(&wish).await?, short)?;
    let long = limits.max_ttl_seconds.saturating_add(86_400);
    let wish = NewLock { ttl_seconds: Some(long), ..stage.wish(&seats[1..]) };
    check_end(stage, &stage.lock(&wish).await?, limits.max_ttl_seconds)
}
