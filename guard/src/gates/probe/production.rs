//! Probes of the production gate.

use super::Probe;
use super::question::{Authority, Question};
use crate::gates::grant::Grant;

const fn lane(name: &'static str, line: &'static str, codes: &'static [&'static str]) -> Probe {
    Probe::new(name, Question::Production(Authority::Lane, line), codes)
}

const fn holding(
    grants: &'static [Grant],
    name: &'static str,
    line: &'static str,
    codes: &'static [&'static str],
) -> Probe {
    Probe::new(name, Question::Production(Authority::Grants(grants), line), codes)
}

const ALL: &[Grant] = Grant::ALL;

pub(super) const PROBES: &[Probe] = &[
    lane(
        "P1_PROD_RUN_NO_AUTH",
        r#"{"action":"production_run","target":"fn_birth_register"}"#,
        &["ROLLBACK_NOT_PROVEN", "MISSING_GRANT", "MISSING_GRANT"],
    ),
    lane(
        "P2_REAL_RUN_NO_GRANT",
        r#"{"action":"real_run","target":"birth pipeline"}"#,
        &["MISSING_GRANT"],
    ),
    lane(
        "P3_QT001_APPLY_NO_GRANT",
        r#"{"action":"qt001_apply","target":"QT-001"}"#,
        &["ROLLBACK_NOT_PROVEN", "MISSING_GRANT"],
    ),
    lane(
        "P4_CUTOVER_NO_GRANT",
        r#"{"action":"cutover","target":"prod repoint"}"#,
        &["ROLLBACK_NOT_PROVEN", "MISSING_GRANT"],
    ),
    lane(
        "P5_MISSING_ROLLBACK_PROOF",
        r#"{"action":"production_run","target":"sql/prod/99_run_all.sql"}"#,
        &["ROLLBACK_NOT_PROVEN", "MISSING_GRANT", "MISSING_GRANT"],
    ),
    lane(
        "P6_AMBIGUOUS_TARGET",
        r#"{"action":"production_run","target":"UNKNOWN"}"#,
        &[
            "AMBIGUOUS_TARGET",
            "ROLLBACK_NOT_PROVEN",
            "MISSING_GRANT",
            "MISSING_GRANT",
        ],
    ),
    lane(
        "P7_CI_DEPLOY_NO_GATE",
        r#"{"action":"ci_deploy_production","target":"nuxt-repo/web","production_gate_present":false}"#,
        &["PRODUCTION_GATE_ABSENT", "MISSING_GRANT"],
    ),
    lane(
        "P8_SECRETS_CHANGE",
        r#"{"action":"secrets_change","target":"GitHub push credentials"}"#,
        &["MISSING_GRANT"],
    ),
    lane(
        "P9_PROD_PASS_DESPITE_BLOCK",
        r#"{"action":"qt001_apply","target":"directus","claim":"PRODUCTION_PASS"}"#,
        &["ROLLBACK_NOT_PROVEN", "MISSING_GRANT", "FORGED_CLAIM"],
    ),
    holding(
        ALL,
        "P_C_VALID",
        r#"{"action":"production_run","target":"fn_birth_register"}"#,
        &[],
    ),
    holding(
        &[Grant::CiDeployProduction],
        "P_C_VALID_DEPLOYMENT",
        r#"{"action":"ci_deploy_production","target":"nuxt-repo/web","production_gate_present":true}"#,
        &[],
    ),
    holding(
        &[Grant::RealRun],
        "P_C_VALID_NULL_CLAIM",
        r#" {"claim" : null, "target":"birth pipeline #2: a@b", "action":"real_run"} "#,
        &[],
    ),
    // Each rule alone.
    holding(
        ALL,
        "P_ONLY_ACTION_ABSENT",
        r#"{"target":"directus"}"#,
        &["UNKNOWN_OR_MISSING_ACTION"],
    ),
    holding(
        ALL,
        "P_ONLY_ACTION_IN_CAPITALS",
        r#"{"action":"CUTOVER","target":"directus"}"#,
        &["UNKNOWN_OR_MISSING_ACTION"],
    ),
    holding(
        ALL,
        "P_ACTION_IS_FINAL",
        r#"{"action":"deploy","target":"?","claim":"PRODUCTION_PASS"}"#,
        &["UNKNOWN_OR_MISSING_ACTION"],
    ),
    holding(
        ALL,
        "P_ONLY_TARGET_ABSENT",
        r#"{"action":"real_run"}"#,
        &["AMBIGUOUS_TARGET"],
    ),
    holding(
        ALL,
        "P_ONLY_TARGET_NULL",
        r#"{"action":"real_run","target":null}"#,
        &["AMBIGUOUS_TARGET"],
    ),
    lane(
        "P_TARGET_BEFORE_GRANT",
        r#"{"action":"real_run","target":"ambiguous"}"#,
        &["AMBIGUOUS_TARGET", "MISSING_GRANT"],
    ),
    lane(
        "P_HARDENED_TARGET_AFTER_GRANT",
        r#"{"action":"real_run","target":"Ambiguous"}"#,
        &["MISSING_GRANT", "AMBIGUOUS_TARGET"],
    ),
    holding(
        &[Grant::Cutover],
        "P_ONLY_ROLLBACK",
        r#"{"action":"cutover","target":"prod repoint"}"#,
        &["ROLLBACK_NOT_PROVEN"],
    ),
    holding(
        ALL,
        "P_ONLY_GATE",
        r#"{"action":"ci_deploy_production","target":"nuxt-repo/web"}"#,
        &["PRODUCTION_GATE_ABSENT"],
    ),
    holding(
        &[Grant::ProdRollbackProven],
        "P_ONLY_GRANT",
        r#"{"action":"production_run","target":"fn_birth_register"}"#,
        &["MISSING_GRANT"],
    ),
    // Each hardening alone.
    holding(
        ALL,
        "P_ONLY_CLAIM",
        r#"{"action":"real_run","target":"x1","claim":"please"}"#,
        &["FORGED_CLAIM"],
    ),
    holding(
        ALL,
        "P_ONLY_EMPTY_CLAIM",
        r#"{"action":"real_run","target":"x1","claim":""}"#,
        &["FORGED_CLAIM"],
    ),
    holding(
        ALL,
        "P_ONLY_BLANK_TARGET",
        r#"{"action":"real_run","target":" "}"#,
        &["AMBIGUOUS_TARGET"],
    ),
    holding(
        ALL,
        "P_ONLY_PLACEHOLDER",
        r#"{"action":"real_run","target":"N/A"}"#,
        &["AMBIGUOUS_TARGET"],
    ),
    holding(
        ALL,
        "P_ONLY_PADDED_PLACEHOLDER",
        r#"{"action":"real_run","target":" All "}"#,
        &["AMBIGUOUS_TARGET"],
    ),
    holding(
        ALL,
        "P_ONLY_PATTERN",
        r#"{"action":"real_run","target":"prod-*"}"#,
        &["AMBIGUOUS_TARGET"],
    ),
    holding(
        ALL,
        "P_ONLY_NO_LETTER",
        r#"{"action":"real_run","target":"--/--"}"#,
        &["AMBIGUOUS_TARGET"],
    ),
    holding(
        ALL,
        "P_ONLY_LOOKALIKE",
        r#"{"action":"real_run","target":"dіrectus"}"#,
        &["AMBIGUOUS_TARGET"],
    ),
    holding(
        ALL,
        "P_ONLY_QUOTE",
        r#"{"action":"real_run","target":"a;drop"}"#,
        &["AMBIGUOUS_TARGET"],
    ),
    holding(
        ALL,
        "P_ONLY_DOUBLE",
        r#"{"action":"real_run","target":"x1","t\u0061rget":"x1"}"#,
        &["DUPLICATE_KEY"],
    ),
    holding(
        ALL,
        "P_ONLY_UNKNOWN",
        r#"{"action":"real_run","target":"x1","sql":"drop"}"#,
        &["UNKNOWN_FIELD"],
    ),
    holding(
        ALL,
        "P_ONLY_TYPE",
        r#"{"action":"real_run","target":"x1","production_gate_present":"false"}"#,
        &["INVALID_FIELD_TYPE"],
    ),
    holding(
        ALL,
        "P_ONLY_NULL_FLAG",
        r#"{"action":"real_run","target":"x1","production_gate_present":null}"#,
        &["INVALID_FIELD_TYPE"],
    ),
    holding(
        ALL,
        "P_ONLY_MALFORMED",
        concat!(
            r#"{"action":"real_run","target":"x23456789012345678901234567890123456789012345678901234567890123456789"#,
            r#"01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567"#,
            r#"890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"}"#,
        ),
        &["MALFORMED_TEXT"],
    ),
    holding(
        ALL,
        "P_MALFORMED_TARGET",
        r#"{"action":"real_run","target":"x1\u200b"}"#,
        &["MALFORMED_TEXT", "AMBIGUOUS_TARGET"],
    ),
    holding(
        ALL,
        "P_LONE_SURROGATE",
        r#"{"action":"real_run","target":"x1\ud800"}"#,
        &["MALFORMED_TEXT", "AMBIGUOUS_TARGET"],
    ),
    holding(
        ALL,
        "P_TYPE_OF_ACTION",
        r#"{"action":["real_run"],"target":"x1"}"#,
        &["UNKNOWN_OR_MISSING_ACTION", "INVALID_FIELD_TYPE"],
    ),
    holding(
        ALL,
        "P_ONLY_UNREADABLE",
        r#"{"action":"real_run","target":"x1"}}"#,
        &["UNREADABLE_REQUEST"],
    ),
    holding(
        ALL,
        "P_NOT_AN_OBJECT",
        r#"["real_run","x1"]"#,
        &["UNREADABLE_REQUEST"],
    ),
    holding(ALL, "P_EMPTY_LINE", "", &["UNREADABLE_REQUEST"]),
    holding(
        ALL,
        "P_NAN",
        r#"{"action":"real_run","target":"x1","x":NaN}"#,
        &["UNREADABLE_REQUEST"],
    ),
    holding(
        ALL,
        "P_HUGE_INTEGER",
        r#"{"action":"real_run","target":"x1","x":18446744073709551616}"#,
        &["UNREADABLE_REQUEST"],
    ),
];
