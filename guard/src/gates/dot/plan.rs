//! What an accepted request results in.

use super::guards::untouched::{Finding, Untouched};
use super::intent::Statements;
use super::surface::{APPEND_TABLES, STRUCTURAL, Surface};
use super::vocabulary::{Mode, SHELL_TABLES};
use crate::gates::json::Writer;

/// How many of the evidence surfaces are measured as structure too.
const OBJECT_COUNTS: usize = 2;

/// Writes the plan of an accepted request.
pub(super) fn plan(mode: Mode, schema: &str, untouched: Option<&Untouched>, json: &mut Writer<'_>) {
    json.raw("{\"kind\":");
    json.constant(mode.as_str());
    match mode {
        Mode::ValidateOnly => json.raw(",\"result\":\"inputs_valid\""),
        Mode::DryRunPlan => {
            json.raw(",\"target_schema\":");
            json.text(schema);
            json.raw(",\"seven_shell_tables\":");
            json.constants(SHELL_TABLES);
            preview(mode, schema, json);
            json.raw(",\"writes_if_executed\":8");
        }
        Mode::TeardownPlan => preview(mode, schema, json),
        Mode::Verify => {
            if let Some(untouched) = untouched {
                verification(untouched, json);
            }
        }
        Mode::RealRun | Mode::TeardownRealRun => {
            json.raw(",\"target_schema\":");
            json.text(schema);
            json.raw(",\"GATE\":\"OWNER_REAL_RUN_OPEN\",\"production_untouched_verdict\":\"PASS\"");
        }
    }
    json.raw("}");
}

/// Writes the list of statements.
pub(super) fn statements(mode: Mode, schema: &str, json: &mut Writer<'_>) {
    json.list(Statements::of(mode).pieces(), |json, (before, after)| {
        json.phrase(before, schema, after);
    });
}

fn preview(mode: Mode, schema: &str, json: &mut Writer<'_>) {
    json.raw(",\"ddl_preview\":");
    statements(mode, schema, json);
}

/// Writes what guard 3 found, and what it compares.
fn verification(untouched: &Untouched, json: &mut Writer<'_>) {
    json.raw(",\"verdict\":");
    json.constant(untouched.verdict().as_str());
    json.raw(",\"reason\":");
    json.constant(untouched.leading().reason());
    for finding in untouched.findings() {
        match finding {
            Finding::Incomplete(surfaces) => {
                json.raw(",\"missing_surfaces\":");
                json.constants(surfaces.names());
            }
            Finding::Drift(surfaces) => {
                json.raw(",\"drift\":");
                json.constants(surfaces.names());
            }
            Finding::Unusable(surfaces, has_unknown) => {
                json.raw(",\"unusable_surfaces\":");
                json.constants(surfaces.names().chain(has_unknown.then_some("UNKNOWN_SURFACE")));
            }
            Finding::Equal | Finding::NoEvidence | Finding::MissingHalf | Finding::Appended => {}
        }
    }
    json.raw(",\"structural_inventory_must_equal\":");
    json.constants(STRUCTURAL);
    json.raw(",\"invariants_must_equal\":");
    json.constants(
        Surface::ALL
            .iter()
            .copied()
            .skip(OBJECT_COUNTS)
            .map(Surface::as_str),
    );
    json.raw(",\"append_tables_write_set_must_be_empty_for_run\":");
    json.constants(APPEND_TABLES);
}
