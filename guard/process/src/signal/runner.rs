//! What test runners leave in the environment.
//!
//! nextest, rustdoc, Bazel, pytest, Jest, Vitest, Node, Playwright, Bats and Perl's harness each set variables of their own for what they
//! start, and cargo sets `CARGO_BIN_EXE_…` when an integration test or a benchmark runs since 1.94. A variable counts together with its companion.
//! Alone it is often a leak (out of a shell somebody tried something in, or of a configuration that pins a version) and weak; with one,
//! nothing is remembered as live. It cannot see a unit test under plain `cargo test`, for which cargo sets what `cargo run` sets too, nor
//! what clears the environment.

use std::ffi::OsStr;
use std::path::Path;

use super::environment::Environment;
use super::path::without_exe;
use super::{Process, Signal, SignalKind};
use crate::escape::escape;

pub(super) fn look(process: &Process) -> Option<Signal> {
    judge(process.environment())
}

/// A runner whose variables are known by their names: that is true of the most frequent ones.
pub(super) fn glance(process: &Process) -> Option<Signal> {
    let environment = process.environment();
    RUNNERS
        .iter()
        .find(|runner| (runner.is_at_hand)(environment))
        .map(Runner::signal)
}

fn judge(environment: &Environment) -> Option<Signal> {
    RUNNERS
        .iter()
        .find(|runner| (runner.counts)(environment))
        .map(Runner::signal)
        .or_else(|| alone(environment))
}

struct Runner {
    /// What it left.
    detail: &'static str,
    counts: fn(&Environment) -> bool,
    /// Whether a few variables are enough to say that it counts; `false` says nothing.
    is_at_hand: fn(&Environment) -> bool,
}

impl Runner {
    fn signal(&self) -> Signal {
        Signal::strong(SignalKind::Runner, self.detail)
    }
}

const RUNNERS: [Runner; 11] = [
    Runner {
        detail: "nextest left `NEXTEST` and `NEXTEST_RUN_ID` in the environment",
        counts: is_nextest,
        is_at_hand: is_nextest,
    },
    Runner {
        detail: "rustdoc left `RUSTDOC_DOCTEST_…` in the environment",
        counts: |environment| environment.beginning("RUSTDOC_DOCTEST_").next().is_some(),
        is_at_hand: |environment| environment.has("RUSTDOC_DOCTEST_RUN_NB_TEST"),
    },
    Runner {
        detail: "a cargo test or benchmark left `CARGO_BIN_EXE_…` and `CARGO_MANIFEST_DIR` in the environment",
        counts: |environment| {
            environment.has("CARGO_MANIFEST_DIR")
                && environment
                    .beginning(BIN_EXE)
                    .any(|(name, value)| names_a_program(name, value))
        },
        is_at_hand: has_the_package_s_program,
    },
    Runner {
        detail: "Bazel left `BAZEL_TEST`, `TEST_SRCDIR` or `TEST_TMPDIR`, two of them, in the environment",
        counts: |environment| {
            let seen = ["BAZEL_TEST", "TEST_SRCDIR", "TEST_TMPDIR"];
            seen.iter().filter(|name| environment.has(name)).count() >= 2
        },
        is_at_hand: |_| false,
    },
    Runner {
        detail: "pytest left `PYTEST_CURRENT_TEST` in the environment",
        counts: |environment| {
            environment.has("PYTEST_CURRENT_TEST")
                || (environment.has("PYTEST_VERSION")
                    && environment.beginning("PYTEST_XDIST_").next().is_some())
        },
        is_at_hand: |_| false,
    },
    Runner {
        detail: "Jest left `JEST_WORKER_ID` and `NODE_ENV=test` in the environment",
        counts: |environment| environment.has("JEST_WORKER_ID") && is_node_test(environment),
        is_at_hand: |_| false,
    },
    Runner {
        detail: "Vitest left `VITEST` and its companions in the environment",
        counts: |environment| {
            environment.has("VITEST")
                && (is_node_test(environment) || environment.beginning("VITEST_").next().is_some())
        },
        is_at_hand: |_| false,
    },
    Runner {
        detail: "Node's test runner left `NODE_TEST_CONTEXT=child…` in the environment",
        counts: |environment| {
            let context = environment.get("NODE_TEST_CONTEXT");
            context.is_some_and(|value| value.to_string_lossy().starts_with("child"))
        },
        is_at_hand: |_| false,
    },
    Runner {
        detail: "Playwright left `PLAYWRIGHT_TEST` and what its workers or its web server get in the environment",
        counts: |environment| {
            environment.has("PLAYWRIGHT_TEST")
                && (environment.has("TEST_WORKER_INDEX")
                    || environment.get("BROWSER").is_some_and(|value| value == "none"))
        },
        is_at_hand: |_| false,
    },
    Runner {
        // What is set up for a suite or a file has no name of a test.
        detail: "Bats left the variables of its run or of its test in the environment",
        counts: |environment| {
            let has = |name| environment.has(name);
            has("BATS_TEST_NAME") && has("BATS_TEST_FILENAME")
                || has("BATS_ROOT_PID") && has("BATS_RUN_TMPDIR")
        },
        is_at_hand: |_| false,
    },
    Runner {
        detail: "Perl's test harness left `HARNESS_ACTIVE` and `HARNESS_VERSION` in the environment",
        counts: |environment| environment.has("HARNESS_ACTIVE") && environment.has("HARNESS_VERSION"),
        is_at_hand: |_| false,
    },
];

