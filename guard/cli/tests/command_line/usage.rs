//! What every command has to say: to people, to programs, and when it is used wrongly.

use std::process::Stdio;

use serde_json::Value;

use crate::{code, command, run, stdout};

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
    assert!(
        records
            .iter()
            .all(|record| record["decision"]["allow"] == record["allow"])
    );
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
fn without_a_code_every_one_is_listed_by_gate_on_one_line_each() {
    let listed: Vec<Vec<String>> = stdout(&["explain"])
        .lines()
        .map(|line| line.splitn(3, "  ").map(|part| part.trim().to_owned()).collect())
        .collect();
    let all: Vec<Vec<String>> = write_guard::explanations()
        .map(|code| {
            [code.source(), code.code(), code.meaning()]
                .map(str::to_owned)
                .to_vec()
        })
        .collect();
    let columns = |line: &Vec<String>| {
        line.join(" ")
            .split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        listed.iter().map(columns).collect::<Vec<_>>(),
        all.iter().map(columns).collect::<Vec<_>>()
    );
    let mut sources: Vec<&str> = all.iter().map(|code| &*code[0]).collect();
    sources.dedup();
    assert_eq!(
        sources,
        [
            "request",
            "production",
            "rehearsal",
            "dot",
            "contract",
            "isolation"
        ],
        "each of them once"
    );
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
