//! The command line, run as a program.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-write-guard"));
    command.args(args).env_remove("NO_COLOR");
    command
}

fn run(args: &[&str], input: &[u8]) -> Output {
    let mut child = command(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // A command that does not like its arguments does not read.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn decisions(args: &[&str], input: &str) -> Vec<Value> {
    let output = run(args, input.as_bytes());
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn code(args: &[&str]) -> Option<i32> {
    run(args, b"").status.code()
}

fn stdout(args: &[&str]) -> String {
    stdout_of(args, "")
}

fn stdout_of(args: &[&str], input: &str) -> String {
    String::from_utf8(run(args, input.as_bytes()).stdout).unwrap()
}

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
fn wrong_usage_is_not_an_answer() {
    for args in [
        &["decide"][..],
        &["decide", "nothing"],
        &["decide", "production", "--grant", "EVERYTHING"],
        &["decide", "dot", "--grant", "REAL_RUN"],
        &["decide", "production", "--opt-in"],
        &["decide", "isolation", "--as", "prod"],
        &["probe", "nothing"],
        &["conform"],
        &["conform", "--timeout", "0", "--", "true"],
        &["conform", "--timeout", "-1", "--", "true"],
        &["explain", "NO_SUCH_CODE"],
        &["frobnicate"],
        &[],
    ] {
        assert_eq!(code(args), Some(2), "{args:?}");
    }
    assert_eq!(code(&["--help"]), Some(0));
    assert_eq!(code(&["decide", "--help"]), Some(0));
    assert_eq!(code(&["--version"]), Some(0));
}

#[test]
fn probes_are_green_and_say_so_to_people_and_to_programs() {
    for gate in ["production", "rehearsal", "dot", "contract", "isolation"] {
        assert_eq!(code(&["probe", gate]), Some(0));
    }
    let table = stdout(&["probe"]);
    assert!(
        table.contains("B8_FAKE_ROLLBACK_NO_MUTATION")
            && table.contains(" 0 tokens leaked, 0 not as they must be")
    );
    assert!(!table.contains('\u{1b}'), "no colour where nobody looks");
    let lines = stdout(&["probe", "rehearsal", "--json"]);
    let records: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(records.len() > 30);
    assert!(
        records
            .iter()
            .all(|record| record["gate"] == "rehearsal" && record["ok"] == true)
    );
}

#[test]
fn conform_ends_with_0_only_for_a_safe_reject() {
    let conform = |script: &str| code(&["conform", "--timeout", "5", "--", "sh", "-c", script]);
    assert_eq!(conform("exit 3"), Some(0));
    assert_eq!(conform("exit 0"), Some(1));
    assert_eq!(conform("echo PASS; exit 3"), Some(1));
    assert_eq!(conform("touch seal; exit 3"), Some(1));
    assert_eq!(conform("kill -9 $$"), Some(1));
    assert_eq!(code(&["conform", "--", "/no/such/checker"]), Some(1));
    assert_eq!(
        code(&["conform", "--input", "/no/such/input", "--", "true"]),
        Some(3)
    );
    assert_eq!(code(&["conform", "--expect-valid", "--", "true"]), Some(0));
    assert_eq!(code(&["conform", "--expect-valid", "--", "false"]), Some(1));
    let said = stdout(&[
        "conform",
        "--expect-valid",
        "--",
        "echo",
        r#"{"event_type":"REJECTION","authority_effect":"NONE"}"#,
    ]);
    assert!(
        said.starts_with("NOT ACCEPTED") && said.contains("REJECTION"),
        "{said}"
    );
    let said = stdout(&["conform", "--expect-valid", "--", "echo", "{half"]);
    assert!(
        said.starts_with("NOT ACCEPTED") && said.contains("{half"),
        "{said}"
    );
    let judged: Value = serde_json::from_str(&stdout(&["conform", "--json", "--", "false"])).unwrap();
    assert_eq!(judged["verdict"], "SAFE_REJECT");
}

#[test]
fn a_checker_does_not_outlive_whoever_is_told_to_stop() {
    let place = tempfile::tempdir().unwrap();
    let (mark, scratch) = (place.path().join("mark"), place.path().join("scratch"));
    std::fs::create_dir(&scratch).unwrap();
    let script = format!(
        "echo $$ > {0}.new; mv {0}.new {0}; exec sleep 600",
        mark.display()
    );
    let mut conform = command(&["conform", "--timeout", "600", "--", "sh", "-c", &script])
        .env("TMPDIR", &scratch)
        .spawn()
        .unwrap();
    while !mark.exists() {
        assert!(conform.try_wait().unwrap().is_none());
        std::thread::sleep(Duration::from_millis(10));
    }
    let checker = std::fs::read_to_string(&mark).unwrap();
    let told = Command::new("kill")
        .args(["-TERM", &conform.id().to_string()])
        .status();
    assert!(told.unwrap().success());
    assert_eq!(conform.wait().unwrap().code(), Some(3));
    assert!(!Path::new("/proc").join(checker.trim()).exists());
    assert_eq!(std::fs::read_dir(&scratch).unwrap().count(), 0);
}

#[test]
fn every_code_is_explained_on_the_command_line() {
    for code in write_guard::explanations().map(|explanation| explanation.code()) {
        let text = stdout(&["explain", code]);
        assert!(
            text.contains(code) && text.contains("why") && text.contains("do "),
            "{code}"
        );
    }
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
fn a_code_that_is_nearly_one_is_told() {
    for (nearly, code) in [
        ("missing_grant", "MISSING_GRANT"),
        ("OPT_IN_DISABLED", "opt-in-disabled"),
        (" any-invalid-exit0", "any_invalid_exit0"),
    ] {
        let output = run(&["explain", nearly], b"");
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(&format!("there is `{code}`")), "{said}");
    }
}

#[test]
fn what_cannot_be_written_was_not_said() {
    for args in [
        &["--help"][..],
        &["conform", "--help"],
        &["--version"],
        &["explain", "MISSING_GRANT"],
        &["probe", "production"],
        &["doctor"],
        &["conform", "--", "false"],
    ] {
        let full = std::fs::File::create("/dev/full").unwrap();
        let status = command(args).stdout(full).stderr(Stdio::null()).status().unwrap();
        assert_eq!(status.code(), Some(3), "{args:?}");
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
