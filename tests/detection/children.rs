//! What tests start.

use crate::harness::{has_signals, is_live, is_test, outside, says};

#[test]
fn children_and_grandchildren_of_a_test_are_tests() {
    // As an interactive shell does it: `cargo test` leads a process group of its own.
    outside("set -m; cargo test -p alpha --test it children & wait $!");
    for case in ["child", "grandchild"] {
        is_test(case, "runner");
        has_signals(case, &["runner", "ancestor"]);
    }
    for case in [
        "child-cleared",
        "grandchild-cleared",
        "grandchild-cleared-late",
        "child-shell",
        "child-setsid",
    ] {
        is_test(case, "ancestor");
        says(case, "an ancestor (process");
    }
}

#[test]
fn orphans_of_a_test_are_tests_unless_nothing_is_left_that_could_tell() {
    outside("set -m; cargo test -p alpha --test it orphans & wait $!");
    is_test("orphan-inherits", "runner");
    is_test("orphan-marked", "marker");
    has_signals("orphan-marked", &["marker"]);
    // In the group of `cargo test`, as what a shell started before it turned into `cargo test`.
    is_live("child-background");
    is_live("residue-orphan-cleared");
}

#[test]
fn an_orphan_of_a_unit_test_in_the_group_of_a_script_is_like_what_cargo_run_left_there() {
    outside(
        r#"cargo build -q -p probe; cargo test -p beta --lib -- --ignored orphan case=residue-orphan-script
        unshare --user --map-root-user --pid --fork --mount-proc \
            sh -c "cargo test -p beta --lib -- --ignored orphan case=residue-orphan-container; true""#,
    );
    for case in ["residue-orphan-script", "residue-orphan-container"] {
        is_live(case);
    }
}

#[test]
#[ignore = "needs Python, to become a reaper"]
fn an_orphan_of_a_unit_test_that_a_reaper_took_is_like_what_cargo_run_left_there() {
    outside(
        r"cargo build -q -p probe
        echo 'import ctypes, subprocess, sys; ctypes.CDLL(None).prctl(36, 1); subprocess.run(sys.argv[1:], check=True)' >away/reaper
        python3 away/reaper cargo test -p beta --lib -- --ignored orphan case=residue-orphan-reaper",
    );
    is_live("residue-orphan-reaper");
}

#[test]
#[ignore = "needs root, to become another user"]
fn a_child_that_is_another_user_is_a_test() {
    outside("cargo test -p alpha --test it another_user -- --ignored");
    is_test("child-other-user", "ancestor");
}

#[test]
fn a_child_in_a_new_process_namespace_is_known_as_long_as_it_sees_its_parents() {
    outside("cargo test -p alpha --test it namespaces -- --ignored");
    // `/proc` is the old one.
    is_test("child-namespace", "ancestor");
    // `/proc` shows the new namespace only, and the environment is inherited.
    is_test("child-namespace-inherits", "runner");
    is_live("residue-namespace-cleared");
    is_live("residue-no-proc");
}