fn is_nextest(environment: &Environment) -> bool {
    environment.has("NEXTEST") && environment.has("NEXTEST_RUN_ID")
}

/// Whether cargo named a program that is called like the package, as most are.
fn has_the_package_s_program(environment: &Environment) -> bool {
    let package = environment.get("CARGO_PKG_NAME");
    let package = package.as_deref().and_then(OsStr::to_str);
    // A name with `=` would be another variable's name and the beginning of its value.
    package
        .filter(|package| !package.contains('='))
        .is_some_and(|package| {
            environment
                .get(&format!("{BIN_EXE}{package}"))
                .is_some_and(|value| names_a_program(package, &value))
                && environment.has("CARGO_MANIFEST_DIR")
        })
}

/// Begins the names of the variables that tell an integration test where its package's programs are.
const BIN_EXE: &str = "CARGO_BIN_EXE_";

/// Whether cargo could have written this: `CARGO_BIN_EXE_x` names a path from the root that ends in `x`, or in `x.exe`.
///
/// The path of another system's cargo may name no drive, and some programs of Windows hand variables on in capitals.
fn names_a_program(name: &str, value: &OsStr) -> bool {
    let path = Path::new(value);
    let file = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let is_named = file == name || without_exe(file).is_some_and(|stem| stem.eq_ignore_ascii_case(name));
    path.has_root() && !name.is_empty() && is_named
}

fn is_node_test(environment: &Environment) -> bool {
    environment.get("NODE_ENV").is_some_and(|value| value == "test")
}

/// The weak signal: a variable without its companion.
fn alone(environment: &Environment) -> Option<Signal> {
    let known = [
        "NEXTEST",
        "NEXTEST_RUN_ID",
        "BAZEL_TEST",
        "TEST_SRCDIR",
        "TEST_TMPDIR",
        "PYTEST_VERSION",
        "JEST_WORKER_ID",
        "VITEST",
        "NODE_TEST_CONTEXT",
        "PLAYWRIGHT_TEST",
        "BATS_TEST_NAME",
        "BATS_TEST_FILENAME",
        "BATS_RUN_TMPDIR",
        "HARNESS_ACTIVE",
        "MOCHA_WORKER_ID",
    ];
    let name = known
        .into_iter()
        .find(|name| environment.has(name))
        .map(Into::into)
        .or_else(|| {
            let (name, _) = environment.beginning(BIN_EXE).next()?;
            Some(format!("{BIN_EXE}{}", escape(name)))
        })?;
    let name: String = name;
    Some(Signal::weak(
        SignalKind::Runner,
        format!("`{name}` is set without what its test runner sets beside it, which looks like a leak"),
    ))
}

#[cfg(test)]
#[path = "runner/tests.rs"]
mod tests;
