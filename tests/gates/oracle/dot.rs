//! Section 3 of the specification.

use serde_json::{Map, Value};

use super::{
    Verdict, count_malformed, count_unknown, count_wrong_types, is_blank, is_true, is_truthy, stripped, text,
};

const TEXTS: [&str; 7] = [
    "dot_code",
    "mode",
    "channel",
    "actor",
    "run_id",
    "owner_authorization_ref",
    "target_schema",
];
const FLAGS: [&str; 2] = ["use_directus_generic_create", "copy_production_data"];
pub(crate) const SURFACES: [&str; 11] = [
    "public.object_count",
    "iu_core.object_count",
    "birth_registry.certified_count",
    "birth_registry.max_date_certified",
    "governance_object_ownership.count",
    "universal_edges.count",
    "universal_edges.provenance_count",
    "dot_tools.count",
    "directus_collections.count",
    "directus_fields.count",
    "directus_relations.count",
];
pub(crate) const TABLES: [&str; 6] = [
    "event_outbox",
    "system_issues",
    "directus_activity",
    "directus_revisions",
    "registry_changelog",
    "measurement_log",
];

/// What the gate must say to `{"request": …, "owner_real_run_gate_open": …}`, whose request is an object.
#[expect(clippy::too_many_lines, reason = "straight down the table")]
pub(crate) fn judge(line: &Map<String, Value>) -> Verdict {
    let mut verdict = Verdict::default();
    let request = line["request"].as_object().unwrap();
    let open = is_true(line, "owner_real_run_gate_open");
    let given = |key: &str| text(request, key).filter(|text| !is_blank(text));

    verdict.rule(
        text(request, "dot_code") != Some("DOT_R2_B2_STAGING_SCHEMA_SHELL"),
        "WRONG_DOT_CODE",
    );
    let mode = text(request, "mode").unwrap_or("");
    let modes = [
        "validate_only",
        "dry_run_plan",
        "real_run",
        "verify",
        "teardown_plan",
        "teardown_real_run",
    ];
    verdict.rule(!modes.contains(&mode), "UNKNOWN_MODE");
    match given("channel") {
        None => verdict.rule(true, "MISSING_CHANNEL"),
        Some("manual_sql" | "psql" | "docker_exec_psql" | "directus_generic" | "host_exec") => {
            verdict.rule(true, "FORBIDDEN_MANUAL_CHANNEL");
        }
        Some(channel) => verdict.rule(
            channel != "process_dot_runner" && channel != "agent_api_executor",
            "UNKNOWN_CHANNEL",
        ),
    }
    verdict.rule(
        is_truthy(request, "use_directus_generic_create"),
        "DIRECTUS_GENERIC_FORBIDDEN",
    );
    verdict.rule(given("actor").is_none(), "MISSING_ACTOR");
    let run_id = given("run_id");
    let shaped = run_id.is_some_and(has_shape);
    verdict.rule(run_id.is_none(), "MISSING_RUN_ID");
    verdict.rule(run_id.is_some() && !shaped, "BAD_RUN_ID");
    verdict.rule(
        is_truthy(request, "copy_production_data"),
        "PROD_DATA_COPY_FORBIDDEN",
    );
    let owner = given("owner_authorization_ref");
    verdict.rule(owner.is_none(), "MISSING_OWNER_AUTH");

    let (mut long, mut ambiguous) = (false, false);
    match given("target_schema") {
        None => verdict.rule(true, "MISSING_TARGET_SCHEMA"),
        Some(schema) => {
            let is_bad = |c: char| c.is_whitespace() || c.is_control();
            verdict.rule(schema.contains(is_bad), "MALFORMED_SCHEMA_CHARS");
            let protected = [
                "public",
                "iu_core",
                "cutter_governance",
                "sandbox_tac",
                "information_schema",
                "pg_catalog",
                "pg_toast",
                "pg_temp",
            ];
            let plain = schema.trim().to_lowercase();
            verdict.rule(protected.contains(&plain.as_str()), "PROTECTED_SCHEMA_TARGET");
            let allowlisted = is_allowlisted(schema);
            verdict.rule(!allowlisted, "NON_ALLOWLIST_SCHEMA");
            let occurs = run_id.is_some_and(|id| schema.contains(&stripped(id).to_lowercase()));
            verdict.rule(
                allowlisted && run_id.is_some() && !occurs,
                "SCHEMA_RUNID_MISMATCH",
            );
            long = schema.len() > 63;
            let token = run_id.unwrap_or("").to_lowercase();
            let ids: Vec<&str> = schema
                .split('_')
                .filter(|group| has_shape(&group.to_uppercase()))
                .collect();
            ambiguous = allowlisted && shaped && occurs && ids != [token.as_str()];
        }
    }

    let real = mode == "real_run" || mode == "teardown_real_run";
    verdict.rule(real && !open, "REAL_RUN_GATE_CLOSED");
    let guard = untouched(request);
    if real && open {
        verdict.rule(guard.rule == "FAIL", "PROD_UNTOUCHED_FAIL");
        verdict.rule(guard.rule == "UNKNOWN", "PROD_UNTOUCHED_UNKNOWN");
    }

    // No code is given twice.
    let known = [&TEXTS[..], &FLAGS[..], &["production_untouched_evidence"]].concat();
    let evidence = request.get("production_untouched_evidence");
    let unknown = count_unknown(request, &known)
        + count_unknown(line, &["request", "owner_real_run_gate_open"])
        + evidence.and_then(Value::as_object).map_or(0, |evidence| {
            count_unknown(evidence, &["before", "after", "append_tables_write_set"])
        });
    verdict.hardening(unknown > 0, "UNKNOWN_FIELD");
    let wrong = count_wrong_types(request, &TEXTS, &FLAGS) + evidence.map_or(0, wrong_types_of_evidence);
    verdict.hardening(wrong > 0, "INVALID_FIELD_TYPE");
    verdict.hardening(count_malformed(request, &TEXTS) > 0, "MALFORMED_TEXT");
    let gate = line.get("owner_real_run_gate_open");
    verdict.hardening(!matches!(gate, None | Some(Value::Bool(_))), "INVALID_GATE_TYPE");
    verdict.hardening(shaped && !run_id.is_some_and(is_real), "RUN_ID_NOT_A_TIME");
    verdict.hardening(long, "SCHEMA_NAME_TOO_LONG");
    verdict.hardening(ambiguous, "SCHEMA_RUNID_AMBIGUOUS");
    let placeholders = [
        "none", "n/a", "na", "null", "tbd", "todo", "-", ".", "x", "denied", "revoked", "pending", "false",
        "true",
    ];
    let is_placeholder =
        owner.is_some_and(|owner| placeholders.contains(&owner.trim().to_lowercase().as_str()));
    verdict.hardening(is_placeholder, "PLACEHOLDER_OWNER_AUTH");
    if real && open {
        verdict.hardening(
            guard.unusable && guard.rule != "UNKNOWN",
            "PROD_UNTOUCHED_UNKNOWN",
        );
        verdict.hardening(guard.appended && guard.rule != "FAIL", "PROD_UNTOUCHED_FAIL");
    }
    verdict
}

