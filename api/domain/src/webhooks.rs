//! Webhooks: what is told to third parties, and when it is told again.

use chrono::{DateTime, Duration, Utc};

use crate::text_enum::text_enum;

text_enum! {
    /// Something that happened and that third parties may hear of.
    pub enum WebhookEvent {
        OrderTicketed = "order.ticketed",
        OrderRefunded = "order.refunded",
        /// Ended without tickets: given up, not paid in time, or its showtime was cancelled.
        OrderCancelled = "order.cancelled",
        PaymentSucceeded = "payment.succeeded",
        ShowtimeChanged = "showtime.changed",
        ShowtimeCancelled = "showtime.cancelled",
        SeatLockExpired = "seat_lock.expired",
        /// Sent by hand, to try an endpoint; nobody subscribes to it.
        Test = "webhook.test",
    }
}

impl WebhookEvent {
    /// Whether an endpoint can be made to hear it.
    pub const fn may_be_chosen(self) -> bool {
        !matches!(self, Self::Test)
    }

    /// Whether it is about one customer, so that only this customer's client may hear of it.
    pub const fn is_of_customer(self) -> bool {
        !matches!(self, Self::ShowtimeChanged | Self::ShowtimeCancelled | Self::Test)
    }
}

text_enum! {
    /// How far a delivery has come.
    pub enum DeliveryState {
        Pending = "pending",
        Delivered = "delivered",
        /// Given up, or refused for good.
        Failed = "failed",
    }
}

text_enum! {
    /// Why the platform itself turned an endpoint off.
    pub enum DisabledReason {
        /// It answered 410.
        Gone = "gone",
        /// Nothing got through for days.
        Failing = "failing",
    }
}

/// The events that an endpoint hears, in a column of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::FromJsonQueryResult))]
#[serde(transparent)]
pub struct WebhookEvents(pub Vec<WebhookEvent>);

/// An endpoint that may be told.
#[derive(Clone, Copy, Debug)]
pub struct Listener<'a> {
    /// None for the platform's own administrators.
    pub client_id: Option<&'a str>,
    pub events: &'a [WebhookEvent],
    /// What happened before is not told.
    pub since: DateTime<Utc>,
}

impl Listener<'_> {
    /// Whether it is told of an event that happened `at` to a customer of `client_id`.
    pub fn hears(&self, event: WebhookEvent, client_id: Option<&str>, at: DateTime<Utc>) -> bool {
        let may_know = match self.client_id {
            Some(own) => !event.is_of_customer() || client_id == Some(own),
            None => true,
        };
        may_know && self.since <= at && self.events.contains(&event)
    }
}

/// What came of one attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// A status from 200 to 299.
    Accepted,
    /// 410: the receiver wants nothing any more.
    Gone,
    /// Anything else, or no answer. The receiver may have asked to be left alone for a while.
    Failed { retry_after: Option<Duration> },
}

/// What becomes of a delivery after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Done,
    TryAgain(DateTime<Utc>),
    GiveUp,
}

/// What becomes of the endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointAfter {
    Well,
    FailingSince(DateTime<Utc>),
    Disabled(DisabledReason),
}

/// An endpoint at which nothing got through for so long is turned off.
pub const PATIENCE: Duration = Duration::days(5);

/// How long the secret before the newest one still signs.
pub const OLD_SECRET_SIGNS: Duration = Duration::hours(24);

/// How long a delivery stays in the log.
pub const KEPT: Duration = Duration::days(30);

