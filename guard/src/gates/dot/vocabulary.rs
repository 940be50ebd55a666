//! The constants of the DOT gate.

use crate::ident;
use crate::names::names;

/// The one DOT that this gate is for.
pub(super) const DOT_CODE: &str = "DOT_R2_B2_STAGING_SCHEMA_SHELL";

/// Channels that are a person's hands.
pub(super) const FORBIDDEN_CHANNELS: [&str; 5] = [
    "manual_sql",
    "psql",
    "docker_exec_psql",
    "directus_generic",
    "host_exec",
];

/// Schemas that no DOT may touch.
pub(super) const PROTECTED_SCHEMAS: [&str; 8] = [
    "public",
    "iu_core",
    "cutter_governance",
    "sandbox_tac",
    "information_schema",
    "pg_catalog",
    "pg_toast",
    "pg_temp",
];

/// What the name of a schema on the allowlist begins with.
pub(super) const ALLOWLIST_PREFIX: &str = "r2_b2_wb_";

/// The tables of the shell, in the order of their creation.
pub(super) const SHELL_TABLES: [&str; 7] = [
    "wb_manifest",
    "wb_object",
    "wb_object_state",
    "wb_edge",
    "wb_audit",
    "wb_drift_check",
    "wb_teardown_log",
];

/// Owner references that refer to nothing, in lower case.
pub(super) const PLACEHOLDERS: [&str; 14] = [
    "none", "n/a", "na", "null", "tbd", "todo", "-", ".", "x", "denied", "revoked", "pending", "false",
    "true",
];

/// Whether `text`, without the white space around it and in lower case, is one of `names`.
pub(super) fn is_one_in_any_case(names: &[&str], text: &str) -> bool {
    let text = ident::trim(text);
    if text.is_ascii() {
        return names.iter().any(|name| name.eq_ignore_ascii_case(text));
    }
    names.contains(&&*text.to_lowercase())
}

names! {
    /// What a DOT request wants.
    #[non_exhaustive]
    pub enum Mode {
        /// `validate_only`: are the inputs valid?
        ValidateOnly = "validate_only",
        /// `dry_run_plan`: what would a real run write?
        DryRunPlan = "dry_run_plan",
        /// `real_run`: create the schema and its tables.
        RealRun = "real_run",
        /// `verify`: is production untouched?
        Verify = "verify",
        /// `teardown_plan`: what would a teardown write?
        TeardownPlan = "teardown_plan",
        /// `teardown_real_run`: drop the schema.
        TeardownRealRun = "teardown_real_run",
    }
}

impl Mode {
    /// Whether it writes.
    #[must_use]
    pub const fn is_real_run(self) -> bool {
        matches!(self, Self::RealRun | Self::TeardownRealRun)
    }

    /// Whether it is about dropping the schema.
    #[must_use]
    pub const fn is_teardown(self) -> bool {
        matches!(self, Self::TeardownPlan | Self::TeardownRealRun)
    }
}

names! {
    /// A governed way for a request to come in.
    #[non_exhaustive]
    pub enum Channel {
        /// `process_dot_runner`
        ProcessDotRunner = "process_dot_runner",
        /// `agent_api_executor`
        AgentApiExecutor = "agent_api_executor",
    }
}
