//! The four guards of the DOT gate stand alone, and authority comes from nowhere but a constructor.

use std::fs;

use tests::workspace;

fn source(path: &str) -> String {
    let path = workspace("guard/src").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

const GUARDS: [&str; 4] = ["allowlist", "audit", "untouched", "teardown"];

#[test]
fn no_guard_calls_another() {
    for guard in GUARDS {
        let text = source(&format!("gates/dot/guards/{guard}.rs"));
        assert!(text.contains("Guard "), "{guard} says which guard it is");
        for other in GUARDS.into_iter().filter(|other| *other != guard) {
            for call in [
                format!("super::{other}"),
                format!("{other}::"),
                format!("guards::{other}"),
            ] {
                assert!(!text.contains(&call), "{guard} names {other}");
            }
        }
    }
    let shared = source("gates/dot/guards/schema.rs");
    assert!(GUARDS.iter().all(|guard| !shared.contains(&format!("{guard}::"))));
    let uses = GUARDS.map(|guard| source(&format!("gates/dot/guards/{guard}.rs")).contains("super::schema"));
    assert_eq!(
        uses,
        [true, false, false, true],
        "the first and the fourth share one helper"
    );
}

#[test]
fn authority_is_read_from_no_text() {
    for file in ["gates/grant.rs", "gates/dot/owner.rs"] {
        let text = source(file);
        for way in ["Deserialize", "impl FromStr", "From<&str>", "TryFrom", "env::"] {
            assert!(!text.contains(way), "{file}: {way}");
        }
    }
}

#[test]
fn a_request_is_assessed_once() {
    let calls = |file: &str| {
        let text = source(file);
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        code.matches(".findings(").count()
    };
    assert_eq!(calls("gates/dot/mod.rs"), 1, "to decide, and for nothing else");
    assert_eq!(
        calls("gates/dot/output.rs"),
        1,
        "a line has no permit to be bound"
    );
    assert_eq!(source("enforce.rs").matches(".assess(").count(), 1);
}

#[test]
fn a_gate_reads_no_clock_no_environment_and_writes_no_audit() {
    for file in [
        "gates/production/mod.rs",
        "gates/production/rules.rs",
        "gates/rehearsal/mod.rs",
        "gates/rehearsal/rules.rs",
        "gates/dot/rules.rs",
        "gates/dot/guards/untouched.rs",
        "gates/dot/guards/schema.rs",
        "gates/rules.rs",
    ] {
        let text: String = source(file)
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        for word in [
            "env::",
            "SystemTime",
            "Instant",
            "crate::audit",
            "enforce(",
            "crate::permit",
            "async ",
        ] {
            assert!(!text.contains(word), "{file}: {word}");
        }
    }
}
