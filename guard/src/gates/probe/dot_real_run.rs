//! Probes of the DOT gate: real runs with the owner's gate open.

use super::Probe;
use super::question::{Dot, Evidence, Question};

const fn real_run(
    name: &'static str,
    changes: &'static [(&'static str, &'static str)],
    evidence: Evidence,
    codes: &'static [&'static str],
) -> Probe {
    let dot = Dot {
        changes,
        evidence,
        gate: "true",
    };
    Probe::new(name, Question::Dot(dot), codes)
}

const CREATE: (&str, &str) = ("mode", "\"real_run\"");
const DROP: (&str, &str) = ("mode", "\"teardown_real_run\"");

pub(super) const PROBES: &[Probe] = &[
    real_run("R01_C_REAL_RUN", &[CREATE], Evidence::Equal(&[]), &[]),
    real_run("R02_C_TEARDOWN_REAL_RUN", &[DROP], Evidence::Equal(&[]), &[]),
    real_run(
        "R03_NO_EVIDENCE",
        &[CREATE],
        Evidence::None,
        &["PROD_UNTOUCHED_UNKNOWN"],
    ),
    real_run(
        "R04_NO_AFTER",
        &[CREATE],
        Evidence::Json(r#"{"before":{}}"#),
        &["PROD_UNTOUCHED_UNKNOWN"],
    ),
    real_run(
        "R05_NO_BEFORE",
        &[DROP],
        Evidence::Json(r#"{"after":{}}"#),
        &["PROD_UNTOUCHED_UNKNOWN"],
    ),
    real_run(
        "R06_SURFACE_MISSING",
        &[CREATE],
        Evidence::Equal(&[("after", "dot_tools.count", "")]),
        &["PROD_UNTOUCHED_UNKNOWN"],
    ),
    real_run(
        "R07_DRIFT",
        &[CREATE],
        Evidence::Equal(&[("after", "dot_tools.count", "8")]),
        &["PROD_UNTOUCHED_FAIL"],
    ),
    real_run(
        "R08_DATE_DRIFT",
        &[DROP],
        Evidence::Equal(&[("after", "birth_registry.max_date_certified", r#""2026-06-11""#)]),
        &["PROD_UNTOUCHED_FAIL"],
    ),
    real_run(
        "R09_ROW_APPENDED",
        &[CREATE],
        Evidence::Equal(&[("append_tables_write_set", "", r#"{"system_issues":[{}]}"#)]),
        &["PROD_UNTOUCHED_FAIL"],
    ),
    real_run(
        "R10_NULL_ON_BOTH_SIDES",
        &[CREATE],
        Evidence::Equal(&[
            ("before", "dot_tools.count", "null"),
            ("after", "dot_tools.count", "null"),
        ]),
        &["PROD_UNTOUCHED_UNKNOWN"],
    ),
    real_run(
        "R11_FAILS_ALONG_WITH_THE_REST",
        &[CREATE, ("actor", "")],
        Evidence::Equal(&[("after", "public.object_count", "8")]),
        &["MISSING_ACTOR", "PROD_UNTOUCHED_FAIL"],
    ),
    real_run(
        "R12_UNKNOWN_ALONG_WITH_THE_REST",
        &[DROP, ("owner_authorization_ref", "")],
        Evidence::None,
        &["MISSING_OWNER_AUTH", "PROD_UNTOUCHED_UNKNOWN"],
    ),
    real_run(
        "R13_EMPTY_ON_BOTH_SIDES",
        &[CREATE],
        Evidence::Equal(&[
            ("before", "birth_registry.max_date_certified", r#""""#),
            ("after", "birth_registry.max_date_certified", r#""""#),
        ]),
        &["PROD_UNTOUCHED_UNKNOWN"],
    ),
    real_run(
        "R14_NEGATIVE_ON_BOTH_SIDES",
        &[CREATE],
        Evidence::Equal(&[
            ("before", "dot_tools.count", "-1"),
            ("after", "dot_tools.count", "-1"),
        ]),
        &["PROD_UNTOUCHED_UNKNOWN"],
    ),
    real_run(
        "R15_FRACTION_ON_BOTH_SIDES",
        &[CREATE],
        Evidence::Equal(&[
            ("before", "dot_tools.count", "7.0"),
            ("after", "dot_tools.count", "7.0"),
        ]),
        &["PROD_UNTOUCHED_UNKNOWN"],
    ),
    real_run(
        "R16_TEXT_ON_BOTH_SIDES",
        &[CREATE],
        Evidence::Equal(&[
            ("before", "dot_tools.count", r#""7""#),
            ("after", "dot_tools.count", r#""7""#),
        ]),
        &["PROD_UNTOUCHED_UNKNOWN"],
    ),
    real_run(
        "R17_SEVEN_IS_NOT_SEVEN_POINT_ZERO",
        &[CREATE],
        Evidence::Equal(&[("after", "dot_tools.count", "7.0")]),
        &["PROD_UNTOUCHED_UNKNOWN"],
    ),
    real_run(
        "R18_ONE_IS_NOT_TRUE",
        &[CREATE],
        Evidence::Equal(&[
            ("before", "dot_tools.count", "1"),
            ("after", "dot_tools.count", "true"),
        ]),
        &["PROD_UNTOUCHED_UNKNOWN"],
    ),
    real_run(
        "R19_SEVEN_IS_NOT_A_TEXT",
        &[CREATE],
        Evidence::Equal(&[("after", "dot_tools.count", r#""7""#)]),
        &["PROD_UNTOUCHED_FAIL", "PROD_UNTOUCHED_UNKNOWN"],
    ),
    real_run(
        "R20_NO_DATE",
        &[CREATE],
        Evidence::Equal(&[
            ("before", "birth_registry.max_date_certified", r#""yesterday""#),
            ("after", "birth_registry.max_date_certified", r#""yesterday""#),
        ]),
        &["PROD_UNTOUCHED_UNKNOWN"],
    ),
    real_run(
        "R21_A_COUNT_FOR_A_DATE",
        &[CREATE],
        Evidence::Equal(&[
            ("before", "birth_registry.max_date_certified", "7"),
            ("after", "birth_registry.max_date_certified", "7"),
        ]),
        &["PROD_UNTOUCHED_UNKNOWN"],
    ),
    real_run(
        "R22_UNKNOWN_SURFACE",
        &[CREATE],
        Evidence::Equal(&[("before", "payroll.count", "7"), ("after", "payroll.count", "7")]),
        &["PROD_UNTOUCHED_UNKNOWN"],
    ),
    real_run(
        "R23_UNKNOWN_SURFACE_ON_ONE_SIDE",
        &[CREATE],
        Evidence::Equal(&[("after", "payroll.count", "7")]),
        &["PROD_UNTOUCHED_UNKNOWN"],
    ),
    real_run(
        "R24_UNKNOWN_TABLE",
        &[CREATE],
        Evidence::Equal(&[("append_tables_write_set", "", r#"{"payroll":[]}"#)]),
        &["PROD_UNTOUCHED_FAIL"],
    ),
    real_run(
        "R25_TABLE_WITHOUT_A_LIST",
        &[CREATE],
        Evidence::Equal(&[("append_tables_write_set", "", r#"{"event_outbox":null}"#)]),
        &["INVALID_FIELD_TYPE", "PROD_UNTOUCHED_FAIL"],
    ),
    real_run(
        "R26_ROW_AND_NO_EVIDENCE",
        &[CREATE],
        Evidence::Json(r#"{"append_tables_write_set":{"event_outbox":[1]}}"#),
        &["PROD_UNTOUCHED_UNKNOWN", "PROD_UNTOUCHED_FAIL"],
    ),
    real_run(
        "R27_C_NO_WRITE_SET",
        &[CREATE],
        Evidence::Equal(&[("append_tables_write_set", "", "")]),
        &[],
    ),
    real_run(
        "R28_C_INSTANTS",
        &[CREATE],
        Evidence::Equal(&[
            (
                "before",
                "birth_registry.max_date_certified",
                r#""2026-06-10T00:00:00Z""#,
            ),
            (
                "after",
                "birth_registry.max_date_certified",
                r#""2026-06-10T00:00:00Z""#,
            ),
        ]),
        &[],
    ),
    real_run(
        "R29_C_HUGE_COUNTS",
        &[CREATE],
        Evidence::Equal(&[
            ("before", "dot_tools.count", "18446744073709551615"),
            ("after", "dot_tools.count", "18446744073709551615"),
        ]),
        &[],
    ),
    real_run(
        "R30_HUGE_DRIFT",
        &[CREATE],
        Evidence::Equal(&[
            ("before", "dot_tools.count", "18446744073709551615"),
            ("after", "dot_tools.count", "18446744073709551614"),
        ]),
        &["PROD_UNTOUCHED_FAIL"],
    ),
];
