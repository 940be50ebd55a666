//! Starts processes that this test is no ancestor of, and reads what they wrote down.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use serde_json::Value;

/// Where the fixture is built.
static FIXTURE: LazyLock<PathBuf> = LazyLock::new(|| {
    let prepare = concat!(env!("CARGO_MANIFEST_DIR"), "/detection/prepare");
    let output = Command::new(prepare).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    PathBuf::from(String::from_utf8(output.stdout).unwrap().trim())
});

/// What a script may use. `executable test …` builds a test and prints where it is.
const PRELUDE: &str = r#"
set -eu
away=$PWD/away
executable() {
    cargo "$@" --no-run 2>&1 | tee "$away/.build.$$" | sed -n 's/^ *Executable .*(\(.*\))$/\1/p' | tail -n 1 | grep . ||
        { cat "$away/.build.$$" >&2; exit 1; }
}
"#;

/// Variables that a shell outside has, too.
const KEPT: [&str; 7] = [
    "CARGO_HOME",
    "HOME",
    "LANG",
    "PATH",
    "RUSTUP_HOME",
    "RUSTUP_TOOLCHAIN",
    "TMPDIR",
];

/// Runs `script` in the fixture, in a session of its own whose parent is the first process, and waits for its end.
pub(crate) fn outside(script: &str) {
    static RUNS: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let run = RUNS.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let log = FIXTURE.join(format!("out/.log.{run}"));
    let code = FIXTURE.join(format!("out/.code.{run}"));
    let wrapper = format!(
        "cd '{}'; ( {PRELUDE}\n{script}\n ) >'{}' 2>&1; echo $? >'{}.new'; mv '{}.new' '{}'",
        FIXTURE.display(),
        log.display(),
        code.display(),
        code.display(),
        code.display()
    );
    // What runs in the background of a shell ignores two signals, and so would everything here.
    let mut command = Command::new("env");
    command
        .args([
            "--default-signal=INT,QUIT",
            "setsid",
            "--fork",
            "bash",
            "-c",
            &wrapper,
        ])
        .env_clear()
        .stdin(Stdio::null());
    for name in KEPT {
        command.envs(env::var_os(name).map(|value| (name, value)));
    }
    assert!(command.status().unwrap().success());
    let begin = Instant::now();
    let code = loop {
        if let Ok(code) = fs::read_to_string(&code) {
            break code;
        }
        assert!(
            begin.elapsed() < Duration::from_secs(600),
            "no end in sight: {}",
            shown(&log)
        );
        thread::sleep(Duration::from_millis(20));
    };
    assert_eq!(code.trim(), "0", "{script}\n{}", shown(&log));
}

fn shown(log: &Path) -> String {
    fs::read_to_string(log).unwrap_or_default()
}

/// Asserts that the process `case` was judged a test, and by which kind of signal.
pub(crate) fn is_test(case: &str, deciding: &str) {
    let record = record(case);
    assert_eq!(record["verdict"], "test", "{case}: {record:#}");
    assert_eq!(record["deciding"], deciding, "{case}: {record:#}");
}

/// Asserts that the process `case` was judged live.
pub(crate) fn is_live(case: &str) {
    let record = record(case);
    assert_eq!(record["verdict"], "live", "{case}: {record:#}");
}

/// Asserts that a search for all signals of the process `case` finds these strong ones, and no others.
pub(crate) fn has_signals(case: &str, kinds: &[&str]) {
    let record = record(case);
    let signals = record["all"]["signals"].as_array().unwrap();
    let strong = signals.iter().filter(|signal| signal["strength"] == "strong");
    let seen: Vec<&str> = strong.map(|signal| signal["kind"].as_str().unwrap()).collect();
    assert_eq!(seen, kinds, "{case}: {record:#}");
}

/// Asserts what a signal of the process `case` says.
pub(crate) fn says(case: &str, words: &str) {
    let record = record(case);
    assert!(
        record["line"].as_str().unwrap().contains(words),
        "{case}: {record:#}"
    );
}

fn record(case: &str) -> Value {
    let path = FIXTURE.join(format!("out/{case}.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{case} left no record: {error}"));
    serde_json::from_str(&text).unwrap()
}
