//! A small issue client over reqwest-middleware, with the guard as its last middleware.

use reqwest_middleware::reqwest::header::CONTENT_TYPE;
use reqwest_middleware::reqwest::{self, StatusCode};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};
use write_guard::{Blocked, Sandbox};
use write_guard_layer::{Outgoing, WriteGuard};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The guard said no.
    #[error(transparent)]
    Blocked(Blocked),
    /// The request failed.
    #[error("the request failed")]
    Http(#[source] reqwest_middleware::Error),
}

impl From<reqwest_middleware::Error> for Error {
    fn from(error: reqwest_middleware::Error) -> Self {
        // A middleware that retries may have put its own error around it.
        match Blocked::find_in(&error) {
            Some(blocked) => Self::Blocked(blocked.clone()),
            None => Self::Http(error),
        }
    }
}

/// A client of some issue tracker, `{root}/projects/{project}/issues/{issue}`.
#[derive(Debug)]
pub struct Issues {
    root: String,
    http: ClientWithMiddleware,
}

impl Issues {
    /// A client of the tracker at `root`, opted in to `sandbox`, with middlewares of the caller's.
    ///
    /// # Errors
    ///
    /// If the HTTP client cannot be set up.
    pub fn new(
        root: &str,
        sandbox: Option<Sandbox>,
        stack: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> reqwest::Result<Self> {
        let guard = WriteGuard::new(root, project).named("issues");
        let guard = match sandbox {
            Some(sandbox) => guard.sandbox(sandbox),
            None => guard,
        };
        Ok(Self {
            root: root.to_owned(),
            http: guard.client(configured, stack)?,
        })
    }

    /// Reads an issue.
    ///
    /// # Errors
    ///
    /// [`Error::Http`].
    pub async fn read(&self, project: &str, issue: u64) -> Result<StatusCode, Error> {
        let url = format!("{}/projects/{project}/issues/{issue}", self.root);
        Ok(self.http.get(url).send().await?.status())
    }

    /// Closes an issue.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox.
    pub async fn close(&self, project: &str, issue: u64) -> Result<StatusCode, Error> {
        let url = format!("{}/projects/{project}/issues/{issue}", self.root);
        // write-guard: excused: `new` made the client with a guard
        let request = self.http.patch(url).header(CONTENT_TYPE, "application/json");
        // write-guard: excused: likewise
        Ok(request.body(r#"{"state":"closed"}"#).send().await?.status())
    }

    /// The client underneath, for what has no method here.
    #[must_use]
    pub fn http(&self) -> &ClientWithMiddleware {
        &self.http
    }
}

/// How reqwest is set up.
pub fn configured() -> reqwest::ClientBuilder {
    reqwest::Client::builder().user_agent("issue-client/0.1.0")
}

/// The project that a request would change.
#[must_use]
pub fn project(request: &Outgoing<'_>) -> Option<String> {
    match write_guard::plain_segments(request.uri().path())?[..] {
        ["projects", project, "issues", _] => Some(project.to_owned()),
        _ => None,
    }
}
