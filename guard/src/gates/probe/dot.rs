//! Probes of the DOT gate: every rule but those about real runs.

use super::Probe;
use super::question::{Dot, Evidence, Question};

pub(super) const fn changed(
    name: &'static str,
    changes: &'static [(&'static str, &'static str)],
    codes: &'static [&'static str],
) -> Probe {
    proven(name, changes, Evidence::None, "", codes)
}

pub(super) const fn proven(
    name: &'static str,
    changes: &'static [(&'static str, &'static str)],
    evidence: Evidence,
    gate: &'static str,
    codes: &'static [&'static str],
) -> Probe {
    let dot = Dot {
        changes,
        evidence,
        gate,
    };
    Probe::new(name, Question::Dot(dot), codes)
}

pub(super) const fn line(name: &'static str, line: &'static str) -> Probe {
    Probe::new(name, Question::DotLine(line), &["UNREADABLE_REQUEST"])
}

pub(super) const PROBES: &[Probe] = &[
    changed("D_CODE_ABSENT", &[("dot_code", "")], &["WRONG_DOT_CODE"]),
    changed(
        "D_CODE_OTHER",
        &[("dot_code", r#""DOT_R2_B3""#)],
        &["WRONG_DOT_CODE"],
    ),
    changed(
        "D_CODE_LOWER",
        &[("dot_code", r#""dot_r2_b2_staging_schema_shell""#)],
        &["WRONG_DOT_CODE"],
    ),
    changed(
        "D_CODE_PADDED",
        &[("dot_code", r#""DOT_R2_B2_STAGING_SCHEMA_SHELL ""#)],
        &["WRONG_DOT_CODE"],
    ),
    changed("D_MODE_ABSENT", &[("mode", "")], &["UNKNOWN_MODE"]),
    changed("D_MODE_OTHER", &[("mode", r#""apply""#)], &["UNKNOWN_MODE"]),
    changed("D_MODE_CAPITALS", &[("mode", r#""REAL_RUN""#)], &["UNKNOWN_MODE"]),
    changed("D_CHANNEL_ABSENT", &[("channel", "")], &["MISSING_CHANNEL"]),
    changed("D_CHANNEL_BLANK", &[("channel", r#"" ""#)], &["MISSING_CHANNEL"]),
    changed(
        "D_CHANNEL_MANUAL_SQL",
        &[("channel", r#""manual_sql""#)],
        &["FORBIDDEN_MANUAL_CHANNEL"],
    ),
    changed(
        "D_CHANNEL_PSQL",
        &[("channel", r#""psql""#)],
        &["FORBIDDEN_MANUAL_CHANNEL"],
    ),
    changed(
        "D_CHANNEL_DOCKER_EXEC_PSQL",
        &[("channel", r#""docker_exec_psql""#)],
        &["FORBIDDEN_MANUAL_CHANNEL"],
    ),
    changed(
        "D_CHANNEL_DIRECTUS_GENERIC",
        &[("channel", r#""directus_generic""#)],
        &["FORBIDDEN_MANUAL_CHANNEL"],
    ),
    changed(
        "D_CHANNEL_HOST_EXEC",
        &[("channel", r#""host_exec""#)],
        &["FORBIDDEN_MANUAL_CHANNEL"],
    ),
    changed(
        "D_CHANNEL_UNKNOWN",
        &[("channel", r#""cron""#)],
        &["UNKNOWN_CHANNEL"],
    ),
    changed(
        "D_CHANNEL_FORBIDDEN_IN_CAPITALS",
        &[("channel", r#""PSQL""#)],
        &["UNKNOWN_CHANNEL"],
    ),
    changed(
        "D_DIRECTUS",
        &[("use_directus_generic_create", "true")],
        &["DIRECTUS_GENERIC_FORBIDDEN"],
    ),
    changed("D_ACTOR_ABSENT", &[("actor", "")], &["MISSING_ACTOR"]),
    changed(
        "D_ACTOR_BLANK",
        &[("actor", r#""\u2003\u001f""#)],
        &["MISSING_ACTOR"],
    ),
    changed("D_RUN_ID_ABSENT", &[("run_id", "")], &["MISSING_RUN_ID"]),
    changed("D_RUN_ID_BLANK", &[("run_id", r#"" ""#)], &["MISSING_RUN_ID"]),
    changed(
        "D_RUN_ID_SHAPE",
        &[("run_id", r#""20260611T083000""#)],
        &["BAD_RUN_ID"],
    ),
    changed(
        "D_RUN_ID_LOWER",
        &[("run_id", r#""20260611t083000z""#)],
        &["BAD_RUN_ID"],
    ),
    changed(
        "D_RUN_ID_PADDED",
        &[("run_id", r#""20260611T083000Z ""#)],
        &["BAD_RUN_ID"],
    ),
    changed(
        "D_RUN_ID_PADDED_BEYOND_ASCII",
        &[("run_id", r#""\u300020260611T083000Z\u2003""#)],
        &["BAD_RUN_ID"],
    ),
    changed(
        "D_RUN_ID_OF_ANOTHER_RUN_PADDED",
        &[("run_id", r#""\u200320260612T083000Z""#)],
        &["BAD_RUN_ID", "SCHEMA_RUNID_MISMATCH"],
    ),
    changed(
        "D_ONLY_NULL_EVIDENCE",
        &[("production_untouched_evidence", "null")],
        &["INVALID_FIELD_TYPE"],
    ),
    changed(
        "D_COPY",
        &[("copy_production_data", "true")],
        &["PROD_DATA_COPY_FORBIDDEN"],
    ),
    changed(
        "D_OWNER_ABSENT",
        &[("owner_authorization_ref", "")],
        &["MISSING_OWNER_AUTH"],
    ),
    changed(
        "D_OWNER_BLANK",
        &[("owner_authorization_ref", r#""\t""#)],
        &["MISSING_OWNER_AUTH"],
    ),
    changed(
        "D_TARGET_ABSENT",
        &[("target_schema", "")],
        &["MISSING_TARGET_SCHEMA"],
    ),
    changed(
        "D_TARGET_BLANK",
        &[("target_schema", r#""\n""#)],
        &["MISSING_TARGET_SCHEMA"],
    ),
    changed(
        "D_TARGET_ABSENT_IN_TEARDOWN",
        &[("mode", r#""teardown_plan""#), ("target_schema", "null")],
        &["MISSING_TARGET_SCHEMA"],
    ),
    changed(
        "D_TARGET_PUBLIC",
        &[("target_schema", r#""public""#)],
        &["PROTECTED_SCHEMA_TARGET", "NON_ALLOWLIST_SCHEMA"],
    ),
    changed(
        "D_TARGET_IU_CORE",
        &[("target_schema", r#""iu_core""#)],
        &["PROTECTED_SCHEMA_TARGET", "NON_ALLOWLIST_SCHEMA"],
    ),
    changed(
        "D_TARGET_CUTTER_GOVERNANCE",
        &[("target_schema", r#""cutter_governance""#)],
        &["PROTECTED_SCHEMA_TARGET", "NON_ALLOWLIST_SCHEMA"],
    ),
    changed(
        "D_TARGET_SANDBOX_TAC",
        &[("target_schema", r#""sandbox_tac""#)],
        &["PROTECTED_SCHEMA_TARGET", "NON_ALLOWLIST_SCHEMA"],
    ),
    changed(
        "D_TARGET_INFORMATION_SCHEMA",
        &[("target_schema", r#""information_schema""#)],
        &["PROTECTED_SCHEMA_TARGET", "NON_ALLOWLIST_SCHEMA"],
    ),
    changed(
        "D_TARGET_PG_CATALOG",
        &[("target_schema", r#""pg_catalog""#)],
        &["PROTECTED_SCHEMA_TARGET", "NON_ALLOWLIST_SCHEMA"],
    ),
    changed(
        "D_TARGET_PG_TOAST",
        &[("target_schema", r#""pg_toast""#)],
        &["PROTECTED_SCHEMA_TARGET", "NON_ALLOWLIST_SCHEMA"],
    ),
    changed(
        "D_TARGET_PG_TEMP",
        &[("target_schema", r#""pg_temp""#)],
        &["PROTECTED_SCHEMA_TARGET", "NON_ALLOWLIST_SCHEMA"],
    ),
    changed(
        "D_TARGET_PUBLIC_IN_CAPITALS",
        &[("target_schema", r#""PUBLIC""#)],
        &["PROTECTED_SCHEMA_TARGET", "NON_ALLOWLIST_SCHEMA"],
    ),
    changed(
        "D_TARGET_PUBLIC_PADDED",
        &[("target_schema", r#"" public""#)],
        &[
            "MALFORMED_SCHEMA_CHARS",
            "PROTECTED_SCHEMA_TARGET",
            "NON_ALLOWLIST_SCHEMA",
        ],
    ),
    changed(
        "D_TARGET_PUBLIC_IN_TEARDOWN",
        &[("mode", r#""teardown_plan""#), ("target_schema", r#""public""#)],
        &["PROTECTED_SCHEMA_TARGET", "NON_ALLOWLIST_SCHEMA"],
    ),
    changed(
        "D_TARGET_CONTROL",
        &[("target_schema", r#""r2_b2_wb_20260611t083000z\u0000""#)],
        &["MALFORMED_SCHEMA_CHARS", "NON_ALLOWLIST_SCHEMA", "MALFORMED_TEXT"],
    ),
    changed(
        "D_TARGET_NEWLINE",
        &[("target_schema", r#""r2_b2_wb_20260611t083000z\n""#)],
        &["MALFORMED_SCHEMA_CHARS", "NON_ALLOWLIST_SCHEMA", "MALFORMED_TEXT"],
    ),
    changed(
        "D_TARGET_SPACE",
        &[("target_schema", r#""r2_b2_wb_ 20260611t083000z""#)],
        &["MALFORMED_SCHEMA_CHARS", "NON_ALLOWLIST_SCHEMA"],
    ),
    changed(
        "D_TARGET_INJECTION",
        &[("target_schema", r#""r2_b2_wb_20260611t083000z;DROP""#)],
        &["NON_ALLOWLIST_SCHEMA"],
    ),
    changed(
        "D_TARGET_OTHER_PREFIX",
        &[("target_schema", r#""r2_b3_wb_20260611t083000z""#)],
        &["NON_ALLOWLIST_SCHEMA"],
    ),
    changed(
        "D_TARGET_PREFIX_ALONE",
        &[("target_schema", r#""r2_b2_wb_""#)],
        &["NON_ALLOWLIST_SCHEMA"],
    ),
    changed(
        "D_TARGET_CAPITALS",
        &[("target_schema", r#""r2_b2_wb_20260611T083000Z""#)],
        &["NON_ALLOWLIST_SCHEMA"],
    ),
    changed(
        "D_TARGET_DOUBLE_UNDERSCORE",
        &[("target_schema", r#""r2_b2_wb__20260611t083000z""#)],
        &["NON_ALLOWLIST_SCHEMA"],
    ),
    changed(
        "D_TARGET_TRAILING_UNDERSCORE",
        &[("target_schema", r#""r2_b2_wb_20260611t083000z_""#)],
        &["NON_ALLOWLIST_SCHEMA"],
    ),
    changed(
        "D_TARGET_INSIDE",
        &[("target_schema", r#""x_r2_b2_wb_20260611t083000z""#)],
        &["NON_ALLOWLIST_SCHEMA"],
    ),
    changed(
        "D_TARGET_OTHER_RUN",
        &[("target_schema", r#""r2_b2_wb_20260612t083000z""#)],
        &["SCHEMA_RUNID_MISMATCH"],
    ),
    changed(
        "D_TARGET_OTHER_RUN_IN_TEARDOWN",
        &[
            ("mode", r#""teardown_plan""#),
            ("target_schema", r#""r2_b2_wb_20260612t083000z""#),
        ],
        &["SCHEMA_RUNID_MISMATCH"],
    ),
    changed(
        "D_GATE_CLOSED",
        &[("mode", r#""real_run""#)],
        &["REAL_RUN_GATE_CLOSED"],
    ),
    proven(
        "D_GATE_CLOSED_IN_TEARDOWN",
        &[("mode", r#""teardown_real_run""#)],
        Evidence::None,
        "false",
        &["REAL_RUN_GATE_CLOSED"],
    ),
    proven(
        "D_GATE_IN_THE_REQUEST",
        &[("mode", r#""real_run""#), ("owner_real_run_gate_open", "true")],
        Evidence::Equal(&[]),
        "",
        &["REAL_RUN_GATE_CLOSED", "UNKNOWN_FIELD"],
    ),
    proven(
        "D_GATE_AS_TEXT",
        &[],
        Evidence::None,
        r#""true""#,
        &["INVALID_GATE_TYPE"],
    ),
    proven(
        "D_GATE_AS_NUMBER",
        &[],
        Evidence::None,
        "1",
        &["INVALID_GATE_TYPE"],
    ),
    proven("D_GATE_NULL", &[], Evidence::None, "null", &["INVALID_GATE_TYPE"]),
    proven(
        "D_GATE_AS_TEXT_IN_REAL_RUN",
        &[("mode", r#""real_run""#)],
        Evidence::Equal(&[]),
        r#""true""#,
        &["REAL_RUN_GATE_CLOSED", "INVALID_GATE_TYPE"],
    ),
];
