//! How long calls take and how many go wrong, by operation.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;

/// Calls of each operation that are looked back on.
const MAX_CALLS: usize = 400;

/// The last some hundred calls of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CallStats {
    pub operation: &'static str,
    pub calls: u32,
    /// Calls that came to nothing or nobody knows what; a refusal by the cinema is none.
    pub errors: u32,
    /// Hundredths of a percent.
    pub error_rate_bp: u32,
    pub p50_ms: u32,
    pub p99_ms: u32,
}

/// Calls by operation. Operations are few and named in this crate, so this is bounded.
#[derive(Default)]
pub(super) struct Stats(BTreeMap<&'static str, VecDeque<(u32, bool)>>);

impl Stats {
    pub(super) fn record(&mut self, operation: &'static str, latency_ms: u32, is_error: bool) {
        let calls = self.0.entry(operation).or_default();
        if calls.len() >= MAX_CALLS {
            calls.pop_front();
        }
        calls.push_back((latency_ms, is_error));
    }

    pub(super) fn snapshot(&self) -> Vec<CallStats> {
        self.0.iter().map(|(operation, calls)| summarise(operation, calls)).collect()
    }
}

fn summarise(operation: &'static str, calls: &VecDeque<(u32, bool)>) -> CallStats {
    let mut latencies: Vec<u32> = calls.iter().map(|(latency, _)| *latency).collect();
    latencies.sort_unstable();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let errors = calls.iter().filter(|(_, is_error)| *is_error).count();
    CallStats {
        operation,
        calls: count(calls.len()),
        errors: count(errors),
        error_rate_bp: count(errors * 10_000 / calls.len().max(1)),
        p50_ms: percentile(&latencies, 50),
        p99_ms: percentile(&latencies, 99),
    }
}

/// The smallest value that so many of a hundred do not exceed.
fn percentile(sorted: &[u32], percent: usize) -> u32 {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{MAX_CALLS, Stats};

    #[test]
    fn the_middle_and_the_slowest_hundredth() {
        let mut stats = Stats::default();
        for latency in 1..=100 {
            stats.record("lock", latency, latency > 95);
        }
        stats.record("seats", 7, false);
        let all = stats.snapshot();
        assert_eq!((all[0].p50_ms, all[0].p99_ms), (50, 99));
        assert_eq!((all[0].calls, all[0].errors, all[0].error_rate_bp), (100, 5, 500));
        assert_eq!((all[1].operation, all[1].p50_ms, all[1].p99_ms), ("seats", 7, 7));
    }

    #[test]
    fn only_the_last_calls_count() {
        let mut stats = Stats::default();
        for call in 0..(MAX_CALLS * 2) {
            stats.record("lock", 1, call < MAX_CALLS);
        }
        let all = stats.snapshot();
        assert_eq!((all[0].calls, all[0].errors), (400, 0));
    }
}
