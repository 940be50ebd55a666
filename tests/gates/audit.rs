//! What is recorded of the gates that ask about more than isolation.

use std::time::UNIX_EPOCH;

use serde_json::{Value, json};
use tests::logged;
use write_guard::dot::{DotGate, Mode};
use write_guard::production::{ProductionAction, ProductionGate, ProductionRequest};
use write_guard::rehearsal::{CloneTarget, RehearsalAction, RehearsalGate, RehearsalRequest};
use write_guard::{Gate, Grant, Grants, enforce};

use crate::dot::SCHEMA;
use crate::typed::typed;

fn rehearsal() -> RehearsalRequest<'static> {
    RehearsalRequest::new(RehearsalAction::Apply, CloneTarget::Local)
}

/// What is recorded when `gate` is asked, but for the envelope; and the envelope.
fn record<G: Gate>(gate: &G, request: &G::Request<'_>) -> (Value, Option<Value>) {
    let (_, log) = logged(async { enforce(gate, request).is_ok() });
    let mut events = log.events();
    assert_eq!(events.len(), 1, "{}", G::ID);
    let fields = events[0]["fields"].as_object_mut().unwrap();
    let envelope = fields.remove("record");
    (
        json!(fields),
        envelope.map(|text| serde_json::from_str(text.as_str().unwrap()).unwrap()),
    )
}

#[test]
fn a_use_of_authority_is_recorded() {
    let gate = ProductionGate::new(Grants::of([Grant::RealRun]));
    let request = ProductionRequest::new(ProductionAction::RealRun, "x1");
    let fields = |gate: &str, op: &str, target: &str, reason: &str| {
        json!({
            "message": "request ALLOWED", "gate": gate, "event_type": "GRANT", "authority_effect": "GRANTED",
            "op": op, "request_target": target, "reason": reason,
        })
    };
    assert_eq!(
        record(&gate, &request),
        (fields("production", "real_run", "x1", "ALLOW"), None)
    );
    let request = rehearsal().isolated_clone_proven();
    assert_eq!(
        record(&RehearsalGate::default(), &request),
        (
            fields(
                "rehearsal",
                "rehearsal_apply",
                "local_clone",
                "ALLOW_REHEARSAL_CLONE"
            ),
            None
        )
    );
    let gate = DotGate::default().clock(|| UNIX_EPOCH.into());
    let (found, envelope) = record(&gate, &typed(Mode::DryRunPlan));
    assert_eq!(found, fields("dot", "dry_run_plan", SCHEMA, "ALLOW"));
    let envelope = envelope.unwrap();
    assert_eq!(envelope["accepted"], true);
    assert_eq!(envelope["decided_at"], "1970-01-01T00:00:00.000Z");
}

#[test]
fn a_refusal_is_recorded() {
    let fields = |gate: &str, op: &str, target: &str, reason: &str| {
        json!({
            "message": "request BLOCKED", "gate": gate, "event_type": "REJECTION", "authority_effect": "NONE",
            "op": op, "request_target": target, "reason": reason,
        })
    };
    let request = ProductionRequest::new(ProductionAction::RealRun, "x1");
    assert_eq!(
        record(&ProductionGate::default(), &request),
        (fields("production", "real_run", "x1", "MISSING_GRANT"), None)
    );
    assert_eq!(
        record(&RehearsalGate::default(), &rehearsal()),
        (
            fields(
                "rehearsal",
                "rehearsal_apply",
                "local_clone",
                "NOT_ISOLATED_CLONE"
            ),
            None
        )
    );
    let (found, envelope) = record(&DotGate::default(), &typed(Mode::RealRun));
    assert_eq!(found, fields("dot", "real_run", SCHEMA, "REAL_RUN_GATE_CLOSED"));
    assert_eq!(envelope.unwrap()["reject_codes"], json!(["REAL_RUN_GATE_CLOSED"]));
}
