//! Each attempt of a client that retries asks again.

use std::future::{Ready, ready};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use http::{Extensions, Request, Response};
use http_body_util::Empty;
use reqwest_middleware::{Middleware, Next, reqwest};
use tests::Recorder;
use tower::retry::{Policy, RetryLayer};
use tower::{ServiceBuilder, ServiceExt};
use write_guard::Sandbox;
use write_guard_layer::WriteGuard;

use crate::stack::{BoxError, blocked, configured, hyper, unwrapped};

/// A guard for a request that changes the sandbox at the first attempt, and production from then on.
fn drifting(origin: &str) -> (WriteGuard, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let guard = WriteGuard::new(origin, move |_| {
        let first = count.fetch_add(1, Ordering::SeqCst) == 0;
        Some(if first { "sand" } else { "production" }.to_owned())
    });
    (guard.sandbox(Sandbox::new(["sand"]).unwrap()), asked)
}

fn failing() -> Recorder {
    Recorder::start(&Recorder::json("503 Service Unavailable", "{}"))
}

/// Sends everything twice.
struct Twice;

#[async_trait::async_trait]
impl Middleware for Twice {
    async fn handle(
        &self,
        request: reqwest::Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<reqwest::Response> {
        let again = request.try_clone().unwrap();
        next.clone().run(request, extensions).await?;
        next.run(again, extensions).await
    }
}

#[tokio::test]
async fn each_attempt_of_a_middleware_asks() {
    let server = failing();
    let (guard, asked) = drifting(&server.origin());
    let client = guard.client(configured, |stack| stack.with(Twice)).unwrap();
    let sent = client.post(server.origin()).send().await.map_err(unwrapped);
    let blocked = blocked(sent.map(|response| response.status()));
    assert_eq!(blocked.code(), "prod-project-in-test");
    assert_eq!((asked.load(Ordering::SeqCst), server.connections()), (2, 1));
}

/// Tries once more, whatever the answer.
#[derive(Clone)]
struct Once(usize);

impl<B, E> Policy<Request<Empty<&'static [u8]>>, Response<B>, E> for Once {
    type Future = Ready<()>;

    fn retry(
        &mut self,
        _: &mut Request<Empty<&'static [u8]>>,
        _: &mut Result<Response<B>, E>,
    ) -> Option<Ready<()>> {
        self.0 = self.0.checked_sub(1)?;
        Some(ready(()))
    }

    fn clone_request(
        &mut self,
        request: &Request<Empty<&'static [u8]>>,
    ) -> Option<Request<Empty<&'static [u8]>>> {
        Some(request.clone())
    }
}

#[tokio::test]
async fn each_attempt_of_a_tower_client_asks() {
    let server = failing();
    let (guard, asked) = drifting(&server.origin());
    let client = ServiceBuilder::new()
        .layer(RetryLayer::new(Once(1)))
        .layer(guard)
        .service(hyper());
    let request = Request::post(server.origin()).body(Empty::new()).unwrap();
    let sent: Result<_, BoxError> = client.oneshot(request).await;
    let blocked = blocked(sent.map(|response| response.status()));
    assert_eq!(blocked.code(), "prod-project-in-test");
    assert_eq!((asked.load(Ordering::SeqCst), server.connections()), (2, 1));
}
