//! What a DOT permit is good for: the statements, and nothing else.

use super::vocabulary::{Mode, SHELL_TABLES};

/// The statements of one write, each in pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Statements<'s> {
    schema: &'s str,
    drops: bool,
}

impl<'s> Statements<'s> {
    /// What `mode` writes, or would write.
    pub(super) fn of(mode: Mode, schema: &'s str) -> Self {
        Self {
            schema,
            drops: mode.is_teardown(),
        }
    }

    pub(super) fn pieces(self) -> impl Iterator<Item = [&'s str; 5]> {
        let tables = if self.drops { &[][..] } else { &SHELL_TABLES[..] };
        let first = if self.drops {
            ["DROP SCHEMA ", self.schema, " CASCADE;", "", ""]
        } else {
            ["CREATE SCHEMA ", self.schema, ";", "", ""]
        };
        let table = move |table: &&'static str| ["CREATE TABLE ", self.schema, ".", *table, " (...);"];
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
        Statements::of(self.mode, &self.schema)
            .pieces()
            .map(|pieces| pieces.concat())
            .collect()
    }
}
