//! Environments made up.

use super::super::Strength;
use super::*;

fn strength<const N: usize>(pairs: [(&str, &str); N]) -> Option<Strength> {
    let process = Process::with_environment(&pairs);
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
    assert_eq!(strength([("NODE_TEST_CONTEXT", "child-v8")]), STRONG);
    for companion in [("TEST_WORKER_INDEX", "0"), ("BROWSER", "none")] {
        assert_eq!(strength([("PLAYWRIGHT_TEST", "1"), companion]), STRONG);
    }
    assert_eq!(strength([("PLAYWRIGHT_TEST", "1"), ("BROWSER", "firefox")]), WEAK);
    assert_eq!(
        strength([("BATS_TEST_NAME", "test_x"), ("BATS_TEST_FILENAME", "/x.bats")]),
        STRONG
    );
    assert_eq!(
        strength([("BATS_ROOT_PID", "7"), ("BATS_RUN_TMPDIR", "/t")]),
        STRONG
    );
    assert_eq!(
        strength([("HARNESS_ACTIVE", "1"), ("HARNESS_VERSION", "3.44")]),
        STRONG
    );
}

#[test]
fn what_is_at_hand_is_what_a_look_finds() {
    let at_hand = |pairs: &[(&str, &str)]| {
        let process = Process::with_environment(pairs);
        let found = glance(&process);
        assert!(found.is_none() || found == look(&process), "{pairs:?}");
        found.is_some()
    };
    let package = [("CARGO_PKG_NAME", "my-srv"), ("CARGO_MANIFEST_DIR", "/p")];
    let program = ("CARGO_BIN_EXE_my-srv", "/t/my-srv");
    assert!(at_hand(&[package[0], package[1], program]));
    assert!(at_hand(&[
        ("NEXTEST", "1"),
        ("NEXTEST_RUN_ID", "a"),
        package[0],
        package[1],
        program
    ]));
    assert!(at_hand(&[
        ("RUSTDOC_DOCTEST_RUN_NB_TEST", "0"),
        package[0],
        package[1],
        program
    ]));
    assert!(!at_hand(&package));
    assert!(!at_hand(&[package[0], program]));
    assert!(!at_hand(&[package[0], package[1], ("CARGO_BIN_EXE_my-srv", "1")]));
    assert!(!at_hand(&[("NEXTEST", "1"), package[0]]));
    // That takes a longer look.
    let another = [("CARGO_PKG_NAME", "another"), package[1], program];
    assert!(!at_hand(&another) && look(&Process::with_environment(&another)).is_some());
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
        "NODE_TEST_CONTEXT",
        "PLAYWRIGHT_TEST",
        "BATS_TEST_NAME",
        "BATS_TEST_FILENAME",
        "BATS_RUN_TMPDIR",
        "HARNESS_ACTIVE",
        "MOCHA_WORKER_ID",
    ] {
        let process = Process::with_environment(&[(name, "/p/x")]);
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
    let process = Process::with_environment(&[("CARGO_BIN_EXE_a\n\u{1b}[31m`", "x")]);
    let detail = look(&process).unwrap().detail().to_owned();
    assert!(!detail.contains(['\n', '\u{1b}']), "{detail:?}");
}
