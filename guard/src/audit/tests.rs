use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::*;
use crate::isolation::IsolationCode;

/// A subscriber that keeps each event as text.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);

impl Subscriber for Heard {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields(event.metadata().level().to_string());
        event.record(&mut fields);
        self.0.lock().unwrap().push(fields.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

/// What is told while `record` runs: one event.
fn told(record: impl FnOnce()) -> String {
    let heard = Heard::default();
    tracing::subscriber::with_default(heard.clone(), record);
    let events = heard.0.lock().unwrap();
    assert_eq!(events.len(), 1, "{events:?}");
    events[0].clone()
}

fn matter(target: &str) -> Matter<'_> {
    Matter {
        op: "close",
        target: Some(target),
        item: Some("PAY-7"),
    }
}

fn assert_holds(event: &str, parts: &[&str]) {
    for part in parts {
        assert!(event.contains(part), "{part}: {event}");
    }
}

fn block(gate: GateId) -> Blocked {
    let reason = Reason::from(IsolationCode::ProdProjectInTest).into();
    Blocked::new(gate, matter("audited"), reason, write_guard_process::subject())
}

#[test]
fn a_write_that_is_allowed_is_told_with_its_project() {
    let basis = Reason::new("sandbox", "it is one", "nothing");
    let event = told(|| allowed(GateId::Isolation, matter("audited"), &basis, None));
    assert_holds(
        &event,
        &[
            "INFO",
            "write ALLOWED",
            "project_id=\"audited\"",
            "work_item=\"PAY-7\"",
            "op=\"close\"",
            "reason=\"sandbox\"",
        ],
    );
}

#[test]
fn a_write_that_is_blocked_is_told_with_its_project_and_entered() {
    let event = told(|| drop(blocked(block(GateId::Isolation), None)));
    assert_holds(
        &event,
        &[
            "ERROR",
            "write BLOCKED",
            "project_id=\"audited\"",
            "work_item=\"PAY-7\"",
            "prod-project-in-test",
            "signal=",
        ],
    );
    assert_eq!(ledger::take().len(), 1);
}

#[test]
fn authority_that_another_gate_grants_or_refuses_is_told_as_that() {
    let basis = Reason::new("token", "it is one", "nothing");
    let event = told(|| allowed(GateId::Production, matter("audited"), &basis, Some("of a grant")));
    assert_holds(
        &event,
        &[
            "INFO",
            "GRANTED",
            "request_target=\"audited\"",
            "record=\"of a grant\"",
        ],
    );
    let event = told(|| drop(blocked(block(GateId::Production), Some("of a grant"))));
    assert_holds(
        &event,
        &[
            "ERROR",
            "REJECTION",
            "authority_effect=\"NONE\"",
            "request_target=\"audited\"",
            "record=\"of a grant\"",
        ],
    );
    ledger::take();
}
