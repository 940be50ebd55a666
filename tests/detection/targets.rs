//! What `cargo test` and `cargo bench` start.

use crate::harness::{has_signals, is_live, is_test, outside, says};

#[test]
fn the_place_where_the_matrix_runs_is_no_test() {
    outside("cargo build -q -p probe; target/debug/probe baseline");
    is_live("baseline");
    has_signals("baseline", &[]);
}

#[test]
fn unit_and_integration_tests_are_tests() {
    outside("cargo test -p alpha --lib; cargo test -p alpha --test it -- integration tasks");
    is_test("unit", "path");
    has_signals("unit", &["path", "image", "ancestor"]);
    for case in [
        "integration",
        "integration-thread",
        "tokio-task",
        "tokio-blocking",
    ] {
        is_test(case, "runner");
        has_signals(case, &["path", "runner", "image", "ancestor"]);
    }
}

#[test]
fn doc_tests_of_both_editions_are_tests() {
    outside("cargo test --doc -p alpha; cargo test --doc -p beta");
    is_test("doc-merged", "runner");
    has_signals("doc-merged", &["path", "runner", "image", "ancestor"]);
    for case in ["doc-standalone", "doc-2021"] {
        is_test(case, "path");
        has_signals(case, &["path", "ancestor"]);
        says(case, "a doc test that rustdoc built");
    }
}

#[test]
fn doc_tests_that_were_kept_are_tests() {
    outside(
        r#"export RUSTC_BOOTSTRAP=1 RUSTDOCFLAGS="-Zunstable-options --persist-doctests=$away/kept"
        CASE=doc-kept cargo test --doc -p beta
        for kept in $away/kept/*/rust_out; do env -i CASE=doc-kept-by-hand $kept; done"#,
    );
    for case in ["doc-kept", "doc-kept-by-hand"] {
        is_test(case, "path");
        says(case, "a doc test that rustdoc built");
    }
}

#[test]
fn a_target_directory_with_blanks_or_behind_a_link_changes_nothing() {
    outside(
        r#"mkdir away/real; ln -s real away/linked
        for target in "$away/tar get" $away/linked; do
            export CARGO_TARGET_DIR=$target
            case=$(basename "$target" | tr -d ' ')
            cargo test -p beta --lib -- unit case=$case
            unit=$(executable test -p beta --lib); env -i "$unit" unit case=$case-by-hand
        done"#,
    );
    for case in ["target", "linked"] {
        is_test(case, "path");
        has_signals(case, &["path", "image", "ancestor"]);
        is_test(&format!("{case}-by-hand"), "path");
        has_signals(&format!("{case}-by-hand"), &["path", "image"]);
    }
}

#[test]
fn an_alias_of_cargo_test_runs_the_same_tests() {
    outside(
        r#"export CARGO_ALIAS_UT=test
        cargo ut -p beta --lib -- unit case=alias
        echo "cp \$1 $away/alias-away; env -i $away/alias-away \$2" >away/alias-runner
        host=$(rustc -vV | sed -n 's/^host: //p' | tr 'a-z-' 'A-Z_')
        export CARGO_TARGET_${host}_RUNNER="sh $away/alias-runner"
        cargo ut -p alpha --test plain -- residue-alias-copied"#,
    );
    is_test("alias", "path");
    has_signals("alias", &["path", "image"]);
    is_live("residue-alias-copied");
}

#[test]
fn tests_without_libtest_are_tests() {
    outside("cargo test -p alpha --test plain --test mimic");
    is_test("plain", "runner");
    has_signals("plain", &["path", "runner", "ancestor"]);
    is_test("mimic", "runner");
    has_signals("mimic", &["path", "runner", "image", "ancestor"]);
}

#[test]
fn benchmarks_are_tests() {
    outside("cargo bench --profile dev -p alpha --bench crit; cargo test -p alpha --benches");
    for case in ["bench-criterion", "bench-as-test", "bench-libtest"] {
        is_test(case, "runner");
        has_signals(case, &["path", "runner", "image", "ancestor"]);
    }
}

#[test]
fn release_builds_and_a_build_directory_of_its_own_change_nothing() {
    outside("CARGO_BUILD_BUILD_DIR=$PWD/build CASE=split-release cargo test --release -p beta --lib");
    is_test("split-release", "path");
    has_signals("split-release", &["path", "image", "ancestor"]);
}

#[test]
fn a_test_started_by_hand_is_a_test() {
    outside(
        "unit=$(executable test -p beta --lib); $unit unit case=by-hand; env -i $unit unit case=by-hand-cleared
         plain=$(executable test -p alpha --test plain); env -i $plain by-hand-plain",
    );
    is_test("by-hand", "path");
    is_test("by-hand-cleared", "path");
    has_signals("by-hand-cleared", &["path", "image"]);
    is_test("by-hand-plain", "path");
    has_signals("by-hand-plain", &["path"]);
}

#[test]
fn a_fingerprint_that_was_cleaned_away_leaves_the_target_directory() {
    outside(
        "plain=$(executable test -p alpha --test plain)
         mkdir -p away/target/debug/deps; cp target/CACHEDIR.TAG away/target; cp $plain away/target/debug/deps
         env -i away/target/debug/deps/$(basename $plain) no-fingerprint
         mkdir -p away/opt/deps; cp $plain away/opt/deps; env -i away/opt/deps/$(basename $plain) residue-plain-shape",
    );
    is_test("no-fingerprint", "path");
    says("no-fingerprint", "named and placed like a test");
    is_live("residue-plain-shape");
    says("residue-plain-shape", "in no target directory");
}
