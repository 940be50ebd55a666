//! GitHub by octocrab, with the guard as the layer next to the wire.

use futures_util::FutureExt;
use http::Uri;
use http_body_util::BodyExt;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use octocrab::service::middleware::base_uri::BaseUriLayer;
use octocrab::{AuthState, OctoBody, Octocrab, OctocrabBuilder};
use serde_json::Value;
use write_guard::Sandbox;
use write_guard_layer::{Outgoing, WriteGuard};

/// A client of the GitHub at `base`, opted in to `sandbox`.
///
/// Plain `http`, for a GitHub on loopback; an `HttpsConnector` takes the connector's place.
///
/// # Panics
///
/// Outside of a tokio runtime, as octocrab does.
pub(crate) fn github(base: Uri, sandbox: Option<Sandbox>) -> Octocrab {
    let guard = WriteGuard::new(&base.to_string(), repository)
        .named("github")
        .showing(bytes);
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

/// What a request would change, of those that are known to change one repository: the rest is blocked.
fn repository(request: &Outgoing<'_>) -> Option<String> {
    let segments = write_guard::plain_segments(request.uri().path())?;
    match segments[..] {
        // What lies in a repository. An issue's `transfer` is not on the list, nor is the repository's own.
        [
            "repos",
            owner,
            repository,
            "issues" | "labels" | "milestones" | "pulls",
        ]
        | [
            "repos",
            owner,
            repository,
            "issues" | "labels" | "milestones" | "pulls",
            _,
        ]
        | [
            "repos",
            owner,
            repository,
            "issues",
            _,
            "comments" | "labels" | "assignees" | "lock",
        ] => Some(format!("{owner}/{repository}")),
        // The new repository is somebody's that the body names.
        ["repos", _, _, "forks"] => created(request, "organization"),
        ["repos", _, _, "generate"] => created(request, "owner"),
        _ => None,
    }
}

/// The repository that comes to be; `None` where the body leaves a part of it to GitHub.
fn created(request: &Outgoing<'_>, owner: &str) -> Option<String> {
    let body: Value = serde_json::from_slice(request.body()?).ok()?;
    let (owner, name) = (body.get(owner)?.as_str()?, body.get("name")?.as_str()?);
    Some(format!("{owner}/{name}"))
}

/// What octocrab is about to send: it keeps a copy of what is in memory.
fn bytes(body: &OctoBody) -> Option<Vec<u8>> {
    let all = body.try_clone()?.collect().now_or_never()?.ok()?;
    Some(all.to_bytes().to_vec())
}
