//! What a probe asks.

use std::fmt::Write;

use crate::gates::dot::Surface;
use crate::gates::grant::Grant;

/// One question to one gate, with the authority the gate holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Question {
    Production(Authority, &'static str),
    Rehearsal(Authority, &'static str),
    Dot(Dot),
    DotLine(&'static str),
    Contract(&'static str),
    Isolation(Circumstances, &'static str),
}

/// The grants that the gate is constructed with.
#[derive(Clone, Copy, Debug)]
pub(super) enum Authority {
    /// The default of the lane.
    Lane,
    /// These and no others.
    Grants(&'static [Grant]),
}

/// The circumstances of an isolation probe.
#[derive(Clone, Copy, Debug)]
pub(super) struct Circumstances {
    pub(super) is_test: bool,
    pub(super) opt_in: bool,
    pub(super) allowed: &'static str,
    pub(super) protected: &'static str,
}

/// A DOT line: the valid one, with changes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dot {
    /// Keys of the request and the JSON that stands there instead; nothing for a key that is not there.
    pub(super) changes: &'static [(&'static str, &'static str)],
    pub(super) evidence: Evidence,
    /// The JSON of `owner_real_run_gate_open`; nothing if it is not there.
    pub(super) gate: &'static str,
}

/// The evidence of a DOT line.
#[derive(Clone, Copy, Debug)]
pub(super) enum Evidence {
    None,
    /// Equal snapshots and an empty write set, with changes: snapshot, surface and the JSON that stands there instead.
    Equal(&'static [(&'static str, &'static str, &'static str)]),
    /// Any JSON.
    Json(&'static str),
}

/// The request that every DOT probe starts from.
const VALID: [(&str, &str); 7] = [
    ("dot_code", "\"DOT_R2_B2_STAGING_SCHEMA_SHELL\""),
    ("mode", "\"validate_only\""),
    ("channel", "\"process_dot_runner\""),
    ("actor", "\"ci-runner\""),
    ("run_id", "\"20260611T083000Z\""),
    ("owner_authorization_ref", "\"OWNER-2026-06-11/7\""),
    ("target_schema", "\"r2_b2_wb_20260611t083000z\""),
];

impl Question {
    pub(super) fn gate(&self) -> &'static str {
        match self {
            Self::Production(..) => "production",
            Self::Rehearsal(..) => "rehearsal",
            Self::Dot(_) | Self::DotLine(_) => "dot",
            Self::Contract(_) => "contract",
            Self::Isolation(..) => "isolation",
        }
    }

    pub(super) fn line(&self) -> String {
        match self {
            Self::Production(_, line)
            | Self::Rehearsal(_, line)
            | Self::DotLine(line)
            | Self::Contract(line)
            | Self::Isolation(_, line) => (*line).to_owned(),
            Self::Dot(dot) => dot.line(),
        }
    }
}

impl Dot {
    fn line(&self) -> String {
        let changed = |key: &str| self.changes.iter().find(|(name, _)| *name == key);
        let base = VALID
            .iter()
            .map(|&(key, json)| (key, changed(key).map_or(json, |&(_, json)| json)));
        let added = self
            .changes
            .iter()
            .copied()
            .filter(|(key, _)| !VALID.iter().any(|(name, _)| name == key));
        let evidence = self.evidence.json();
        let proof = ("production_untouched_evidence", evidence.as_str());
        let request = object(base.chain(added).chain([proof]));
        object([
            ("request", request.as_str()),
            ("owner_real_run_gate_open", self.gate),
        ])
    }
}

impl Evidence {
    fn json(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Json(json) => json.to_owned(),
            Self::Equal(changes) => {
                let half = |name: &str| {
                    let instead = |surface: &str| {
                        changes
                            .iter()
                            .find(|(half, key, _)| (*half, *key) == (name, surface))
                    };
                    let known = Surface::ALL.iter().copied().map(|surface| {
                        let json = if surface.is_count() { "7" } else { "\"2026-06-10\"" };
                        let key = surface.as_str();
                        (key, instead(key).map_or(json, |&(_, _, json)| json))
                    });
                    let added = changes
                        .iter()
                        .filter(|(half, key, _)| *half == name && Surface::named(key).is_none())
                        .map(|&(_, key, json)| (key, json));
                    object(known.chain(added))
                };
                let (before, after) = (half("before"), half("after"));
                let writes = changes
                    .iter()
                    .find(|(half, ..)| *half == "append_tables_write_set")
                    .map_or("{\"event_outbox\":[]}", |&(_, _, json)| json);
                object([
                    ("before", before.as_str()),
                    ("after", after.as_str()),
                    ("append_tables_write_set", writes),
                ])
            }
        }
    }
}

/// An object of JSON, without the members whose text is empty.
fn object<'m>(members: impl IntoIterator<Item = (&'m str, &'m str)>) -> String {
    let mut out = String::from("{");
    for (key, json) in members.into_iter().filter(|(_, json)| !json.is_empty()) {
        let separator = if out.len() > 1 { "," } else { "" };
        // Writing to a `String` does not fail.
        let _ = write!(out, "{separator}\"{key}\":{json}");
    }
    out.push('}');
    out
}
