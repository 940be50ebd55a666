//! Section 2 of the specification.

use serde_json::{Map, Value};

use super::{
    Verdict, count_malformed, count_unknown, count_wrong_types, is_malformed, is_true, is_truthy, repeat,
    text,
};

const TEXTS: [&str; 4] = ["target", "action", "before_hash", "after_apply_hash"];
const FLAGS: [&str; 4] = [
    "isolated_clone_proven",
    "claims_rollback_proven",
    "rollback_evidence_present",
    "emit_pass",
];
const KNOWN_GRANTS: [&str; 13] = [
    "ACTIVATION",
    "CANONICAL_FOLD_442_461",
    "CI_DEPLOY_PRODUCTION",
    "CUTOVER",
    "PERMIT",
    "PRODUCTION_EXECUTION_OPT4",
    "PRODUCTION_READINESS_SCOPING",
    "PRODUCTION_REHEARSAL_ONLY_CLONE",
    "PROD_ROLLBACK_PROVEN",
    "QT001_APPLY",
    "REAL_RUN",
    "REPOINT",
    "SECRETS_CHANGE",
];

pub(crate) fn judge(request: &Map<String, Value>, held: &[&str]) -> Verdict {
    let mut verdict = Verdict::default();
    let target = text(request, "target").unwrap_or("");
    let action = text(request, "action").unwrap_or("");
    let clone = ["local_clone", "staging_clone", "isolated_db_dump_clone"].contains(&target);
    let isolated = clone && is_true(request, "isolated_clone_proven");
    let forbidden = [
        "production_apply",
        "real_run",
        "qt001_apply",
        "permit",
        "activation",
        "repoint",
        "cutover",
        "ci_deploy_production",
        "secrets_change",
    ]
    .contains(&action);
    let claims = is_truthy(request, "claims_rollback_proven");
    let evidence = is_true(request, "rollback_evidence_present");
    let emit = is_truthy(request, "emit_pass");
    verdict.rule(!isolated, "NOT_ISOLATED_CLONE");
    verdict.rule(forbidden, "FORBIDDEN_ACTION");
    verdict.rule(
        target.to_ascii_uppercase().contains("PRODUCTION"),
        "PRODUCTION_TARGET",
    );
    verdict.rule(claims && !evidence, "ROLLBACK_CLAIM_WITHOUT_EVIDENCE");
    let (before, after) = (request.get("before_hash"), request.get("after_apply_hash"));
    let is_given = |hash: Option<&Value>| !matches!(hash, None | Some(Value::Null));
    let is_text = |hash: Option<&Value>| matches!(hash, Some(Value::String(_)));
    let both_wrong = is_given(before) && is_given(after) && !is_text(before) && !is_text(after);
    verdict.rule(
        is_given(after) && (before == after || both_wrong),
        "FABRICATED_ROLLBACK",
    );
    verdict.rule(emit && !isolated, "PASS_WITHOUT_ISOLATION");

    let asked = request.get("required_grants");
    let list = asked.and_then(Value::as_array).cloned().unwrap_or_default();
    for grant in KNOWN_GRANTS {
        let wanted = list.iter().any(|entry| entry == grant)
            || (grant == "PRODUCTION_REHEARSAL_ONLY_CLONE" && action == "rehearsal_apply");
        verdict.rule(wanted && !held.contains(&grant), "MISSING_GRANT");
    }
    let is_known = |entry: &Value| entry.as_str().is_some_and(|name| KNOWN_GRANTS.contains(&name));
    let is_no_list = !matches!(asked, None | Some(Value::Array(_)));
    let strange = is_no_list && is_truthy(request, "required_grants");
    verdict.rule(
        strange || list.iter().any(|entry| !is_known(entry)),
        "UNKNOWN_GRANT",
    );

    let known = [&TEXTS[..], &FLAGS[..], &["required_grants"]].concat();
    verdict
        .hardenings
        .extend(repeat("UNKNOWN_FIELD", count_unknown(request, &known)));
    let wrong_list = is_no_list || list.iter().any(|entry| !entry.is_string());
    let wrong = count_wrong_types(request, &TEXTS, &FLAGS) + usize::from(wrong_list);
    verdict.hardenings.extend(repeat("INVALID_FIELD_TYPE", wrong));
    let malformed_grant = list.iter().filter_map(Value::as_str).any(is_malformed);
    let malformed = count_malformed(request, &TEXTS) + usize::from(malformed_grant);
    verdict.hardenings.extend(repeat("MALFORMED_TEXT", malformed));
    verdict.hardening(!forbidden && action != "rehearsal_apply", "UNKNOWN_ACTION");
    let is_hash = |hash: &str| hash.len() == 64 && hash.chars().all(|c| "0123456789abcdef".contains(c));
    let hashes = [text(request, "before_hash"), text(request, "after_apply_hash")];
    verdict.hardening(
        hashes.iter().flatten().any(|hash| !is_hash(hash)),
        "MALFORMED_HASH",
    );
    verdict.hardening(claims && hashes.iter().any(Option::is_none), "MISSING_HASH");
    let proven = is_true(request, "claims_rollback_proven") && evidence;
    verdict.hardening(emit && !proven, "PASS_WITHOUT_ROLLBACK_PROOF");
    verdict
}
