//! `test`: what a suite had blocked, whatever became of the process that tried it.
//!
//! The suite is this program again: each process of it runs the one test below that is ignored otherwise, and does what
//! `SUBJECT` says.
#![cfg(unix)]

mod disks;
mod ends;

use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use write_guard::{Blocked, guarded_write, ledger};

use super::command;

#[guarded_write(op = "close", target = project)]
fn close(project: &str) -> Result<u32, Blocked> {
    Ok(1)
}

/// What a process of the suite does. Each has one block, of a target of its own.
#[test]
#[ignore = "a process of the suite, not a test"]
fn subject() {
    let target = format!("target-{}", std::process::id());
    match std::env::var_os("SUBJECT").unwrap().to_str().unwrap() {
        "let" => drop(close(&target)),
        "default" => assert_eq!(close(&target).unwrap_or_default(), 0),
        "unwind" => drop(std::panic::catch_unwind(|| close(&target).unwrap())),
        "thread" => {
            let (sender, receiver) = std::sync::mpsc::channel();
            std::thread::spawn(move || {
                drop(close(&target));
                sender.send(()).unwrap();
                std::thread::park();
            });
            receiver.recv().unwrap();
        }
        "abort" => {
            drop(close(&target));
            std::process::abort();
        }
        "kill" => {
            drop(close(&target));
            let own = rustix::process::getpid();
            rustix::process::kill_process(own, rustix::process::Signal::KILL).unwrap();
        }
        "take" => {
            drop(close(&target));
            assert_eq!(ledger::take().len(), 1);
        }
        "again" => {
            drop(close(&target));
            assert_eq!(ledger::take().len(), 1);
            drop(close("again"));
        }
        "thrice" => {
            for _ in 0..3 {
                drop(close(&target));
            }
        }
        "named" => {
            let named = std::thread::Builder::new().name("another::test".to_owned());
            named.spawn(move || drop(close(&target))).unwrap().join().unwrap();
        }
        "expect" => {
            let _expected = ledger::expect("the subject means it");
            drop(close(&target));
        }
        "assert" => {
            drop(close(&target));
            std::panic::catch_unwind(ledger::assert_empty).unwrap_err();
        }
        "exits-7" => {
            drop(close(&target));
            std::process::exit(7);
        }
        "nothing" => {}
        "waits" => {
            use signal_hook::consts::{SIGUSR1, SIGUSR2};
            use std::sync::atomic::{AtomicBool, Ordering};
            let told = std::sync::Arc::new(AtomicBool::new(false));
            for signal in signal_hook::consts::TERM_SIGNALS
                .iter()
                .chain(&[SIGUSR1, SIGUSR2])
            {
                signal_hook::flag::register(*signal, told.clone()).unwrap();
            }
            std::fs::write(std::env::var_os("READY").unwrap(), "").unwrap();
            let begin = Instant::now();
            while !told.load(Ordering::Relaxed) {
                assert!(begin.elapsed() < Duration::from_secs(60), "no signal came");
                std::thread::sleep(Duration::from_millis(1));
            }
            std::process::exit(9);
        }
        _ => std::process::exit(64),
    }
}

