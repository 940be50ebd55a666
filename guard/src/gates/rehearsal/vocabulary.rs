//! What a rehearsal may be, and what it may not.

/// A clone that a rehearsal may run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CloneTarget {
    /// `local_clone`
    Local,
    /// `staging_clone`
    Staging,
    /// `isolated_db_dump_clone`
    IsolatedDbDump,
}

impl CloneTarget {
    /// Every clone target.
    pub const ALL: [Self; 3] = [Self::Local, Self::Staging, Self::IsolatedDbDump];

    /// The name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Local => "local_clone",
            Self::Staging => "staging_clone",
            Self::IsolatedDbDump => "isolated_db_dump_clone",
        }
    }

    /// Whether `name` is one, spelled exactly.
    pub(super) fn is_one(name: &str) -> bool {
        Self::ALL.iter().any(|target| target.as_str() == name)
    }
}

/// What a rehearsal may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RehearsalAction {
    /// `rehearsal_apply`
    Apply,
}

impl RehearsalAction {
    /// Every rehearsal action.
    pub const ALL: [Self; 1] = [Self::Apply];

    /// The name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Apply => "rehearsal_apply",
        }
    }

    /// Whether `name` is one, spelled exactly.
    pub(super) fn is_one(name: &str) -> bool {
        Self::ALL.iter().any(|action| action.as_str() == name)
    }
}

/// What a rehearsal may not do.
pub(super) const FORBIDDEN_ACTIONS: [&str; 9] = [
    "production_apply",
    "real_run",
    "qt001_apply",
    "permit",
    "activation",
    "repoint",
    "cutover",
    "ci_deploy_production",
    "secrets_change",
];
