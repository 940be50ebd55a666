//! Families made up.

use std::cell::RefCell;
use std::path::Path;

use super::relative::{Kinship, Relative};
use super::search::{Candidate, Search};
use super::{Disk, Facts, Known, Program, Signal, patiently, weigh};
use crate::signal::Strength;
use crate::signal::image::Harness;
use crate::signal::path::Built;
use crate::signal::{Place, Process};

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
            known: Known::Executed,
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
    weigh(&[relative], Some(Path::new("/p/target/debug/server")), made)
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
    let of = |command| Made {
        search: || Search::Found(0, Harness::Libtest),
        ..made(None, command)
    };
    assert!(detail("e2e", &of("/opt/e2e")).unwrap().ends_with("`/opt/e2e`"));
    assert_eq!(detail("e2e", &of("./e2e")), None, "whose directory is not known");
    assert_eq!(detail("bash", &of("/opt/e2e")), None);
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

/// A family in which nothing is a test, and whose programs are searched.
struct Family {
    links: Vec<&'static str>,
    searched: RefCell<Vec<String>>,
}

impl Facts for Family {
    fn program(&self, relative: &Relative) -> Option<Program> {
        let link = self.links.get(usize::try_from(relative.pid).ok()?)?;
        Some(Program {
            path: link.into(),
            known: Known::Executed,
        })
    }

    fn arguments(&self, _: &Relative) -> Vec<String> {
        Vec::new()
    }

    fn built(&self, _: &Path) -> Option<Built> {
        None
    }

    fn candidate(&self, _: &Relative, program: &Program) -> Option<Candidate> {
        Some(Candidate {
            file: program.path.clone(),
            must_be_rust: false,
        })
    }

    fn search(&self, candidates: Vec<Candidate>) -> Search {
        let files = candidates
            .iter()
            .map(|candidate| candidate.file.display().to_string());
        self.searched.borrow_mut().extend(files);
        Search::Nothing
    }

    fn did_start(&self, _: &Relative) -> bool {
        false
    }
}

fn ancestor(pid: u32) -> Relative {
    Relative {
        pid,
        name: "server".into(),
        kinship: Kinship::Ancestor,
        child: None,
    }
}

#[test]
fn each_program_is_searched_once_and_ones_own_not_at_all() {
    let family = Family {
        links: vec!["/opt/a", "/opt/own", "/opt/a", "/opt/b"],
        searched: RefCell::default(),
    };
    let relatives: Vec<Relative> = (0..4).map(ancestor).collect();
    assert_eq!(weigh(&relatives, Some(Path::new("/opt/own")), &family), None);
    assert_eq!(family.searched.take(), ["/opt/a", "/opt/b"]);
}

/// Of this process everything is known, so it can be asked as a relative is.
#[cfg(target_os = "linux")]
#[test]
fn what_the_disk_tells_of_a_process_is_true() {
    let process = Process::own();
    let (disk, own) = (Disk(&process), ancestor(std::process::id()));
    let executable = std::env::current_exe().unwrap();
    let program = disk.program(&own).unwrap();
    assert_eq!((&program.path, program.known), (&executable, Known::Executed));
    assert_eq!(disk.arguments(&own), std::env::args().collect::<Vec<_>>());
    assert!(disk.built(&executable).unwrap().is_test());
    assert!(disk.built(Path::new("/nowhere")).is_none());
    let candidate = disk.candidate(&own, &program).unwrap();
    assert_eq!(candidate.file, own.entry("exe"));
    let called = Program {
        known: Known::Called,
        ..program
    };
    assert_eq!(disk.candidate(&own, &called).unwrap().file, executable);
    let nothing = Candidate {
        file: own.entry("nothing"),
        must_be_rust: false,
    };
    assert!(matches!(
        disk.search(vec![nothing, candidate]),
        Search::Found(1, _)
    ));
    let nobody = ancestor(u32::MAX);
    assert_eq!(disk.program(&nobody), None);
    assert!(disk.arguments(&nobody).is_empty());
}

#[test]
fn an_answer_that_comes_is_heard() {
    assert_eq!(patiently(|| 7), Some(7));
}

#[test]
fn what_runs_tests_started_what_it_is_about_to_start_and_its_children_as_far_as_one_can_tell() {
    // Neither process is there, so an ancestor gets no excuse and a leader no blame.
    let (runner, process) = (u32::MAX, u32::MAX - 1);
    let did_start = |place, pid, kinship, child| {
        let relative = Relative {
            kinship,
            child,
            ..ancestor(pid)
        };
        Disk(&Process::at(place)).did_start(&relative)
    };
    let leader = Kinship::GroupLeader;
    assert!(did_start(Place::Own, runner, Kinship::Ancestor, Some(process)));
    assert!(!did_start(Place::Own, runner, leader, Some(process)));
    assert!(did_start(Place::Below(process), process, leader, None));
    assert!(!did_start(Place::Below(process), runner, leader, None));
    assert!(!did_start(Place::Other(process), process, leader, None));
}
