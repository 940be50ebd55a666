//! Paths made up, on a file system made up.

use std::cell::Cell;
use std::ffi::OsStr;
use std::path::Path;

use super::{
    Built, Disk, Files, Process, Shape, classify, glance, is_called_as_a_test, is_hash, is_in_target,
    is_shaped, look,
};
use crate::signal::Strength;

/// The paths of the files there are; a directory exists if something is in it.
struct Listed(&'static [&'static str]);

impl Files for Listed {
    fn exists(&self, path: &Path) -> bool {
        self.0.iter().any(|known| Path::new(known).starts_with(path))
    }

    fn is_cargo_tag(&self, path: &Path) -> bool {
        self.exists(path)
    }

    fn names(&self, directory: &Path) -> Vec<String> {
        let below = self
            .0
            .iter()
            .filter_map(move |known| Path::new(known).strip_prefix(directory).ok());
        below
            .filter_map(|rest| rest.components().next())
            .map(|first| first.as_os_str().to_str().unwrap().into())
            .collect()
    }

    fn ignores_case(&self) -> bool {
        false
    }
}

const TARGET: Listed = Listed(&[
    "/p/target/CACHEDIR.TAG",
    "/p/target/debug/.cargo-lock",
    "/p/target/debug/.fingerprint/my-pkg-00000000000000aa/test-lib-my_pkg",
    "/p/target/debug/.fingerprint/my-pkg-00000000000000aa/invoked.timestamp",
    "/p/target/debug/.fingerprint/my-pkg-00000000000000ab/test-integration-test-it",
    "/p/target/debug/.fingerprint/my-pkg-00000000000000ac/test-integration-test-writes",
    "/p/target/debug/.fingerprint/my-pkg-00000000000000ad/test-integration-test-my0pkg",
    "/p/target/debug/.fingerprint/my-pkg-00000000000000bb/bin-server",
    "/p/target/debug/.fingerprint/my-pkg-00000000000000cc/bench-crit",
    "/p/target/debug/.fingerprint/my-pkg-00000000000000dd/test-example-demo",
    "/p/target/debug/.fingerprint/my-pkg-00000000000000ee/example-demo",
    "/p/target/debug/build/my-pkg/00000000000000aa/fingerprint/test-integration-test-it",
    "/p/target/debug/build/my-pkg/00000000000000bb/fingerprint/bin-server",
]);

fn of(path: &str) -> Option<Built> {
    classify(Path::new(path), None, &TARGET)
}

#[test]
fn the_fingerprint_says_what_was_built() {
    assert_eq!(
        of("/p/target/debug/deps/my_pkg-00000000000000aa"),
        Some(Built::Test)
    );
    assert_eq!(
        of("/p/target/debug/deps/my_pkg-00000000000000aa.exe"),
        Some(Built::Test)
    );
    assert_eq!(of("/p/target/debug/deps/server-00000000000000bb"), None);
    assert_eq!(
        of("/p/target/debug/deps/crit-00000000000000cc"),
        Some(Built::Benchmark)
    );
    assert_eq!(
        of("/p/target/debug/examples/demo-00000000000000dd"),
        Some(Built::Test)
    );
    assert_eq!(of("/p/target/debug/examples/demo-00000000000000ee"), None);
    assert_eq!(of("/p/target/debug/examples/demo-0000000000000099"), None);
}

#[test]
fn the_package_s_name_is_a_short_cut_and_no_more() {
    let path = Path::new("/p/target/debug/deps/my_pkg-00000000000000aa");
    for package in ["my-pkg", "another"] {
        assert_eq!(
            classify(path, Some(OsStr::new(package)), &TARGET),
            Some(Built::Test)
        );
    }
}

#[test]
fn a_test_that_cargo_started_takes_one_question() {
    let asked = Asked::default();
    let tests = [
        ("/p/target/debug/deps/my_pkg-00000000000000aa", "my-pkg"),
        ("/p/target/debug/deps/it-00000000000000ab", "my-pkg"),
        // As long as the package's name, and nearly it.
        ("/p/target/debug/deps/writes-00000000000000ac", "my-pkg"),
        ("/p/target/debug/deps/my0pkg-00000000000000ad", "my-pkg"),
        (
            "/p/target/debug/build/my-pkg/00000000000000aa/out/it-00000000000000aa",
            "any",
        ),
    ];
    for (path, package) in tests {
        let shape = Shape::of(Path::new(path), &TARGET).unwrap();
        assert!(shape.is_guessed_a_test(OsStr::new(package), &asked), "{path}");
        assert_eq!(asked.0.take(), 1, "{path}");
    }
    for (path, package) in [
        ("/p/target/debug/deps/my_pkg-00000000000000aa", "another"),
        ("/p/target/debug/deps/server-00000000000000bb", "my-pkg"),
        ("/p/target/debug/examples/demo-00000000000000ee", "my-pkg"),
    ] {
        let shape = Shape::of(Path::new(path), &TARGET).unwrap();
        assert!(!shape.is_guessed_a_test(OsStr::new(package), &asked), "{path}");
    }
    assert!(Shape::of(Path::new("/p/target/debug/server"), &TARGET).is_none());
}

