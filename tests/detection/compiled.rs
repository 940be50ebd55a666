//! What the compiler can do to a test.

use crate::harness::{has_signals, is_live, is_test, outside, says};

#[test]
fn fat_link_time_optimisation_leaves_the_harness_in_place() {
    outside(
        "unit=$(executable test --profile fat -p beta --lib); cp $unit away/fat
         env -i away/fat unit case=fat; env -i $unit unit case=fat-in-place",
    );
    is_test("fat", "image");
    is_test("fat-in-place", "path");
}

/// The new layout, fat link-time optimisation and tests that abort on panic, in one build.
#[test]
#[ignore = "needs a nightly toolchain"]
fn the_new_layout_and_tests_that_abort_are_tests() {
    outside(
        "export CARGO_TARGET_DIR=$PWD/nightly
         unit=$(executable +nightly -Zbuild-dir-new-layout -Zpanic-abort-tests test --profile fat -p beta --lib)
         case $unit in */out/beta-*) ;; *) echo \"$unit is not in the new layout\"; exit 1 ;; esac
         # Each test is a process of its own here, which gets no arguments.
         env -i CASE=new-layout $unit unit; cp $unit away/aborts; env -i CASE=aborts away/aborts unit
         cargo +nightly -Zbuild-dir-new-layout -Zpanic-abort-tests test --profile fat -p beta --lib",
    );
    is_test("new-layout", "path");
    is_test("aborts", "image");
    is_test("unit-2021", "path");
}

#[test]
fn a_test_that_links_the_standard_library_dynamically_is_a_test() {
    outside(
        r"cargo build -q -p probe; libraries=$(rustc --print target-libdir)
        export CARGO_TARGET_DIR=$PWD/dynamic RUSTFLAGS='-C prefer-dynamic'
        unit=$(executable test -p beta --lib); cp $unit away/dynamic; readelf -d $unit | grep -q libstd
        env -i LD_LIBRARY_PATH=$libraries $unit unit case=dynamic
        env -i LD_LIBRARY_PATH=$libraries away/dynamic unit case=dynamic-copied
        env -i LD_LIBRARY_PATH=$libraries away/dynamic child --ignored case=dynamic-child",
    );
    is_test("dynamic", "path");
    is_test("dynamic-copied", "image");
    is_test("dynamic-child", "ancestor");
}

#[test]
fn what_the_compiler_was_told_is_proof() {
    outside(
        "CARGO_TARGET_DIR=$PWD/told RUSTFLAGS='--cfg fuzzing' cargo build -q -p probe
         cp told/debug/probe away/told; env -i away/told told",
    );
    is_test("told", "compiler");
    says("told", "`cfg(fuzzing)`");
}

#[test]
fn a_program_that_only_mentions_harnesses_is_live() {
    outside(
        "cargo build -q -p probe; cp target/debug/probe away/probe; env -i away/probe --test-threads=1 --nocapture mentions",
    );
    is_live("mentions");
    has_signals("mentions", &[]);
}
