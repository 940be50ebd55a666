//! The isolation gate, simulated.

use crate::context::Context;
use crate::decision::{Decision, Reason};
use crate::gate::Gate;
use crate::gates::head::Head;
use crate::gates::json::{Unreadable, Writer};
use crate::gates::reading::{self, Defects, Field, FromLine, TextValue};
use crate::gates::rules::{self, Rule};
use crate::isolation::IsolationGate;
use crate::request::WriteRequest;

/// A write, as a line of text names it.
#[derive(Debug, Default)]
pub(crate) struct SimulatedWrite<'l> {
    project_id: TextValue<'l>,
    kind: TextValue<'l>,
    op: TextValue<'l>,
    work_item: TextValue<'l>,
    defects: Defects,
}

/// Says how the isolation gate would decide a line in the circumstances of `context`, and appends that to `out`, without
/// a line break.
///
/// The line is `{"project_id": …, "kind": …, "op": …, "work_item": …}`; `kind` is what a list says after `as`.
pub fn isolation(context: &Context<'_>, line: &[u8], out: &mut Vec<u8>) {
    let write = SimulatedWrite::read(line);
    let (is_allowed, reasons) = write.decide_by(|request| IsolationGate::new().decide(context, request));
    let head = Head {
        gate: "isolation",
        is_allowed,
        verdict: if is_allowed { "ALLOW" } else { "BLOCK" },
        token: None,
        reasons: &reasons,
    };
    let mut json = Writer::new(out);
    head.write_without_event(&mut json);
    write.event(is_allowed, reasons.first().map(Reason::code), &mut json);
    json.raw("}");
}

impl<'l> SimulatedWrite<'l> {
    pub(crate) fn read(line: &'l [u8]) -> Self {
        let (write, defects) = reading::read(line, Self::member);
        Self { defects, ..write }
    }

    fn member(&mut self, field: Field<'_, 'l>) -> Result<(), Unreadable> {
        match field.key() {
            "project_id" => field.text("project_id", &mut self.project_id)?,
            "kind" => field.text("kind", &mut self.kind)?,
            "op" => field.text("op", &mut self.op)?,
            "work_item" => field.text("work_item", &mut self.work_item)?,
            _ => field.unknown()?,
        }
        Ok(())
    }

    /// The answer of `gate`, and whatever was wrong with the line, which turns an allow into a block.
    pub(crate) fn decide_by(&self, gate: impl FnOnce(&WriteRequest<'_>) -> Decision) -> (bool, Vec<Reason>) {
        let unreadable: [Rule<Self>; 1] = [reading::unreadable()];
        let unreadable = rules::objections(&unreadable, self);
        if !unreadable.is_empty() {
            return (false, unreadable);
        }
        let defects: [Rule<Self>; 4] = reading::defect_rules();
        let mut defects = rules::objections(&defects, self);
        let op = self.op.as_str().unwrap_or("write").to_owned();
        let request = WriteRequest::new(op, self.project_id.as_str()).kind(self.kind.as_str());
        match gate(&request) {
            Decision::Allow(basis) if defects.is_empty() => (true, vec![basis]),
            Decision::Allow(_) => (false, defects),
            Decision::Block(reasons) => {
                let mut reasons: Vec<Reason> = reasons.iter().cloned().collect();
                reasons.append(&mut defects);
                (false, reasons)
            }
        }
    }

    /// Writes the event that the audit of a real decision holds. It claims no authority: this is a simulation.
    fn event(&self, is_allowed: bool, code: Option<&'static str>, json: &mut Writer<'_>) {
        json.raw(",\"event\":{\"event_type\":");
        json.constant(if is_allowed { "INFO" } else { "ERROR" });
        json.raw(",\"authority_effect\":\"NONE\"");
        for (key, value) in [
            (",\"project_id\":", &self.project_id),
            (",\"work_item\":", &self.work_item),
            (",\"op\":", &self.op),
        ] {
            json.raw(key);
            json.record(value.text());
        }
        json.raw(",\"reason\":");
        json.constant_or_null(code);
        json.raw("}");
    }
}

impl FromLine for SimulatedWrite<'_> {
    fn defects(&self) -> &Defects {
        &self.defects
    }
}
