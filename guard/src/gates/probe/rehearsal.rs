//! Probes of the rehearsal gate.

use super::Probe;
use super::question::{Authority, Question};
use crate::gates::grant::Grant;

const fn lane(name: &'static str, line: &'static str, codes: &'static [&'static str]) -> Probe {
    Probe::new(name, Question::Rehearsal(Authority::Lane, line), codes)
}

const fn holding(
    grants: &'static [Grant],
    name: &'static str,
    line: &'static str,
    codes: &'static [&'static str],
) -> Probe {
    Probe::new(name, Question::Rehearsal(Authority::Grants(grants), line), codes)
}

/// The beginning of a line that rehearses on an isolated local clone.
macro_rules! local {
    ($action:literal, $more:literal) => {
        concat!(
            r#"{"target":"local_clone","isolated_clone_proven":true,"action":""#,
            $action,
            "\"",
            $more,
            "}"
        )
    };
}

/// 64 hex digits.
macro_rules! hash {
    (a) => {
        r#""aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa""#
    };
    (b) => {
        r#""bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb""#
    };
}

/// A line that claims a proven rollback with its evidence, with these hashes.
macro_rules! proven {
    ($before:expr, $after:expr, $more:literal) => {
        concat!(
            r#"{"target":"local_clone","isolated_clone_proven":true,"action":"rehearsal_apply","#,
            r#""claims_rollback_proven":true,"rollback_evidence_present":true,"before_hash":"#,
            $before,
            r#","after_apply_hash":"#,
            $after,
            $more,
            "}"
        )
    };
}