/// A suite's command: a shell line in which `$S` is a process that does what `SUBJECT` says.
fn suite(options: &[&str], line: &str) -> Command {
    let own = std::env::current_exe().unwrap();
    let subject = format!("'{}' --exact suite::subject --ignored --nocapture", own.display());
    let mut suite = command(&["test"]);
    suite
        .args(options)
        .args(["--", "sh", "-c", &line.replace("$S", &subject)])
        // What runs these tests says nothing of the suite.
        .env_remove("NEXTEST_EXECUTION_MODE");
    suite
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The targets of all blocks, sorted.
fn targets(answer: &Value) -> Vec<String> {
    let blocks = answer["blocks"].as_array().unwrap().iter();
    let mut targets: Vec<String> = blocks
        .map(|block| block["target"].as_str().unwrap().to_owned())
        .collect();
    targets.sort();
    targets
}

#[test]
fn each_swallowed_block_of_a_thousand_processes_appears_once() {
    let ways = ["let", "default", "unwind", "thread", "abort", "kill"];
    let line = format!(
        "for n in $(seq {}); do for way in {}; do echo $way; done; done | head -n 1000 | \
         xargs -P 4 -I WAY sh -c 'SUBJECT=WAY \"$0\" --exact suite::subject --ignored & echo pid $!; wait $!; true' {}",
        1_000 / ways.len() + 1,
        ways.join(" "),
        std::env::current_exe().unwrap().display(),
    );
    let output = suite(&["--json"], &line)
        .env("RUST_BACKTRACE", "0")
        .output()
        .unwrap();
    assert_eq!(
        output.status.code(),
        Some(81),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    let answer = json(&output);
    let said = String::from_utf8_lossy(&output.stderr);
    let mut started: Vec<String> = said
        .lines()
        .filter_map(|line| Some(format!("target-{}", line.split("pid ").nth(1)?)))
        .collect();
    started.sort();
    assert_eq!(started.len(), 1_000);
    assert_eq!(targets(&answer), started);
    assert_eq!(
        (&answer["unnoticed"], &answer["lost"]),
        (&1_000.into(), &0.into())
    );
    let block = &answer["blocks"][0];
    assert_eq!(block["codes"], "opt-in-disabled");
    assert_eq!(
        block["signal"],
        "the guarded function was compiled with `cfg(test)`"
    );
    let of_threads = answer["blocks"].as_array().unwrap();
    let of_threads = of_threads.iter().filter(|block| block["test"].is_null()).count();
    assert!((166..=167).contains(&of_threads), "{of_threads}");
    assert_eq!(
        block["test"].as_str().unwrap_or("suite::subject"),
        "suite::subject"
    );
}

#[test]
fn what_somebody_looked_at_or_announced_leaves_a_suite_green() {
    for subject in ["take", "expect", "assert", "nothing"] {
        let output = suite(&["--json"], "$S").env("SUBJECT", subject).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{subject}: {output:?}");
        let answer = json(&output);
        assert_eq!(answer["unnoticed"], 0, "{subject}");
        assert_eq!(
            targets(&answer).len(),
            usize::from(subject != "nothing"),
            "{subject}"
        );
    }
    let output = suite(&["--json"], "SUBJECT=take $S; SUBJECT=let $S")
        .output()
        .unwrap();
    assert_eq!(
        output.status.code(),
        Some(81),
        "one that nobody looked at is enough"
    );
    assert_eq!(
        (targets(&json(&output)).len(), &json(&output)["unnoticed"]),
        (2, &1.into())
    );
}

#[test]
fn what_is_blocked_after_a_look_is_not_looked_at() {
    let output = suite(&["--json"], "$S").env("SUBJECT", "again").output().unwrap();
    assert_eq!(output.status.code(), Some(81), "{output:?}");
    let answer = json(&output);
    let blocks = answer["blocks"].as_array().unwrap().iter();
    let unnoticed: Vec<&Value> = blocks
        .filter(|block| block["is_noticed"] == false)
        .map(|block| &block["target"])
        .collect();
    assert_eq!(unnoticed, ["again"]);
}

#[test]
fn a_test_is_the_one_that_nextest_names_where_it_has_the_process_for_itself() {
    for (mode, name, test) in [
        ("process-per-test", "sync::closes", "sync::closes"),
        ("process-per-binary", "sync::closes", "another::test"),
        ("process-per-test", "", "another::test"),
    ] {
        let output = suite(&["--json"], "$S")
            .env("SUBJECT", "named")
            .env("NEXTEST_EXECUTION_MODE", mode)
            .env("NEXTEST_TEST_NAME", name)
            .output()
            .unwrap();
        assert_eq!(json(&output)["blocks"][0]["test"], test, "{mode} {name}");
    }
}

#[test]
fn whatever_the_command_starts_is_marked() {
    let output = suite(&[], "echo \"marked: $WRITE_GUARD_TEST_PROCESS\"")
        .env_remove("WRITE_GUARD_TEST_PROCESS")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.starts_with("marked: 1\n"), "{said}");
}

#[test]
fn a_failure_of_the_command_keeps_its_status() {
    for (subject, line, status) in [
        ("exits-7", "$S", 7),
        ("kill", "exec $S", 128 + 9),
        ("let", "$S; exit 101", 101),
        ("nothing", "exit 3", 3),
    ] {
        let output = suite(&["--json"], line).env("SUBJECT", subject).output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{line}: {output:?}");
        assert_eq!(targets(&json(&output)).len(), usize::from(subject != "nothing"));
    }
    let output = suite(&[], "exit 3").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        said,
        "write-guard: the command failed (3); until then no write was blocked\n"
    );
    let none = command(&["test", "--", "no-such-command-of-anybody"])
        .output()
        .unwrap();
    assert_eq!(none.status.code(), Some(3));
    let said = String::from_utf8(none.stderr).unwrap();
    assert!(
        said.contains("cannot run `no-such-command-of-anybody`: "),
        "{said}"
    );
}

#[test]
fn a_file_for_ci_that_cannot_be_written_swallows_no_answer() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("nowhere/blocked.xml");
    let output = suite(&["--junit", file.to_str().unwrap()], "SUBJECT=let $S >/dev/null")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("1 writes were blocked and nobody looked"), "{said}");
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("nowhere/blocked.xml"), "{error}");

    let failed = suite(&["--junit", file.to_str().unwrap()], "exit 7")
        .output()
        .unwrap();
    assert_eq!(failed.status.code(), Some(7), "{failed:?}");
    assert_eq!(String::from_utf8(failed.stderr).unwrap(), error);
    for status in [0, 7] {
        let gone = format!("rm -r \"$WRITE_GUARD_LEDGER\"; exit {status}");
        let output = suite(&[], &gone).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.starts_with("error: cannot read the ledger: "), "{said}");
        assert_eq!(output.status.code(), Some(if status == 0 { 3 } else { 7 }));
    }
}

#[test]
fn people_get_a_table_and_ci_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("blocked.xml");
    let output = suite(
        &["--junit", file.to_str().unwrap()],
        "SUBJECT=let $S >/dev/null; SUBJECT=take $S >/dev/null",
    )
    .output()
    .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(81), "{said}");
    assert!(said.contains("1 writes were blocked and nobody looked"), "{said}");
    assert!(
        said.contains("\n  command_line suite::subject  close  target-"),
        "{said}"
    );
    assert!(said.contains("1 more were looked at or expected"), "{said}");
    let xml = std::fs::read_to_string(file).unwrap();
    assert!(xml.contains(r#"tests="2" failures="1""#), "{xml}");
    assert!(xml.contains(r#"<failure type="opt-in-disabled""#), "{xml}");
}

#[test]
fn without_the_command_there_is_no_file() {
    let folder = tempfile::tempdir().unwrap();
    for (name, value) in [
        ("UNRELATED", folder.path().as_os_str()),
        ("WRITE_GUARD_LEDGER", "".as_ref()),
    ] {
        let status = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "suite::subject", "--ignored"])
            .env_remove("WRITE_GUARD_LEDGER")
            .env("SUBJECT", "let")
            .env(name, value)
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
