//! GitHub by octocrab, with the guard as the layer next to the wire.

use http::Uri;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use octocrab::service::middleware::base_uri::BaseUriLayer;
use octocrab::{AuthState, OctoBody, Octocrab, OctocrabBuilder};
use write_guard::Sandbox;
use write_guard_layer::{Outgoing, WriteGuard};

/// A client of the GitHub at `base`, opted in to `sandbox`.
///
/// Plain `http`, for a GitHub on loopback; an `HttpsConnector` takes the connector's place.
///
/// # Panics
///
/// Outside of a tokio runtime, as octocrab does.
#[must_use]
pub fn github(base: Uri, sandbox: Option<Sandbox>) -> Octocrab {
    let guard = WriteGuard::new(&base.to_string(), repository).named("github");
    let guard = match sandbox {
        Some(sandbox) => guard.sandbox(sandbox),
        None => guard,
    };
    let http: Client<HttpConnector, OctoBody> =
        Client::builder(TokioExecutor::new()).build(HttpConnector::new());
    let Ok(octocrab) = OctocrabBuilder::new_empty()
        .with_service(http)
        // First, for each further layer goes around it: so it sees the finished request.
        .with_layer(&guard)
        .with_layer(&BaseUriLayer::new(base))
        .with_auth(AuthState::None)
        .build();
    octocrab
}

/// The repository that a request would change: `/repos/{owner}/{repository}/…`.
fn repository(request: &Outgoing<'_>) -> Option<String> {
    let mut segments = request.segments();
    match (segments.next()?, segments.next()?, segments.next()?) {
        ("repos", owner, repository) => Some(format!("{owner}/{repository}")),
        _ => None,
    }
}
