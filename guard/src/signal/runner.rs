//! What test runners leave in the environment.
//!
//! A variable counts together with its companion. Alone it is often a leak: out of a shell somebody tried something in,
//! or out of a configuration that pins a version.

use std::ffi::OsStr;
use std::path::Path;

use super::environment::Environment;
use super::{Process, Signal, SignalKind};
use crate::escape::escape;

pub(super) fn look(process: &Process) -> Option<Signal> {
    judge(process.environment())
}

fn judge(environment: &Environment) -> Option<Signal> {
    RUNNERS
        .iter()
        .find(|runner| (runner.counts)(environment))
        .map(|runner| {
            Signal::strong(
                SignalKind::Runner,
                format!("{} left {} in the environment", runner.name, runner.variables),
            )
        })
        .or_else(|| alone(environment))
}

struct Runner {
    name: &'static str,
    variables: &'static str,
    counts: fn(&Environment) -> bool,
}

const RUNNERS: [Runner; 7] = [
    Runner {
        name: "nextest",
        variables: "`NEXTEST` and `NEXTEST_RUN_ID`",
        counts: |environment| environment.has("NEXTEST") && environment.has("NEXTEST_RUN_ID"),
    },
    Runner {
        name: "a cargo test or benchmark",
        variables: "`CARGO_BIN_EXE_…` and `CARGO_MANIFEST_DIR`",
        counts: |environment| {
            environment.has("CARGO_MANIFEST_DIR")
                && environment
                    .beginning(BIN_EXE)
                    .iter()
                    .any(|(name, value)| names_a_program(name, value))
        },
    },
    Runner {
        name: "rustdoc",
        variables: "`RUSTDOC_DOCTEST_…`",
        counts: |environment| !environment.beginning("RUSTDOC_DOCTEST_").is_empty(),
    },
    Runner {
        name: "Bazel",
        variables: "`BAZEL_TEST`, `TEST_SRCDIR` or `TEST_TMPDIR`, two of them,",
        counts: |environment| {
            let seen = ["BAZEL_TEST", "TEST_SRCDIR", "TEST_TMPDIR"];
            seen.iter().filter(|name| environment.has(name)).count() >= 2
        },
    },
    Runner {
        name: "pytest",
        variables: "`PYTEST_CURRENT_TEST`",
        counts: |environment| {
            environment.has("PYTEST_CURRENT_TEST")
                || (environment.has("PYTEST_VERSION") && !environment.beginning("PYTEST_XDIST_").is_empty())
        },
    },
    Runner {
        name: "Jest",
        variables: "`JEST_WORKER_ID` and `NODE_ENV=test`",
        counts: |environment| environment.has("JEST_WORKER_ID") && is_node_test(environment),
    },
    Runner {
        name: "Vitest",
        variables: "`VITEST` and its companions",
        counts: |environment| {
            environment.has("VITEST")
                && (is_node_test(environment) || !environment.beginning("VITEST_").is_empty())
        },
    },
];

/// Begins the names of the variables that tell an integration test where its package's programs are.
const BIN_EXE: &str = "CARGO_BIN_EXE_";

/// Whether cargo could have written this: `CARGO_BIN_EXE_x` names an absolute path that ends in `x`.
fn names_a_program(name: &str, value: &OsStr) -> bool {
    let path = Path::new(value);
    let file = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    path.is_absolute() && !name.is_empty() && (file == name || file.strip_suffix(".exe") == Some(name))
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
    ];
    let name = known
        .into_iter()
        .find(|name| environment.has(name))
        .map(Into::into)
        .or_else(|| {
            let (name, _) = environment.beginning(BIN_EXE).into_iter().next()?;
            Some(format!("{BIN_EXE}{}", escape(&name)))
        })?;
    let name: String = name;
    Some(Signal::weak(
        SignalKind::Runner,
        format!("`{name}` is set without what its test runner sets beside it, which looks like a leak"),
    ))
}

#[cfg(test)]
mod tests {
    use super::super::Strength;
    use super::*;

