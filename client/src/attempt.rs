//! A request as `tracing` shows it: a span without an id, a text or a credential.

use std::time::Instant;

use reqwest::{Method, Response};
use tracing::field::Empty;
use tracing::{Instrument, debug_span};

/// One try of an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempt {
    /// The name of a write, the template of a read's path.
    pub(crate) operation: &'static str,
    /// The first one is 1.
    pub(crate) number: u32,
}

impl Attempt {
    /// Waits for what was `sent`, in a span of its own. If nobody listens, no clock is read.
    pub(crate) async fn watch(
        self,
        method: &Method,
        sent: impl Future<Output = Result<Response, reqwest::Error>>,
    ) -> Result<Response, reqwest::Error> {
        let span = debug_span!(
            target: "plane_client",
            "request",
            operation = self.operation,
            method = method.as_str(),
            attempt = self.number,
            status = Empty,
            elapsed_ms = Empty,
        );
        if span.is_disabled() {
            return sent.await;
        }
        let start = Instant::now();
        let answer = sent.instrument(span.clone()).await;
        let elapsed = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        span.record("elapsed_ms", elapsed);
        if let Ok(answer) = &answer {
            span.record("status", answer.status().as_u16());
        }
        answer
    }
}
