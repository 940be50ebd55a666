//! Observations that are not what they should be: what is malformed excuses nothing.

use serde_json::{Value, json};

use crate::{codes, contract};

#[test]
fn only_the_output_of_an_observation_may_be_left_out() {
    const MALFORMED: [&str; 1] = ["malformed_observation"];
    for (key, may_be_left_out) in [
        ("exit_code", false),
        ("events", false),
        ("artifacts", false),
        ("stdout", true),
        ("stderr", true),
    ] {
        let mut line = json!({"exit_code": 1, "events": [], "artifacts": [], "stdout": [], "stderr": []});
        assert!(codes(&contract(line.to_string().as_bytes())).is_empty());
        let expected: &[&str] = if may_be_left_out { &[] } else { &MALFORMED };
        line[key] = Value::Null;
        assert_eq!(codes(&contract(line.to_string().as_bytes())), MALFORMED, "{line}");
        line.as_object_mut().unwrap().remove(key);
        assert_eq!(codes(&contract(line.to_string().as_bytes())), expected, "{line}");
        for value in [json!(true), json!({}), json!([null]), json!("1")] {
            line[key] = value;
            assert_eq!(
                codes(&contract(line.to_string().as_bytes())),
                ["malformed_observation"],
                "{line}"
            );
        }
    }
    for (member, expected) in [
        (r#""token":null"#, &[][..]),
        (r#""text":"x""#, &[]),
        (r#""token":5"#, &["malformed_observation"]),
        (r#""extra":"x""#, &["malformed_observation"]),
    ] {
        let line = format!(
            r#"{{"exit_code":1,"artifacts":[],"events":[{{"event_type":"INFO","authority_effect":"NONE",{member}}}]}}"#
        );
        assert_eq!(codes(&contract(line.as_bytes())), expected, "{line}");
    }
}

#[test]
fn an_artifact_has_a_path_that_names_something() {
    for (path, is_one) in [
        ("a", true),
        ("out/", true),
        (".hidden", true),
        ("...", true),
        ("", false),
        (" ", false),
        ("\u{2003}\t", false),
        ("/", false),
        (".", false),
        ("./..", false),
        ("a\0b", false),
    ] {
        let line = json!({"exit_code": 3, "events": [], "artifacts": [{"path": path, "kind": "log"}]});
        let found = codes(&contract(line.to_string().as_bytes()));
        assert_eq!(found.is_empty(), is_one, "{line}");
        assert!(is_one || found == ["malformed_observation"], "{line}");
    }
}

#[test]
fn what_is_malformed_hides_nothing_beside_it_or_within_it() {
    const GRANT: &str = "forbidden_grant_event_emitted";
    const CERT: &str = "forbidden_cert_or_seal_file_created";
    const MALFORMED: &str = "malformed_observation";
    let grant = json!({"event_type": "GRANT", "authority_effect": "GRANTED"});
    let cert = json!({"path": "a", "kind": "cert"});
    for (events, artifacts, stdout, expected) in [
        (json!(5), json!([cert]), json!([]), &[CERT, MALFORMED][..]),
        (json!(null), json!([cert]), json!([]), &[CERT, MALFORMED]),
        (json!([5]), json!([cert]), json!([]), &[CERT, MALFORMED]),
        (json!([grant]), json!(false), json!([]), &[GRANT, MALFORMED]),
        (json!([grant]), json!([[]]), json!([]), &[GRANT, MALFORMED]),
        (
            json!([grant, 5]),
            json!([5, cert]),
            json!([]),
            &[GRANT, CERT, MALFORMED],
        ),
        (json!(grant), json!([cert]), json!([]), &[GRANT, CERT, MALFORMED]),
        (json!([[grant]]), json!([]), json!([]), &[GRANT, MALFORMED]),
        (json!([]), json!(cert), json!([]), &[CERT, MALFORMED]),
        (json!([]), json!([[cert]]), json!([]), &[CERT, MALFORMED]),
        (json!([]), json!([]), json!("PASS"), &[GRANT, MALFORMED]),
        (json!([]), json!([]), json!([["PASS"]]), &[GRANT, MALFORMED]),
    ] {
        let line = json!({"exit_code": 3, "events": events, "artifacts": artifacts, "stdout": stdout});
        assert_eq!(codes(&contract(line.to_string().as_bytes())), expected, "{line}");
    }
}
