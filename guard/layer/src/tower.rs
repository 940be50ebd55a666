//! The layer of a tower client.

use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::Request;
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;
use write_guard::Blocked;

use crate::guard::WriteGuard;
use crate::outgoing::Outgoing;

type BoxError = Box<dyn Error + Send + Sync>;

/// ```
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// use http::{Request, Response};
/// use tower::{Layer, ServiceExt, service_fn};
/// use write_guard::Blocked;
/// use write_guard_layer::WriteGuard;
///
/// let guard = WriteGuard::new("https://tracker.example", |request| {
///     Some(request.segments().next()?.to_owned())
/// });
/// // In place of the client that somebody else wrote.
/// let client = guard.layer(service_fn(async |request: Request<String>| {
///     assert_eq!(request.method(), "GET", "a write left the process");
///     Ok::<_, std::io::Error>(Response::new(String::new()))
/// }));
///
/// let read = Request::get("https://tracker.example/payroll/7").body(String::new())?;
/// assert!(client.clone().oneshot(read).await.is_ok());
///
/// // A doc test is a test process.
/// let write = Request::patch("https://tracker.example/payroll/7").body(String::new())?;
/// let error = client.oneshot(write).await.unwrap_err();
/// let blocked = error.downcast_ref::<Blocked>().unwrap();
/// assert_eq!((blocked.op(), blocked.target()), ("http.patch", Some("payroll")));
/// # write_guard::ledger::take();
/// # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
/// ```
impl<S> Layer<S> for WriteGuard {
    type Service = Guarded<S>;

    fn layer(&self, inner: S) -> Guarded<S> {
        Guarded {
            inner,
            guard: self.clone(),
        }
    }
}

/// A service whose writes ask before they are passed on.
///
/// The error is boxed, as that of tower's own layers: the inner service's error, or [`Blocked`](write_guard::Blocked), as it is.
#[derive(Clone, Debug)]
pub struct Guarded<S> {
    inner: S,
    guard: WriteGuard,
}

impl<S, B> Service<Request<B>> for Guarded<S>
where
    S: Service<Request<B>, Error: Into<BoxError>>,
    B: 'static,
{
    type Response = S::Response;
    type Error = BoxError;
    type Future = GuardedFuture<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        if write_guard::is_live() {
            return GuardedFuture {
                // write-guard: excused: a live process
                inner: Some(self.inner.call(request)),
                blocked: None,
            };
        }
        let outgoing = Outgoing::new(request.method(), request.uri(), request.headers());
        let body = self.guard.shown(request.body());
        let outgoing = match &body {
            Some(body) => outgoing.with_body(body),
            None => outgoing,
        };
        match self.guard.leave(&outgoing) {
            Ok(_) => GuardedFuture {
                // write-guard: excused: the gate was asked
                inner: Some(self.inner.call(request)),
                blocked: None,
            },
            Err(blocked) => GuardedFuture {
                inner: None,
                blocked: Some(blocked),
            },
        }
    }
}

pin_project! {
    /// The answer of a [`Guarded`] service.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct GuardedFuture<F> {
        #[pin]
        inner: Option<F>,
        blocked: Option<Blocked>,
    }
}

impl<F, R, E> Future for GuardedFuture<F>
where
    F: Future<Output = Result<R, E>>,
    E: Into<BoxError>,
{
    type Output = Result<R, BoxError>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        match (this.inner.as_pin_mut(), this.blocked.take()) {
            (Some(inner), _) => Poll::Ready(ready!(inner.poll(context)).map_err(Into::into)),
            (None, Some(blocked)) => Poll::Ready(Err(blocked.into())),
            // Polled after it was ready, which nobody may do.
            (None, None) => Poll::Pending,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::{Ready, ready};
    use std::task::Waker;

    use super::*;

    /// Its readiness is what the function says.
    struct Inner(fn() -> Poll<Result<(), &'static str>>);

    impl Service<Request<()>> for Inner {
        type Response = ();
        type Error = &'static str;
        type Future = Ready<Result<(), &'static str>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), &'static str>> {
            self.0()
        }

        fn call(&mut self, _: Request<()>) -> Self::Future {
            ready(Ok(()))
        }
    }

    #[test]
    fn a_guarded_service_is_ready_when_the_one_below_is() {
        let guard = WriteGuard::new("https://h", |_| None);
        let told = |inner| {
            let mut guarded = guard.layer(Inner(inner));
            let told = guarded.poll_ready(&mut Context::from_waker(Waker::noop()));
            told.map(|ready| ready.map_err(|error| error.to_string()))
        };
        assert_eq!(told(|| Poll::Pending), Poll::Pending);
        assert_eq!(told(|| Poll::Ready(Ok(()))), Poll::Ready(Ok(())));
        assert_eq!(
            told(|| Poll::Ready(Err("gone"))),
            Poll::Ready(Err("gone".to_owned()))
        );
    }
}
