//! How it is said.

use serde_json::Value;

use crate::package::{Package, RULES};
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
    let mut schema: Value = serde_json::from_str(include_str!("sarif-2.1.0.json")).unwrap();
    // As it was published: no regular expression. Nothing here has a `language`.
    for definition in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][definition]["properties"]["language"];
        language.as_object_mut().unwrap().remove("pattern").unwrap();
    }
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
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&sarif)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
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
    let broken = serde_json::json!({ "version": "2.1.0", "runs": [{}] });
    assert!(!validator.is_valid(&broken), "the schema can refuse");
}
