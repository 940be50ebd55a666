//! What can be done to production.

use crate::gates::grant::Grant;
use crate::names::names;

names! {
    /// An action on production.
    #[non_exhaustive]
    pub enum ProductionAction {
        /// `production_run`
        ProductionRun = "production_run",
        /// `real_run`
        RealRun = "real_run",
        /// `qt001_apply`
        Qt001Apply = "qt001_apply",
        /// `cutover`
        Cutover = "cutover",
        /// `ci_deploy_production`
        CiDeployProduction = "ci_deploy_production",
        /// `secrets_change`
        SecretsChange = "secrets_change",
    }
}

impl ProductionAction {
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
