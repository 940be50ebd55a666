//! The live checks, from a test runner: in a process that no test started.

use std::path::Path;

use tests::detached;

#[test]
fn tc_10_and_tc_11_hold_in_a_process_that_is_live() {
    let (code, said) = detached(Path::new(env!("CARGO_BIN_EXE_live")), &[], &[]);
    assert_eq!(code, 0, "{said}");
    for name in ["tc_10", "tc_11"] {
        assert!(
            said.lines()
                .any(|line| line.starts_with("ok") && line.contains(name)),
            "{said}"
        );
    }
}

#[test]
fn the_sandbox_policy_means_nothing_to_a_live_process() {
    let environment = [
        ("WRITE_GUARD_SANDBOX_WRITES", "0"),
        ("WRITE_GUARD_SANDBOX_PROJECTS", "*"),
        ("WRITE_GUARD_PROTECTED_PROJECTS", "* *"),
    ];
    let (code, said) = detached(Path::new(env!("CARGO_BIN_EXE_live")), &[], &environment);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn the_ledger_of_a_suite_means_nothing_to_a_live_process() {
    let folder = tempfile::tempdir().unwrap();
    let environment = [("WRITE_GUARD_LEDGER", folder.path().to_str().unwrap())];
    let (code, said) = detached(Path::new(env!("CARGO_BIN_EXE_live")), &[], &environment);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("ok     a_live_process_enters_nothing_in_the_ledger_of_a_suite"),
        "{said}"
    );
}

#[test]
fn the_live_checks_fail_in_a_process_that_is_not() {
    let (code, said) = detached(
        Path::new(env!("CARGO_BIN_EXE_live")),
        &[],
        &[("RUST_TEST_THREADS", "1")],
    );
    assert_ne!(code, 0, "{said}");
}
