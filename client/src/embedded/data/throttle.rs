//! The rate limit: a sliding window of one minute per key.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

const WINDOW: Duration = Duration::from_secs(60);

/// What a server says it allows when nobody set a limit: more than a test sends, or a client that paces itself would wait.
const NOMINAL: usize = 1_000_000;

/// The requests of the last minute.
#[derive(Debug, Default)]
pub(crate) struct Throttle {
    limit: Option<usize>,
    spent: VecDeque<Instant>,
}

impl Throttle {
    /// Starts a new window under a new limit.
    pub(crate) fn set_limit(&mut self, limit: Option<usize>) {
        self.limit = limit;
        self.spent.clear();
    }

    /// Spends one request and answers how many remain, or for how many seconds there are none; a refused request costs nothing.
    ///
    /// Without a limit nothing is refused, and what remains is that of a very high one.
    pub(crate) fn spend(&mut self, now: Instant) -> Result<usize, u64> {
        while self
            .spent
            .front()
            .is_some_and(|first| now.duration_since(*first) >= WINDOW)
        {
            self.spent.pop_front();
        }
        if self.limit.is_some_and(|limit| self.spent.len() >= limit) {
            let waited = self
                .spent
                .front()
                .map_or(Duration::ZERO, |first| now.duration_since(*first));
            let wait = WINDOW.saturating_sub(waited);
            return Err(wait.as_secs() + u64::from(wait.subsec_nanos() > 0));
        }
        self.spent.push_back(now);
        Ok(match self.limit {
            Some(limit) => limit.saturating_sub(self.spent.len()),
            None => NOMINAL.saturating_sub(self.spent.len()).max(1),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{Throttle, WINDOW};

    #[test]
    fn the_window_slides() {
        let mut throttle = Throttle::default();
        throttle.set_limit(Some(2));
        let start = Instant::now();
        let half = start + WINDOW / 2;
        assert!(matches!(
            (throttle.spend(start), throttle.spend(half)),
            (Ok(1), Ok(0))
        ));
        let end = start + WINDOW;
        assert!(throttle.spend(start + Duration::from_millis(59_999)).is_err());
        assert!(
            matches!(throttle.spend(end), Ok(0)),
            "only the first is a minute ago"
        );
        assert!(throttle.spend(end).is_err());
    }
}
