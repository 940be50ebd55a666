//! How a suite ends: what reaches its command, and what is left of it.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGINT, SIGTERM, SIGUSR1, SIGUSR2};

use super::{json, suite, targets};

#[test]
fn a_signal_is_passed_on_and_nothing_is_left_behind() {
    for number in [SIGTERM, SIGINT, SIGUSR1, SIGUSR2] {
        let folder = tempfile::tempdir().unwrap();
        let ready = folder.path().join("ready");
        let ledgers = folder.path().join("ledgers");
        std::fs::create_dir(&ledgers).unwrap();
        let mut suite = suite(&["--json"], "exec $S")
            .env("SUBJECT", "waits")
            .env("READY", &ready)
            .env("TMPDIR", &ledgers)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        wait_for(&ready);
        assert_eq!(std::fs::read_dir(&ledgers).unwrap().count(), 1);
        let pid = rustix::process::Pid::from_child(&suite);
        let signal_number = rustix::process::Signal::from_named_raw(number).unwrap();
        rustix::process::kill_process(pid, signal_number).unwrap();
        assert_eq!(suite.wait().unwrap().code(), Some(9), "{number}");
        assert_eq!(std::fs::read_dir(&ledgers).unwrap().count(), 0, "{number}");
    }
}

#[test]
fn what_outlives_the_command_neither_spoils_the_answer_nor_leaves_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    // Processes that enter something as long as they can.
    let line = "for i in 1 2 3; do sh -c 'n=0; while [ $n -lt 50000 ] && : >\"$WRITE_GUARD_LEDGER/$0-$n\"; do n=$((n+1)); done' $i & done 2>/dev/null; \
                SUBJECT=let $S >/dev/null";
    for _ in 0..5 {
        let output = suite(&["--json"], line)
            .env("TMPDIR", folder.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(81), "{output:?}");
        assert_eq!(targets(&json(&output)).len(), 1);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

#[test]
fn an_answer_that_nobody_can_read_keeps_no_file_from_ci() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("blocked.xml");
    let full = std::fs::File::create("/dev/full").unwrap();
    let status = suite(&["--junit", file.to_str().unwrap()], "SUBJECT=let $S >/dev/null")
        .stdout(full)
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(3));
    assert!(std::fs::read_to_string(file).unwrap().contains("failures=\"1\""));
}

#[test]
fn a_suite_within_a_suite_tells_its_own_blocks_and_the_other_the_rest() {
    let inner = format!(
        "'{}' test -- sh -c 'SUBJECT=let $S' >&2; echo \"inner $?\" >&2; SUBJECT=take $S",
        env!("CARGO_BIN_EXE_cargo-write-guard")
    );
    let inner = inner.replace("'SUBJECT=let $S'", "\"SUBJECT=let $S\"");
    let output = suite(&["--json"], &inner).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("1 writes were blocked and nobody looked"), "{said}");
    assert!(said.contains("inner 81\n"), "{said}");
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert_eq!(targets(&json(&output)).len(), 1);
}

#[test]
#[cfg(target_os = "linux")]
fn what_was_to_be_ignored_is_ignored_by_the_command_too() {
    let asked = |before: &str| {
        let line = format!("{before}; exec \"$0\" test -- grep SigIgn: /proc/self/status");
        let output = Command::new("sh")
            .args(["-c", &line, env!("CARGO_BIN_EXE_cargo-write-guard")])
            .output()
            .unwrap();
        ignored_in(&String::from_utf8(output.stdout).unwrap())
    };
    // Whoever runs this test may have wanted some ignored as well.
    let before = ignored_in(&std::fs::read_to_string("/proc/self/status").unwrap());
    assert_eq!(asked("trap '' HUP QUIT"), 0b101 | before);
    assert_eq!(asked("true"), before);
}

#[test]
#[cfg(target_os = "linux")]
fn the_end_of_the_command_is_noticed_by_who_may_not_hear_of_it() {
    for asked in ["--block-signal=CHLD", "--ignore-signal=CHLD"] {
        let own = env!("CARGO_BIN_EXE_cargo-write-guard");
        let status = Command::new("timeout")
            .args([
                "20",
                "env",
                asked,
                own,
                "test",
                "--",
                "sh",
                "-c",
                "sleep 0.1; exit 5",
            ])
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(5), "{asked}");
    }
}

/// HUP, INT and QUIT, as far as they are ignored in a process of this status.
fn ignored_in(status: &str) -> u64 {
    let mut lines = status.lines();
    let mask = lines.find_map(|line| line.strip_prefix("SigIgn:")).unwrap();
    u64::from_str_radix(mask.trim(), 16).unwrap() & 0b111
}

fn wait_for(path: &Path) {
    let begin = Instant::now();
    while !path.exists() {
        assert!(
            begin.elapsed() < Duration::from_secs(60),
            "{} never came",
            path.display()
        );
        std::thread::sleep(Duration::from_millis(1));
    }
}
