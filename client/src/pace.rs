//! Staying within the server's rate limit.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::header::HeaderMap;
use tokio::time::{Instant, sleep_until};

use crate::error::Error;

/// The server counts the requests of the last minute. Its `X-RateLimit-Reset` is a minute from now in every answer, so
/// when a request leaves the window is known here only.
const WINDOW: Duration = Duration::from_secs(60);

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
    /// How many more the server said it would take, beside those under way.
    told: Option<u64>,
    /// How many have left and are not answered.
    under_way: u64,
    /// How often in a row a request that had a minute to itself was told that it was the last one.
    last_ones: u32,
}

/// A request's leave to go; dropped when it is over.
#[derive(Debug)]
#[must_use]
pub(crate) struct Turn<'p>(&'p Pace);

impl Pace {
    pub(crate) fn new(patience: Duration) -> Self {
        Self {
            patience,
            window: Mutex::default(),
        }
    }

    /// Waits until a request may leave, and counts it.
    pub(crate) async fn turn(&self) -> Result<Turn<'_>, Error> {
        self.turn_before(0).await
    }

    /// Waits until a request and so many more may leave, and counts the one.
    pub(crate) async fn turn_before(&self, more: u64) -> Result<Turn<'_>, Error> {
        let start = Instant::now();
        loop {
            let Some(free) = self.window().reserve(Instant::now(), more) else {
                return Ok(Turn(self));
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

    fn window(&self) -> MutexGuard<'_, Window> {
        self.window.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Turn<'_> {
    /// Takes note of what the answer says about the limit.
    pub(crate) fn hear(&self, headers: &HeaderMap) {
        let told = headers.get("x-ratelimit-remaining");
        if let Some(told) = told.and_then(|text| text.to_str().ok()?.parse().ok()) {
            self.0.window().hear(told);
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut window = self.0.window();
        window.under_way = window.under_way.saturating_sub(1);
    }
}

impl Window {
    /// A server that says so twice counts something else, or nothing: what it says is not waited for.
    fn hear(&mut self, told: u64) {
        if told > 0 {
            self.last_ones = 0;
        } else if self.left.len() == 1 {
            self.last_ones = self.last_ones.saturating_add(1);
        }
        self.told = (self.last_ones < 2).then_some(told);
    }

    /// Counts a request, or says when there may be room for it and so many more.
    fn reserve(&mut self, now: Instant, more: u64) -> Option<Instant> {
        let is_over = |first: &Instant| now.duration_since(*first) >= WINDOW;
        while self.left.front().is_some_and(is_over) {
            self.left.pop_front();
            self.told = self.told.map(|told| told.saturating_add(1));
        }
        if let (Some(told), Some(first)) = (self.told, self.left.front()) {
            if told <= self.under_way.saturating_add(more) {
                return Some(*first + WINDOW);
            }
        }
        self.under_way = self.under_way.saturating_add(1);
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
        let pace = Pace::new(WINDOW);
        let start = Instant::now();
        pace.turn().await.unwrap().hear(&told("1"));
        tokio::time::advance(Duration::from_secs(5)).await;
        pace.turn().await.unwrap().hear(&told("0"));
        pace.turn().await.unwrap().hear(&told("0"));
        assert_eq!(start.elapsed().as_secs(), 60);
        let _last = pace.turn().await.unwrap();
        assert_eq!(start.elapsed().as_secs(), 65);
    }

    #[tokio::test(start_paused = true)]
    async fn requests_under_way_count() {
        let pace = Pace::new(WINDOW);
        let start = Instant::now();
        pace.turn().await.unwrap().hear(&told("2"));
        let _together = (pace.turn().await.unwrap(), pace.turn().await.unwrap());
        assert_eq!(start.elapsed().as_secs(), 0);
        let _third = pace.turn().await.unwrap();
        assert_eq!(start.elapsed().as_secs(), 60);
    }

    #[tokio::test(start_paused = true)]
    async fn what_the_server_said_last_counts() {
        let pace = Pace::new(Duration::ZERO);
        // Somebody else with the same key was busy, and is no more.
        pace.turn().await.unwrap().hear(&told("1"));
        pace.turn().await.unwrap().hear(&told("50"));
        for _ in 0..50 {
            drop(pace.turn().await.unwrap());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_beyond_patience_is_an_error_that_says_how_long() {
        let pace = Pace::new(Duration::from_secs(10));
        pace.turn().await.unwrap().hear(&told("0"));
        let refused = pace.turn().await;
        assert!(
            matches!(refused, Err(Error::RateLimited { retry_after: Some(wait) }) if wait == WINDOW),
            "{refused:?}"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_always_says_zero_costs_a_minute_once() {
        let pace = Pace::new(WINDOW);
        let start = Instant::now();
        for _ in 0..10 {
            pace.turn().await.unwrap().hear(&told("0"));
        }
        assert_eq!(start.elapsed(), WINDOW);
        // One that counts again is believed again.
        pace.turn().await.unwrap().hear(&told("1"));
        pace.turn().await.unwrap().hear(&told("0"));
        drop(pace.turn().await.unwrap());
        assert!(start.elapsed() > WINDOW);
    }

    #[tokio::test(start_paused = true)]
    async fn a_turn_before_others_waits_until_all_of_them_may_leave() {
        let pace = Pace::new(WINDOW);
        let start = Instant::now();
        pace.turn().await.unwrap().hear(&told("3"));
        pace.turn().await.unwrap().hear(&told("2"));
        drop(pace.turn_before(1).await.unwrap());
        assert_eq!(start.elapsed().as_secs(), 0);
        pace.turn().await.unwrap().hear(&told("1"));
        drop(pace.turn_before(1).await.unwrap());
        assert_eq!(start.elapsed(), WINDOW);
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_without_a_limit_delays_nothing() {
        let pace = Pace::new(Duration::ZERO);
        for _ in 0..1000 {
            let turn = pace.turn().await.unwrap();
            turn.hear(&HeaderMap::new());
            turn.hear(&told("not a number"));
        }
    }
}
