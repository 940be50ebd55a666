//! The gates, as untrusted programs meet them: lines of JSON in, decisions out.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod audit;
mod checker;
mod dot;
mod hostile;
mod observations;
mod oracle;
mod relations;
mod requests;
mod same_everywhere;
mod separability;
mod tokens;
mod typed;
mod verdicts;

use std::time::UNIX_EPOCH;

use serde_json::Value;
use write_guard::production::ProductionGate;
use write_guard::rehearsal::RehearsalGate;
use write_guard::{Grant, Grants, lines};

/// The decision of the production gate on a line.
fn production(grants: &[Grant], line: &[u8]) -> Value {
    let gate = ProductionGate::new(Grants::of(grants.iter().copied()));
    decision(|out| lines::production(&gate, line, out))
}

/// The decision of the rehearsal gate on a line.
fn rehearsal(grants: &[Grant], line: &[u8]) -> Value {
    let gate = RehearsalGate::new(Grants::of(grants.iter().copied()));
    decision(|out| lines::rehearsal(&gate, line, out))
}

/// The decision of the DOT gate on a line.
fn dot(line: &[u8]) -> Value {
    decision(|out| lines::dot(line, UNIX_EPOCH.into(), out))
}

/// The judgement of the contract on a line.
fn contract(line: &[u8]) -> Value {
    decision(|out| lines::contract(line, out))
}

fn decision(decide: impl FnOnce(&mut Vec<u8>)) -> Value {
    let mut out = Vec::new();
    decide(&mut out);
    assert!(!out.contains(&b'\n'), "a decision is one line");
    serde_json::from_slice(&out).unwrap()
}

/// The codes of a decision, in order.
fn codes(decision: &Value) -> Vec<String> {
    let reasons = decision["reasons"].as_array().unwrap();
    reasons
        .iter()
        .map(|reason| reason["code"].as_str().unwrap().to_owned())
        .collect()
}
