//! What the sandbox is.

mod entry;
mod environment;
mod file;
mod list;
mod sandbox;
mod summary;

pub(crate) use self::entry::{Asked, Objection};
pub(crate) use self::environment::{expected_here, expected_in};
pub(crate) use self::environment::{of_environment, set_late};
pub(crate) use self::list::Source;
pub use self::list::UnusableList;
use self::list::{Ids, List, Use};
pub use self::sandbox::Sandbox;
pub use self::summary::PolicySummary;

/// What a test process may write to (what is allowed and what is protected), and whether it may write at all (the opt-in).
///
/// A test process reads it once: from `WRITE_GUARD_SANDBOX_WRITES` (on if exactly `1`), `WRITE_GUARD_SANDBOX_PROJECTS` and
/// `WRITE_GUARD_PROTECTED_PROJECTS` (exact ids, separated by commas), and from `sandbox` and `protected` of each
/// `.config/write-guard.toml` above the folder of the package that cargo names (`CARGO_MANIFEST_DIR`) and above the
/// executable. What any of them protects is protected. A target is allowed if each of them that names sandboxes names it. A
/// policy made by hand serves a simulation.
///
/// An entry is an id, perhaps with its kind, its server, or both: `7 as project at https://tracker.example`. A bare number is
/// no entry, for other kinds of things and other servers have it too. A list with an entry that is not plain, or a file that
/// cannot be read, blocks every write: guessing what was meant would widen it or narrow it in silence.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    opt_in: OptIn,
    /// All of them must hold what is written.
    allowed: Vec<List>,
    /// None of them may.
    protected: Vec<List>,
    /// The reviewed files that were found.
    files: Vec<String>,
}

/// Whether anything opted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum OptIn {
    #[default]
    Off,
    On,
    /// The variable is set, and not to `1`: somebody meant to.
    Misspelt,
}

impl Policy {
    /// A policy that allows nothing.
    #[must_use]
    pub const fn new(opt_in: bool) -> Self {
        Self {
            opt_in: if opt_in { OptIn::On } else { OptIn::Off },
            allowed: Vec::new(),
            protected: Vec::new(),
            files: Vec::new(),
        }
    }

    /// Sets the allowlist: entries separated by commas.
    #[must_use]
    pub fn allow(self, list: &str) -> Self {
        Self {
            allowed: vec![Ids::parse(ALLOWED, list, Use::AllowAnywhere)],
            ..self
        }
    }

    /// Sets the protected list: entries separated by commas. Protected beats allowed.
    #[must_use]
    pub fn protect(self, list: &str) -> Self {
        Self {
            protected: vec![Ids::parse(PROTECTED, list, Use::Protect)],
            ..self
        }
    }

    pub(crate) fn empty() -> &'static Self {
        static EMPTY: Policy = Policy::new(false);
        &EMPTY
    }

    pub(crate) fn opt_in(&self) -> OptIn {
        self.opt_in
    }

    pub(crate) fn unusable(&self) -> Option<&UnusableList> {
        self.allowed
            .iter()
            .chain(&self.protected)
            .find_map(|list| list.as_ref().err())
    }

    /// The list that protects this.
    pub(crate) fn protects(&self, asked: Asked<'_>) -> Option<&Source> {
        let mut lists = self.protected.iter().flatten();
        lists.find(|ids| ids.protects(asked)).map(Ids::source)
    }

    /// Why this is not allowed, if it is not: every list that there is must hold it, and there must be one.
    pub(crate) fn objects<'p>(
        &'p self,
        asked: Asked<'_>,
        sandbox: Option<&'p Sandbox>,
    ) -> Option<Denied<'p>> {
        let in_code = sandbox.and_then(Sandbox::projects);
        let mut is_any = false;
        for ids in self.allowed.iter().flatten().chain(in_code) {
            is_any = true;
            if let Some(objection) = ids.objects(asked) {
                return Some(Denied::By(ids.source(), objection));
            }
        }
        (!is_any).then_some(Denied::ByNone)
    }
}

/// Who does not allow something.
#[derive(Debug)]
pub(crate) enum Denied<'p> {
    /// Nobody names any sandbox.
    ByNone,
    By(&'p Source, Objection),
}

/// The variable that holds the opt-in.
pub(crate) const OPT_IN: &str = "WRITE_GUARD_SANDBOX_WRITES";
/// The variable that holds the allowlist.
const ALLOWED: &str = "WRITE_GUARD_SANDBOX_PROJECTS";
/// The variable that holds the protected list.
const PROTECTED: &str = "WRITE_GUARD_PROTECTED_PROJECTS";
