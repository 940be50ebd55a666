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
    /// An id that could be more than one segment of a path.
    #[error("an id is letters, digits, `-` and `_`")]
    NoId,
}

/// A client of some tracker.
#[derive(Debug)]
pub struct Tracker {
    http: ureq::Agent,
    root: String,
    key: String,
    gate: IsolationGate,
}

impl Tracker {
    /// A client of the tracker at `root`.
    #[must_use]
    pub fn new(root: impl Into<String>, key: impl Into<String>) -> Self {
        // What a library does of its own accord would carry a permitted write elsewhere.
        let http = ureq::Agent::config_builder().max_redirects(0).proxy(None).build();
        Self {
            http: http.into(),
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

    fn post(&self, permit: Permit, project: &str, item: &str, html: &str) -> Result<u16, Error> {
        if !is_segment(project) || !is_segment(item) {
            return Err(Error::NoId);
        }
        let url = format!("{}/projects/{project}/work-items/{item}/comments/", self.root);
        permit.spend(|| project_of(&url))?;
        let request = self
            .http
            .post(&url)
            .header("X-API-Key", &self.key)
            .header("Content-Type", "application/json");
        Ok(request
            .send(format!("{{\"comment_html\":\"{html}\"}}"))?
            .status()
            .as_u16())
    }
}

/// Whether it stays one segment of a path whoever reads the path.
fn is_segment(id: &str) -> bool {
    !id.is_empty()
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// The project in a finished URL, `…/projects/{project}/…`.
fn project_of(url: &str) -> Target<'_> {
    let path = url
        .split_once("://")
        .and_then(|(_, rest)| rest.find('/').and_then(|slash| rest.get(slash..)));
    let segments = path.and_then(write_guard::plain_segments).unwrap_or_default();
    let project = segments
        .iter()
        .skip_while(|segment| **segment != "projects")
        .nth(1);
    Target::new(project.copied())
}
