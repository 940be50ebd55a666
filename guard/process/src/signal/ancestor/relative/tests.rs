//! Process tables made up.

use super::*;

struct Lines(&'static [&'static str]);

impl Table for Lines {
    fn stat(&self, name: &str) -> Option<String> {
        let pid = if name == "self" { "100" } else { name };
        let found = self.0.iter().find(|chain| chain.split(' ').next() == Some(pid));
        found.map(|chain| format!("{chain}{REST}{pid}"))
    }
}

/// From the terminal up to the start.
const REST: &str = " 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 1 0 ";

fn of(lines: &'static [&'static str]) -> Vec<(u32, Kinship)> {
    let lines = Lines(lines);
    let relatives = super::of(&chain("self", &lines), false, &lines);
    relatives
        .into_iter()
        .map(|relative| (relative.pid, relative.kinship))
        .collect()
}

use Kinship::{Ancestor, GroupLeader, SessionLeader};

#[test]
fn a_name_may_contain_anything() {
    let stat = Stat::parse(&format!("7 (a) R 1 (b c) S 4 5 6{REST}8 0")).unwrap();
    assert_eq!(
        (stat.name.as_str(), stat.parent, stat.group, stat.session),
        ("a) R 1 (b c", 4, 5, 6)
    );
    for broken in [
        "",
        "7",
        "7 (a",
        "7 (a) S",
        "7 (a) S x 1 1",
        "x (a) S 1 1 1",
        "7 (a) S 4 5",
    ] {
        assert_eq!(Stat::parse(broken), None, "{broken}");
    }
}

#[test]
fn the_ancestors_come_nearest_first_up_to_the_first_process() {
    let lines = &[
        "100 (probe) R 90 90 80",
        "90 (it) S 80 90 80",
        "80 (bash) S 1 80 80",
        "1 (init) S 0 1 1",
    ];
    assert_eq!(of(lines), [(90, Ancestor), (80, Ancestor), (1, Ancestor)]);
}

#[test]
fn an_orphan_is_still_related_to_its_leaders() {
    let lines = &[
        "100 (probe) R 1 90 80",
        "90 (cargo) S 80 90 80",
        "80 (bash) S 2 80 80",
        "1 (init) S 0 1 1",
    ];
    assert_eq!(of(lines), [(1, Ancestor), (90, GroupLeader), (80, SessionLeader)]);
}

#[test]
fn an_orphan_s_child_is_related_to_the_orphan_s_leaders() {
    let lines = &[
        "100 (probe) R 95 100 100",
        "95 (sh) S 1 90 80",
        "90 (cargo) S 80 90 80",
    ];
    assert_eq!(of(lines), [(95, Ancestor), (90, GroupLeader)]);
}

#[test]
fn the_head_of_a_pipeline_is_no_relative() {
    let lines = &[
        "100 (upload) R 80 90 80",
        "90 (cargo) S 80 90 80",
        "80 (bash) S 1 80 80",
    ];
    assert_eq!(of(lines), [(80, Ancestor)]);
    let deeper = &[
        "100 (upload) R 95 90 80",
        "95 (sh) S 80 90 80",
        "90 (cargo) S 80 90 80",
        "80 (bash) S 1 80 80",
    ];
    assert_eq!(of(deeper), [(95, Ancestor), (80, Ancestor)]);
}

#[test]
fn what_the_first_process_has_for_children_may_be_a_pipeline() {
    let pipeline = &[
        "101 (upload) R 1 100 1",
        "100 (cargo) S 1 100 1",
        "1 (bash) S 0 1 1",
    ];
    let deeper = &[
        "150 (upload) R 101 100 1",
        "101 (sh) S 1 100 1",
        "100 (cargo) S 1 100 1",
        "1 (bash) S 0 1 1",
    ];
    let kin = |pid: &str, lines| -> Vec<u32> {
        let lines = Lines(lines);
        let relatives = super::of(&chain(pid, &lines), false, &lines);
        relatives.iter().map(|relative| relative.pid).collect()
    };
    assert_eq!(kin("101", pipeline), [1]);
    assert_eq!(kin("150", deeper), [101, 1]);
}

#[test]
fn an_ancestor_knows_by_which_child_it_is_one() {
    let lines = Lines(&[
        "100 (probe) R 90 90 80",
        "90 (sh) S 80 90 80",
        "80 (cargo) S 0 80 80",
    ]);
    let children = |is_to_come| -> Vec<Option<u32>> {
        let relatives = super::of(&chain("self", &lines), is_to_come, &lines);
        relatives.iter().map(|relative| relative.child).collect()
    };
    assert_eq!(children(false), [Some(100), Some(90)]);
    assert_eq!(children(true), [None, Some(100), Some(90)]);
}

#[test]
fn another_namespace_ends_the_line() {
    assert_eq!(of(&["100 (probe) R 0 0 0"]), []);
    assert_eq!(of(&["100 (probe) R 0 -1 -1"]), []);
    assert_eq!(of(&[]), []);
    // Hidden by `hidepid`.
    assert_eq!(of(&["100 (probe) R 90 90 80"]), []);
}

#[test]
fn to_what_a_process_would_start_it_is_an_ancestor_itself() {
    let lines = Lines(&["100 (cargo) R 90 100 90", "90 (bash) S 0 90 90"]);
    let pids: Vec<u32> = super::of(&chain("100", &lines), true, &lines)
        .iter()
        .map(|relative| relative.pid)
        .collect();
    assert_eq!(pids, [100, 90]);
}

#[test]
fn a_long_line_is_followed_and_an_endless_one_is_not() {
    /// Each process has one of the next number for a parent, up to this one.
    struct Line(usize);

    impl Table for Line {
        fn stat(&self, name: &str) -> Option<String> {
            let pid: usize = name.parse().ok()?;
            let parent = if pid == self.0 { 0 } else { pid + 1 };
            Some(format!("{pid} (sh) S {parent} 7 7{REST}7"))
        }
    }

    assert_eq!(chain("1", &Line(300)).len(), 300);
    assert_eq!(chain("1", &Line(usize::MAX)).len(), FARTHEST + 1);
}

#[test]
fn a_circle_ends() {
    assert_eq!(
        of(&["100 (a) R 90 100 100", "90 (b) S 100 90 90"]),
        [(90, Ancestor)]
    );
}

#[test]
fn a_leader_of_both_is_one_relative_and_nobody_leads_as_number_0() {
    let lines = &[
        "100 (probe) R 1 90 90",
        "90 (cargo) S 80 90 90",
        "0 (idle) S 0 0 0",
        "1 (init) S 0 1 0",
    ];
    assert_eq!(of(lines), [(1, Ancestor), (90, GroupLeader)]);
}
