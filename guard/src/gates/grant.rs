//! Explicit authority.

use std::collections::BTreeSet;

use crate::names::names;

names! {
    /// Authority for one kind of action, given by a person to a gate.
    #[non_exhaustive]
    pub enum Grant {
        /// `ACTIVATION`
        Activation = "ACTIVATION",
        /// `CANONICAL_FOLD_442_461`
        CanonicalFold442To461 = "CANONICAL_FOLD_442_461",
        /// `CI_DEPLOY_PRODUCTION`
        CiDeployProduction = "CI_DEPLOY_PRODUCTION",
        /// `CUTOVER`
        Cutover = "CUTOVER",
        /// `PERMIT`
        Permit = "PERMIT",
        /// `PRODUCTION_EXECUTION_OPT4`
        ProductionExecutionOpt4 = "PRODUCTION_EXECUTION_OPT4",
        /// `PRODUCTION_READINESS_SCOPING`
        ProductionReadinessScoping = "PRODUCTION_READINESS_SCOPING",
        /// `PRODUCTION_REHEARSAL_ONLY_CLONE`
        ProductionRehearsalOnlyClone = "PRODUCTION_REHEARSAL_ONLY_CLONE",
        /// `PROD_ROLLBACK_PROVEN`
        ProdRollbackProven = "PROD_ROLLBACK_PROVEN",
        /// `QT001_APPLY`
        Qt001Apply = "QT001_APPLY",
        /// `REAL_RUN`
        RealRun = "REAL_RUN",
        /// `REPOINT`
        Repoint = "REPOINT",
        /// `SECRETS_CHANGE`
        SecretsChange = "SECRETS_CHANGE",
    }
}

/// The grants that somebody holds: what a gate is constructed with.
///
/// Authority is an argument that the caller's code names, and never part of a request: nothing reads `Grants` from text. What
/// only simulates, as the command line does, names each grant by [`Grant::named`].
///
/// ```compile_fail
/// let grants: write_guard::Grants = "REAL_RUN".parse().unwrap();
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grants(BTreeSet<Grant>);

impl Grants {
    /// No grant at all.
    #[must_use]
    pub const fn none() -> Self {
        Self(BTreeSet::new())
    }

    /// These grants and no others.
    pub fn of(grants: impl IntoIterator<Item = Grant>) -> Self {
        Self(grants.into_iter().collect())
    }

    /// What the scoping lane holds: enough to look at production readiness, nothing to change production.
    #[must_use]
    pub fn scoping_lane() -> Self {
        Self::of([Grant::ProductionReadinessScoping, Grant::CanonicalFold442To461])
    }

    /// What the rehearsal lane holds: `PRODUCTION_REHEARSAL_ONLY_CLONE` alone.
    #[must_use]
    pub fn rehearsal_lane() -> Self {
        Self::of([Grant::ProductionRehearsalOnlyClone])
    }

    /// Whether `grant` is among them.
    #[must_use]
    pub fn hold(&self, grant: Grant) -> bool {
        self.0.contains(&grant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grants_are_listed_by_name() {
        assert!(
            Grant::ALL
                .windows(2)
                .all(|pair| pair[0].as_str() < pair[1].as_str())
        );
    }

    #[test]
    fn the_lanes_hold_what_the_specification_says() {
        let held = |grants: Grants| Grant::ALL.iter().filter(|grant| grants.hold(**grant)).count();
        assert_eq!(held(Grants::none()), 0);
        assert_eq!(held(Grants::scoping_lane()), 2);
        assert_eq!(held(Grants::rehearsal_lane()), 1);
        assert!(Grants::rehearsal_lane().hold(Grant::ProductionRehearsalOnlyClone));
    }
}
