//! The two kinds of client that take the layer.

use std::error::Error;

use http::{Method, Request, StatusCode};
use http_body_util::Empty;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use reqwest_middleware::reqwest;
use tower::{Layer, ServiceExt};
use write_guard::{Blocked, Sandbox};
use write_guard_layer::{Outgoing, WriteGuard};

pub(super) type BoxError = Box<dyn Error + Send + Sync>;
pub(super) type Http = Client<HttpConnector, Empty<&'static [u8]>>;

/// How a client is built.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stack {
    Tower,
    ReqwestMiddleware,
}

impl Stack {
    pub(super) const ALL: [Self; 2] = [Self::Tower, Self::ReqwestMiddleware];

    /// Sends one request without a body, behind `guard`.
    pub(super) async fn send(
        self,
        guard: &WriteGuard,
        method: &str,
        url: &str,
        headers: &[(&'static str, &str)],
    ) -> Result<StatusCode, BoxError> {
        let method: Method = method.parse()?;
        match self {
            Self::Tower => {
                let mut request = Request::builder().method(method).uri(url);
                for (name, value) in headers {
                    request = request.header(*name, *value);
                }
                let request = request.body(Empty::new())?;
                Ok(guard.layer(hyper()).oneshot(request).await?.status())
            }
            Self::ReqwestMiddleware => {
                let client = guard.clone().client(configured, |stack| stack)?;
                let mut request = client.request(method, url);
                for (name, value) in headers {
                    request = request.header(*name, *value);
                }
                // write-guard: excused: the client above, which a guard made
                Ok(request.send().await.map_err(unwrapped)?.status())
            }
        }
    }
}

/// A client that is not guarded.
pub(super) fn hyper() -> Http {
    Client::builder(TokioExecutor::new()).build_http()
}

/// How reqwest is set up.
pub(super) fn configured() -> reqwest::ClientBuilder {
    reqwest::Client::builder().no_proxy()
}

/// The error of a middleware, without what reqwest-middleware puts around it.
pub(super) fn unwrapped(error: reqwest_middleware::Error) -> BoxError {
    match error {
        reqwest_middleware::Error::Middleware(error) => match error.downcast::<Blocked>() {
            Ok(blocked) => blocked.into(),
            Err(error) => error.into(),
        },
        reqwest_middleware::Error::Reqwest(error) => error.into(),
    }
}

/// A guard for `origin` that did not opt in.
pub(super) fn closed(origin: &str) -> WriteGuard {
    WriteGuard::new(origin, project)
}

/// A guard for `origin` that opted in to the project `sand`.
pub(super) fn opted_in(origin: &str) -> WriteGuard {
    closed(origin).sandbox(Sandbox::new(["sand"]).unwrap())
}

/// `/projects/{project}/…`
fn project(request: &Outgoing<'_>) -> Option<String> {
    let mut segments = request.segments();
    let project = (segments.next()? == "projects").then(|| segments.next())?;
    project.map(str::to_owned)
}

pub(super) fn blocked(result: Result<StatusCode, BoxError>) -> Blocked {
    match result {
        Err(error) => *error.downcast::<Blocked>().unwrap(),
        Ok(status) => panic!("a write was answered: {status}"),
    }
}
