//! `decide`.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::{command, decisions, stdout, stdout_of};

#[test]
fn every_line_gets_one_decision_in_order() {
    let input = "{\"action\":\"real_run\",\"target\":\"x1\"}\n\nnonsense\r\n{\"action\":\"cutover\",\"target\":\"x1\"}";
    let decisions = decisions(&["decide", "production", "--grant", "REAL_RUN"], input);
    let codes: Vec<_> = decisions
        .iter()
        .map(|decision| decision["reasons"][0]["code"].clone())
        .collect();
    let unreadable = json!("UNREADABLE_REQUEST");
    assert_eq!(
        codes,
        [
            json!(null),
            unreadable.clone(),
            unreadable,
            json!("ROLLBACK_NOT_PROVEN")
        ]
    );
    assert_eq!(decisions[0]["token"], "PRODUCTION_PASS");
}

#[test]
fn an_answer_comes_before_the_next_line() {
    let mut child = command(&["write-guard", "decide", "dot"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap()).lines();
    for _ in 0..3 {
        stdin.write_all(b"{}\n").unwrap();
        assert!(stdout.next().unwrap().unwrap().contains("UNREADABLE_REQUEST"));
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn grants_replace_the_default_of_the_lane() {
    let line = r#"{"target":"local_clone","isolated_clone_proven":true,"action":"rehearsal_apply"}"#;
    assert_eq!(decisions(&["decide", "rehearsal"], line)[0]["allow"], true);
    let decision = &decisions(&["decide", "rehearsal", "--grant", "REAL_RUN"], line)[0];
    let missing = json!([{"code": "MISSING_GRANT", "grant": "PRODUCTION_REHEARSAL_ONLY_CLONE"}]);
    assert_eq!(decision["reasons"], missing);
}

#[test]
fn isolation_is_simulated_for_the_circumstances_given() {
    let line = r#"{"project_id":"sand","op":"state","work_item":"S-1"}"#;
    let decide = |args: &[&str]| decisions(&[&["decide", "isolation"], args].concat(), line)[0].clone();
    assert_eq!(decide(&[])["reasons"][0]["code"], "opt-in-disabled");
    assert_eq!(decide(&["--as", "live"])["reasons"][0]["code"], "live-runtime");
    assert_eq!(
        decide(&["--opt-in"])["reasons"][0]["code"],
        "prod-project-in-test"
    );
    let allowed = decide(&["--opt-in", "--sandbox", "other", "--sandbox", "sand"]);
    assert_eq!(allowed["reasons"][0]["code"], "sandbox-allowed");
    let event = json!({
        "event_type": "INFO", "authority_effect": "NONE",
        "project_id": "sand", "work_item": "S-1", "op": "state", "reason": "sandbox-allowed",
    });
    assert_eq!(allowed["event"], event);
    let lists = [
        "--opt-in",
        "--sandbox",
        "other,",
        "--sandbox",
        "",
        "--sandbox",
        "sand, ",
    ];
    assert_eq!(decide(&lists)["reasons"][0]["code"], "sandbox-allowed");
    let protected = decide(&["--opt-in", "--sandbox", "sand", "--protected", "sand"]);
    assert_eq!(protected["reasons"][0]["code"], "prod-project-in-test");
    assert_eq!(protected["event"]["event_type"], "ERROR");
    assert_eq!(
        decide(&["--opt-in", "--sandbox", "s*"])["reasons"][0]["code"],
        "unusable-allowlist"
    );
}

#[test]
fn a_line_says_of_what_kind_its_number_is() {
    let code = |line: &str| {
        let args = ["decide", "isolation", "--opt-in", "--sandbox", "7 as project"];
        decisions(&args, line)[0]["reasons"][0]["code"].clone()
    };
    assert_eq!(code(r#"{"project_id":"7","kind":"project"}"#), "sandbox-allowed");
    for line in [
        r#"{"project_id":"7","kind":"group"}"#,
        r#"{"project_id":"7","kind":"Project"}"#,
        r#"{"project_id":"7","kind":null}"#,
        r#"{"project_id":"7"}"#,
    ] {
        assert_eq!(code(line), "prod-project-in-test", "{line}");
    }
    assert_eq!(
        code(r#"{"project_id":"7","kind":7}"#),
        "prod-project-in-test",
        "what is no text is no kind"
    );
}

#[test]
fn the_help_shows_lines_that_the_gates_know() {
    let help = stdout(&["decide", "--help"]);
    let lines = help.split_once("One request a line:").unwrap().1;
    let lines = lines.replace("{…}", "{}");
    for gate in ["production", "rehearsal", "dot", "contract", "isolation"] {
        let line = lines.split_once(&format!("\n  {gate} ")).unwrap().1;
        let line: Value = serde_json::Deserializer::from_str(line)
            .into_iter()
            .next()
            .unwrap()
            .unwrap();
        let said = stdout_of(&["decide", gate], &line.to_string());
        assert!(
            !said.contains("UNKNOWN_FIELD")
                && !said.contains("INVALID_FIELD_TYPE")
                && !said.contains("malformed"),
            "{said}"
        );
    }
}

#[test]
fn a_reader_that_goes_away_is_a_failure_and_not_a_panic() {
    let mut child = command(&["decide", "dot"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let _ = stdin.write_all(&b"{}\n".repeat(10_000));
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}
