//! Requests that are nearly right: the kind that a hole lets through.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

use crate::oracle::dot::{SURFACES, TABLES};

/// A value that has no business anywhere.
pub(crate) fn odd() -> impl Strategy<Value = Value> {
    select(vec![
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(-1),
        json!(1.0),
        json!(18_446_744_073_709_551_615_u64),
        json!(""),
        json!(" "),
        json!("\t\u{1c}"),
        json!("false"),
        json!("true"),
        json!("?"),
        json!("x\u{200b}"),
        json!("a\u{202e}b"),
        json!("PRODUCTION_PASS"),
        json!("käse"),
        json!("x".repeat(257)),
        json!([]),
        json!(["REAL_RUN"]),
        json!({}),
        json!({"a": [1, {"b": null}]}),
    ])
}

fn one_of(texts: &[&str]) -> impl Strategy<Value = Value> + use<> {
    select(texts.iter().map(|text| json!(text)).collect::<Vec<_>>())
}

/// Mostly `usual`, sometimes odd, sometimes not there at all.
fn field(usual: impl Strategy<Value = Value> + 'static) -> impl Strategy<Value = Option<Value>> {
    prop_oneof![
        8 => usual.prop_map(Some),
        1 => odd().prop_map(Some),
        1 => Just(None),
    ]
}

/// A key that no gate knows, now and then.
fn extra() -> impl Strategy<Value = Option<(String, Value)>> {
    let key = select(vec![
        "sql",
        "PRODUCTION_PASS",
        "X_GRANTED",
        "Action",
        "gate_open",
        "a b",
        "",
        "ключ",
    ]);
    proptest::option::weighted(0.1, (key.prop_map(str::to_owned), odd()))
}

fn object(fields: Vec<(&str, Option<Value>)>, extra: Option<(String, Value)>) -> Map<String, Value> {
    let named = fields
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?)));
    named.chain(extra).collect()
}

pub(crate) fn production() -> impl Strategy<Value = Map<String, Value>> {
    let actions = one_of(&[
        "production_run",
        "real_run",
        "qt001_apply",
        "cutover",
        "ci_deploy_production",
        "secrets_change",
        "REAL_RUN",
        "deploy",
    ]);
    let targets = one_of(&[
        "directus",
        "birth pipeline",
        "sql/prod/99_run_all.sql",
        "a@b#1:2",
        "?",
        "ambiguous",
        "UNKNOWN",
        "unknown",
        " All ",
        "--",
        "prod-*",
        "a;b",
    ]);
    let claim = proptest::option::weighted(0.15, one_of(&["PRODUCTION_PASS", ""]));
    (
        field(actions),
        field(targets),
        field(any::<bool>().prop_map(Value::Bool)),
        claim,
        extra(),
    )
        .prop_map(|(action, target, gate, claim, extra)| {
            let fields = vec![
                ("action", action),
                ("target", target),
                ("production_gate_present", gate),
                ("claim", claim),
            ];
            object(fields, extra)
        })
}

pub(crate) fn rehearsal() -> impl Strategy<Value = Map<String, Value>> {
    let targets = one_of(&[
        "local_clone",
        "staging_clone",
        "isolated_db_dump_clone",
        "production",
        "PreProduction",
        "dir",
    ]);
    let actions = prop_oneof![
        3 => Just(json!("rehearsal_apply")),
        1 => one_of(&["production_apply", "real_run", "permit", "cutover", "Rehearsal_Apply", "rehearse"]),
    ];
    let flag = || prop_oneof![3 => Just(json!(true)), 1 => Just(json!(false))];
    let hash = || {
        let (a, b) = ("a".repeat(64), "b".repeat(64));
        select(vec![
            json!(a),
            json!(b),
            json!("a".repeat(63)),
            json!("A".repeat(64)),
        ])
    };
    let grant = select(vec![
        "PRODUCTION_REHEARSAL_ONLY_CLONE",
        "PRODUCTION_REHEARSAL_ONLY_CLONE",
        "REAL_RUN",
        "CUTOVER",
        "PROD_ROLLBACK_PROVEN",
        "SEAL_AUTHORIZED",
        "real_run",
    ]);
    let grants = proptest::collection::vec(grant, 0..3).prop_map(|grants| json!(grants));
    let flags = (field(flag()), field(flag()), field(flag()), field(flag()));
    let hashes = (field(hash()), field(hash()));
    (
        field(targets),
        field(actions),
        flags,
        hashes,
        field(grants),
        extra(),
    )
        .prop_map(|(target, action, flags, hashes, grants, extra)| {
            let fields = vec![
                ("target", target),
                ("action", action),
                ("isolated_clone_proven", flags.0),
                ("claims_rollback_proven", flags.1),
                ("rollback_evidence_present", flags.2),
                ("emit_pass", flags.3),
                ("before_hash", hashes.0),
                ("after_apply_hash", hashes.1),
                ("required_grants", grants),
            ];
            object(fields, extra)
        })
}