#[test]
fn what_cargo_runs_is_no_test_for_being_called_by_its_path() {
    let is_one = |path: &str, files| is_called_as_a_test(Path::new(path), OsStr::new("my-pkg"), files);
    let relative = Listed(&["target/debug/.fingerprint/my-pkg-00000000000000aa/test-lib-my_pkg"]);
    assert!(is_one("/p/target/debug/deps/my_pkg-00000000000000aa", &TARGET));
    assert!(!is_one("/p/target/debug/server", &TARGET));
    assert!(!is_one("/p/target/debug/deps/server-00000000000000bb", &TARGET));
    // Of whatever directory: it may have been left since.
    assert!(!is_one("target/debug/deps/my_pkg-00000000000000aa", &relative));
}

#[test]
fn this_test_is_known_by_what_cargo_or_nextest_called_it() {
    let process = Process::own();
    let signal = glance(&process).expect("run by cargo or nextest, where they built it");
    assert_eq!(signal.strength(), Strength::Strong);
    // The true name of what was called so may have a longer path.
    assert_eq!(
        look(&process).map(|signal| signal.strength()),
        Some(Strength::Strong)
    );
}

/// Counts how often it is asked whether a file exists, and answers nothing else.
#[derive(Default)]
struct Asked(Cell<usize>);

impl Files for Asked {
    fn exists(&self, path: &Path) -> bool {
        self.0.set(self.0.get() + 1);
        TARGET.exists(path)
    }

    fn is_cargo_tag(&self, path: &Path) -> bool {
        panic!("{}", path.display())
    }

    fn names(&self, directory: &Path) -> Vec<String> {
        panic!("{}", directory.display());
    }

    fn ignores_case(&self) -> bool {
        false
    }
}

/// The same files where `NAME` and `name` are one.
struct Careless;

impl Files for Careless {
    fn exists(&self, path: &Path) -> bool {
        let path = path.to_str().unwrap().to_lowercase();
        TARGET.exists(Path::new(&path))
    }

    fn is_cargo_tag(&self, path: &Path) -> bool {
        self.exists(path)
    }

    fn names(&self, directory: &Path) -> Vec<String> {
        let directory = directory.to_str().unwrap().to_lowercase();
        TARGET.names(Path::new(&directory))
    }

    fn ignores_case(&self) -> bool {
        true
    }
}

#[test]
fn letters_of_either_kind_are_the_same_where_the_file_system_says_so() {
    for (path, built) in [
        (
            "/P/TARGET/DEBUG/DEPS/MY_PKG-00000000000000AA.EXE",
            Some(Built::Test),
        ),
        ("/p/target/debug/Deps/server-00000000000000BB.exe", None),
        (
            "/p/target/debug/DEPS/crit-00000000000000cC.Exe",
            Some(Built::Benchmark),
        ),
        (
            "/p/target/debug/build/my-pkg/00000000000000AA/OUT/it-00000000000000aa",
            Some(Built::Test),
        ),
        ("/t/RustDocTestMcGwZ2/RUST_OUT.EXE", Some(Built::DocTest)),
    ] {
        assert_eq!(classify(Path::new(path), None, &Careless), built, "{path}");
        assert!(
            built.is_none() || of(path).is_none_or(|found| found != Built::Test),
            "{path}"
        );
    }
}

#[test]
fn the_new_layout_is_known_too() {
    let out = "/p/target/debug/build/my-pkg";
    assert_eq!(
        of(&format!("{out}/00000000000000aa/out/it-00000000000000aa")),
        Some(Built::Test)
    );
    assert_eq!(
        of(&format!("{out}/00000000000000bb/out/server-00000000000000bb")),
        None
    );
    assert_eq!(of(&format!("{out}/00000000000000bb/out/server")), None);
    assert_eq!(
        of(&format!("{out}/00000000000000aa/out/it-00000000000000bb")),
        None
    );
}

