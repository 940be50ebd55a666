//! What can be done to production.

use std::fmt;

use crate::gates::grant::Grant;

/// An action on production.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProductionAction {
    /// `production_run`
    ProductionRun,
    /// `real_run`
    RealRun,
    /// `qt001_apply`
    Qt001Apply,
    /// `cutover`
    Cutover,
    /// `ci_deploy_production`
    CiDeployProduction,
    /// `secrets_change`
    SecretsChange,
}

impl ProductionAction {
    /// Every action.
    pub const ALL: [Self; 6] = [
        Self::ProductionRun,
        Self::RealRun,
        Self::Qt001Apply,
        Self::Cutover,
        Self::CiDeployProduction,
        Self::SecretsChange,
    ];

    /// The name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ProductionRun => "production_run",
            Self::RealRun => "real_run",
            Self::Qt001Apply => "qt001_apply",
            Self::Cutover => "cutover",
            Self::CiDeployProduction => "ci_deploy_production",
            Self::SecretsChange => "secrets_change",
        }
    }

    /// The action with exactly this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == name)
    }

    /// The grants it needs.
    pub(super) const fn needs(self) -> &'static [Grant] {
        match self {
            Self::ProductionRun => &[Grant::ProductionExecutionOpt4, Grant::ProdRollbackProven],
            Self::RealRun => &[Grant::RealRun],
            Self::Qt001Apply => &[Grant::Qt001Apply],
            Self::Cutover => &[Grant::Cutover],
            Self::CiDeployProduction => &[Grant::CiDeployProduction],
            Self::SecretsChange => &[Grant::SecretsChange],
        }
    }

    /// Whether it is allowed only where a rollback is proven.
    pub(super) const fn needs_rollback(self) -> bool {
        matches!(self, Self::ProductionRun | Self::Qt001Apply | Self::Cutover)
    }
}

impl fmt::Display for ProductionAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
