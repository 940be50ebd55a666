//! What the guard costs: `cargo bench -p write-guard --bench cost`.
//!
//! A benchmark is a test process, so the live half runs in a process of its own that is detached from this one, with an
//! environment of its own. Every figure stands beside its anchor of the same run. Instructions are counted by callgrind
//! where it is installed: the difference of two runs, so that start-up cancels out.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Kinds of process to measure.
const LIVE: &[&str] = &[];
const TEST: &[&str] = &["WRITE_GUARD_TEST_PROCESS=1"];

/// Ratios and differences worth a line: what, of which, over which, and what is hoped for.
const LINES: [(&str, &str, &str, &str); 12] = [
    (
        "live",
        "sync/guarded",
        "sync/unguarded",
        "at most +10 instructions",
    ),
    ("live", "sync/guarded-spent", "sync/unguarded", ""),
    ("live", "sync/tracing-off", "sync/unguarded", "for comparison"),
    (
        "live",
        "async/guarded",
        "async/unguarded",
        "at most +15 instructions",
    ),
    ("live", "async/tracing-off", "async/unguarded", "for comparison"),
    ("test", "allow/1", "lookup/1", "at most 3 lookups plus the audit"),
    (
        "test",
        "allow/1000",
        "lookup/1000",
        "at most 3 lookups plus the audit",
    ),
    (
        "test",
        "allow/100000",
        "lookup/100000",
        "at most 3 lookups plus the audit",
    ),
    ("test", "allow/100000", "allow/1", "the same"),
    ("test", "audit/no-subscriber", "lookup/1", ""),
    ("test", "block/not-opted-in", "lookup/1", ""),
    ("test", "block/not-allowed", "lookup/1", ""),
];

fn main() -> io::Result<()> {
    // `cargo test --benches` asks only whether it runs.
    let folder = build()?;
    let program = folder.join("cost_measured");
    let counter = folder.join("cost_allocations");
    let mut figures = BTreeMap::new();
    for (kind, environment) in [("live", LIVE), ("test", TEST)] {
        let timed = run(&program, &folder, environment, &["time"])?;
        let allocations = run(&counter, &folder, environment, &[])?;
        for line in timed.lines().chain(allocations.lines()) {
            let mut words = line.split(' ');
            if let (Some(name), Some(value)) = (words.next(), words.next()) {
                println!(
                    "{kind:<5} {name:<32} {value:>10} {}",
                    words.collect::<Vec<_>>().join(" ")
                );
                figures.insert((kind, name.to_owned()), value.parse::<f64>().unwrap_or(f64::NAN));
            }
        }
    }
    println!();
    let counts = Command::new("valgrind")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok();
    for (kind, case, anchor, goal) in LINES {
        let of = |name: &str| figures.get(&(kind, name.to_owned())).copied().unwrap_or(f64::NAN);
        print!(
            "{kind:<5} {case:<20} / {anchor:<16} {:>6.2} in time",
            of(case) / of(anchor)
        );
        if counts {
            let environment = if kind == "live" { LIVE } else { TEST };
            let (case, anchor) = (
                instructions(&program, &folder, environment, case)?,
                instructions(&program, &folder, environment, anchor)?,
            );
            print!(
                ", {case:>7.1} against {anchor:>6.1} instructions ({:+.1})",
                case - anchor
            );
        }
        println!("{}{goal}", if goal.is_empty() { "" } else { "; goal: " });
    }
    let of = |name: &str| {
        figures
            .get(&("test", name.to_owned()))
            .copied()
            .unwrap_or(f64::NAN)
    };
    println!(
        "test  two threads / one        {:>6.2} in time; goal: 1",
        of("threads/2") / of("threads/1")
    );
    Ok(())
}

/// Builds the programs to measure, with the profile of this benchmark, and says where they are.
fn build() -> io::Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let done = Command::new(cargo)
        .args([
            "build",
            "--quiet",
            "--profile",
            "bench",
            "--package",
            "write-guard",
            "--examples",
        ])
        .status()?;
    if !done.success() {
        return Err(io::Error::other("the programs to measure do not build"));
    }
    // This benchmark lies in `<target>/release/deps`.
    let bench = std::env::current_exe()?;
    let profile = bench.ancestors().nth(2).unwrap_or(Path::new("."));
    Ok(profile.join("examples"))
}

/// Instructions of one call: those of 100,000 more calls, divided by as many.
fn instructions(program: &Path, folder: &Path, environment: &[&str], case: &str) -> io::Result<f64> {
    let total = |times: &str| -> io::Result<f64> {
        let valgrind = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];
        let words: Vec<&str> = valgrind
            .into_iter()
            .chain([program.to_str().unwrap_or_default(), "repeat", case, times])
            .collect();
        let said = run(Path::new("valgrind"), folder, environment, &words)?;
        let count = said
            .lines()
            .find_map(|line| line.split("Collected : ").nth(1)?.trim().parse().ok());
        count.ok_or_else(|| io::Error::other(format!("callgrind did not count `{case}`: {said}")))
    };
    Ok((total("101000")? - total("1000")?) / 100_000.0)
}

/// Runs `program` detached from this process, with exactly this environment, and returns what it printed.
fn run(program: &Path, folder: &Path, environment: &[&str], words: &[&str]) -> io::Result<String> {
    let out = folder.join(format!("cost-{}.out", std::process::id()));
    let done = folder.join(format!("cost-{}.done", std::process::id()));
    let script = r#"out=$1; done=$2; shift 2; "$@" >"$out" 2>&1 </dev/null; echo $? >"$done.part"; mv "$done.part" "$done""#;
    let _ = std::fs::remove_file(&done);
    Command::new("setsid")
        .args(["--fork", "env", "-i"])
        .args(environment)
        .arg(format!(
            "PATH={}",
            std::env::var_os("PATH").unwrap_or_default().to_string_lossy()
        ))
        .args(["sh", "-c", script, "sh"])
        .args([out.as_os_str(), done.as_os_str(), program.as_os_str()])
        .args(words)
        .status()?;
    while !done.exists() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let said = std::fs::read_to_string(&out)?;
    let code = std::fs::read_to_string(&done)?;
    if code.trim() == "0" {
        Ok(said)
    } else {
        Err(io::Error::other(format!("exit {}: {said}", code.trim())))
    }
}
