//! What a DOT decision holds besides its codes.

use serde_json::{Value, json};

use crate::oracle::dot::{SURFACES, TABLES};
use crate::{codes, dot};

pub(crate) const SCHEMA: &str = "r2_b2_wb_20260611t083000z";

fn half() -> Value {
    let mut half: Value = SURFACES.iter().map(|key| ((*key).to_owned(), json!(7))).collect();
    half["birth_registry.max_date_certified"] = json!("2026-06-10");
    half
}

pub(crate) fn line(mode: &str) -> Value {
    json!({
        "request": {
            "dot_code": "DOT_R2_B2_STAGING_SCHEMA_SHELL",
            "mode": mode,
            "channel": "process_dot_runner",
            "actor": "ci \u{2028} \"x\"".replace('\u{2028}', "-"),
            "run_id": "20260611T083000Z",
            "owner_authorization_ref": "OWN-7",
            "target_schema": SCHEMA,
            "production_untouched_evidence": {"before": half(), "after": half()},
        },
        "owner_real_run_gate_open": true,
    })
}

pub(crate) fn decide(line: &Value) -> Value {
    dot(&serde_json::to_vec(line).unwrap())
}

pub(crate) fn statements() -> Vec<String> {
    let tables = [
        "wb_manifest",
        "wb_object",
        "wb_object_state",
        "wb_edge",
        "wb_audit",
        "wb_drift_check",
        "wb_teardown_log",
    ];
    let create = tables
        .iter()
        .map(|table| format!("CREATE TABLE {SCHEMA}.{table} (...);"));
    std::iter::once(format!("CREATE SCHEMA {SCHEMA};"))
        .chain(create)
        .collect()
}

#[test]
fn validate_only_says_that_the_inputs_are_valid() {
    let decision = decide(&line("validate_only"));
    assert_eq!(
        decision["plan"],
        json!({"kind": "validate_only", "result": "inputs_valid"})
    );
    assert_eq!(decision["writes"], json!([]));
    assert!(decision["production_untouched_verdict"].is_null());
}

#[test]
fn dry_run_plan_shows_the_eight_statements_and_writes_none() {
    let decision = decide(&line("dry_run_plan"));
    let plan = &decision["plan"];
    assert_eq!(plan["ddl_preview"], json!(statements()));
    assert_eq!(plan["writes_if_executed"], 8);
    assert_eq!(plan["target_schema"], SCHEMA);
    assert_eq!(plan["seven_shell_tables"].as_array().unwrap().len(), 7);
    assert_eq!(
        (&decision["writes"], &decision["audit"]["write_intent"]),
        (&json!([]), &json!([]))
    );
}

#[test]
fn a_teardown_plan_shows_the_one_statement() {
    let decision = decide(&line("teardown_plan"));
    let drop = format!("DROP SCHEMA {SCHEMA} CASCADE;");
    assert_eq!(
        decision["plan"],
        json!({"kind": "teardown_plan", "ddl_preview": [drop]})
    );
}

#[test]
fn a_real_run_writes_behind_an_open_gate_and_a_pass() {
    for (mode, writes) in [
        ("real_run", statements()),
        (
            "teardown_real_run",
            vec![format!("DROP SCHEMA {SCHEMA} CASCADE;")],
        ),
    ] {
        let decision = decide(&line(mode));
        assert_eq!(decision["writes"], json!(writes));
        let plan = json!({
            "kind": mode,
            "target_schema": SCHEMA,
            "GATE": "OWNER_REAL_RUN_OPEN",
            "production_untouched_verdict": "PASS",
        });
        assert_eq!(decision["plan"], plan);
        assert_eq!(decision["audit"]["before_snapshot_ref"], "runtime");

        let mut closed = line(mode);
        closed["owner_real_run_gate_open"] = json!(false);
        let decision = decide(&closed);
        assert_eq!(codes(&decision), ["REAL_RUN_GATE_CLOSED"]);
        assert_eq!(
            (&decision["writes"], &decision["plan"]),
            (&json!([]), &Value::Null)
        );
        assert!(
            decision["production_untouched_verdict"].is_null(),
            "guard 3 is not asked"
        );
        assert!(decision["audit"]["before_snapshot_ref"].is_null());
    }
}

