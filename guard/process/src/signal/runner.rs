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
    weigh(process.environment())
}

/// A runner whose variables are known by their names: that is true of the most frequent ones.
pub(super) fn glance(process: &Process) -> Option<Signal> {
    let environment = process.environment();
    let at_hand = AT_HAND.iter().position(|is_at_hand| is_at_hand(environment))?;
    RUNNERS.get(at_hand).map(signal)
}

fn weigh(environment: &Environment) -> Option<Signal> {
    RUNNERS
        .iter()
        .find(|(_, counts)| counts(environment))
        .map(signal)
        .or_else(|| alone(environment))
}

fn signal((left, _): &Runner) -> Signal {
    Signal::strong(SignalKind::Runner, *left)
}

/// What a runner left, and whether it is all there.
type Runner = (&'static str, fn(&Environment) -> bool);

/// The most frequent ones come first: see [`AT_HAND`].
const RUNNERS: [Runner; 11] = [
    (
        "nextest left `NEXTEST` and `NEXTEST_RUN_ID` in the environment",
        is_nextest,
    ),
    (
        "rustdoc left `RUSTDOC_DOCTEST_…` in the environment",
        |environment| environment.beginning("RUSTDOC_DOCTEST_").next().is_some(),
    ),
    (
        "a cargo test or benchmark left `CARGO_BIN_EXE_…` and `CARGO_MANIFEST_DIR` in the environment",
        |environment| {
            environment.has("CARGO_MANIFEST_DIR")
                && environment
                    .beginning(BIN_EXE)
                    .any(|(name, value)| names_a_program(name, value))
        },
    ),
    (
        "Bazel left `BAZEL_TEST`, `TEST_SRCDIR` or `TEST_TMPDIR`, two of them, in the environment",
        |environment| {
            let seen = ["BAZEL_TEST", "TEST_SRCDIR", "TEST_TMPDIR"];
            seen.iter().filter(|name| environment.has(name)).count() >= 2
        },
    ),
    (
        "pytest left `PYTEST_CURRENT_TEST` in the environment",
        |environment| {
            environment.has("PYTEST_CURRENT_TEST")
                || (environment.has("PYTEST_VERSION")
                    && environment.beginning("PYTEST_XDIST_").next().is_some())
        },
    ),
    (
        "Jest left `JEST_WORKER_ID` and `NODE_ENV=test` in the environment",
        |environment| environment.has("JEST_WORKER_ID") && is_node_test(environment),
    ),
    (
        "Vitest left `VITEST` and its companions in the environment",
        |environment| {
            environment.has("VITEST")
                && (is_node_test(environment) || environment.beginning("VITEST_").next().is_some())
        },
    ),
    (
        "Node's test runner left `NODE_TEST_CONTEXT=child…` in the environment",
        |environment| {
            let context = environment.get("NODE_TEST_CONTEXT");
            context.is_some_and(|value| value.to_string_lossy().starts_with("child"))
        },
    ),
    (
        "Playwright left `PLAYWRIGHT_TEST` and what its workers or its web server get in the environment",
        |environment| {
            environment.has("PLAYWRIGHT_TEST")
                && (environment.has("TEST_WORKER_INDEX")
                    || environment.get("BROWSER").is_some_and(|value| value == "none"))
        },
    ),
    (
        // What is set up for a suite or a file has no name of a test.
        "Bats left the variables of its run or of its test in the environment",
        |environment| {
            let has = |name| environment.has(name);
            has("BATS_TEST_NAME") && has("BATS_TEST_FILENAME")
                || has("BATS_ROOT_PID") && has("BATS_RUN_TMPDIR")
        },
    ),
    (
        "Perl's test harness left `HARNESS_ACTIVE` and `HARNESS_VERSION` in the environment",
        |environment| environment.has("HARNESS_ACTIVE") && environment.has("HARNESS_VERSION"),
    ),
];

/// The first runners again, by a few variables whose names are known: `false` says nothing.
const AT_HAND: [fn(&Environment) -> bool; 3] = [
    is_nextest,
    |environment| environment.has("RUSTDOC_DOCTEST_RUN_NB_TEST"),
    has_the_package_s_program,
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

/// The variables that count together with another one.
const WITH_COMPANIONS: &str = "\
    NEXTEST NEXTEST_RUN_ID BAZEL_TEST TEST_SRCDIR TEST_TMPDIR PYTEST_VERSION JEST_WORKER_ID \
    VITEST NODE_TEST_CONTEXT PLAYWRIGHT_TEST BATS_TEST_NAME BATS_TEST_FILENAME \
    BATS_RUN_TMPDIR HARNESS_ACTIVE MOCHA_WORKER_ID";

/// The weak signal: a variable without its companion.
fn alone(environment: &Environment) -> Option<Signal> {
    let name = WITH_COMPANIONS
        .split(' ')
        .find(|name| environment.has(name))
        .map(str::to_owned)
        .or_else(|| {
            let (name, _) = environment.beginning(BIN_EXE).next()?;
            Some(format!("{BIN_EXE}{}", escape(name)))
        })?;
    Some(Signal::weak(
        SignalKind::Runner,
        format!("`{name}` is set without what its test runner sets beside it, which looks like a leak"),
    ))
}

#[cfg(test)]
#[path = "runner/tests.rs"]
mod tests;
