//! Runners other than `cargo test`, and what people set by hand.

use crate::harness::{has_signals, is_live, is_test, outside, says};

#[test]
#[ignore = "needs cargo-nextest"]
fn tests_of_nextest_are_tests() {
    outside("CASE=nextest cargo nextest run -p beta");
    is_test("nextest", "runner");
    has_signals("nextest", &["path", "runner", "image", "ancestor"]);
}

#[test]
#[ignore = "needs cargo-nextest"]
fn an_archive_of_nextest_that_runs_elsewhere_is_a_test() {
    outside(
        "cargo nextest archive -p beta --archive-file away/tests.tar.zst
         mkdir away/elsewhere; cp -r Cargo.toml Cargo.lock alpha beta marked probe away/elsewhere; cd away/elsewhere
         CASE=archive cargo nextest run --archive-file ../tests.tar.zst --workspace-remap .",
    );
    is_test("archive", "runner");
    says("archive", "nextest left");
    // Its fingerprints stayed behind.
    has_signals("archive", &["runner", "image", "ancestor"]);
}

#[test]
fn a_runner_that_clears_the_environment_hides_nothing() {
    outside(
        "host=$(rustc -vV | sed -n 's/^host: //p' | tr 'a-z-' 'A-Z_')
         export CARGO_TARGET_${host}_RUNNER='env -i'
         cargo test -p beta --lib -- unit case=runner-clears; cargo test -p alpha --test plain -- runner-clears-plain",
    );
    is_test("runner-clears", "path");
    is_test("runner-clears-plain", "path");
}

/// A test that cargo hands to a runner of somebody's, which runs `script` with it as `$1` and its case as `$2`.
fn is_known_by_who_runs_it(case: &str, script: &str) {
    outside(&format!(
        r#"echo "{script}" >away/{case}
         host=$(rustc -vV | sed -n 's/^host: //p' | tr 'a-z-' 'A-Z_')
         export CARGO_TARGET_${{host}}_RUNNER="sh $away/{case}"
         cargo test -p alpha --test plain -- {case}"#
    ));
    is_test(case, "ancestor");
    says(case, "runs tests with `cargo test`");
}

#[test]
fn a_test_that_its_runner_copies_away_without_an_environment_is_known_by_who_runs_it() {
    is_known_by_who_runs_it(
        "runner-copies",
        r"cp \$1 $away/run-away; env -i $away/run-away \$2",
    );
}

#[test]
fn a_test_that_its_runner_becomes_with_an_environment_of_its_own_is_known_by_who_runs_it() {
    is_known_by_who_runs_it(
        "runner-becomes",
        r"cp \$1 $away/become-away; exec env -i PATH=/bin LANG=C $away/become-away \$2",
    );
}

#[test]
fn a_test_that_its_runner_starts_far_below_is_known_by_who_runs_it() {
    is_known_by_who_runs_it(
        "runner-deep",
        r"cp \$1 $away/run-deep
        deep() { if [ \$1 = 0 ]; then env -i $away/run-deep \$2; else (deep \$((\$1 - 1)) \$2; true); fi; }; deep 100 \$2",
    );
}

#[test]
fn cargo_is_known_by_the_name_that_nix_gives_it_and_behind_many_options() {
    outside(
        r#"cp $(rustc --print sysroot)/bin/cargo away/.cargo-wrapped
         echo "cp \$1 $away/copied-wrapped; env -i $away/copied-wrapped \$2" >away/wrapped-runner
         host=$(rustc -vV | sed -n 's/^host: //p' | tr 'a-z-' 'A-Z_')
         export CARGO_TARGET_${host}_RUNNER="sh $away/wrapped-runner"
         (exec -a cargo away/.cargo-wrapped test -p alpha --test plain -- wrapped-cargo)
         cargo $(yes -- --config a.b=1 | head -n 40) test -p alpha --test plain -- many-options"#,
    );
    for case in ["wrapped-cargo", "many-options"] {
        is_test(case, "ancestor");
        says(case, "runs tests with `cargo test`");
    }
}

/// Cargo ignores what a script in Python ignored that turned into it, and so does what cargo starts, unless somebody takes it back.
#[test]
#[ignore = "needs Python, which ignores a signal"]
fn a_test_that_its_runner_becomes_below_python_is_known_by_its_signals_too() {
    outside(
        r#"printf 'cp $1 %s/$2; exec env -i $OPTION %s/$2 $2' $away $away >away/python-runner
         host=$(rustc -vV | sed -n 's/^host: //p' | tr 'a-z-' 'A-Z_')
         export CARGO_TARGET_${host}_RUNNER="sh $away/python-runner"
         for case in python-becomes residue-python-default-signal; do
             python3 -c "import os; os.execvp('cargo', 'cargo test -p alpha --test plain -- $case'.split())"
             export OPTION=--default-signal
         done"#,
    );
    is_test("python-becomes", "ancestor");
    is_live("residue-python-default-signal");
}

