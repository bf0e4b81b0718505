//! When to stop calling a cinema that does not answer, and when to try again. Pure: the instant is
//! an argument.

use std::collections::VecDeque;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

/// When a breaker opens and for how long.
#[derive(Clone, Copy, Debug)]
pub struct BreakerSettings {
    /// Failures in a row that open it.
    pub failures_in_a_row: u32,
    /// Calls that are looked back on; more than half of so many failed open it, too.
    pub window: usize,
    /// The first pause; each failed probe doubles it.
    pub first_pause: Duration,
    pub longest_pause: Duration,
}

impl Default for BreakerSettings {
    fn default() -> Self {
        Self {
            failures_in_a_row: 5,
            window: 20,
            first_pause: Duration::seconds(10),
            longest_pause: Duration::minutes(2),
        }
    }
}

/// Whether calls go through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BreakerState {
    /// They do.
    Closed,
    /// They do not, for a while.
    Open,
    /// One may, to see whether the cinema is back.
    HalfOpen,
}

impl BreakerState {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Open => "open",
            Self::HalfOpen => "half_open",
        }
    }
}

/// Whether a call may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    Through,
    /// It is the one that shows whether the cinema is back: its end must be told.
    Probe,
    /// It must not leave before that instant, or before the probe that is out is back.
    Refused {
        until: DateTime<Utc>,
    },
}

#[derive(Clone, Copy, Debug)]
enum State {
    Closed,
    Open { since: DateTime<Utc>, pause: Duration },
    Probing { since: DateTime<Utc>, pause: Duration },
}

/// A circuit breaker. Each admitted call tells how it ended, by [`Breaker::record`].
#[derive(Clone, Debug)]
pub struct Breaker {
    settings: BreakerSettings,
    state: State,
    failures_in_a_row: u32,
    /// The last calls, newest last; true where one failed.
    recent: VecDeque<bool>,
}

impl Breaker {
    pub const fn new(settings: BreakerSettings) -> Self {
        Self { settings, state: State::Closed, failures_in_a_row: 0, recent: VecDeque::new() }
    }

    /// As people see it at `now`.
    pub fn state(&self, now: DateTime<Utc>) -> BreakerState {
        match self.state {
            State::Closed => BreakerState::Closed,
            State::Open { since, pause } if is_within(since, pause, now) => BreakerState::Open,
            State::Open { .. } | State::Probing { .. } => BreakerState::HalfOpen,
        }
    }

    /// Whether a call may go now. After [`Admission::Probe`] all others are refused until
    /// [`Breaker::record`] or [`Breaker::abandon`].
    pub fn admit(&mut self, now: DateTime<Utc>) -> Admission {
        match self.state {
            State::Closed => Admission::Through,
            State::Open { since, pause } if is_within(since, pause, now) => {
                Admission::Refused { until: since + pause }
            }
            State::Open { since, pause } => {
                self.state = State::Probing { since, pause };
                Admission::Probe
            }
            State::Probing { .. } => Admission::Refused { until: now },
        }
    }

    /// How an admitted call ended. Calls that left before it opened change nothing any more.
    pub fn record(&mut self, is_probe: bool, is_failure: bool, now: DateTime<Utc>) {
        match self.state {
            State::Closed => self.count(is_failure, now),
            State::Probing { pause, .. } if is_probe && is_failure => {
                let pause = (pause * 2).min(self.settings.longest_pause);
                self.state = State::Open { since: now, pause };
            }
            State::Probing { .. } if is_probe => *self = Self::new(self.settings),
            State::Open { .. } | State::Probing { .. } => {}
        }
    }

    /// The probe was given up without an outcome: the next call is the probe.
    pub const fn abandon(&mut self) {
        if let State::Probing { since, pause } = self.state {
            self.state = State::Open { since, pause };
        }
    }

    fn count(&mut self, is_failure: bool, now: DateTime<Utc>) {
        self.failures_in_a_row = if is_failure { self.failures_in_a_row + 1 } else { 0 };
        if self.recent.len() >= self.settings.window {
            self.recent.pop_front();
        }
        self.recent.push_back(is_failure);
        let failures = self.recent.iter().filter(|it| **it).count();
        let is_mostly_failing =
            self.recent.len() >= self.settings.window && failures * 2 > self.settings.window;
        if self.failures_in_a_row >= self.settings.failures_in_a_row || is_mostly_failing {
            self.state = State::Open { since: now, pause: self.settings.first_pause };
        }
    }
}

