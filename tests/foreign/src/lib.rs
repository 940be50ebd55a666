//! A blocking client that is not ours: `ureq`, ids that are plain text, its own error.

use write_guard::{Blocked, IsolationGate, Permit, Sandbox, Target, guarded_write};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The guard said no.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// The request failed.
    #[error("the request failed")]
    Http(#[from] ureq::Error),
}

/// A client of some tracker.
#[derive(Debug)]
pub struct Tracker {
    root: String,
    key: String,
    gate: IsolationGate,
}

impl Tracker {
    /// A client of the tracker at `root`.
    #[must_use]
    pub fn new(root: impl Into<String>, key: impl Into<String>) -> Self {
        Self {
            root: root.into(),
            key: key.into(),
            gate: IsolationGate::new(),
        }
    }

    /// Opts in to a sandbox.
    #[must_use]
    pub fn sandbox(self, sandbox: Sandbox) -> Self {
        Self {
            gate: self.gate.sandbox(sandbox),
            ..self
        }
    }

    /// Comments on an item of `project`, if there is one.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox.
    #[guarded_write(op = "comment", target = project, item = item, gate = self.gate, permit = permit)]
    pub fn comment(&self, project: Option<&str>, item: &str, html: &str) -> Result<u16, Error> {
        self.post(permit, project.unwrap_or_default(), item, html)
    }

    /// Says that it comments in `named` and comments in `written`: what a shadowed variable does.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process, wherever the sandbox is.
    #[guarded_write(op = "comment", target = named, item = item, gate = self.gate, permit = permit)]
    pub fn comment_elsewhere(&self, named: &str, written: &str, item: &str) -> Result<u16, Error> {
        self.post(permit, written, item, "<p></p>")
    }

    fn post(&self, permit: Permit, project: &str, item: &str, html: &str) -> Result<u16, Error> {
        let url = format!("{}/projects/{project}/work-items/{item}/comments/", self.root);
        permit.spend(|| Target::new(project_of(&url)))?;
        let request = ureq::post(&url)
            .header("X-API-Key", &self.key)
            .header("Content-Type", "application/json");
        Ok(request
            .send(format!("{{\"comment_html\":\"{html}\"}}"))?
            .status()
            .as_u16())
    }
}

/// The project in a finished URL.
fn project_of(url: &str) -> Option<&str> {
    url.split_once("/projects/")?.1.split('/').next()
}
