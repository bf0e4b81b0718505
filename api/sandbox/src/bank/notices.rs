//! Back notifications: told until the merchant answers 200, or five times in all.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use tokio::task::JoinSet;

use super::transaction::Delivery;
use super::{Office, message};
use crate::faults::{Kind, Operation};

/// Minutes between one attempt and the next.
const PAUSES: [i32; 4] = [1, 2, 4, 5];
/// The merchant must answer within this time.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often the book is looked at when nobody wakes the loop: a test's clock may leap.
const TICK: Duration = Duration::from_millis(100);
/// Notifications under way at the same time.
const MAX_UNDERWAY: usize = 32;

/// Has the loop look at the book now.
pub(crate) fn wake(office: &Office) {
    office.wake.notify_one();
}

/// Delivers what is due and books what is late, for as long as the bank is open.
pub(crate) async fn run(office: Arc<Office>, client: reqwest::Client) {
    let underway = Arc::new(Mutex::new(HashSet::new()));
    // Dropped with this task, it ends the deliveries too.
    let mut deliveries = JoinSet::new();
    loop {
        let now = office.clock.now();
        let due = {
            let mut book = office.book();
            if let Err(refusal) = book.book_due(now) {
                tracing::error!(?refusal, "late payments cannot be booked");
            }
            book.due_deliveries(now)
        };
        for delivery in due {
            let mut busy = underway.lock().unwrap_or_else(PoisonError::into_inner);
            if busy.len() >= MAX_UNDERWAY || !busy.insert(delivery.id) {
                continue;
            }
            let (office, client) = (office.clone(), client.clone());
            let underway = underway.clone();
            deliveries.spawn(async move {
                let id = delivery.id;
                deliver(&office, &client, delivery).await;
                underway.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
                office.attempts.send_modify(|count| *count += 1);
            });
        }
        while deliveries.try_join_next().is_some() {}
        tokio::select! {
            () = office.wake.notified() => {}
            () = tokio::time::sleep(TICK) => {}
        }
    }
}

/// One attempt, and the note of it.
async fn deliver(office: &Office, client: &reqwest::Client, mut delivery: Delivery) {
    let strike = office.dial.strike(Operation::Notify);
    strike.wait(Kind::SlowBefore).await;
    let transaction = office.book().find(&delivery.key).cloned();
    let Some(transaction) = transaction else {
        return;
    };
    let mut accepted = false;
    if !strike.is(Kind::DropBefore) {
        let fields = message::notice(&transaction, strike);
        match message::seal(fields, &office.keys, strike) {
            Ok(fields) => {
                let heard = post(client, &transaction.back_url, &fields).await;
                accepted = heard && !strike.is(Kind::DropAfter);
            }
            Err(error) => tracing::error!(%error, "a notification cannot be signed"),
        }
    }
    delivery.attempts += 1;
    let pause = usize::try_from(delivery.attempts).ok().and_then(|n| PAUSES.get(n - 1));
    delivery.due_at = match pause {
        Some(minutes) if !accepted => {
            let minute = TimeDelta::from_std(office.notify_minute).unwrap_or(TimeDelta::MAX / 8);
            Some(office.clock.now() + minute * *minutes)
        }
        _ => None,
    };
    if let Err(refusal) = office.book().note_attempt(delivery) {
        tracing::error!(?refusal, "an attempt to notify cannot be noted");
    }
}

async fn post(client: &reqwest::Client, url: &str, fields: &super::signature::Fields) -> bool {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let sent = client
        .post(url)
        .header("content-type", "application/x-www-form-urlencoded; charset=UTF-8")
        .timeout(PATIENCE)
        .body(body)
        .send()
        .await;
    match sent {
        Ok(answer) => answer.status() == reqwest::StatusCode::OK,
        Err(error) => {
            tracing::info!(%error, "the merchant did not take a notification");
            false
        }
    }
}