/// Whether the pause still lasts. A clock that was set back does not make it longer.
fn is_within(since: DateTime<Utc>, pause: Duration, now: DateTime<Utc>) -> bool {
    now >= since && now < since + pause
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Duration, Utc};
    use proptest::prelude::*;

    use super::{Admission, Breaker, BreakerSettings, BreakerState};

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + Duration::days(20_000) + Duration::seconds(seconds)
    }

    fn opened() -> Breaker {
        let mut breaker = Breaker::new(BreakerSettings::default());
        for _ in 0..5 {
            assert_eq!(breaker.admit(at(0)), Admission::Through);
            breaker.record(false, true, at(0));
        }
        breaker
    }

    #[test]
    fn five_failures_in_a_row_open_it_and_four_do_not() {
        let mut breaker = Breaker::new(BreakerSettings::default());
        for _ in 0..3 {
            for _ in 0..4 {
                breaker.record(false, true, at(0));
            }
            for _ in 0..5 {
                breaker.record(false, false, at(0));
            }
        }
        assert_eq!(breaker.state(at(0)), BreakerState::Closed);
        assert_eq!(opened().state(at(0)), BreakerState::Open);
    }

    #[test]
    fn more_than_half_of_twenty_open_it_and_half_do_not() {
        let mut breaker = Breaker::new(BreakerSettings::default());
        for call in 0..40 {
            breaker.record(false, call % 2 == 0, at(0));
        }
        assert_eq!(breaker.state(at(0)), BreakerState::Closed);
        breaker.record(false, true, at(0));
        breaker.record(false, true, at(0));
        assert_eq!(breaker.state(at(0)), BreakerState::Open);
    }

    #[test]
    fn one_probe_goes_after_the_pause_and_closes_it() {
        let mut breaker = opened();
        assert_eq!(breaker.admit(at(9)), Admission::Refused { until: at(10) });
        assert_eq!(breaker.state(at(10)), BreakerState::HalfOpen);
        assert_eq!(breaker.admit(at(10)), Admission::Probe);
        assert!(matches!(breaker.admit(at(11)), Admission::Refused { .. }));
        breaker.record(true, false, at(12));
        assert_eq!(breaker.state(at(12)), BreakerState::Closed);
        assert_eq!(breaker.admit(at(12)), Admission::Through);
    }

    #[test]
    fn failed_probes_double_the_pause_up_to_two_minutes() {
        let mut breaker = opened();
        let mut now = 0;
        for pause in [10, 20, 40, 80, 120, 120] {
            assert_eq!(
                breaker.admit(at(now + pause - 1)),
                Admission::Refused { until: at(now + pause) }
            );
            now += pause;
            assert_eq!(breaker.admit(at(now)), Admission::Probe);
            breaker.record(true, true, at(now));
        }
        now += 120;
        assert_eq!(breaker.admit(at(now)), Admission::Probe);
        breaker.record(true, false, at(now));
        for _ in 0..5 {
            breaker.record(false, true, at(now));
        }
        assert_eq!(breaker.admit(at(now + 10)), Admission::Probe, "the pause is short again");
    }

    #[test]
    fn what_left_before_it_opened_changes_nothing() {
        let mut breaker = opened();
        breaker.record(false, false, at(1));
        assert_eq!(breaker.state(at(1)), BreakerState::Open);
        assert_eq!(breaker.admit(at(10)), Admission::Probe);
        breaker.record(false, false, at(11));
        breaker.record(false, true, at(11));
        assert!(matches!(breaker.admit(at(11)), Admission::Refused { .. }));
    }

    #[test]
    fn a_probe_that_was_given_up_lets_the_next_call_try() {
        let mut breaker = opened();
        assert_eq!(breaker.admit(at(10)), Admission::Probe);
        breaker.abandon();
        assert_eq!(breaker.admit(at(10)), Admission::Probe);
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_shut_the_cinema_out() {
        assert_eq!(opened().admit(at(-3_600)), Admission::Probe);
    }

    proptest! {
        /// However calls end, some call is let through within two minutes.
        #[test]
        fn it_never_stays_shut(
            ends in proptest::collection::vec((any::<bool>(), 0_i64..30), 0..200),
        ) {
            let mut breaker = Breaker::new(BreakerSettings::default());
            let mut now = 0;
            for (is_failure, pause) in ends {
                now += pause;
                match breaker.admit(at(now)) {
                    Admission::Through => breaker.record(false, is_failure, at(now)),
                    Admission::Probe => breaker.record(true, is_failure, at(now)),
                    Admission::Refused { until } => prop_assert!(until <= at(now + 120)),
                }
            }
            let later = breaker.admit(at(now + 120));
            prop_assert!(!matches!(later, Admission::Refused { .. }), "{later:?}");
        }
    }
}
