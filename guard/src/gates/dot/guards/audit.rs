//! Guard 2, `DOT_SCHEMA_WRITE_AUDIT_PROOF`: an envelope for every decision.

use sha2::{Digest, Sha256};

use crate::decision::Reason;
use crate::gates::clock::Moment;
use crate::gates::json::{Text, Writer};

/// What the envelope records. Text of the caller is data here: it is cut, escaped and never part of a message.
#[derive(Debug)]
pub(in crate::gates::dot) struct Envelope<'e> {
    pub(in crate::gates::dot) dot_code: Option<&'e Text<'e>>,
    pub(in crate::gates::dot) actor: Option<&'e Text<'e>>,
    pub(in crate::gates::dot) run_id: Option<&'e Text<'e>>,
    pub(in crate::gates::dot) mode: Option<&'e Text<'e>>,
    pub(in crate::gates::dot) target_schema: Option<&'e Text<'e>>,
    pub(in crate::gates::dot) owner_authorization_ref: Option<&'e Text<'e>>,
    pub(in crate::gates::dot) channel: Option<&'e Text<'e>>,
    pub(in crate::gates::dot) decided_at: Moment,
    /// Their codes are recorded.
    pub(in crate::gates::dot) reasons: &'e [Reason],
    pub(in crate::gates::dot) untouched: Option<&'static str>,
    pub(in crate::gates::dot) has_writes: bool,
    pub(in crate::gates::dot) owner_gate: &'static str,
    /// The canonical evidence.
    pub(in crate::gates::dot) evidence: Option<&'e [u8]>,
}

impl Envelope<'_> {
    /// Writes it; `statements` writes the list of statements.
    pub(in crate::gates::dot) fn write(
        &self,
        json: &mut Writer<'_>,
        statements: impl FnOnce(&mut Writer<'_>),
    ) {
        json.raw("{\"dot_code\":");
        json.record(self.dot_code);
        json.raw(",\"actor\":");
        json.record(self.actor);
        json.raw(",\"run_id\":");
        json.record(self.run_id);
        json.raw(",\"mode\":");
        json.record(self.mode);
        json.raw(",\"target_schema\":");
        json.record(self.target_schema);
        json.raw(",\"owner_authorization_ref\":");
        json.record(self.owner_authorization_ref);
        json.raw(",\"channel\":");
        json.record(self.channel);
        json.raw(",\"decided_at\":");
        json.moment(self.decided_at);
        json.raw(",\"reject_codes\":");
        json.constants(self.reasons.iter().map(Reason::code));
        json.raw(",\"write_intent\":");
        statements(json);
        json.raw(",\"production_untouched_verdict\":");
        json.constant_or_null(self.untouched);
        let snapshot = self.has_writes.then_some("runtime");
        json.raw(",\"before_snapshot_ref\":");
        json.constant_or_null(snapshot);
        json.raw(",\"after_snapshot_ref\":");
        json.constant_or_null(snapshot);
        json.raw(",\"accepted\":");
        json.flag(self.reasons.is_empty());
        json.raw(",\"owner_gate\":");
        json.constant(self.owner_gate);
        json.raw(",\"evidence_digest\":");
        match self.evidence {
            Some(evidence) => digest(evidence, json),
            None => json.raw("null"),
        }
        json.raw("}");
    }
}

/// An ordinary hash of the evidence; it carries no authority.
fn digest(evidence: &[u8], json: &mut Writer<'_>) {
    json.raw("\"");
    json.hex(&Sha256::digest(evidence));
    json.raw("\"");
}
