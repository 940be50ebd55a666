//! Staying within the server's rate limit.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::header::HeaderMap;
use tokio::time::{Instant, sleep_until};

use crate::error::Error;

/// The server counts the requests of the last minute. Its `X-RateLimit-Reset` is a minute from now in every answer, so
/// when a request leaves the window is known here only.
const WINDOW: Duration = Duration::from_mins(1);

/// Lets a request leave when the server will take it.
#[derive(Debug)]
pub(crate) struct Pace {
    /// The longest wait that a request is put to.
    patience: Duration,
    window: Mutex<Window>,
}

#[derive(Debug, Default)]
struct Window {
    /// When the requests of the last minute left, oldest first.
    left: VecDeque<Instant>,
    /// How many more the server takes, as far as it has told.
    remaining: Option<u64>,
}

impl Pace {
    pub(crate) fn new(patience: Duration) -> Self {
        Self {
            patience,
            window: Mutex::default(),
        }
    }

    /// Waits until a request may leave, and counts it.
    pub(crate) async fn turn(&self) -> Result<(), Error> {
        let start = Instant::now();
        loop {
            let Some(free) = self.window().reserve(Instant::now()) else {
                return Ok(());
            };
            let wait = free.duration_since(start);
            if wait > self.patience {
                return Err(Error::RateLimited {
                    retry_after: Some(wait),
                });
            }
            sleep_until(free).await;
        }
    }

    /// Takes note of what an answer says about the limit.
    pub(crate) fn hear(&self, headers: &HeaderMap) {
        let told = headers.get("x-ratelimit-remaining");
        if let Some(remaining) = told.and_then(|text| text.to_str().ok()?.parse().ok()) {
            let mut window = self.window();
            // Answers overtake each other; the lowest figure is the safe one.
            let known = window.remaining.unwrap_or(u64::MAX);
            window.remaining = Some(known.min(remaining));
        }
    }

    fn window(&self) -> MutexGuard<'_, Window> {
        self.window.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Window {
    /// Counts a request, or says when the next one is free.
    fn reserve(&mut self, now: Instant) -> Option<Instant> {
        while let Some(first) = self.left.front()
            && now.duration_since(*first) >= WINDOW
        {
            self.left.pop_front();
            self.remaining = self.remaining.map(|remaining| remaining.saturating_add(1));
        }
        if self.left.is_empty() {
            // Nothing of ours is in the window: what the server said last is old.
            self.remaining = None;
        }
        if self.remaining == Some(0)
            && let Some(first) = self.left.front()
        {
            return Some(*first + WINDOW);
        }
        self.remaining = self.remaining.map(|remaining| remaining.saturating_sub(1));
        self.left.push_back(now);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(remaining: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("x-ratelimit-remaining", remaining.parse().unwrap());
        headers
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_waits_until_the_oldest_one_has_left_the_window() {
        let pace = Pace::new(Duration::from_mins(1));
        let start = Instant::now();
        pace.turn().await.unwrap();
        tokio::time::advance(Duration::from_secs(5)).await;
        pace.turn().await.unwrap();
        pace.hear(&told("0"));
        pace.turn().await.unwrap();
        assert_eq!(start.elapsed().as_secs(), 60);
        pace.turn().await.unwrap();
        assert_eq!(start.elapsed().as_secs(), 65);
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_beyond_patience_is_an_error_that_says_how_long() {
        let pace = Pace::new(Duration::from_secs(10));
        pace.turn().await.unwrap();
        pace.hear(&told("0"));
        let refused = pace.turn().await;
        assert!(
            matches!(refused, Err(Error::RateLimited { retry_after: Some(wait) }) if wait == WINDOW),
            "{refused:?}"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_without_a_limit_delays_nothing() {
        let pace = Pace::new(Duration::ZERO);
        for _ in 0..1000 {
            pace.turn().await.unwrap();
            pace.hear(&HeaderMap::new());
            pace.hear(&told("not a number"));
        }
    }
}