/// What an older server of the script looks like, too.
#[test]
fn the_residue_is_what_a_runner_becomes_below_a_cargo_in_the_background() {
    outside(
        r#"echo "cp \$1 $away/background-away; exec env -i $away/background-away \$2" >away/background-becomes
         host=$(rustc -vV | sed -n 's/^host: //p' | tr 'a-z-' 'A-Z_')
         export CARGO_TARGET_${host}_RUNNER="sh $away/background-becomes"
         cargo test -p alpha --test plain -- residue-background-becomes & wait $!"#,
    );
    is_live("residue-background-becomes");
}

#[test]
fn a_verdict_that_was_asked_for_before_the_runner_began_is_not_the_last() {
    outside(
        "cargo build -q -p probe; env -i PYTEST_VERSION=8 target/debug/probe --becomes PYTEST_CURRENT_TEST early",
    );
    is_test("early", "runner");
    says("early", "PYTEST_CURRENT_TEST");
}

#[test]
fn a_marker_counts_with_any_value_and_so_does_the_number_of_test_threads() {
    outside(
        "cargo build -q -p probe
         env -i WRITE_GUARD_TEST_PROCESS=0 target/debug/probe marker; env -i RUST_TEST_THREADS= target/debug/probe threads",
    );
    is_test("marker", "marker");
    is_test("threads", "test-threads");
    has_signals("threads", &["test-threads"]);
    says("threads", "even when nothing else does");
}

/// Made up: no such runner is started here, only its variables are real.
#[test]
fn foreign_runners_are_known_by_what_they_set() {
    outside(
        r"cargo build -q -p probe
        env -i BAZEL_TEST=1 TEST_SRCDIR=/s TEST_TMPDIR=/t target/debug/probe bazel
        env -i PYTEST_CURRENT_TEST='a.py::b (call)' PYTEST_VERSION=8 target/debug/probe pytest
        env -i JEST_WORKER_ID=1 NODE_ENV=test target/debug/probe jest
        env -i VITEST=true NODE_ENV=test target/debug/probe vitest
        env -i BATS_TEST_NAME=test_x BATS_TEST_FILENAME=/x.bats target/debug/probe bats
        env -i BATS_ROOT_PID=7 BATS_RUN_TMPDIR=/t target/debug/probe bats-set-up
        env -i HARNESS_ACTIVE=1 HARNESS_VERSION=3.44 target/debug/probe prove
        env -i PLAYWRIGHT_TEST=1 TEST_WORKER_INDEX=0 TEST_PARALLEL_INDEX=0 target/debug/probe playwright
        env -i PLAYWRIGHT_TEST=1 BROWSER=none target/debug/probe playwright-server",
    );
    for case in [
        "bazel",
        "pytest",
        "jest",
        "vitest",
        "bats",
        "bats-set-up",
        "prove",
        "playwright",
        "playwright-server",
    ] {
        is_test(case, "runner");
        has_signals(case, &["runner"]);
    }
}

/// Nothing says that they are tests. `cargo write-guard test -- COMMAND` does.
#[test]
#[ignore = "needs Python and Node"]
fn the_residue_is_what_runners_start_that_leave_nothing() {
    outside(
        r#"cargo build -q -p probe; cd away
        printf 'import subprocess, unittest\nclass T(unittest.TestCase):\n def test(self):\n  subprocess.run(["%s", "residue-unittest"], check=True)\n' \
            $away/../target/debug/probe >test_residue.py
        python3 -m unittest -q test_residue
        echo "import test from 'node:test'; import { execFileSync } from 'node:child_process';
        test('x', () => { execFileSync('$away/../target/debug/probe', ['residue-node']); });" >residue.test.mjs
        node residue.test.mjs
        env -i JEST_WORKER_ID=1 NODE_ENV=development ../target/debug/probe residue-jest-development"#,
    );
    for case in ["residue-unittest", "residue-node", "residue-jest-development"] {
        is_live(case);
    }
}

#[test]
#[ignore = "needs Node"]
fn a_program_that_a_test_of_node_starts_is_a_test() {
    outside(
        r#"cargo build -q -p probe
        echo "import test from 'node:test'; import { execFileSync } from 'node:child_process';
        test('x', () => { execFileSync('$PWD/target/debug/probe', ['node-test']); });" >away/x.test.mjs
        node --test away/x.test.mjs"#,
    );
    is_test("node-test", "runner");
    says("node-test", "Node's test runner");
}

#[test]
fn the_dev_dependency_feature_counts_in_place() {
    outside(
        "cargo test -p marked
         plain=$(executable test -p marked --test marked_plain); cp $plain away/feature-away; env -i away/feature-away feature-away
         env -i target/debug/marked feature-program; env -i target/debug/examples/marked_example feature-example
         cp target/debug/marked away/feature-shipped; env -i away/feature-shipped feature-shipped",
    );
    is_test("feature", "runner");
    has_signals("feature", &["path", "runner", "feature", "ancestor"]);
    is_test("feature-program", "feature");
    has_signals("feature-program", &["feature"]);
    for case in ["feature-example", "feature-shipped", "feature-away"] {
        is_live(case);
        says(case, "to be rid of this warning");
    }
}
