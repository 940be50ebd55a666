//! How it is said.

use serde_json::{Value, json};

use crate::package::{Package, RULES};
use crate::schema::Schema;
use crate::{audit, text};

#[test]
fn a_person_gets_the_line_the_next_step_and_a_summary() {
    let (code, said) = Package::new().told(&[]);
    assert_eq!(code, 1);
    for part in [
        "src/lib.rs\n",
        "    18  unguarded  `little::Wire::post` in `close`\n",
        "| wire.post();\n",
        "next: put `#[guarded_write(…)]` on the function",
        "src/lib.rs:33  `std::process::Command::new`\n",
        "calls that send or name a verb: 1 unguarded, 1 unknown, 1 not-http, 1 read\n",
        "1 not guarded\n",
    ] {
        assert!(said.contains(part), "{part:?} in {said}");
    }
}

#[test]
fn sarif_is_what_its_schema_says() {
    let schema = Schema::parse(include_str!("sarif-2.1.0.json"));
    let package = Package::new();
    package.write(
        ".config/write-guard.toml",
        &format!("{RULES}\n[[audit.rule]]\npath = \"little::gone\"\nkind = \"write\"\n"),
    );
    package.replace(
        "wire.post();",
        "wire.post(); wire.post(); // write-guard: excused: both",
    );
    let output = audit(package.path(), &["--format", "sarif"]).output().unwrap();
    let sarif: Value = serde_json::from_slice(&output.stdout).unwrap();
    let broken = schema.broken_by(&sarif);
    assert!(broken.is_empty(), "{broken:#?}");
    let run = &sarif["runs"][0];
    let rules: Vec<&str> = run["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| {
            assert!(!text(&rule["help"], "text").is_empty());
            text(rule, "id")
        })
        .collect();
    let results: Vec<&str> = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| text(result, "ruleId"))
        .collect();
    assert_eq!(
        results,
        [
            "write-guard/unguarded",
            "write-guard/unguarded",
            "write-guard/unknown",
            "write-guard/not-http",
            "write-guard/dead-rule"
        ]
    );
    assert!(results.iter().all(|result| rules.contains(result)));
    assert_eq!(run["results"][0]["suppressions"][0]["justification"], "both");

    let rule = &run["tool"]["driver"]["rules"][0];
    let region = "/runs/0/results/0/locations/0/physicalLocation/region";
    let start = &*format!("{region}/startLine");
    for (place, wrong, told) in [
        ("/version", json!("2.0.0"), "/version: enum"),
        ("/runs", json!([run, {}]), "/runs/1: required"),
        (
            "/runs/0/tool/driver/rules",
            json!([rule, rule]),
            "/runs/0/tool/driver/rules: uniqueItems",
        ),
        (
            "/runs/0/results/0/message",
            json!({}),
            "/runs/0/results/0/message: anyOf",
        ),
        (
            "/runs/0/results/0/message",
            json!({ "text": "x", "texts": "x" }),
            "/runs/0/results/0/message/texts: unknown",
        ),
        (region, json!(7), &format!("{region}: type")),
        (start, json!("7"), &format!("{start}: type")),
        (start, json!(0), &format!("{start}: minimum")),
        ("/$schema", json!("a b"), "/$schema: format"),
    ] {
        let mut broken = sarif.clone();
        *broken.pointer_mut(place).unwrap() = wrong;
        let broken = schema.broken_by(&broken);
        assert!(
            broken.len() == 1 && broken[0].starts_with(told),
            "{told}: {broken:?}"
        );
    }
}
