//! A value that is costly to find out and may be a few seconds old.

use std::future::Future;
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use tokio::sync::Mutex;

use crate::error::Result;

/// Keeps the last value. Whoever asks first finds it out; all who ask meanwhile wait for that one.
#[derive(Debug)]
pub struct Remembered<T> {
    kept: Mutex<Option<(DateTime<Utc>, Arc<T>)>>,
}

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Self { kept: Mutex::new(None) }
    }
}

impl<T> Remembered<T> {
    /// The value, at most `good_for` old at `now`.
    ///
    /// # Errors
    /// What `find_out` answers; nothing is kept then.
    pub async fn get<F>(
        &self,
        now: DateTime<Utc>,
        good_for: Duration,
        find_out: impl FnOnce() -> F,
    ) -> Result<Arc<T>>
    where
        F: Future<Output = Result<T>>,
    {
        let mut kept = self.kept.lock().await;
        if let Some((at, value)) = kept.as_ref()
            && *at <= now
            && now - *at < good_for
        {
            return Ok(Arc::clone(value));
        }
        let value = Arc::new(find_out().await?);
        *kept = Some((now, Arc::clone(&value)));
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::Remembered;
    use crate::error::Error;
    use chrono::{DateTime, Duration};
    use std::cell::Cell;

    #[tokio::test]
    async fn a_value_is_found_out_once_while_it_is_good() -> crate::error::Result<()> {
        let kept = Remembered::default();
        let asked = Cell::new(0);
        let ask = || async {
            asked.set(asked.get() + 1);
            Ok(asked.get())
        };
        let start = DateTime::from_timestamp(1_800_000_000, 0).unwrap_or_default();
        let good_for = Duration::seconds(3);
        for second in 0..3 {
            let now = start + Duration::seconds(second);
            assert_eq!(*kept.get(now, good_for, ask).await?, 1);
        }
        assert_eq!(*kept.get(start + good_for, good_for, ask).await?, 2);
        // A clock that was set back finds nothing that it knows.
        assert_eq!(*kept.get(start, good_for, ask).await?, 3);
        Ok(())
    }

    #[tokio::test]
    async fn a_failure_is_not_kept() -> crate::error::Result<()> {
        let kept = Remembered::<u8>::default();
        let (now, good_for) = (DateTime::default(), Duration::seconds(3));
        let failure = kept.get(now, good_for, || async { Err(Error::Overloaded) }).await;
        assert!(failure.is_err());
        assert_eq!(*kept.get(now, good_for, || async { Ok(7) }).await?, 7);
        Ok(())
    }
}