/// Seconds between one attempt and the next, as Standard Webhooks proposes: over three days in all.
const WAITS_S: [i64; 9] =
    [5, 5 * 60, 30 * 60, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
const HOUR: i64 = 60 * 60;

/// The longest time for which a receiver may put the next attempt off.
const LONGEST_ASKED: Duration = Duration::hours(24);

/// When a delivery that has had so many attempts is tried again; none when it is given up.
///
/// `chance` spreads the waits by up to a tenth, so that a receiver that comes back is not met by
/// everything at once. The same chance gives the same wait.
pub fn wait_after(attempts: u32, chance: u64) -> Option<Duration> {
    let at = usize::try_from(attempts.checked_sub(1)?).ok()?;
    let wait_ms = WAITS_S.get(at)?.checked_mul(1_000)?;
    let spread = wait_ms / 10;
    let extra = i64::try_from(chance % 1_000).unwrap_or_default() * spread / 1_000;
    Some(Duration::milliseconds(wait_ms + extra))
}

/// What to do with a delivery after its attempt number `attempts`, which began the count at 1.
pub fn after_attempt(attempt: Attempt, attempts: u32, chance: u64, now: DateTime<Utc>) -> Next {
    match attempt {
        Attempt::Accepted => Next::Done,
        Attempt::Gone => Next::GiveUp,
        Attempt::Failed { retry_after } => match wait_after(attempts, chance) {
            Some(wait) => {
                let asked = retry_after.unwrap_or_default().min(LONGEST_ASKED);
                Next::TryAgain(now + wait.max(asked))
            }
            None => Next::GiveUp,
        },
    }
}

/// What an attempt says about the endpoint, which has been failing since `failing_since`.
pub fn endpoint_after(
    attempt: Attempt,
    failing_since: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> EndpointAfter {
    match (attempt, failing_since) {
        (Attempt::Accepted, _) => EndpointAfter::Well,
        (Attempt::Gone, _) => EndpointAfter::Disabled(DisabledReason::Gone),
        (Attempt::Failed { .. }, Some(since)) if now - since >= PATIENCE => {
            EndpointAfter::Disabled(DisabledReason::Failing)
        }
        (Attempt::Failed { .. }, since) => EndpointAfter::FailingSince(since.unwrap_or(now)),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Attempt, DisabledReason, EndpointAfter, Listener, Next, PATIENCE, WebhookEvent,
        after_attempt, endpoint_after, wait_after,
    };
    use chrono::{DateTime, Duration};

    const FAILED: Attempt = Attempt::Failed { retry_after: None };

    #[test]
    fn waits_grow_from_seconds_to_a_day_and_then_end() {
        let waits: Vec<_> = (0..12).map(|n| wait_after(n, 0).map(|w| w.num_seconds())).collect();
        let hours = |hours: i64| Some(hours * 3_600);
        let grown = [Some(5), Some(300), Some(1_800), hours(2), hours(5), hours(10)];
        assert_eq!(waits[0], None, "nothing was tried yet");
        assert_eq!(waits[1..7], grown);
        assert_eq!(waits[7..10], [hours(14), hours(20), hours(24)]);
        assert_eq!(waits[10..], [None, None]);
    }

    #[test]
    fn chance_adds_less_than_a_tenth_and_the_same_chance_the_same() {
        for attempts in 1..=9 {
            let plain = wait_after(attempts, 0).unwrap_or_default();
            for chance in [1, 999, 12_345, u64::MAX] {
                let wait = wait_after(attempts, chance).unwrap_or_default();
                assert!(wait >= plain && wait < plain + plain / 10, "{attempts} {chance}");
                assert_eq!(Some(wait), wait_after(attempts, chance));
            }
        }
        assert_ne!(wait_after(2, 1), wait_after(2, 900));
    }

    #[test]
    fn a_receiver_may_ask_for_time_but_not_for_ever() {
        let now = DateTime::UNIX_EPOCH;
        let ask = |minutes| Attempt::Failed { retry_after: Some(Duration::minutes(minutes)) };
        let hour = Next::TryAgain(now + Duration::hours(1));
        assert_eq!(after_attempt(ask(60), 1, 0, now), hour);
        let soon = Next::TryAgain(now + Duration::minutes(5));
        assert_eq!(after_attempt(ask(1), 2, 0, now), soon, "never sooner than planned");
        let day = Next::TryAgain(now + Duration::days(1));
        assert_eq!(after_attempt(ask(60 * 24 * 365), 1, 0, now), day);
        assert_eq!(after_attempt(FAILED, 10, 0, now), Next::GiveUp);
        assert_eq!(after_attempt(Attempt::Gone, 1, 0, now), Next::GiveUp);
        assert_eq!(after_attempt(Attempt::Accepted, 3, 0, now), Next::Done);
    }

    #[test]
    fn an_endpoint_is_turned_off_when_gone_or_after_five_days() {
        let start = DateTime::UNIX_EPOCH;
        let gone = EndpointAfter::Disabled(DisabledReason::Gone);
        assert_eq!(endpoint_after(Attempt::Gone, None, start), gone);
        assert_eq!(endpoint_after(FAILED, None, start), EndpointAfter::FailingSince(start));
        let before = start + PATIENCE - Duration::milliseconds(1);
        let failing = EndpointAfter::FailingSince(start);
        assert_eq!(endpoint_after(FAILED, Some(start), before), failing);
        let off = EndpointAfter::Disabled(DisabledReason::Failing);
        assert_eq!(endpoint_after(FAILED, Some(start), start + PATIENCE), off);
        assert_eq!(endpoint_after(Attempt::Accepted, Some(start), before), EndpointAfter::Well);
    }

    #[test]
    fn only_showtimes_are_everybodys_business() {
        let of_all = WebhookEvent::ALL.iter().filter(|event| !event.is_of_customer());
        let of_all: Vec<_> = of_all.map(|event| event.as_str()).collect();
        assert_eq!(of_all, ["showtime.changed", "showtime.cancelled", "webhook.test"]);
        assert!(!WebhookEvent::Test.may_be_chosen());
    }

    #[test]
    fn a_client_hears_of_its_own_customers_and_of_every_showtime() {
        use WebhookEvent::{OrderTicketed, PaymentSucceeded, ShowtimeChanged};
        let now = DateTime::UNIX_EPOCH;
        let events = [OrderTicketed, ShowtimeChanged];
        let listener = |client_id| Listener { client_id, events: &events, since: now };
        let own = listener(Some("shop"));
        assert!(own.hears(OrderTicketed, Some("shop"), now));
        assert!(!own.hears(OrderTicketed, Some("other"), now), "another client's customer");
        assert!(!own.hears(OrderTicketed, None, now), "the platform's own customer");
        assert!(own.hears(ShowtimeChanged, None, now));
        assert!(!own.hears(PaymentSucceeded, Some("shop"), now), "not asked for");
        assert!(!own.hears(ShowtimeChanged, None, now - Duration::seconds(1)), "long ago");
        let platform = listener(None);
        assert!([None, Some("shop")].iter().all(|of| platform.hears(OrderTicketed, *of, now)));
    }
}
