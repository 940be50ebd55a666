//! Which failed attempt is worth another.

use std::time::Duration;

use crate::error::Error;

/// The first pause; each further one is twice as long.
const PAUSE: Duration = Duration::from_millis(250);

/// How often a request is tried, and how long it waits for the server's leave.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Retry {
    pub(crate) attempts: u32,
    pub(crate) patience: Duration,
}

impl Retry {
    /// The pause before the next attempt; `None` if `error` is final.
    ///
    /// After an unknown outcome the write may have been done, so only one that may be done twice is tried again.
    pub(crate) fn pause(self, attempt: u32, error: &Error, may_be_done_twice: bool) -> Option<Duration> {
        if attempt >= self.attempts {
            return None;
        }
        let pause = PAUSE.saturating_mul(1 << attempt.saturating_sub(1).min(8));
        match error {
            Error::RateLimited { retry_after } => {
                Some(retry_after.unwrap_or(pause)).filter(|wait| *wait <= self.patience)
            }
            Error::Unreachable(_) | Error::Interrupted(_) | Error::Server { status: 502..=504 } => {
                Some(pause)
            }
            // What stands before a server that is restarting, or counts requests of its own.
            Error::NotPlane {
                status: 429 | 502..=504,
                may_be_done,
                ..
            } if may_be_done_twice || !may_be_done => Some(pause),
            Error::NotPlane {
                may_be_done: true, ..
            }
            | Error::UnknownOutcome { .. }
                if may_be_done_twice =>
            {
                Some(pause)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RETRY: Retry = Retry {
        attempts: 3,
        patience: Duration::from_secs(60),
    };

    #[test]
    fn an_unknown_outcome_is_tried_again_only_if_the_write_may_be_done_twice() {
        let unknown = Error::UnknownOutcome {
            why: "",
            source: None,
        };
        assert_eq!(RETRY.pause(1, &unknown, false), None);
        assert_eq!(RETRY.pause(1, &unknown, true), Some(PAUSE));
        assert_eq!(RETRY.pause(2, &unknown, true), Some(PAUSE * 2));
        assert_eq!(RETRY.pause(3, &unknown, true), None);
    }

    #[test]
    fn the_server_says_how_long_to_wait_and_patience_says_whether() {
        let limited = |seconds| Error::RateLimited {
            retry_after: Some(Duration::from_secs(seconds)),
        };
        assert_eq!(RETRY.pause(1, &limited(56), false), Some(Duration::from_secs(56)));
        assert_eq!(RETRY.pause(1, &limited(61), true), None);
    }

    #[test]
    fn a_server_that_is_away_for_a_moment_is_asked_again() {
        for status in [502, 503, 504] {
            assert_eq!(RETRY.pause(1, &Error::Server { status }, false), Some(PAUSE));
            assert_eq!(RETRY.pause(2, &Error::Server { status }, false), Some(PAUSE * 2));
        }
        for status in [500, 501, 505] {
            assert_eq!(RETRY.pause(1, &Error::Server { status }, true), None);
        }
    }

    #[test]
    fn what_the_server_refused_is_not_tried_again() {
        for refused in [Error::Authentication, Error::Url] {
            assert_eq!(RETRY.pause(1, &refused, true), None, "{refused}");
        }
    }

    #[test]
    fn what_stands_before_a_server_is_asked_again_unless_the_write_may_be_done() {
        let stranger = |status, may_be_done| Error::NotPlane {
            status,
            sender: None,
            is_page: true,
            may_be_done,
        };
        for status in [429, 502, 503, 504] {
            assert_eq!(RETRY.pause(1, &stranger(status, false), false), Some(PAUSE));
            assert_eq!(RETRY.pause(1, &stranger(status, true), false), None);
            assert_eq!(RETRY.pause(1, &stranger(status, true), true), Some(PAUSE));
        }
        // A page with another status says that somebody took the request for his own.
        for status in [200, 404, 500] {
            assert_eq!(RETRY.pause(1, &stranger(status, false), true), None);
            assert_eq!(RETRY.pause(1, &stranger(status, true), false), None);
            assert_eq!(RETRY.pause(1, &stranger(status, true), true), Some(PAUSE));
        }
    }
}
