//! Real programs under the contract.

use std::ffi::OsString;
use std::time::{Duration, Instant};

use cargo_write_guard::runner::{self, Run};
use write_guard::contract::{Ending, judge};

fn run(manner: &[&str]) -> Run {
    let command: Vec<OsString> = std::iter::once(env!("CARGO_BIN_EXE_bad-checker"))
        .chain(manner.iter().copied())
        .map(OsString::from)
        .collect();
    // None of these hangs: the limit is for a machine with much else to do.
    runner::run(&command, b"input\n", Duration::from_secs(60)).unwrap()
}

fn violations(manner: &[&str]) -> Vec<&'static str> {
    let judgement = judge(run(manner).observation());
    judgement
        .violations()
        .iter()
        .map(|violation| violation.as_str())
        .collect()
}

const GRANT: [&str; 1] = ["forbidden_grant_event_emitted"];
const MALFORMED: [&str; 1] = ["malformed_observation"];
const SAFE: [&str; 0] = [];

#[test]
fn the_five_fixtures_are_judged_as_the_specification_says() {
    assert_eq!(violations(&["BAD-FC-001"]), GRANT);
    assert_eq!(
        violations(&["BAD-FC-002"]),
        [
            "forbidden_cert_or_seal_file_created",
            "forbidden_authority_digest_created"
        ]
    );
    assert_eq!(violations(&["BAD-FC-003"]), SAFE);
    assert_eq!(violations(&["BAD-FC-004"]), ["any_invalid_exit0"]);
    assert_eq!(violations(&["BAD-FC-005"]), SAFE);
}

#[test]
fn the_fixtures_fill_the_fields() {
    let fields = |manner| judge(run(&[manner]).observation()).fields();
    assert!(fields("BAD-FC-001").any_pass_grant_token_for_invalid);
    let files = fields("BAD-FC-002");
    assert!(files.any_cert_emitted_for_invalid && files.any_authority_digest_emitted_for_invalid);
    assert!(files.any_forbidden_artifact_file_for_invalid && !files.any_invalid_exit0);
    assert!(fields("BAD-FC-004").any_invalid_exit0);
}

#[test]
fn words_and_events_count_on_both_outputs() {
    assert_eq!(violations(&["pass-on-stderr"]), GRANT);
    assert_eq!(violations(&["grant-on-stderr"]), GRANT);
    assert_eq!(violations(&["words-of-rejection"]), SAFE);
    assert_eq!(violations(&["strange-event"]), MALFORMED);
    assert_eq!(violations(&["half-an-event"]), MALFORMED);
}

#[test]
fn files_count_wherever_they_are_and_links_too() {
    assert_eq!(
        violations(&["deep-cert"]),
        ["forbidden_cert_or_seal_file_created"]
    );
    let run = run(&["harmless-files"]);
    assert_eq!(run.created(), ["evidence_hash", "run.log"]);
    assert!(judge(run.observation()).is_safe_reject());
}

#[test]
fn what_happens_to_the_input_is_seen() {
    assert_eq!(run(&["removes-its-input"]).removed(), ["input.json"]);
    assert_eq!(run(&["changes-its-input"]).changed(), ["input.json"]);
    assert!(run(&["BAD-FC-005"]).changed().is_empty());
    assert_eq!(violations(&["reads-its-input", "{}"]), SAFE);
}

#[test]
fn a_crash_a_hang_and_a_failure_to_start_reject_nothing() {
    assert_eq!(violations(&["abort"]), ["abnormal_termination"]);
    let begun = Instant::now();
    let command = [OsString::from(env!("CARGO_BIN_EXE_bad-checker")), "hang".into()];
    let run = runner::run(&command, b"", Duration::from_millis(300)).unwrap();
    assert_eq!(run.observation().ending, Ending::TimedOut);
    assert_eq!(judge(run.observation()).verdict(), "FAIL");
    assert!(begun.elapsed() < Duration::from_secs(4));

    let run = runner::run(&["/no/such/checker".into()], b"", Duration::from_secs(1)).unwrap();
    assert_eq!(run.observation().ending, Ending::NeverStarted);
    assert!(run.trouble().is_some());
    assert_eq!(judge(run.observation()).verdict(), "FAIL");
}

#[test]
fn children_that_outlive_the_checker_are_killed_and_write_nothing_more() {
    let begun = Instant::now();
    assert_eq!(violations(&["hanging-child"]), SAFE);
    assert_eq!(violations(&["late-cert"]), SAFE);
    assert!(begun.elapsed() < Duration::from_secs(4));
}

#[test]
fn an_endless_line_is_cut_and_a_flood_of_lines_is_read_to_its_end() {
    let command = [OsString::from(env!("CARGO_BIN_EXE_bad-checker")), "flood".into()];
    let run = runner::run(&command, b"", Duration::from_millis(500)).unwrap();
    let judgement = judge(run.observation());
    let codes: Vec<_> = judgement
        .violations()
        .iter()
        .map(|violation| violation.as_str())
        .collect();
    assert_eq!(codes, ["abnormal_termination", "malformed_observation"]);
    assert_eq!(violations(&["many-lines"]), GRANT);
}
