//! What a rehearsal may be, and what it may not.

use crate::names::names;

names! {
    /// A clone that a rehearsal may run on.
    #[non_exhaustive]
    pub enum CloneTarget {
        /// `local_clone`
        Local = "local_clone",
        /// `staging_clone`
        Staging = "staging_clone",
        /// `isolated_db_dump_clone`
        IsolatedDbDump = "isolated_db_dump_clone",
    }
}

names! {
    /// What a rehearsal may do.
    #[non_exhaustive]
    pub enum RehearsalAction {
        /// `rehearsal_apply`
        Apply = "rehearsal_apply",
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
