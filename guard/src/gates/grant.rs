//! Explicit authority.

use std::collections::BTreeSet;
use std::fmt;

/// Authority for one kind of action, given by a person to a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Grant {
    /// `ACTIVATION`
    Activation,
    /// `CANONICAL_FOLD_442_461`
    CanonicalFold442To461,
    /// `CI_DEPLOY_PRODUCTION`
    CiDeployProduction,
    /// `CUTOVER`
    Cutover,
    /// `PERMIT`
    Permit,
    /// `PRODUCTION_EXECUTION_OPT4`
    ProductionExecutionOpt4,
    /// `PRODUCTION_READINESS_SCOPING`
    ProductionReadinessScoping,
    /// `PRODUCTION_REHEARSAL_ONLY_CLONE`
    ProductionRehearsalOnlyClone,
    /// `PROD_ROLLBACK_PROVEN`
    ProdRollbackProven,
    /// `QT001_APPLY`
    Qt001Apply,
    /// `REAL_RUN`
    RealRun,
    /// `REPOINT`
    Repoint,
    /// `SECRETS_CHANGE`
    SecretsChange,
}

impl Grant {
    /// Every grant, sorted by name.
    pub const ALL: [Self; 13] = [
        Self::Activation,
        Self::CanonicalFold442To461,
        Self::CiDeployProduction,
        Self::Cutover,
        Self::Permit,
        Self::ProductionExecutionOpt4,
        Self::ProductionReadinessScoping,
        Self::ProductionRehearsalOnlyClone,
        Self::ProdRollbackProven,
        Self::Qt001Apply,
        Self::RealRun,
        Self::Repoint,
        Self::SecretsChange,
    ];

    /// The name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Activation => "ACTIVATION",
            Self::CanonicalFold442To461 => "CANONICAL_FOLD_442_461",
            Self::CiDeployProduction => "CI_DEPLOY_PRODUCTION",
            Self::Cutover => "CUTOVER",
            Self::Permit => "PERMIT",
            Self::ProductionExecutionOpt4 => "PRODUCTION_EXECUTION_OPT4",
            Self::ProductionReadinessScoping => "PRODUCTION_READINESS_SCOPING",
            Self::ProductionRehearsalOnlyClone => "PRODUCTION_REHEARSAL_ONLY_CLONE",
            Self::ProdRollbackProven => "PROD_ROLLBACK_PROVEN",
            Self::Qt001Apply => "QT001_APPLY",
            Self::RealRun => "REAL_RUN",
            Self::Repoint => "REPOINT",
            Self::SecretsChange => "SECRETS_CHANGE",
        }
    }

    /// The grant with exactly this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grant| grant.as_str() == name)
    }
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The grants that somebody holds: what a gate is constructed with.
///
/// Authority is an argument that the caller's code names. It is never part of a request: `Grants` can be read from no
/// text of any kind.
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
    fn grants_are_listed_by_name_and_found_by_exactly_that() {
        assert!(
            Grant::ALL
                .windows(2)
                .all(|pair| pair[0].as_str() < pair[1].as_str())
        );
        for grant in Grant::ALL {
            assert_eq!(Grant::named(grant.as_str()), Some(grant));
            assert_eq!(grant.to_string(), grant.as_str());
        }
        for name in ["", "real_run", "REAL_RUN ", "EVERYTHING"] {
            assert_eq!(Grant::named(name), None);
        }
    }

    #[test]
    fn the_lanes_hold_what_the_specification_says() {
        let held = |grants: Grants| Grant::ALL.into_iter().filter(|&grant| grants.hold(grant)).count();
        assert_eq!(held(Grants::none()), 0);
        assert_eq!(held(Grants::scoping_lane()), 2);
        assert_eq!(held(Grants::rehearsal_lane()), 1);
        assert!(Grants::rehearsal_lane().hold(Grant::ProductionRehearsalOnlyClone));
    }
}