/// A DOT line whose request is an object.
pub(crate) fn dot() -> impl Strategy<Value = Map<String, Value>> {
    let code = prop_oneof![9 => Just(json!("DOT_R2_B2_STAGING_SCHEMA_SHELL")), 1 => Just(json!("DOT"))];
    let modes = one_of(&[
        "validate_only",
        "dry_run_plan",
        "real_run",
        "real_run",
        "verify",
        "teardown_plan",
        "teardown_real_run",
        "VERIFY",
    ]);
    let channels = one_of(&[
        "process_dot_runner",
        "agent_api_executor",
        "process_dot_runner",
        "psql",
        "cron",
    ]);
    let actors = one_of(&["ci", "käse"]);
    let run_ids = prop_oneof![
        6 => Just(json!("20260611T083000Z")),
        1 => one_of(&["20260231T083000Z", "20260611t083000z", "20260612T083000Z", "2026", " 20260611T083000Z",
            "20260611T083000Z\u{2003}", "\u{a0}20260611T083000Z", "20260611T083000Z\u{1f}", "\u{3000}20260612T083000Z"]),
    ];
    let owners = prop_oneof![6 => Just(json!("OWN-7")), 1 => one_of(&["tbd", " Denied ", "-", "OWN-8"])];
    let schemas = prop_oneof![
        6 => Just(json!("r2_b2_wb_20260611t083000z")),
        4 => one_of(&[
            "r2_b2_wb_20260231t083000z",
            "r2_b2_wb_20260612t083000z",
            "r2_b2_wb_x20260611t083000z",
            "r2_b2_wb_20260611t083000z_20260612t083000z",
            "r2_b2_wb_20260611t083000z_a_long_name_that_postgresql_would_cut_at_63_bytes",
            "r2_b2_wb__20260611t083000z",
            "r2_b2_wb_",
            "public",
            " PUBLIC",
            "pg_toaſt",
            "\u{212a}",
            "r2_b2_wb_20260611t083000z\n",
        ]),
    ];
    let flag = || prop_oneof![9 => Just(None), 1 => prop_oneof![any::<bool>().prop_map(Value::Bool), odd()].prop_map(Some)];
    let gate = prop_oneof![4 => Just(Some(json!(true))), 1 => Just(Some(json!(false))), 1 => Just(None), 1 => odd().prop_map(Some)];
    let texts = (
        field(code),
        field(modes),
        field(channels),
        field(actors),
        field(run_ids),
        field(owners),
        field(schemas),
    );
    (texts, flag(), flag(), field(evidence()), gate, extra(), extra()).prop_map(
        |(texts, generic, copy, evidence, gate, extra, outer)| {
            let fields = vec![
                ("dot_code", texts.0),
                ("mode", texts.1),
                ("channel", texts.2),
                ("actor", texts.3),
                ("run_id", texts.4),
                ("owner_authorization_ref", texts.5),
                ("target_schema", texts.6),
                ("use_directus_generic_create", generic),
                ("copy_production_data", copy),
                ("production_untouched_evidence", evidence),
            ];
            let request = Value::Object(object(fields, extra));
            object(
                vec![("request", Some(request)), ("owner_real_run_gate_open", gate)],
                outer,
            )
        },
    )
}

/// Equal snapshots with a change or two.
fn evidence() -> impl Strategy<Value = Value> {
    let change = (
        select(vec!["before", "after"]),
        select(SURFACES.to_vec()),
        proptest::option::of(value()),
    );
    let tables = select(TABLES.iter().copied().chain(["payroll"]).collect::<Vec<_>>());
    let rows = prop_oneof![6 => Just(json!([])), 1 => Just(json!([1])), 1 => Just(json!(null))];
    let writes = proptest::option::of(proptest::collection::vec((tables, rows), 0..3));
    let both = proptest::option::weighted(0.3, (select(SURFACES.to_vec()), value()));
    let dropped = proptest::option::weighted(0.1, select(vec!["before", "after"]));
    let during = proptest::option::weighted(0.05, Just(json!({})));
    let stranger = proptest::option::weighted(0.05, Just("payroll.count"));
    (
        proptest::collection::vec(change, 0..2),
        both,
        writes,
        dropped,
        during,
        stranger,
    )
        .prop_map(|(changes, both, writes, dropped, during, stranger)| {
            let mut half: Map<String, Value> =
                SURFACES.iter().map(|key| ((*key).to_owned(), json!(7))).collect();
            half.insert(
                "birth_registry.max_date_certified".to_owned(),
                json!("2026-06-10"),
            );
            if let Some((surface, value)) = both {
                half.insert(surface.to_owned(), value);
            }
            if let Some(surface) = stranger {
                half.insert(surface.to_owned(), json!(7));
            }
            let mut evidence = json!({"before": half.clone(), "after": half});
            for (half, surface, value) in changes {
                let half = evidence[half].as_object_mut().unwrap();
                match value {
                    Some(value) => half.insert(surface.to_owned(), value),
                    None => half.remove(surface),
                };
            }
            if let Some(writes) = writes {
                let writes: Map<String, Value> = writes
                    .into_iter()
                    .map(|(table, rows)| (table.to_owned(), rows))
                    .collect();
                evidence["append_tables_write_set"] = Value::Object(writes);
            }
            if let Some(during) = during {
                evidence["during"] = during;
            }
            if let Some(half) = dropped {
                evidence.as_object_mut().unwrap().remove(half);
            }
            evidence
        })
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        odd(),
        select(vec![
            json!(7),
            json!(8),
            json!(7.0),
            json!("7"),
            json!(-7),
            json!("2026-06-10"),
            json!("2026-06-11T08:30:00Z"),
            json!("2026-02-30"),
            json!(18_446_744_073_709_551_614_u64),
        ]),
    ]
}
