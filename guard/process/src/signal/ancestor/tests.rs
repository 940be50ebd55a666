//! Families made up.

use std::path::Path;

use super::relative::{Kinship, Relative};
use super::search::{Candidate, Search};
use super::{Facts, Program, Signal, judge};
use crate::signal::Strength;
use crate::signal::image::Harness;
use crate::signal::path::Built;

/// One relative: its link (`None`: may not be read), its command line, and what a search of its image comes to.
struct Made {
    link: Option<&'static str>,
    command: &'static str,
    search: fn() -> Search,
    did_start: bool,
}

impl Facts for Made {
    fn program(&self, _: &Relative) -> Option<Program> {
        self.link.map(|link| Program {
            path: link.into(),
            is_carried: false,
        })
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

    fn candidate(&self, _: &Relative, program: &Program) -> Option<Candidate> {
        Some(Candidate {
            file: program.path.clone(),
            must_be_rust: false,
        })
    }

    fn search(&self, candidates: Vec<Candidate>) -> Search {
        assert_eq!(candidates.len(), 1);
        (self.search)()
    }

    fn did_start(&self, _: &Relative) -> bool {
        self.did_start
    }
}

fn detail(name: &str, made: &Made) -> Option<String> {
    let hit = signal(name, made)?;
    assert_eq!(hit.strength(), Strength::Strong);
    Some(hit.to_string())
}

fn signal(name: &str, made: &Made) -> Option<Signal> {
    let relative = Relative {
        pid: 7,
        name: name.into(),
        kinship: Kinship::Ancestor,
        child: Some(8),
    };
    judge(&[relative], Some(Path::new("/p/target/debug/server")), made)
}

fn made(link: Option<&'static str>, command: &'static str) -> Made {
    Made {
        link,
        command,
        search: || Search::Nothing,
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
fn an_executable_that_contains_a_harness_is_a_hit_and_one_whose_disk_does_not_answer_is_told() {
    let of = |search| Made {
        search,
        ..made(Some("/opt/server"), "server")
    };
    let found = detail("server", &of(|| Search::Found(0, Harness::Libtest))).unwrap();
    assert!(
        found.ends_with("of the standard library: `/opt/server`"),
        "{found}"
    );
    let unanswered = signal("server", &of(|| Search::Unanswered)).unwrap();
    assert_eq!(unanswered.strength(), Strength::Weak);
}

#[test]
fn what_runs_is_not_searched_again() {
    let own = Made {
        search: || panic!("asked"),
        ..made(Some("/p/target/debug/server"), "server")
    };
    assert!(signal("server", &own).is_none());
}
