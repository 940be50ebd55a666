//! The heads and events of decisions, as the specification spells them.

use serde_json::{Value, json};
use write_guard::{Context, Grant, Policy, Subject, lines};

use crate::{contract, decision, production, rehearsal};

/// The fields of a decision that say yes or no.
fn head(decision: &Value) -> [&Value; 4] {
    ["allow", "verdict", "token", "event"].map(|field| &decision[field])
}

fn rejection() -> Value {
    json!({"event_type": "REJECTION", "authority_effect": "NONE"})
}

fn grant() -> Value {
    json!({"event_type": "GRANT", "authority_effect": "GRANTED"})
}

#[test]
fn a_production_verdict_tells_what_is_unknown_from_what_is_forbidden() {
    for (line, expected) in [
        (
            r#"{"action":"real_run","target":"x1"}"#,
            [json!(true), json!("ALLOW"), json!("PRODUCTION_PASS"), grant()],
        ),
        (
            r#"{"target":"x1"}"#,
            [
                json!(false),
                json!("BLOCK_UNKNOWN_OR_MISSING_ACTION"),
                json!(null),
                rejection(),
            ],
        ),
        (
            r#"{"action":"real_run","target":"?"}"#,
            [
                json!(false),
                json!("BLOCK_FORBIDDEN_PRODUCTION_ACTION"),
                json!(null),
                rejection(),
            ],
        ),
    ] {
        let decision = production(&[Grant::RealRun], line.as_bytes());
        assert_eq!(head(&decision), expected.each_ref(), "{line}");
    }
}

#[test]
fn a_rehearsal_is_allowed_on_a_clone_or_blocked() {
    let line = |isolated: bool| json!({"target": "local_clone", "action": "rehearsal_apply", "isolated_clone_proven": isolated});
    for (isolated, expected) in [
        (
            true,
            [json!(true), json!("ALLOW_REHEARSAL_CLONE"), json!(null), grant()],
        ),
        (
            false,
            [json!(false), json!("BLOCK_FAIL_CLOSED"), json!(null), rejection()],
        ),
    ] {
        let decision = rehearsal(
            &[Grant::ProductionRehearsalOnlyClone],
            line(isolated).to_string().as_bytes(),
        );
        assert_eq!(head(&decision), expected.each_ref());
    }
}

#[test]
fn a_judgement_is_a_safe_reject_or_a_failure() {
    let evidence = json!({"event_type": "EVIDENCE", "authority_effect": "NONE"});
    for (status, expected) in [
        (1, [json!(true), json!("SAFE_REJECT"), json!(null), evidence]),
        (0, [json!(false), json!("FAIL"), json!(null), rejection()]),
    ] {
        let observation = json!({"exit_code": status, "events": [], "artifacts": []});
        let judgement = contract(observation.to_string().as_bytes());
        assert_eq!(head(&judgement), expected.each_ref());
    }
}

#[test]
fn a_simulated_write_has_the_event_of_a_real_one() {
    let (subject, policy) = (Subject::simulated_test(), Policy::new(true).allow("sand"));
    for (project, answer) in [
        ("sand", (true, "ALLOW", "INFO", "sandbox-allowed")),
        ("prod", (false, "BLOCK", "ERROR", "prod-project-in-test")),
    ] {
        let line = json!({"project_id": project, "op": "close", "work_item": "i1"}).to_string();
        let decision = decision(|out| {
            lines::isolation(&Context::simulated(&subject, &policy), line.as_bytes(), out);
        });
        let (is_allowed, verdict, event, reason) = answer;
        let event = json!({
            "event_type": event, "authority_effect": "NONE",
            "project_id": project, "work_item": "i1", "op": "close", "reason": reason,
        });
        let expected = [json!(is_allowed), json!(verdict), json!(null), event];
        assert_eq!(head(&decision), expected.each_ref());
    }
}
