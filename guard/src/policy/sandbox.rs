//! The opt-in as a value.

use std::sync::Arc;

use super::list::{self, Ids, UnusableList};

/// The opt-in to write to sandbox projects, as a value that a test hands to its client.
///
/// It travels with the client into threads and tasks, and no other client sees it: parallel tests never share an
/// opt-in. It cannot open more than the environment does: where `WRITE_GUARD_SANDBOX_PROJECTS` names projects too, only
/// those that both name may be written, and a protected project stays protected.
///
/// ```
/// use write_guard::{IsolationGate, Sandbox};
///
/// let sandbox = Sandbox::new(["8c5a3025-4f9d-4190-b79f-fa06276bb27e"])?;
/// let gate = IsolationGate::new().sandbox(sandbox);
/// # Ok::<(), write_guard::UnusableList>(())
/// ```
#[derive(Clone, Debug)]
pub struct Sandbox {
    projects: Option<Arc<Ids>>,
}

impl Sandbox {
    /// Opts in to these projects.
    ///
    /// # Errors
    ///
    /// [`UnusableList`] if one of them is not a plain id.
    pub fn new<P: AsRef<str>>(projects: impl IntoIterator<Item = P>) -> Result<Self, UnusableList> {
        let projects = list::ids("Sandbox::new", projects)?;
        Ok(Self {
            projects: Some(Arc::new(projects)),
        })
    }

    /// Opts in to the projects that `WRITE_GUARD_SANDBOX_PROJECTS` names, and to none if it names none.
    #[must_use]
    pub fn of_environment() -> Self {
        Self { projects: None }
    }

    pub(crate) fn projects(&self) -> Option<&Ids> {
        self.projects.as_deref()
    }
}
