//! What the first question costs in processes of 5, 40 and 150 MB, and what the later ones cost.
//!
//! `cargo bench -p write-guard --bench detection`. The programs are built from the detection fixture, padded to a size, and started outside this process, so that a live one is live:
//! below two shells, and with the two variables of cargo that matter. Cold means that the file is not in the page cache. Linux only.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark that cannot go on has failed, and it prints its results"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

/// Sizes in MB, each with the shares of a real program of about that size, in percent, of read-only data that is read, and
/// of the linker's tables in it, which are not: nextest, cargo, rustc's driver.
const SIZES: [(u64, u64, u64); 3] = [(5, 6, 14), (40, 6, 11), (150, 5, 7)];
/// How often a program is started; the median counts.
const WARM: usize = 15;
const COLD: usize = 5;

fn main() {
    let fixture = prepare();
    println!("first question, in µs                       cold      warm     least   by layer, warm");
    for profile in ["release", "debug"] {
        for shape in SIZES {
            let [program, test] = build(&fixture, profile, shape);
            let copied = fixture.join("away/copied-test");
            fs::copy(&test, &copied).unwrap();
            let size = shape.0;
            show(&format!("{profile} {size} MB live"), &program, "live", &[]);
            show(&format!("{profile} {size} MB test"), &test, "test", &[]);
            let name = format!("{profile} {size} MB test beside a program");
            show(&name, &test, "test", &[("CARGO_BIN_EXE_sized", "/sized/sized")]);
            let nextest = [("NEXTEST", "1"), ("NEXTEST_RUN_ID", "made-up")];
            show(
                &format!("{profile} {size} MB test of nextest"),
                &test,
                "test",
                &nextest,
            );
            show(
                &format!("{profile} {size} MB test copied away"),
                &copied,
                "test",
                &[],
            );
        }
    }
    for profile in ["release", "debug"] {
        for file in build(&fixture, profile, SIZES[0]) {
            later(profile, &start(&file, "first", &[]));
        }
    }
}

fn show(name: &str, file: &Path, verdict: &str, variables: &[(&str, &str)]) {
    let first = |is_cold: bool| {
        if is_cold {
            forget(file);
        }
        let measured = start(file, "first", variables);
        assert_eq!(measured["verdict"], verdict, "{measured:#}");
        measured["first_us"].as_f64().unwrap()
    };
    let cold = median((0..COLD).map(|_| first(true)));
    let warm: Vec<f64> = (0..WARM).map(|_| first(false)).collect();
    let least = warm.iter().copied().fold(f64::INFINITY, f64::min);
    let warm = median(warm.into_iter());
    println!(
        "{name:<38} {cold:>9.0} {warm:>9.1} {least:>9.1}   {}",
        layers(file)
    );
}

/// The layers, each looked at even where an earlier one decides.
fn layers(file: &Path) -> String {
    let runs: Vec<Value> = (0..WARM).map(|_| start(file, "layers", &[])).collect();
    let looks = runs[0]["looked_at"].as_array().unwrap();
    let costs = looks.iter().enumerate().filter_map(|(index, look)| {
        let nanoseconds = |run: &Value| run["looked_at"][index]["nanoseconds"].as_f64().unwrap();
        let cost = median(runs.iter().map(nanoseconds)) / 1e3;
        (cost >= 0.5).then(|| format!("{} {cost:.1}", look["kind"].as_str().unwrap()))
    });
    costs.collect::<Vec<_>>().join(", ")
}

fn later(profile: &str, measured: &Value) {
    let number = |name: &str| measured[name].as_f64().unwrap();
    println!(
        "later questions, {profile} {}: check {:.2} ns, subject() {:.2} ns, an atomic load alone {:.2} ns, {} allocations",
        measured["verdict"].as_str().unwrap(),
        number("check_ns"),
        number("subject_ns"),
        number("load_ns"),
        measured["allocations"],
    );
    assert_eq!(measured["allocations"], 0, "a later question allocates");
}

/// Starts `file` from a session of its own, below two shells, and reads what it printed.
fn start(file: &Path, what: &str, variables: &[(&str, &str)]) -> Value {
    let output = file.with_extension("measured");
    let _ = fs::remove_file(&output);
    let inner = format!("'{}' first {what} --nocapture; true", file.display());
    let script = format!(
        "bash -c \"{inner}\" >'{0}.new' 2>&1; mv '{0}.new' '{0}'",
        output.display()
    );
    let mut command = Command::new("setsid");
    command.args(["--fork", "bash", "-c", &script]);
    command
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("CARGO_PKG_NAME", "sized");
    command
        .env("CARGO_MANIFEST_DIR", "/sized")
        .envs(variables.iter().copied());
    assert!(command.status().unwrap().success());
    while !output.exists() {
        std::thread::sleep(Duration::from_millis(2));
    }
    let text = fs::read_to_string(&output).unwrap();
    let line = text
        .lines()
        .find_map(|line| Some(line.split_once("MEASURED ")?.1));
    serde_json::from_str(line.unwrap_or_else(|| panic!("{text}"))).unwrap()
}

/// Takes a file out of the page cache.
fn forget(file: &Path) {
    let mut command = Command::new("dd");
    command.arg(format!("if={}", file.display()));
    let status = command.args(["iflag=nocache", "count=0", "status=none"]).status();
    assert!(status.unwrap().success());
}

fn prepare() -> PathBuf {
    let prepare = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/detection/prepare");
    let output = Command::new(prepare).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    PathBuf::from(String::from_utf8(output.stdout).unwrap().trim())
}

/// Builds the program and the test at a size in MB, with shares in percent.
fn build(fixture: &Path, profile: &str, (size, data, tables): (u64, u64, u64)) -> [PathBuf; 2] {
    let bytes = size << 20;
    fs::write(fixture.join("sized/pad"), noise(bytes * data / 100)).unwrap();
    fs::write(fixture.join("sized/tables"), noise(bytes * tables / 100)).unwrap();
    cargo(fixture, profile, &["build", "-p", "sized"]);
    let said = cargo(
        fixture,
        profile,
        &["test", "-p", "sized", "--test", "first", "--no-run"],
    );
    let test = said
        .rsplit_once('(')
        .and_then(|(_, rest)| rest.split_once(')'))
        .unwrap()
        .0;
    let files = [
        fixture.join("target").join(profile).join("sized"),
        fixture.join(test),
    ];
    for file in &files {
        // The rest of the size is code and the like, which nobody reads.
        let file = fs::File::options().write(true).open(file).unwrap();
        file.set_len(file.metadata().unwrap().len().max(bytes)).unwrap();
        file.sync_all().unwrap();
    }
    files
}

fn cargo(fixture: &Path, profile: &str, arguments: &[&str]) -> String {
    let mut command = Command::new("cargo");
    command
        .current_dir(fixture)
        .env_remove("CARGO_TARGET_DIR")
        .args(arguments);
    if profile == "release" {
        command.arg("--release");
    }
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    said
}

fn noise(length: u64) -> Vec<u8> {
    let mut state = 1_u32;
    let bytes = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    });
    bytes.take(usize::try_from(length).unwrap()).collect()
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
