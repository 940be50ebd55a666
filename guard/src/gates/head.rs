//! What every decision begins with.

use crate::decision::Reason;
use crate::gates::json::Writer;

/// The fields that the decisions of all gates have (`docs/spec.md`, section 0).
#[derive(Debug)]
pub(crate) struct Head<'h> {
    pub(crate) gate: &'static str,
    pub(crate) is_allowed: bool,
    pub(crate) verdict: &'static str,
    pub(crate) token: Option<&'static str>,
    pub(crate) reasons: &'h [Reason],
}

impl Head<'_> {
    /// Writes the fields, the event too, and leaves the object open.
    pub(crate) fn write(&self, json: &mut Writer<'_>) {
        self.write_without_event(json);
        json.raw(if self.is_allowed {
            ",\"event\":{\"event_type\":\"GRANT\",\"authority_effect\":\"GRANTED\"}"
        } else {
            ",\"event\":{\"event_type\":\"REJECTION\",\"authority_effect\":\"NONE\"}"
        });
    }

    /// Writes the fields, the event too, and nothing else.
    pub(crate) fn write_alone(&self, out: &mut Vec<u8>) {
        let mut json = Writer::new(out);
        self.write(&mut json);
        json.raw("}");
    }

    /// Writes the fields but for the event.
    pub(crate) fn write_without_event(&self, json: &mut Writer<'_>) {
        json.raw("{\"gate\":\"");
        json.raw(self.gate);
        json.raw("\",\"allow\":");
        json.flag(self.is_allowed);
        json.raw(",\"verdict\":\"");
        json.raw(self.verdict);
        json.raw("\",\"token\":");
        json.constant_or_null(self.token);
        json.raw(",\"reasons\":");
        json.list(self.reasons, reason);
    }
}

fn reason(json: &mut Writer<'_>, reason: &Reason) {
    json.raw("{\"code\":");
    json.constant(reason.code());
    if let Some((key, value)) = reason.note() {
        json.raw(",");
        json.constant(key);
        json.raw(":");
        json.text(value);
    }
    json.raw("}");
}
