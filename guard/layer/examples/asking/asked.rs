//! Clients that take no layer ask where they have the finished request.

use std::error::Error;

use ureq::http::Request;
use ureq::middleware::MiddlewareNext;
use ureq::{Agent, SendBody};
use write_guard_layer::{Outgoing, WriteGuard};

/// ureq, with the question in its own hook.
pub(crate) fn asking_agent(guard: WriteGuard) -> Agent {
    let ask = move |request: Request<SendBody>, next: MiddlewareNext| {
        let outgoing = Outgoing::new(request.method(), request.uri(), request.headers());
        let asked = guard.ask(&outgoing);
        asked.map_err(|blocked| ureq::Error::Other(blocked.into()))?;
        next.handle(request)
    };
    let straight = Agent::config_builder().max_redirects(0).proxy(None);
    straight.middleware(ask).build().into()
}

/// The one place where a program with blocking reqwest sends; `http` follows no redirect and takes no proxy.
///
/// # Errors
///
/// `Blocked`, or reqwest's.
pub(crate) fn asked_and_sent(
    http: &reqwest::blocking::Client,
    guard: &WriteGuard,
    request: reqwest::blocking::Request,
) -> Result<reqwest::blocking::Response, Box<dyn Error + Send + Sync>> {
    let uri = request.url().as_str().parse()?;
    guard.ask(&Outgoing::new(request.method(), &uri, request.headers()))?;
    Ok(http.execute(request)?)
}
