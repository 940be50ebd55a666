use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Runs `program` as a process that no test started: in a session of its own, orphaned, with exactly this environment.
///
/// A child of a test is a test process, and rightly so; what live processes do has to be seen in one that is live.
/// Returns the exit code and what was printed.
///
/// # Panics
///
/// If it cannot be started, or does not end within two minutes.
#[must_use]
pub fn detached(program: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> (i32, String) {
    // `setsid` is a child of this test, and has to be gone before the program looks at who started it.
    const SCRIPT: &str = r#"out=$1; done=$2; orphaned=$3; shift 3
        until [ -e "$orphaned" ]; do sleep 0.01; done
        "$@" >"$out" 2>&1 </dev/null; echo $? >"$done.part"; mv "$done.part" "$done""#;
    let [out, done, orphaned] = ["out", "done", "orphaned"].map(scratch);
    let started = Command::new("setsid")
        .args(["--fork", "env", "-i", "sh", "-c"])
        .arg(format!("{}{SCRIPT}", exports(environment)))
        .args([Path::new("sh"), &out, &done, &orphaned, program])
        .args(arguments)
        .status()
        .unwrap();
    assert!(started.success(), "setsid: {started}");
    fs::write(&orphaned, "").unwrap();
    let deadline = Instant::now() + Duration::from_secs(120);
    while !done.exists() {
        assert!(Instant::now() < deadline, "{} did not end", program.display());
        sleep(Duration::from_millis(10));
    }
    let code = fs::read_to_string(&done).unwrap().trim().parse().unwrap();
    let said = fs::read_to_string(&out).unwrap();
    for file in [out, done, orphaned] {
        fs::remove_file(file).unwrap();
    }
    (code, said)
}

fn exports(environment: &[(&str, &str)]) -> String {
    let lines: Vec<_> = environment
        .iter()
        .map(|(name, value)| format!("export {name}='{value}'\n"))
        .collect();
    lines.concat()
}

fn scratch(end: &str) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("write-guard-{}-{number}.{end}", std::process::id()))
}
