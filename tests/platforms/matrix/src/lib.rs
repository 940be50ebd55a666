//! Writes down what the process it runs in was judged to be, and starts others.
//!
//! ```
//! matrix::record("doc");
//! matrix::start("doc-child-cleared", true);
//! ```

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Judges this process, and writes the verdict down: the verdict, how long it took in microseconds, and why.
pub fn record(case: &str) {
    let begin = Instant::now();
    let subject = write_guard::subject();
    let took = begin.elapsed().as_micros();
    let verdict = if subject.is_live() { "live" } else { "test" };
    // Known when compiled, because some cases clear the environment.
    fs::write(record_of(case), format!("{verdict} {took} {subject}\n")).unwrap();
}

/// Starts the program to record `case`, with this process's environment or with none.
pub fn start(case: &str, is_cleared: bool) {
    run(&[case], is_cleared);
}

/// Starts the program with `arguments`, and waits for its end.
pub fn run(arguments: &[&str], is_cleared: bool) {
    let mut command = Command::new(env!("MATRIX_PROGRAM"));
    if is_cleared {
        command.env_clear();
    }
    assert!(command.args(arguments).status().unwrap().success(), "{arguments:?}");
}

/// Waits for the record of a process that nobody waits for.
pub fn wait(case: &str) {
    let begin = Instant::now();
    while !fs::read_to_string(record_of(case)).is_ok_and(|text| text.ends_with('\n')) {
        assert!(begin.elapsed() < Duration::from_secs(60), "{case} left no record");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// What is written down of `case`.
pub fn recorded(case: &str) -> String {
    fs::read_to_string(record_of(case)).unwrap()
}

fn record_of(case: &str) -> std::path::PathBuf {
    Path::new(env!("MATRIX_OUT")).join(case)
}

#[cfg(test)]
mod tests {
    use super::{record, run, start, wait};

    #[test]
    fn unit() {
        record("unit");
    }

    #[test]
    fn children() {
        start("unit-child", false);
        start("unit-child-cleared", true);
        run(&["--start", "unit-grandchild-cleared"], true);
    }

    #[test]
    fn orphans() {
        run(&["--leave", "residue-unit-orphan-cleared"], true);
        wait("residue-unit-orphan-cleared");
    }
}
