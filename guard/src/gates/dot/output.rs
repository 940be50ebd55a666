//! A DOT decision as JSON.

use super::guards::audit::Envelope;
use super::{DotGate, DotRequest, Findings, Mode, plan};
use crate::decision::Reason;
use crate::gates::clock::Moment;
use crate::gates::head::Head;
use crate::gates::json::Writer;

/// Decides the line `{"request": …, "owner_real_run_gate_open": …}` and writes the decision.
pub(crate) fn decide(line: &[u8], now: Moment, out: &mut Vec<u8>) {
    let (request, owner) = DotRequest::read_with_gate(line);
    let gate = DotGate::new(owner);
    let findings = gate.findings(&request);
    let is_allowed = findings.reasons.is_empty();
    let head = Head {
        gate: "dot",
        is_allowed,
        verdict: if is_allowed { "ALLOW" } else { "BLOCK" },
        token: None,
        reasons: &findings.reasons,
    };
    let mut json = Writer::new(out);
    head.write(&mut json);
    details(&gate, &request, &findings, now, &mut json);
    json.raw("}");
}

/// The audit envelope of the decision on `request`, now.
pub(super) fn envelope(gate: &DotGate, request: &DotRequest<'_>, findings: &Findings) -> String {
    let mut out = Vec::new();
    audit(
        gate,
        request,
        findings,
        (gate.clock)(),
        &mut Writer::new(&mut out),
    );
    String::from_utf8(out).unwrap_or_default()
}

fn details(
    gate: &DotGate,
    request: &DotRequest<'_>,
    findings: &Findings,
    now: Moment,
    json: &mut Writer<'_>,
) {
    let is_accepted = findings.reasons.is_empty();
    json.raw(",\"accepted\":");
    json.flag(is_accepted);
    json.raw(",\"mode\":");
    json.constant_or_null(findings.mode.map(Mode::as_str));
    json.raw(",\"reject_codes\":");
    json.constants(findings.reasons.iter().map(Reason::code));
    json.raw(",\"writes\":");
    writes(request, findings, json);
    json.raw(",\"plan\":");
    match findings.mode {
        Some(mode) if is_accepted => plan::plan(
            mode,
            request.target_schema.as_str().unwrap_or_default(),
            findings.untouched.as_ref(),
            json,
        ),
        _ => json.raw("null"),
    }
    json.raw(",\"production_untouched_verdict\":");
    json.constant_or_null(verdict(findings));
    json.raw(",\"audit\":");
    audit(gate, request, findings, now, json);
}

fn audit(gate: &DotGate, request: &DotRequest<'_>, findings: &Findings, now: Moment, json: &mut Writer<'_>) {
    let evidence = request.evidence.as_deref().map(|evidence| {
        let mut canonical = Vec::with_capacity(1024);
        evidence.canonical(&mut canonical);
        canonical
    });
    let envelope = Envelope {
        dot_code: request.dot_code.text(),
        actor: request.actor.text(),
        run_id: request.run_id.text(),
        mode: request.mode.text(),
        target_schema: request.target_schema.text(),
        owner_authorization_ref: request.owner_authorization_ref.text(),
        channel: request.channel.text(),
        decided_at: now,
        reasons: &findings.reasons,
        untouched: verdict(findings),
        has_writes: findings.may_write,
        owner_gate: gate.owner.as_str(),
        evidence: evidence.as_deref(),
    };
    envelope.write(json, |json| writes(request, findings, json));
}

fn writes(request: &DotRequest<'_>, findings: &Findings, json: &mut Writer<'_>) {
    match (findings.mode, request.target_schema.as_str()) {
        (Some(mode), Some(schema)) if findings.may_write => plan::statements(mode, schema, json),
        _ => json.raw("[]"),
    }
}

fn verdict(findings: &Findings) -> Option<&'static str> {
    findings.untouched.map(|untouched| untouched.verdict().as_str())
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use serde_json::{Value, json};

    use super::*;
    use crate::gates::dot::surface::APPEND_TABLES;
    use crate::gates::dot::{Channel, Evidence, OwnerGate, RunId, Snapshot, Surface};

    #[test]
    fn a_typed_request_has_the_envelope_of_its_line() {
        let counts = Surface::ALL.iter().copied().filter(|surface| surface.is_count());
        let snapshot = counts
            .fold(Snapshot::new(), |snapshot, surface| snapshot.count(surface, 7))
            .max_date_certified("2026-06-10");
        let evidence = Evidence::new(snapshot.clone(), snapshot).append_tables_untouched();
        let request = DotRequest::new(Mode::RealRun, Channel::ProcessDotRunner)
            .actor("ci")
            .run_id(&RunId::new("20260611T083000Z").unwrap())
            .owner_authorization_ref("OWN-7")
            .target_schema("r2_b2_wb_20260611t083000z")
            .production_untouched_evidence(evidence);
        let gate = DotGate::new(OwnerGate::open()).clock(|| UNIX_EPOCH.into());

        let value = |surface: Surface| {
            if surface.is_count() {
                json!(7)
            } else {
                json!("2026-06-10")
            }
        };
        let half: Value = Surface::ALL
            .iter()
            .copied()
            .map(|surface| (surface.as_str().to_owned(), value(surface)))
            .collect();
        let untouched: Value = APPEND_TABLES
            .into_iter()
            .map(|table| (table.to_owned(), json!([])))
            .collect();
        let line = json!({
            "owner_real_run_gate_open": true,
            "request": {
                "dot_code": "DOT_R2_B2_STAGING_SCHEMA_SHELL",
                "mode": "real_run",
                "channel": "process_dot_runner",
                "actor": "ci",
                "run_id": "20260611T083000Z",
                "owner_authorization_ref": "OWN-7",
                "target_schema": "r2_b2_wb_20260611t083000z",
                "production_untouched_evidence": {
                    "before": half, "after": half, "append_tables_write_set": untouched,
                },
            },
        });
        let mut out = Vec::new();
        decide(line.to_string().as_bytes(), UNIX_EPOCH.into(), &mut out);
        let decision = String::from_utf8(out).unwrap();
        let envelope = envelope(&gate, &request, &gate.findings(&request));
        assert!(envelope.contains(r#""accepted":true"#), "{envelope}");
        assert!(
            decision.ends_with(&format!(r#","audit":{envelope}}}"#)),
            "{envelope}\n{decision}"
        );
    }
}
