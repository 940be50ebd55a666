//! Section 1 of the specification.

use serde_json::{Map, Value};

use super::{Verdict, count_malformed, count_unknown, count_wrong_types, is_true, repeat, text};

const TEXTS: [&str; 3] = ["action", "target", "claim"];
const FLAGS: [&str; 1] = ["production_gate_present"];

pub(crate) fn judge(request: &Map<String, Value>, held: &[&str]) -> Verdict {
    let mut verdict = Verdict::default();
    let holds = |grant: &str| held.contains(&grant);
    let action = text(request, "action").unwrap_or("");
    let target = text(request, "target").unwrap_or("");
    let needed: &[&str] = match action {
        "production_run" => &["PRODUCTION_EXECUTION_OPT4", "PROD_ROLLBACK_PROVEN"],
        "real_run" => &["REAL_RUN"],
        "qt001_apply" => &["QT001_APPLY"],
        "cutover" => &["CUTOVER"],
        "ci_deploy_production" => &["CI_DEPLOY_PRODUCTION"],
        "secrets_change" => &["SECRETS_CHANGE"],
        _ => &[],
    };
    let is_final = needed.is_empty();
    verdict.rule(is_final, "UNKNOWN_OR_MISSING_ACTION");
    let reference_ambiguous =
        target.is_empty() || target == "?" || target == "ambiguous" || target == "UNKNOWN";
    if !is_final {
        verdict.rule(reference_ambiguous, "AMBIGUOUS_TARGET");
        let irreversible = action == "production_run" || action == "qt001_apply" || action == "cutover";
        verdict.rule(
            irreversible && !holds("PROD_ROLLBACK_PROVEN"),
            "ROLLBACK_NOT_PROVEN",
        );
        let gated = action == "ci_deploy_production";
        verdict.rule(
            gated && !is_true(request, "production_gate_present"),
            "PRODUCTION_GATE_ABSENT",
        );
        for grant in needed {
            verdict.rule(!holds(grant), "MISSING_GRANT");
        }
    }
    verdict.hardenings.extend(repeat(
        "UNKNOWN_FIELD",
        count_unknown(request, &[&TEXTS[..], &FLAGS[..]].concat()),
    ));
    verdict.hardenings.extend(repeat(
        "INVALID_FIELD_TYPE",
        count_wrong_types(request, &TEXTS, &FLAGS),
    ));
    verdict
        .hardenings
        .extend(repeat("MALFORMED_TEXT", count_malformed(request, &TEXTS)));
    if !is_final {
        let words = [
            "ambiguous",
            "unknown",
            "none",
            "null",
            "undefined",
            "n/a",
            "na",
            "tbd",
            "todo",
            "any",
            "all",
            "default",
            "?",
            "??",
            "*",
            "",
        ];
        let unclear = words.contains(&target.trim().to_ascii_lowercase().as_str())
            || target.contains(['?', '*'])
            || !target.contains(|c: char| c.is_ascii_alphanumeric())
            || target.contains(|c: char| !(c.is_ascii_alphanumeric() || " ._-/:@#".contains(c)));
        verdict.hardening(unclear && !reference_ambiguous, "AMBIGUOUS_TARGET");
        let claims = !matches!(request.get("claim"), None | Some(Value::Null));
        verdict.hardening(claims, "FORGED_CLAIM");
    }
    verdict
}
