//! Families made up.

use std::path::{Path, PathBuf};

use super::relative::{Kinship, Relative};
use super::{Facts, Finding, is_of_the_system, judge};
use crate::signal::image::Finding as Image;
use crate::signal::path::Built;

/// One relative: its link (`None`: may not be read), its command line, and whether its image holds a harness.
struct Made {
    link: Option<&'static str>,
    command: &'static str,
    is_harness: bool,
    did_start: bool,
}

impl Facts for Made {
    fn executable(&self, _: &Relative) -> Option<PathBuf> {
        self.link.map(Into::into)
    }

    fn arguments(&self, _: &Relative) -> Vec<String> {
        self.command.split_terminator(' ').map(Into::into).collect()
    }

    fn built(&self, executable: &Path) -> Option<Built> {
        if executable.starts_with("/p/target/debug/deps") {
            Some(Built::Test)
        } else {
            executable.starts_with("/opt/deps").then_some(Built::Resembling)
        }
    }

    fn harness(&self, _: &Relative) -> Image {
        if self.is_harness {
            Finding::Unfinished
        } else {
            Finding::Nothing
        }
    }

    fn did_start(&self, _: &Relative) -> bool {
        self.did_start
    }
}

fn detail(name: &str, made: &Made) -> Option<String> {
    let relative = Relative {
        pid: 7,
        name: name.into(),
        kinship: Kinship::Ancestor,
        child: Some(8),
    };
    judge(&[relative], Some(Path::new("/p/target/debug/server")), made).map(|signal| signal.to_string())
}

fn made(link: Option<&'static str>, command: &'static str) -> Made {
    Made {
        link,
        command,
        is_harness: false,
        did_start: true,
    }
}

#[test]
fn an_ancestor_that_is_a_test_by_its_path_is_a_hit() {
    let path = "/p/target/debug/deps/it-0123456789abcdef";
    let expected = format!("an ancestor (process 7) is a test that cargo built: `{path}`");
    assert_eq!(detail("it", &made(Some(path), "")), Some(expected));
    assert_eq!(
        detail("server", &made(Some("/opt/deps/server-0123456789abcdef"), "")),
        None
    );
}

#[test]
fn an_ancestor_that_runs_tests_is_a_hit() {
    let expected = Some("an ancestor (process 7) runs tests with `cargo test`".into());
    assert_eq!(
        detail("cargo", &made(Some("/usr/bin/cargo"), "cargo test")),
        expected
    );
    assert_eq!(detail("bash", &made(Some("/usr/bin/bash"), "cargo test")), None);
}

#[test]
fn a_shell_that_turned_into_cargo_test_did_not_start_its_older_children_as_tests() {
    let server = |link, command| Made {
        did_start: false,
        ..made(Some(link), command)
    };
    assert_eq!(detail("cargo", &server("/usr/bin/cargo", "cargo test")), None);
    let nextest = server("/h/cargo-nextest", "cargo-nextest nextest run");
    assert_eq!(detail("cargo-nextest", &nextest), None);
    let rustdoc = server("/usr/bin/rustdoc", "rustdoc --test x.rs");
    assert_eq!(detail("rustdoc", &rustdoc), None);
}

#[test]
fn an_ancestor_whose_link_may_not_be_read_is_known_by_what_it_was_called_as() {
    let hit = made(None, "/p/target/debug/deps/it-0123456789abcdef");
    assert!(detail("it-0123456789ab", &hit).is_some());
    assert!(detail("cargo", &made(None, "cargo test")).is_some());
    assert_eq!(detail("bash", &made(None, "cargo test")), None);
    assert_eq!(detail("init", &made(None, "")), None);
}

#[test]
fn an_executable_that_could_not_be_searched_is_no_hit() {
    let unfinished = Made {
        is_harness: true,
        ..made(Some("/opt/server"), "server")
    };
    assert_eq!(detail("server", &unfinished), None);
}

#[test]
fn what_the_system_or_cargo_installed_is_not_searched() {
    for path in [
        "/usr/bin/bash",
        "/bin/sh",
        "/h/.cargo/bin/zellij",
        "/h/.rustup/toolchains/x/bin/cargo",
    ] {
        assert!(is_of_the_system(Path::new(path)), "{path}");
    }
    for path in [
        "/usr/local/bin/it",
        "/tmp/it",
        "/binary/it",
        "/p/target/debug/server",
    ] {
        assert!(!is_of_the_system(Path::new(path)), "{path}");
    }
}
