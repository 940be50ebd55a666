//! Tests that were taken out of their target directory, with nothing in their environment.

use crate::harness::{has_signals, is_live, is_test, outside, says};

#[test]
fn a_test_that_was_copied_and_renamed_is_a_test() {
    outside(
        "unit=$(executable test -p beta --lib); cp $unit away/app; env -i away/app unit case=copied
         mimic=$(executable test -p alpha --test mimic); cp $mimic away/app-mimic; env -i away/app-mimic copied-mimic
         crit=$(executable bench --profile dev -p alpha --bench crit); cp $crit away/app-crit; env -i away/app-crit copied-crit",
    );
    for (case, harness) in [
        ("copied", "contains libtest"),
        ("copied-mimic", "contains the test harness `libtest-mimic`"),
        ("copied-crit", "contains the test harness `criterion`"),
    ] {
        is_test(case, "image");
        has_signals(case, &["image"]);
        says(case, harness);
    }
}

#[test]
#[ignore = "needs Python, to execute what is in memory only"]
fn a_test_in_memory_and_what_it_starts_are_tests() {
    outside(
        r#"cargo build -q -p probe; unit=$(executable test -p beta --lib)
        for words in 'x unit case=memory' 'x child --ignored case=memory-child'; do
            env -i $(command -v python3) -c "import os
file = os.memfd_create('x'); os.write(file, open('$unit', 'rb').read()); os.execve(file, '$words'.split(), {})"
        done"#,
    );
    is_test("memory", "image");
    is_test("memory-child", "ancestor");
}

#[test]
fn a_stripped_test_is_a_test() {
    outside(
        "unit=$(executable test -p beta --lib); strip --strip-all -R .comment -o away/stripped $unit
         env -i away/stripped unit case=stripped",
    );
    is_test("stripped", "image");
}

#[test]
fn a_test_linked_by_gold_or_without_separate_code_is_a_test() {
    outside(
        r#"linked() {
            cargo rustc -q -p beta --lib --profile test --message-format json -- -C link-arg="$1" -C link-arg="$2" |
                sed -n 's/.*"executable":"\([^"]*\)".*/\1/p'
        }
        cp $(linked -fuse-ld=bfd -Wl,-z,noseparate-code) away/joined; env -i away/joined unit case=joined
        cp $(linked -fuse-ld=gold -Wl,--build-id) away/gold; env -i away/gold unit case=gold
        for joined in joined gold; do
            if readelf -lW away/$joined | grep -q '^ *LOAD.* R  *0x'; then echo $joined has a segment of its own; exit 1; fi
        done"#,
    );
    is_test("joined", "image");
    is_test("gold", "image");
}

#[test]
fn a_test_below_a_tool_is_a_test() {
    outside(
        "unit=$(executable test -p beta --lib); cp $unit away/tool
         env -i $(ls /lib64/ld-linux-*.so.* | head -n 1) away/tool unit case=loader",
    );
    is_test("loader", "image");
}

/// What the system executed is a tool of its own then.
#[test]
fn what_a_test_below_the_loader_starts_is_a_test() {
    outside(
        "cargo build -q -p probe; unit=$(executable test -p beta --lib); cp $unit away/carried
         loader=$(ls /lib64/ld-linux-*.so.* | head -n 1)
         env -i $loader $unit child --ignored case=loader-child-in-place
         cd away; env -i $loader --library-path /lib ./carried child --ignored case=loader-child",
    );
    is_test("loader-child", "ancestor");
    says("loader-child", "contains libtest");
    is_test("loader-child-in-place", "ancestor");
    says("loader-child-in-place", "is a test that cargo built");
}

#[test]
fn what_a_test_in_a_folder_of_the_system_starts_is_a_test_if_it_says_that_it_is_rust() {
    outside(
        "cargo build -q -p probe; unit=$(executable test -p beta --lib); mkdir away/system; cp $unit away/system/e2e
         strip --strip-all -R .comment -o away/system/stripped $unit
         unshare --user --map-root-user --mount sh -c \"mount --bind $away/system /usr/lib/systemd &&
         env -i /usr/lib/systemd/e2e unit case=system && env -i /usr/lib/systemd/e2e child --ignored case=system-child &&
         env -i /usr/lib/systemd/stripped child --ignored case=residue-system-stripped\"",
    );
    is_test("system", "image");
    is_test("system-child", "ancestor");
    says("system-child", "/usr/lib/systemd/e2e");
    is_live("residue-system-stripped");
}

#[test]
#[ignore = "needs valgrind, gdb and strace"]
fn a_test_that_is_traced_is_a_test() {
    outside(
        "unit=$(executable test -p beta --lib); cp $unit away/traced
         env -i valgrind -q away/traced unit case=valgrind
         cargo build -q -p probe; env -i valgrind -q away/traced child --ignored case=valgrind-child
         env -i strace -f -o /dev/null away/traced unit case=strace
         env -i gdb -q -batch -ex run --args away/traced unit case=gdb",
    );
    for case in ["valgrind", "strace", "gdb"] {
        is_test(case, "image");
    }
    is_test("valgrind-child", "ancestor");
    says("valgrind-child", "contains libtest");
}

#[test]
fn what_a_test_starts_that_may_not_read_its_link_is_a_test_if_the_test_was_called_by_its_path() {
    outside(
        "cargo build -q -p probe; unit=$(executable test -p beta --lib); cp $unit away/boxed
         env -i $away/boxed boxed --ignored case=boxed; cd away; env -i ./boxed boxed --ignored case=residue-boxed",
    );
    is_test("boxed", "ancestor");
    says("boxed", "contains libtest");
    is_live("residue-boxed");
}

#[test]
fn a_test_whose_path_is_too_long_to_be_told_is_a_test() {
    outside(
        "unit=$PWD/$(executable test -p beta --lib); cd away; name=$(printf 'n%.0s' {1..200})
         for _ in {1..25}; do mkdir $name; cd $name; done
         cp $unit server; env -i ./server unit case=long-path",
    );
    is_test("long-path", "image");
}

#[test]
fn a_test_whose_executable_was_deleted_is_a_test() {
    outside(
        "unit=$(executable test -p beta --lib); cp $unit away/deleted
         env -i away/deleted slow --ignored case=deleted & sleep 0.3; rm away/deleted; wait $!
         mv $unit $unit.kept; cp $unit.kept $unit
         env -i $unit slow --ignored case=deleted-in-place & sleep 0.3; mv $unit.kept $unit; wait $!",
    );
    is_test("deleted", "image");
    is_test("deleted-in-place", "path");
}

#[test]
fn the_residue_is_a_plain_test_that_was_copied_away_until_its_call_site_tells() {
    outside(
        "plain=$(executable test -p alpha --test plain); cp $plain away/server
         env -i away/server residue-plain-copied; env -i away/server call-site",
    );
    is_live("residue-plain-copied");
    is_test("call-site", "call-site");
    has_signals("call-site", &["call-site"]);
}

#[test]
fn tests_without_proc_are_known_by_the_way_they_were_called() {
    outside(
        "unit=$(executable test -p beta --lib); cp $unit away/no-proc
         unshare --user --map-root-user --mount sh -c \"mount -t tmpfs none /proc && env -i $unit unit case=no-proc &&
         env -i away/no-proc unit case=no-proc-copied\"",
    );
    is_test("no-proc", "path");
    is_test("no-proc-copied", "image");
}