#[test]
fn verify_reports_what_guard_three_found_in_all_three_places() {
    let mut drift = line("verify");
    drift["request"]["production_untouched_evidence"]["after"]["dot_tools.count"] = json!(8);
    drift["request"]["production_untouched_evidence"]["after"]["public.object_count"] = json!(8);
    let decision = decide(&drift);
    assert_eq!(decision["allow"], true);
    assert_eq!(decision["plan"]["verdict"], "FAIL");
    assert_eq!(decision["plan"]["reason"], "production_drift_detected");
    assert_eq!(
        decision["plan"]["drift"],
        json!(["public.object_count", "dot_tools.count"])
    );
    assert_eq!(
        decision["plan"]["structural_inventory_must_equal"],
        json!(["public.*", "iu_core.*"])
    );
    assert_eq!(decision["plan"]["invariants_must_equal"], json!(SURFACES[2..]));
    assert_eq!(
        decision["plan"]["append_tables_write_set_must_be_empty_for_run"],
        json!(TABLES)
    );
    assert_eq!(decision["production_untouched_verdict"], "FAIL");
    assert_eq!(decision["audit"]["production_untouched_verdict"], "FAIL");

    let untouched = decide(&line("verify"));
    assert_eq!(untouched["plan"]["reason"], "all_surfaces_equal");
    assert_eq!(untouched["production_untouched_verdict"], "PASS");
}

/// Puts `evidence` into `line`, or none where it is null: that would be of the wrong type.
fn give(line: &mut Value, evidence: &Value) {
    let request = line["request"].as_object_mut().unwrap();
    request.remove("production_untouched_evidence");
    if !evidence.is_null() {
        request.insert("production_untouched_evidence".to_owned(), evidence.clone());
    }
}

#[test]
fn every_reason_of_guard_three_has_its_name() {
    let all: Vec<Value> = SURFACES.iter().map(|surface| json!(surface)).collect();
    for (evidence, verdict, reason, key, surfaces) in [
        (json!(null), "UNKNOWN", "no_evidence_supplied", "", json!(null)),
        (
            json!({"after": half()}),
            "UNKNOWN",
            "missing_before_or_after",
            "",
            json!(null),
        ),
        (
            json!({"before": {}, "after": {}}),
            "UNKNOWN",
            "incomplete_surfaces",
            "missing_surfaces",
            json!(all),
        ),
        (
            json!({"before": half(), "after": half(), "append_tables_write_set": {"event_outbox": [1]}}),
            "FAIL",
            "append_write_set_not_empty",
            "",
            json!(null),
        ),
        (
            {
                let mut odd = half();
                odd["dot_tools.count"] = json!(null);
                odd["SECRET.count"] = json!(1);
                json!({"before": odd, "after": odd})
            },
            "UNKNOWN",
            "unusable_evidence",
            "unusable_surfaces",
            json!(["dot_tools.count", "UNKNOWN_SURFACE"]),
        ),
    ] {
        let mut asked = line("verify");
        give(&mut asked, &evidence);
        let decision = decide(&asked);
        assert_eq!(decision["plan"]["verdict"], verdict, "{decision}");
        assert_eq!(decision["plan"]["reason"], reason);
        assert_eq!(decision["plan"].get(key).unwrap_or(&Value::Null), &surfaces);
        let mut real = line("real_run");
        give(&mut real, &evidence);
        let decision = decide(&real);
        let code = format!("PROD_UNTOUCHED_{verdict}");
        assert_eq!(decision["reasons"], json!([{"code": code, "reason": reason}]));
        assert_eq!(decision["plan"], Value::Null);
    }
}

