//! The opt-in as a value.

use std::sync::Arc;

use super::list::{Ids, Source, UnusableList, Use};
use crate::origin::Server;

/// The opt-in to write to sandbox projects, as a value that a test hands to its client.
///
/// It travels with the client into threads and tasks, and no other client sees it: parallel tests never share an
/// opt-in. It cannot open more than the team does: where `WRITE_GUARD_SANDBOX_PROJECTS` or `.config/write-guard.toml` name
/// projects too, only those that all name may be written, and a protected project stays protected.
///
/// An id means something on one server, and a number is that of one kind of thing. [`at`](Self::at) binds all of them to a
/// server; `7 as project` and `7 at https://tracker.example` are entries that say more.
///
/// ```
/// use write_guard::{IsolationGate, Sandbox};
///
/// let sandbox = Sandbox::new(["8c5a3025-4f9d-4190-b79f-fa06276bb27e"])?.at("https://tracker.example");
/// let gate = IsolationGate::new().origin("https://tracker.example").sandbox(sandbox);
/// # Ok::<(), write_guard::UnusableList>(())
/// ```
#[derive(Clone, Debug)]
pub struct Sandbox {
    projects: Option<Arc<Ids>>,
    server: Server,
}

impl Sandbox {
    /// Opts in to these projects.
    ///
    /// # Errors
    ///
    /// [`UnusableList`] if one of them is not a plain id, or is a bare number beside one that says its kind or server.
    pub fn new<P: AsRef<str>>(projects: impl IntoIterator<Item = P>) -> Result<Self, UnusableList> {
        let projects = Ids::read(Source::Named("Sandbox::new"), projects, Use::AllowOne)?;
        Ok(Self {
            projects: Some(Arc::new(projects)),
            server: Server::Unnamed,
        })
    }

    /// Opts in to the projects that `WRITE_GUARD_SANDBOX_PROJECTS` and the reviewed file name, and to none if they name none.
    #[must_use]
    pub fn of_environment() -> Self {
        Self {
            projects: None,
            server: Server::Unnamed,
        }
    }

    /// Binds all of it to one server, as in `https://tracker.example`: a gate with another origin, or without one, allows
    /// nothing of it.
    ///
    /// What is no origin (see [`Origin::parse`](crate::Origin::parse)) blocks every write, and the block says so.
    #[must_use]
    pub fn at(self, origin: &str) -> Self {
        Self {
            server: Server::named(origin),
            ..self
        }
    }

    pub(crate) fn server(&self) -> &Server {
        &self.server
    }

    pub(crate) fn projects(&self) -> Option<&Ids> {
        self.projects.as_deref()
    }
}