struct Guard {
    rule: &'static str,
    unusable: bool,
    appended: bool,
}

fn untouched(request: &Map<String, Value>) -> Guard {
    let evidence = request
        .get("production_untouched_evidence")
        .and_then(Value::as_object);
    let half = |name: &str| {
        evidence
            .and_then(|evidence| evidence.get(name))
            .and_then(Value::as_object)
    };
    let appended = evidence
        .and_then(|evidence| evidence.get("append_tables_write_set"))
        .and_then(Value::as_object)
        .is_some_and(|tables| {
            tables
                .iter()
                .any(|(table, rows)| !TABLES.contains(&table.as_str()) || rows != &Value::Array(Vec::new()))
        });
    let (Some(before), Some(after)) = (half("before"), half("after")) else {
        return Guard {
            rule: "UNKNOWN",
            unusable: false,
            appended,
        };
    };
    let missing = SURFACES
        .iter()
        .any(|surface| !before.contains_key(*surface) || !after.contains_key(*surface));
    let drift = SURFACES
        .iter()
        .any(|surface| !equal(before.get(*surface), after.get(*surface)));
    let unusable = before
        .iter()
        .chain(after)
        .any(|(surface, value)| !is_usable(surface, value));
    Guard {
        rule: if missing {
            "UNKNOWN"
        } else if drift {
            "FAIL"
        } else {
            "PASS"
        },
        unusable,
        appended,
    }
}

/// Equal for a reader to whom 1, 1.0 and true are the same.
fn equal(one: Option<&Value>, two: Option<&Value>) -> bool {
    let number = |value: Option<&Value>| match value {
        Some(Value::Bool(flag)) => Some(f64::from(u8::from(*flag))),
        Some(Value::Number(number)) => number.as_f64(),
        _ => None,
    };
    match (one, two) {
        (Some(Value::Number(one)), Some(Value::Number(two))) if one.is_u64() && two.is_u64() => one == two,
        _ => match (number(one), number(two)) {
            (Some(one), Some(two)) => (one - two).abs() == 0.0,
            (None, None) => one == two,
            _ => false,
        },
    }
}

fn is_usable(surface: &str, value: &Value) -> bool {
    match surface {
        // Only what the generators of the tests make use of.
        "birth_registry.max_date_certified" => {
            matches!(value.as_str(), Some("2026-06-10" | "2026-06-11T08:30:00Z"))
        }
        _ => SURFACES.contains(&surface) && value.is_u64(),
    }
}

fn wrong_types_of_evidence(evidence: &Value) -> usize {
    let Some(evidence) = evidence.as_object() else {
        return 1;
    };
    let is_wrong_half = |name: &str| !matches!(evidence.get(name), None | Some(Value::Object(_)));
    let halves = ["before", "after", "append_tables_write_set"];
    let tables = evidence.get("append_tables_write_set").and_then(Value::as_object);
    let lists = tables.map_or(0, |tables| {
        tables.values().filter(|rows| !rows.is_array()).count()
    });
    halves.iter().filter(|name| is_wrong_half(name)).count() + lists
}

fn has_shape(text: &str) -> bool {
    let pattern = "########T######Z";
    text.len() == pattern.len()
        && text.chars().zip(pattern.chars()).all(|(c, wanted)| match wanted {
            '#' => c.is_ascii_digit(),
            letter => c == letter,
        })
}

fn is_real(run_id: &str) -> bool {
    let number = |from: usize, to: usize| run_id.get(from..to).unwrap().parse::<u32>().unwrap();
    let (year, month, day) = (number(0, 4), number(4, 6), number(6, 8));
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let days = [
        31,
        if leap { 29 } else { 28 },
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];
    let is_day = year >= 1 && (1..=12).contains(&month) && (1..=days[month as usize - 1]).contains(&day);
    is_day && number(9, 11) < 24 && number(11, 13) < 60 && number(13, 15) < 60
}

fn is_allowlisted(schema: &str) -> bool {
    let Some(rest) = schema.strip_prefix("r2_b2_wb_") else {
        return false;
    };
    !rest.is_empty()
        && !rest.starts_with('_')
        && !rest.ends_with('_')
        && !rest.contains("__")
        && rest
            .chars()
            .all(|c| c == '_' || c.is_ascii_digit() || c.is_ascii_lowercase())
}