    fn strength<const N: usize>(pairs: [(&str, &str); N]) -> Option<Strength> {
        let process = Process::with_environment(pairs);
        look(&process).map(|signal| signal.strength())
    }

    const STRONG: Option<Strength> = Some(Strength::Strong);
    const WEAK: Option<Strength> = Some(Strength::Weak);

    #[test]
    fn a_runner_is_known_by_a_variable_and_its_companion() {
        assert_eq!(strength([("NEXTEST", "1"), ("NEXTEST_RUN_ID", "a")]), STRONG);
        assert_eq!(
            strength([
                ("CARGO_BIN_EXE_srv", "/p/target/debug/srv"),
                ("CARGO_MANIFEST_DIR", "/p")
            ]),
            STRONG
        );
        assert_eq!(strength([("RUSTDOC_DOCTEST_RUN_NB_TEST", "0")]), STRONG);
        assert_eq!(strength([("BAZEL_TEST", "1"), ("TEST_TMPDIR", "/t")]), STRONG);
        assert_eq!(strength([("TEST_SRCDIR", "/s"), ("TEST_TMPDIR", "/t")]), STRONG);
        assert_eq!(strength([("PYTEST_CURRENT_TEST", "a.py::b (call)")]), STRONG);
        assert_eq!(
            strength([("PYTEST_VERSION", "8.3"), ("PYTEST_XDIST_WORKER", "gw0")]),
            STRONG
        );
        assert_eq!(strength([("JEST_WORKER_ID", "1"), ("NODE_ENV", "test")]), STRONG);
        assert_eq!(strength([("VITEST", "true"), ("VITEST_WORKER_ID", "1")]), STRONG);
        assert_eq!(strength([("VITEST", "true"), ("NODE_ENV", "test")]), STRONG);
    }

    #[test]
    fn a_variable_alone_is_reported_and_does_not_decide() {
        for name in [
            "NEXTEST",
            "NEXTEST_RUN_ID",
            "CARGO_BIN_EXE_x",
            "BAZEL_TEST",
            "TEST_SRCDIR",
            "TEST_TMPDIR",
            "PYTEST_VERSION",
            "JEST_WORKER_ID",
            "VITEST",
        ] {
            let process = Process::with_environment([(name, "/p/x")]);
            let signal = look(&process).unwrap();
            assert_eq!(signal.strength(), Strength::Weak, "{name}");
            assert!(
                signal.detail().starts_with(&format!("`{name}` is set without")),
                "{signal}"
            );
        }
        assert_eq!(
            strength([("JEST_WORKER_ID", "1"), ("NODE_ENV", "production")]),
            WEAK
        );
    }

    #[test]
    fn what_cargo_run_sets_is_no_signal() {
        let leaked = [
            ("CARGO", "/c"),
            ("CARGO_MANIFEST_DIR", "/p"),
            ("CARGO_PKG_NAME", "p"),
            ("CARGO_HOME", "/h"),
        ];
        assert_eq!(strength(leaked), None);
        assert_eq!(
            strength([("NODE_ENV", "test"), ("RUST_BACKTRACE", "1"), ("RUST_TEST", "1")]),
            None
        );
    }

    #[test]
    fn a_program_path_that_cargo_cannot_have_written_is_a_leak() {
        for value in ["1", "", "x", "target/debug/x", "/bin/true", "/p/x/"] {
            let expected = if value == "/p/x/" { STRONG } else { WEAK };
            assert_eq!(
                strength([("CARGO_BIN_EXE_x", value), ("CARGO_MANIFEST_DIR", "/p")]),
                expected,
                "{value:?}"
            );
        }
    }

    #[test]
    fn a_name_from_the_environment_is_escaped() {
        let process = Process::with_environment([("CARGO_BIN_EXE_a\n\u{1b}[31m`", "x")]);
        let detail = look(&process).unwrap().detail().to_owned();
        assert!(!detail.contains(['\n', '\u{1b}']), "{detail:?}");
    }
}