#[test]
fn values_that_prove_nothing_are_compared_all_the_same() {
    for (before, after, is_drift) in [
        ("[1]", "[ 1 ]", false),
        ("[1]", "[2]", true),
        ("null", "{}", true),
        ("true", "1", false),
        (r#""7""#, "7", true),
        (r#""\ud800""#, r#""\uD800""#, false),
        (r#""\ud800""#, r#""\ud801""#, true),
    ] {
        let mut asked = line("verify");
        let evidence = &mut asked["request"]["production_untouched_evidence"];
        evidence["before"]["dot_tools.count"] = json!("BEFORE");
        evidence["after"]["dot_tools.count"] = json!("AFTER");
        let asked = asked
            .to_string()
            .replace("\"BEFORE\"", before)
            .replace("\"AFTER\"", after);
        let plan = &dot(asked.as_bytes())["plan"];
        assert_eq!(plan.get("drift").is_some(), is_drift, "{before} {after}");
        assert_eq!(
            plan["unusable_surfaces"],
            json!(["dot_tools.count"]),
            "{before} {after}"
        );
    }
}

#[test]
fn a_surface_on_one_side_is_missing_and_unusable_only_if_its_value_is() {
    for (value, unusable) in [(json!(7), Value::Null), (json!(-7), json!(["dot_tools.count"]))] {
        let mut asked = line("verify");
        let evidence = &mut asked["request"]["production_untouched_evidence"];
        evidence["before"]["dot_tools.count"] = value;
        evidence["after"]
            .as_object_mut()
            .unwrap()
            .remove("dot_tools.count");
        let plan = &decide(&asked)["plan"];
        assert_eq!(plan["reason"], "incomplete_surfaces");
        assert_eq!(plan["missing_surfaces"], json!(["dot_tools.count"]));
        assert_eq!(plan.get("unusable_surfaces").unwrap_or(&Value::Null), &unusable);
    }
}

#[test]
fn the_envelope_is_there_for_every_decision() {
    let keys = [
        "dot_code",
        "actor",
        "run_id",
        "mode",
        "target_schema",
        "owner_authorization_ref",
        "channel",
        "decided_at",
        "reject_codes",
        "write_intent",
        "production_untouched_verdict",
        "before_snapshot_ref",
        "after_snapshot_ref",
        "accepted",
        "owner_gate",
        "evidence_digest",
    ];
    let good = serde_json::to_vec(&line("real_run")).unwrap();
    for line in [&good[..], b"", b"nonsense", b"{\"request\":{}}", b"[]"] {
        let audit = &dot(line)["audit"];
        let found: Vec<&String> = audit.as_object().unwrap().keys().collect();
        let mut expected: Vec<&str> = keys.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected);
        assert_eq!(audit["decided_at"], "1970-01-01T00:00:00.000Z");
    }
    let audit = &dot(&good)["audit"];
    assert_eq!(
        (&audit["accepted"], &audit["owner_gate"]),
        (&json!(true), &json!("open"))
    );
    assert_eq!(audit["actor"], "ci - \"x\"");
}

#[test]
fn the_digest_is_that_of_the_sorted_evidence_and_of_nothing_else() {
    // echo -n '{"after":{},"append_tables_write_set":{"event_outbox":[]},"before":{}}' | sha256sum, and so on.
    for (evidence, digest) in [
        (
            r#"{"before" : {}, "append_tables_write_set":{"event_outbox": [ ]}, "after":{}}"#,
            "15eb1f50998af8074f6fb82bfb8bfc3c9394dce16dc5c556098192bf50a49d85",
        ),
        (
            r#"{"before":{"dot_tools.count":1,"x":[ 1.50, {"b":null,"a":"\u00e4\""} ]}, "after":{}}"#,
            "0a2a2bbeb279797228f529496a0b326f42a04fa2041fe1032bc304dd757d74a2",
        ),
        (
            r#"{"after":{"public.object_count":18446744073709551615,"dot_tools.count":-5},"before":{}}"#,
            "2465447ce2ffcac6e473c07137a14ef6bbc6c05f42f42ad17a7d3236bd6f706b",
        ),
        (
            r#"{"append_tables_write_set":5,"after":{},"before":{}}"#,
            "95db1b8623693a7a7cc59c41b57d46052a60f181ec5b24b83b8a2a37b25e33ed",
        ),
        (
            r#"{"before":{"x":1},"after":{"x":1}}"#,
            "5643d605bc79064f7ca8967ff2b06e7d62e4264fb579eb915e11da492b351051",
        ),
        (
            r#"{"before":{"x":1},"before":{},"after":{}}"#,
            "78ff07dc235bac9b060a5355fdf253e80596c9f58e42a751044c3ff2c61d129f",
        ),
        (
            r#"{"before":{},"append_tables_write_set":null,"after":{}}"#,
            "a7332f7ada62a2e1edae9a28bcf9e02bf9f4ac94a88067099e95305771ca4770",
        ),
    ] {
        let line = format!(r#"{{"request":{{"production_untouched_evidence":{evidence}}}}}"#);
        assert_eq!(
            dot(line.as_bytes())["audit"]["evidence_digest"],
            digest,
            "{evidence}"
        );
    }
    assert!(dot(br#"{"request":{}}"#)["audit"]["evidence_digest"].is_null());
}

#[test]
fn white_space_around_a_run_id_is_what_is_wrong_with_it_and_nothing_else() {
    for run_id in [
        " 20260611T083000Z",
        "20260611T083000Z\u{2003}",
        "\u{a0}20260611T083000Z\u{3000}",
    ] {
        let mut line = line("validate_only");
        line["request"]["run_id"] = json!(run_id);
        assert_eq!(codes(&decide(&line)), ["BAD_RUN_ID"], "{run_id:?}");
        line["request"]["target_schema"] = json!("r2_b2_wb_20260612t083000z");
        assert_eq!(
            codes(&decide(&line)),
            ["BAD_RUN_ID", "SCHEMA_RUNID_MISMATCH"],
            "{run_id:?}"
        );
    }
}
