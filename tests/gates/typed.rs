//! DOT requests that are built and not read.

use serde_json::{Value, json};
use write_guard::dot::{Channel, DotGate, DotRequest, Evidence, Mode, OwnerGate, RunId, Snapshot, Surface};
use write_guard::{Context, Decision, Gate, Permit, Policy, Subject, enforce};

use crate::codes;
use crate::dot::{SCHEMA, decide, line, statements};

fn snapshot(count: u64) -> Snapshot<'static> {
    let counts = Surface::ALL.iter().copied().filter(|surface| surface.is_count());
    counts
        .fold(Snapshot::new(), |snapshot, surface| {
            snapshot.count(surface, count)
        })
        .max_date_certified("2026-06-10")
}

pub(crate) fn typed(mode: Mode) -> DotRequest<'static> {
    DotRequest::new(mode, Channel::AgentApiExecutor)
        .actor("ci")
        .run_id(&RunId::new("20260611T083000Z").unwrap())
        .owner_authorization_ref("OWN-7")
        .target_schema(SCHEMA)
}

#[test]
fn a_write_intent_comes_from_an_open_gate_and_a_pass_and_from_nothing_else() {
    let equal = Evidence::new(snapshot(7), snapshot(7)).append_tables_untouched();
    let open = DotGate::new(OwnerGate::open());
    let intent = |gate: &DotGate, request: &DotRequest<'_>| {
        enforce(gate, request).ok().and_then(Permit::into_write_intent)
    };
    let real = typed(Mode::RealRun).production_untouched_evidence(equal.clone());
    let written = intent(&open, &real).unwrap();
    assert_eq!(written.statements(), statements());
    assert_eq!((written.mode(), written.target_schema()), (Mode::RealRun, SCHEMA));

    assert!(intent(&DotGate::default(), &real).is_none());
    assert!(intent(&open, &typed(Mode::RealRun)).is_none());
    let drift = Evidence::new(snapshot(7), snapshot(8));
    assert!(intent(&open, &typed(Mode::RealRun).production_untouched_evidence(drift)).is_none());
    let written = typed(Mode::RealRun).production_untouched_evidence(equal.clone().append_tables_written());
    let blocked = enforce(&open, &written).unwrap_err();
    assert_eq!(blocked.codes(), ["PROD_UNTOUCHED_FAIL"]);
    for mode in [
        Mode::ValidateOnly,
        Mode::DryRunPlan,
        Mode::Verify,
        Mode::TeardownPlan,
    ] {
        let request = typed(mode).production_untouched_evidence(equal.clone());
        assert!(enforce(&open, &request).unwrap().into_write_intent().is_none());
    }
}

/// The codes of a closed gate's decision on `request`.
fn said(request: &DotRequest<'_>) -> Vec<&'static str> {
    let (subject, policy) = (Subject::simulated_live(), Policy::default());
    match DotGate::default().decide(&Context::simulated(&subject, &policy), request) {
        Decision::Allow(_) => vec![],
        blocked @ Decision::Block(_) => blocked.codes(),
    }
}

/// A line that asks a closed gate for what `members` change.
fn changed(members: &Value) -> Value {
    let mut line = line("verify");
    line["owner_real_run_gate_open"] = json!(false);
    let request = line["request"].as_object_mut().unwrap();
    request.remove("production_untouched_evidence");
    request.extend(members.as_object().unwrap().clone());
    line
}

#[test]
fn typed_and_untyped_requests_get_the_same_codes() {
    for (typed, members) in [
        (typed(Mode::RealRun), json!({"mode": "real_run"})),
        (typed(Mode::Verify), json!({"mode": "verify"})),
        (
            typed(Mode::DryRunPlan).actor("a\nb"),
            json!({"mode": "dry_run_plan", "actor": "a\nb"}),
        ),
        (
            typed(Mode::TeardownPlan).target_schema("public"),
            json!({"mode": "teardown_plan", "target_schema": "public"}),
        ),
    ] {
        assert_eq!(said(&typed), codes(&decide(&changed(&members))));
    }
}

#[test]
fn a_request_can_be_read_without_the_line_around_it() {
    for (members, expected) in [
        (json!({}), &[][..]),
        (json!({"mode": "real_run"}), &["REAL_RUN_GATE_CLOSED"]),
        (
            json!({"actor": null, "sql": 1}),
            &["MISSING_ACTOR", "UNKNOWN_FIELD"],
        ),
    ] {
        let line = changed(&members);
        assert_eq!(codes(&decide(&line)), expected, "{line}");
        let request = line["request"].to_string();
        assert_eq!(said(&DotRequest::read(request.as_bytes())), expected, "{line}");
    }
    assert_eq!(said(&DotRequest::read(b"{")), ["UNREADABLE_REQUEST"]);
}
