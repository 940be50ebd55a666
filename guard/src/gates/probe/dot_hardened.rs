//! Probes of the DOT gate: the hardenings, what cannot be read, and the controls.

use super::Probe;
use super::dot::{changed, line, proven};
use super::question::Evidence;

pub(super) const PROBES: &[Probe] = &[
    changed(
        "D_RUN_ID_NO_DAY",
        &[
            ("run_id", r#""20260231T083000Z""#),
            ("target_schema", r#""r2_b2_wb_20260231t083000z""#),
        ],
        &["RUN_ID_NOT_A_TIME"],
    ),
    changed(
        "D_RUN_ID_NO_HOUR",
        &[
            ("run_id", r#""20260211T243000Z""#),
            ("target_schema", r#""r2_b2_wb_20260211t243000z""#),
        ],
        &["RUN_ID_NOT_A_TIME"],
    ),
    changed(
        "D_TARGET_LONG",
        &[(
            "target_schema",
            r#""r2_b2_wb_20260611t083000z_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa""#,
        )],
        &["SCHEMA_NAME_TOO_LONG"],
    ),
    changed(
        "D_TARGET_RUN_ID_IN_A_WORD",
        &[("target_schema", r#""r2_b2_wb_x20260611t083000z""#)],
        &["SCHEMA_RUNID_AMBIGUOUS"],
    ),
    changed(
        "D_TARGET_TWO_RUN_IDS",
        &[("target_schema", r#""r2_b2_wb_20260611t083000z_20260612t083000z""#)],
        &["SCHEMA_RUNID_AMBIGUOUS"],
    ),
    changed(
        "D_TARGET_RUN_ID_TWICE",
        &[("target_schema", r#""r2_b2_wb_20260611t083000z_20260611t083000z""#)],
        &["SCHEMA_RUNID_AMBIGUOUS"],
    ),
    changed(
        "D_OWNER_PLACEHOLDER",
        &[("owner_authorization_ref", r#""tbd""#)],
        &["PLACEHOLDER_OWNER_AUTH"],
    ),
    changed(
        "D_OWNER_PLACEHOLDER_IN_CAPITALS",
        &[("owner_authorization_ref", r#"" Denied ""#)],
        &["PLACEHOLDER_OWNER_AUTH"],
    ),
    changed(
        "D_DOUBLE",
        &[(r"\u006dode", r#""validate_only""#)],
        &["DUPLICATE_KEY"],
    ),
    changed(
        "D_UNKNOWN",
        &[("sql", r#""DROP SCHEMA public""#)],
        &["UNKNOWN_FIELD"],
    ),
    changed(
        "D_TWO_UNKNOWN",
        &[("sql", "1"), ("force", "true")],
        &["UNKNOWN_FIELD"],
    ),
    changed(
        "D_FLAG_TYPE",
        &[("copy_production_data", "0")],
        &["INVALID_FIELD_TYPE"],
    ),
    changed(
        "D_FLAG_TRUTHY",
        &[("copy_production_data", r#""false""#)],
        &["PROD_DATA_COPY_FORBIDDEN", "INVALID_FIELD_TYPE"],
    ),
    changed(
        "D_TEXT_TYPE",
        &[("actor", "7")],
        &["MISSING_ACTOR", "INVALID_FIELD_TYPE"],
    ),
    proven(
        "D_EVIDENCE_TYPE",
        &[],
        Evidence::Json("[]"),
        "",
        &["INVALID_FIELD_TYPE"],
    ),
    proven(
        "D_EVIDENCE_HALF_TYPE",
        &[],
        Evidence::Json(r#"{"before":[],"after":{}}"#),
        "",
        &["INVALID_FIELD_TYPE"],
    ),
    proven(
        "D_EVIDENCE_KEY",
        &[],
        Evidence::Json(r#"{"during":{}}"#),
        "",
        &["UNKNOWN_FIELD"],
    ),
    proven(
        "D_EVIDENCE_DOUBLE",
        &[],
        Evidence::Json(r#"{"before":{"dot_tools.count":1,"dot_tools.count":2}}"#),
        "",
        &["DUPLICATE_KEY"],
    ),
    changed(
        "D_ACTOR_MALFORMED",
        &[("actor", r#""ci\u202erunner""#)],
        &["MALFORMED_TEXT"],
    ),
    changed(
        "D_ALL_AT_ONCE",
        &[
            ("dot_code", ""),
            ("mode", ""),
            ("channel", r#""psql""#),
            ("actor", ""),
            ("run_id", r#""x""#),
            ("owner_authorization_ref", ""),
            ("target_schema", r#""public""#),
            ("use_directus_generic_create", "true"),
            ("copy_production_data", "true"),
        ],
        &[
            "WRONG_DOT_CODE",
            "UNKNOWN_MODE",
            "FORBIDDEN_MANUAL_CHANNEL",
            "DIRECTUS_GENERIC_FORBIDDEN",
            "MISSING_ACTOR",
            "BAD_RUN_ID",
            "PROD_DATA_COPY_FORBIDDEN",
            "MISSING_OWNER_AUTH",
            "PROTECTED_SCHEMA_TARGET",
            "NON_ALLOWLIST_SCHEMA",
        ],
    ),
    line("D_UNREADABLE_EMPTY", ""),
    line("D_UNREADABLE_NO_REQUEST", r#"{"owner_real_run_gate_open":true}"#),
    line("D_UNREADABLE_LIST", r#"{"request":[]}"#),
    line(
        "D_UNREADABLE_CUT",
        r#"{"request":{"dot_code":"DOT_R2_B2_STAGING_SCHEMA_SHELL""#,
    ),
    line("D_UNREADABLE_TWO", r#"{"request":{}}{"request":{}}"#),
    // Controls.
    changed("D_C_VALIDATE", &[], &[]),
    proven(
        "D_C_VALIDATE_AGENT",
        &[("channel", r#""agent_api_executor""#)],
        Evidence::None,
        "false",
        &[],
    ),
    proven(
        "D_C_DRY_RUN",
        &[("mode", r#""dry_run_plan""#)],
        Evidence::None,
        "true",
        &[],
    ),
    changed("D_C_TEARDOWN_PLAN", &[("mode", r#""teardown_plan""#)], &[]),
    proven(
        "D_C_VERIFY",
        &[("mode", r#""verify""#)],
        Evidence::Equal(&[]),
        "",
        &[],
    ),
    changed("D_C_VERIFY_NOTHING", &[("mode", r#""verify""#)], &[]),
    changed(
        "D_C_LONGEST_NAME",
        &[(
            "target_schema",
            r#""r2_b2_wb_20260611t083000z_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa""#,
        )],
        &[],
    ),
    changed(
        "D_C_MORE_GROUPS",
        &[("target_schema", r#""r2_b2_wb_team7_20260611t083000z_x""#)],
        &[],
    ),
    changed(
        "D_C_LEAP_DAY",
        &[
            ("run_id", r#""20240229T235959Z""#),
            ("target_schema", r#""r2_b2_wb_20240229t235959z""#),
        ],
        &[],
    ),
];