pub(super) const PROBES: &[Probe] = &[
    lane(
        "B1_PRODUCTION_TARGET",
        r#"{"target":"production","action":"production_apply","required_grants":["PRODUCTION_EXECUTION_OPT4"]}"#,
        &[
            "NOT_ISOLATED_CLONE",
            "FORBIDDEN_ACTION",
            "PRODUCTION_TARGET",
            "MISSING_GRANT",
        ],
    ),
    lane(
        "B2_REAL_RUN",
        local!("real_run", r#","required_grants":["REAL_RUN"]"#),
        &["FORBIDDEN_ACTION", "MISSING_GRANT"],
    ),
    lane(
        "B3_QT001_APPLY",
        local!("qt001_apply", r#","required_grants":["QT001_APPLY"]"#),
        &["FORBIDDEN_ACTION", "MISSING_GRANT"],
    ),
    lane(
        "B4_CUTOVER",
        local!("cutover", r#","required_grants":["CUTOVER"]"#),
        &["FORBIDDEN_ACTION", "MISSING_GRANT"],
    ),
    lane(
        "B5_CI_DEPLOY",
        r#"{"target":"production","action":"ci_deploy_production","required_grants":["CI_DEPLOY_PRODUCTION"]}"#,
        &[
            "NOT_ISOLATED_CLONE",
            "FORBIDDEN_ACTION",
            "PRODUCTION_TARGET",
            "MISSING_GRANT",
        ],
    ),
    lane(
        "B6_SECRETS_CHANGE",
        local!("secrets_change", r#","required_grants":["SECRETS_CHANGE"]"#),
        &["FORBIDDEN_ACTION", "MISSING_GRANT"],
    ),
    lane(
        "B7_MISSING_ROLLBACK_PROOF",
        local!(
            "rehearsal_apply",
            r#","claims_rollback_proven":true,"rollback_evidence_present":false"#
        ),
        &["ROLLBACK_CLAIM_WITHOUT_EVIDENCE", "MISSING_HASH"],
    ),
    lane(
        "B8_FAKE_ROLLBACK_NO_MUTATION",
        proven!(hash!(a), hash!(a), ""),
        &["FABRICATED_ROLLBACK"],
    ),
    lane(
        "B9_PASS_WITHOUT_ISOLATION",
        r#"{"target":"unverified_dir","isolated_clone_proven":false,"action":"rehearsal_apply","emit_pass":true}"#,
        &[
            "NOT_ISOLATED_CLONE",
            "PASS_WITHOUT_ISOLATION",
            "PASS_WITHOUT_ROLLBACK_PROOF",
        ],
    ),
    lane(
        "B10_PRODUCTION_PASS_FROM_REHEARSAL",
        concat!(
            r#"{"target":"production","action":"production_apply","emit_pass":true,"#,
            r#""required_grants":["PRODUCTION_EXECUTION_OPT4"]}"#
        ),
        &[
            "NOT_ISOLATED_CLONE",
            "FORBIDDEN_ACTION",
            "PRODUCTION_TARGET",
            "PASS_WITHOUT_ISOLATION",
            "MISSING_GRANT",
            "PASS_WITHOUT_ROLLBACK_PROOF",
        ],
    ),
    lane(
        "C_VALID_REHEARSAL",
        proven!(
            hash!(a),
            hash!(b),
            r#","required_grants":["PRODUCTION_REHEARSAL_ONLY_CLONE"]"#
        ),
        &[],
    ),
    lane("R_C_BARE", local!("rehearsal_apply", ""), &[]),
    lane(
        "R_C_PASS",
        proven!(hash!(a), hash!(b), r#","emit_pass":true"#),
        &[],
    ),
    // Each rule alone.
    lane(
        "R_ONLY_ISOLATION",
        r#"{"target":"local_clone","action":"rehearsal_apply"}"#,
        &["NOT_ISOLATED_CLONE"],
    ),
    lane(
        "R_ONLY_CLONE_NAME",
        r#"{"target":"Local_Clone","isolated_clone_proven":true,"action":"rehearsal_apply"}"#,
        &["NOT_ISOLATED_CLONE"],
    ),
    lane("R_ONLY_FORBIDDEN", local!("permit", ""), &["FORBIDDEN_ACTION"]),
    lane(
        "R_PRODUCTION_IN_CAPITALS",
        r#"{"target":"my-PRODUCTION-clone","isolated_clone_proven":true,"action":"rehearsal_apply"}"#,
        &["NOT_ISOLATED_CLONE", "PRODUCTION_TARGET"],
    ),
    lane(
        "R_ONLY_EVIDENCE",
        concat!(
            r#"{"target":"local_clone","isolated_clone_proven":true,"action":"rehearsal_apply","#,
            r#""claims_rollback_proven":true,"before_hash":"#,
            hash!(a),
            r#","after_apply_hash":"#,
            hash!(b),
            "}"
        ),
        &["ROLLBACK_CLAIM_WITHOUT_EVIDENCE"],
    ),
    lane(
        "R_UNCLAIMED_FABRICATION",
        concat!(
            r#"{"target":"staging_clone","isolated_clone_proven":true,"action":"rehearsal_apply","before_hash":"#,
            hash!(a),
            r#","after_apply_hash":"#,
            hash!(a),
            "}"
        ),
        &["FABRICATED_ROLLBACK"],
    ),
    lane(
        "R_ONLY_GRANT",
        local!(
            "rehearsal_apply",
            r#","required_grants":["REAL_RUN","PERMIT","REAL_RUN"]"#
        ),
        &["MISSING_GRANT", "MISSING_GRANT"],
    ),
    holding(
        &[],
        "R_ONLY_LANE_GRANT",
        local!("rehearsal_apply", ""),
        &["MISSING_GRANT"],
    ),
    lane(
        "R_ONLY_UNKNOWN_GRANT",
        local!(
            "rehearsal_apply",
            r#","required_grants":["SEAL_AUTHORIZED","ROOT"]"#
        ),
        &["UNKNOWN_GRANT"],
    ),
    // Each hardening alone.
    lane(
        "R_ONLY_UNKNOWN_ACTION",
        local!("Real_Run", ""),
        &["UNKNOWN_ACTION"],
    ),
    lane(
        "R_ACTION_ABSENT",
        r#"{"target":"local_clone","isolated_clone_proven":true}"#,
        &["UNKNOWN_ACTION"],
    ),
    lane(
        "R_ONLY_HASH_SHAPE",
        proven!(
            r#""AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA""#,
            hash!(b),
            ""
        ),
        &["MALFORMED_HASH"],
    ),
    lane(
        "R_SHORT_HASH",
        proven!(hash!(a), r#""b""#, ""),
        &["MALFORMED_HASH"],
    ),
    lane(
        "R_ONLY_MISSING_HASH",
        proven!("null", hash!(b), ""),
        &["MISSING_HASH"],
    ),
    lane(
        "R_MISSING_AFTER_HASH",
        proven!(hash!(a), "null", ""),
        &["MISSING_HASH"],
    ),
    lane(
        "R_ONLY_PASS_WITHOUT_PROOF",
        local!("rehearsal_apply", r#","emit_pass":true"#),
        &["PASS_WITHOUT_ROLLBACK_PROOF"],
    ),
    lane(
        "R_ONLY_DOUBLE",
        local!("rehearsal_apply", r#","action":"rehearsal_apply""#),
        &["DUPLICATE_KEY"],
    ),
    lane(
        "R_ONLY_UNKNOWN",
        local!("rehearsal_apply", r#","PRODUCTION_PASS":true"#),
        &["UNKNOWN_FIELD"],
    ),
    lane(
        "R_ONLY_TYPE",
        local!("rehearsal_apply", r#","emit_pass":null"#),
        &["INVALID_FIELD_TYPE"],
    ),
    lane(
        "R_TRUTHY_FLAG",
        local!("rehearsal_apply", r#","emit_pass":"false""#),
        &["INVALID_FIELD_TYPE", "PASS_WITHOUT_ROLLBACK_PROOF"],
    ),
    lane(
        "R_HASHES_OF_THE_WRONG_TYPE",
        proven!("5", "5", ""),
        &[
            "FABRICATED_ROLLBACK",
            "INVALID_FIELD_TYPE",
            "INVALID_FIELD_TYPE",
            "MISSING_HASH",
        ],
    ),
    lane(
        "R_GRANTS_OF_THE_WRONG_TYPE",
        local!("rehearsal_apply", r#","required_grants":"REAL_RUN""#),
        &["UNKNOWN_GRANT", "INVALID_FIELD_TYPE"],
    ),
    lane(
        "R_GRANT_OF_THE_WRONG_TYPE",
        local!("rehearsal_apply", r#","required_grants":[null]"#),
        &["UNKNOWN_GRANT", "INVALID_FIELD_TYPE"],
    ),
    lane(
        "R_ONLY_NULL_FOR_GRANTS",
        local!("rehearsal_apply", r#","required_grants":null"#),
        &["INVALID_FIELD_TYPE"],
    ),
    lane(
        "R_ONLY_EMPTY_OBJECT_FOR_GRANTS",
        local!("rehearsal_apply", r#","required_grants":{}"#),
        &["INVALID_FIELD_TYPE"],
    ),
    lane(
        "R_MALFORMED_GRANT",
        local!("rehearsal_apply", r#","required_grants":["REAL\u202eRUN"]"#),
        &["UNKNOWN_GRANT", "MALFORMED_TEXT"],
    ),
    lane(
        "R_MALFORMED_TARGET",
        r#"{"target":"local_clone\n","isolated_clone_proven":true,"action":"rehearsal_apply"}"#,
        &["NOT_ISOLATED_CLONE", "MALFORMED_TEXT"],
    ),
    lane(
        "R_ONLY_UNREADABLE",
        "{\"target\":\"local_clone\"",
        &["UNREADABLE_REQUEST"],
    ),
];
