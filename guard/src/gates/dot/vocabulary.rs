//! The constants of the DOT gate.

use crate::ident;

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

/// Whether `text`, without the white space around it and in lower case, is one of `words`.
pub(super) fn is_one_in_any_case(words: &[&str], text: &str) -> bool {
    let text = ident::trim(text);
    if text.is_ascii() {
        return words.iter().any(|word| word.eq_ignore_ascii_case(text));
    }
    words.contains(&&*text.to_lowercase())
}

/// What a DOT request wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mode {
    /// `validate_only`: are the inputs valid?
    ValidateOnly,
    /// `dry_run_plan`: what would a real run write?
    DryRunPlan,
    /// `real_run`: create the schema and its tables.
    RealRun,
    /// `verify`: is production untouched?
    Verify,
    /// `teardown_plan`: what would a teardown write?
    TeardownPlan,
    /// `teardown_real_run`: drop the schema.
    TeardownRealRun,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 6] = [
        Self::ValidateOnly,
        Self::DryRunPlan,
        Self::RealRun,
        Self::Verify,
        Self::TeardownPlan,
        Self::TeardownRealRun,
    ];

    /// The name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ValidateOnly => "validate_only",
            Self::DryRunPlan => "dry_run_plan",
            Self::RealRun => "real_run",
            Self::Verify => "verify",
            Self::TeardownPlan => "teardown_plan",
            Self::TeardownRealRun => "teardown_real_run",
        }
    }

    /// The mode with exactly this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == name)
    }

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

/// A governed way for a request to come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Channel {
    /// `process_dot_runner`
    ProcessDotRunner,
    /// `agent_api_executor`
    AgentApiExecutor,
}

impl Channel {
    /// Every governed channel.
    pub const ALL: [Self; 2] = [Self::ProcessDotRunner, Self::AgentApiExecutor];

    /// The name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ProcessDotRunner => "process_dot_runner",
            Self::AgentApiExecutor => "agent_api_executor",
        }
    }

    /// The channel with exactly this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == name)
    }
}
