//! Judgements of the contract as JSON.

use crate::decision::Reason;
use crate::gates::contract::{Judgement, Observation, Violation, judge};
use crate::gates::head::Head;
use crate::gates::json::Writer;

/// Judges a line that records an observation and appends the judgement to `out`, without a line break.
///
/// A safe reject is evidence about a checker and grants nothing.
pub fn contract(line: &[u8], out: &mut Vec<u8>) {
    judgement(&judge(&Observation::read(line)), out);
}

/// Appends a judgement to `out`, without a line break.
pub fn judgement(judgement: &Judgement, out: &mut Vec<u8>) {
    let reasons: Vec<Reason> = judgement.violations().iter().copied().map(Reason::from).collect();
    let head = Head {
        gate: "contract",
        is_allowed: judgement.is_safe_reject(),
        verdict: judgement.verdict(),
        token: None,
        reasons: &reasons,
    };
    let mut json = Writer::new(out);
    head.write_without_event(&mut json);
    json.raw(",\"event\":{\"event_type\":");
    json.constant(if judgement.is_safe_reject() {
        "EVIDENCE"
    } else {
        "REJECTION"
    });
    json.raw(",\"authority_effect\":\"NONE\"},\"violations\":");
    json.constants(judgement.violations().iter().copied().map(Violation::as_str));
    let fields = judgement.fields();
    json.raw(",\"fields\":");
    for (key, flag) in [
        (
            "{\"any_pass_grant_token_for_invalid\":",
            fields.any_pass_grant_token_for_invalid,
        ),
        (
            ",\"any_cert_emitted_for_invalid\":",
            fields.any_cert_emitted_for_invalid,
        ),
        (
            ",\"any_authority_digest_emitted_for_invalid\":",
            fields.any_authority_digest_emitted_for_invalid,
        ),
        (
            ",\"any_forbidden_artifact_file_for_invalid\":",
            fields.any_forbidden_artifact_file_for_invalid,
        ),
        (",\"any_invalid_exit0\":", fields.any_invalid_exit0),
    ] {
        json.raw(key);
        json.flag(flag);
    }
    json.raw("}}");
}
