//! What the sandbox is.

mod environment;
mod list;
mod sandbox;
mod summary;

pub(crate) use self::environment::of_environment;
use self::list::List;
pub use self::list::UnusableList;
pub use self::sandbox::Sandbox;
pub use self::summary::PolicySummary;

/// What may ever be written (the allowlist and the protected list), and whether (the opt-in).
///
/// A test process reads it once from its environment: `WRITE_GUARD_SANDBOX_WRITES` (on if exactly `1`),
/// `WRITE_GUARD_SANDBOX_PROJECTS` and `WRITE_GUARD_PROTECTED_PROJECTS` (exact ids, separated by commas). One made by hand
/// serves a simulation.
///
/// A list with an entry that is not a plain id cannot be used at all, and blocks every write: guessing what was meant
/// would widen it or narrow it in silence.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    opt_in: bool,
    allowed: List,
    protected: List,
}

impl Policy {
    /// A policy that allows nothing.
    #[must_use]
    pub const fn new(opt_in: bool) -> Self {
        Self {
            opt_in,
            allowed: List::Absent,
            protected: List::Absent,
        }
    }

    /// Sets the allowlist: ids separated by commas.
    #[must_use]
    pub fn allow(self, list: &str) -> Self {
        Self {
            allowed: List::parse(ALLOWED, list),
            ..self
        }
    }

    /// Sets the protected list: ids separated by commas. Protected beats allowed.
    #[must_use]
    pub fn protect(self, list: &str) -> Self {
        Self {
            protected: List::parse(PROTECTED, list),
            ..self
        }
    }

    pub(crate) fn empty() -> &'static Self {
        static EMPTY: Policy = Policy::new(false);
        &EMPTY
    }

    pub(crate) fn opted_in(&self) -> bool {
        self.opt_in
    }

    pub(crate) fn unusable(&self) -> Option<&UnusableList> {
        self.allowed.unusable().or_else(|| self.protected.unusable())
    }

    pub(crate) fn protects(&self, target: &str) -> bool {
        self.protected.holds(target)
    }

    /// Whether every list that there is holds `target`, and there is one.
    pub(crate) fn allows(&self, target: &str, sandbox: Option<&Sandbox>) -> bool {
        let in_code = sandbox.and_then(Sandbox::projects);
        match (self.allowed.is_given(), in_code) {
            (false, None) => false,
            (false, Some(projects)) => projects.contains(target),
            (true, None) => self.allowed.holds(target),
            (true, Some(projects)) => self.allowed.holds(target) && projects.contains(target),
        }
    }
}

/// The variable that holds the opt-in.
const OPT_IN: &str = "WRITE_GUARD_SANDBOX_WRITES";
/// The variable that holds the allowlist.
const ALLOWED: &str = "WRITE_GUARD_SANDBOX_PROJECTS";
/// The variable that holds the protected list.
const PROTECTED: &str = "WRITE_GUARD_PROTECTED_PROJECTS";