#[test]
fn a_shape_without_a_fingerprint_counts_in_a_target_directory_only() {
    assert_eq!(
        of("/p/target/debug/deps/plain-0123456789abcdef"),
        Some(Built::Perhaps)
    );
    assert_eq!(of("/opt/deps/server-0123456789abcdef"), Some(Built::Resembling));
    assert!(!Built::Resembling.is_test());
}

#[test]
fn each_of_cargo_s_traces_alone_makes_a_target_directory() {
    for trace in [
        Listed(&["/q/debug/.cargo-lock"]),
        Listed(&["/q/debug/.fingerprint/x"]),
        Listed(&["/q/CACHEDIR.TAG"]),
    ] {
        let built = classify(Path::new("/q/debug/deps/plain-0123456789abcdef"), None, &trace);
        assert_eq!(built, Some(Built::Perhaps), "{:?}", trace.0);
    }
}

#[test]
fn a_tag_is_cargo_s_if_it_says_so() {
    let directory = std::env::temp_dir().join(format!("write-guard-tag-{}", std::process::id()));
    std::fs::create_dir_all(&directory).unwrap();
    let tag = directory.join("CACHEDIR.TAG");
    let is_one = |text: &str| {
        std::fs::write(&tag, text).unwrap();
        Disk.is_cargo_tag(&tag)
    };
    let found = [
        is_one("# created by cargo."),
        is_one("# created by somebody."),
        Disk.is_cargo_tag(&directory),
    ];
    std::fs::remove_dir_all(&directory).unwrap();
    assert_eq!(found, [true, false, false]);
    assert!(!Disk.is_cargo_tag(&tag));
}

#[test]
fn a_shape_is_a_matter_of_the_path_alone() {
    assert!(is_shaped(Path::new("/x/deps/server-0123456789abcdef")));
    assert!(is_shaped(Path::new("/x/rustdoctestMcGwZ2/rust_out")));
    assert!(!is_shaped(Path::new("/x/deps/server")));
    let capitals = is_shaped(Path::new("/x/deps/server-0123456789ABCDEF"));
    assert_eq!(capitals, cfg!(any(windows, target_vendor = "apple")));
    // This test's own is in one.
    let process = Process::own();
    assert!(is_in_target(process.executable().unwrap()));
    assert!(!is_in_target(Path::new("/a/b/c/d/e/f/g/server")));
}

#[test]
fn a_doc_test_is_known_by_its_directory_and_its_name() {
    assert_eq!(of("/tmp/rustdoctestMcGwZ2/rust_out"), Some(Built::DocTest));
    assert_eq!(of("/kept/beta_src_lib_rs_12_0/rust_out"), Some(Built::DocTest));
    assert_eq!(of("/kept/README_md_3_1/rust_out.exe"), Some(Built::DocTest));
    for live in [
        "lib_rs_12",
        "rs_12_0",
        "service_12_0",
        "lib_rs_12_0x",
        "lib_rs__0",
        "lib_rs_1_2_3",
    ] {
        assert_eq!(of(&format!("/opt/{live}/rust_out")), None, "{live}");
    }
    assert_eq!(of("/kept/beta_src_lib_rs_12_0/server"), None);
    assert_eq!(of("/opt/rustdoctest-service/rust_out"), None);
    assert_eq!(of("/tmp/rustdoctestMcGwZ2/server"), None);
    assert_eq!(of("/tmp/rustdoctestservice/rust_out"), None);
    assert_eq!(of("/tmp/rustdoctest-a-b-c/rust_out"), None);
    assert_eq!(of("/tmp/rustdoctest/rust_out"), None);
    assert_eq!(of("/tmp/otherdoctesMcGwZ2/rust_out"), None);
}

#[test]
fn names_that_only_look_like_tests_are_no_signal() {
    for path in [
        "/usr/bin/test-runner",
        "/opt/tests/server",
        "/p/target/debug/server",
        "/p/target/debug/deps/server",
        "/p/target/debug/deps/server-0123456789ABCDEF",
        "/p/target/debug/deps/server-0123456789abcde",
        "/p/target/debug/0123456789abcdef",
        "server-0123456789abcdef",
        "/",
        "",
    ] {
        assert_eq!(of(path), None, "{path}");
    }
    assert!(!is_hash("0123456789abcdeg", &TARGET) && !is_hash("0123456789abcdeg", &Careless));
}
