//! What a DOT permit is good for: the statements, and nothing else.

use super::vocabulary::{Mode, SHELL_TABLES};

/// The statements of one write, without the name of the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Statements {
    drops: bool,
}

impl Statements {
    /// What `mode` writes, or would write.
    pub(super) fn of(mode: Mode) -> Self {
        Self {
            drops: mode.is_teardown(),
        }
    }

    /// Each statement: what stands before the schema's name, and what after it.
    pub(super) fn pieces(self) -> impl Iterator<Item = (&'static str, [&'static str; 3])> {
        let tables = if self.drops { &[][..] } else { &SHELL_TABLES[..] };
        let first = if self.drops {
            ("DROP SCHEMA ", [" CASCADE;", "", ""])
        } else {
            ("CREATE SCHEMA ", [";", "", ""])
        };
        let table = |table: &&'static str| ("CREATE TABLE ", [".", *table, " (...);"]);
        std::iter::once(first).chain(tables.iter().map(table))
    }
}

/// A schema write that the DOT gate allowed: from an open gate and a PASS, and from nothing else.
///
/// Move-only. Whoever executes it takes it by value.
#[derive(Debug)]
#[must_use = "a write intent writes nothing by itself"]
pub struct WriteIntent {
    mode: Mode,
    schema: Box<str>,
}

impl WriteIntent {
    pub(super) fn new(mode: Mode, schema: &str) -> Self {
        Self {
            mode,
            schema: schema.into(),
        }
    }

    /// `RealRun` or `TeardownRealRun`.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The schema that is created or dropped.
    #[must_use]
    pub fn target_schema(&self) -> &str {
        &self.schema
    }

    /// The statements, in the order of their execution.
    #[must_use]
    pub fn statements(&self) -> Vec<String> {
        Statements::of(self.mode)
            .pieces()
            .map(|(before, after)| [before, &self.schema, &after.concat()].concat())
            .collect()
    }
}
