//! Who is related to a process.

use std::path::{Path, PathBuf};

/// An ancestor, or the leader of a group that an ancestor belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relative {
    pub(super) pid: u32,
    /// The name the kernel keeps: the first 15 bytes of the file's.
    pub(super) name: String,
    pub(super) kinship: Kinship,
}

impl Relative {
    pub(super) fn entry(&self, file: &str) -> PathBuf {
        Path::new("/proc").join(self.pid.to_string()).join(file)
    }
}

/// How a relative is related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kinship {
    Ancestor,
    GroupLeader,
    SessionLeader,
    GroupMember,
}

impl Kinship {
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Ancestor => "an ancestor",
            Self::GroupLeader => "the leader of the process group",
            Self::SessionLeader => "the leader of the session",
            Self::GroupMember => "a process of the same group",
        }
    }
}

/// The processes there are.
pub(super) trait Table {
    /// The line that the kernel keeps about a process; `name` is its number, or `self`.
    fn stat(&self, name: &str) -> Option<String>;

    /// The numbers of all processes.
    fn all(&self) -> Vec<String>;
}

/// How far up the ancestors are followed.
const FARTHEST: usize = 64;

/// The relatives of the process `name`: its ancestors, nearest first, then the leaders.
///
/// Those of a process that `name` would start, if `is_to_come`: then `name` is an ancestor itself.
pub(super) fn of(name: &str, is_to_come: bool, table: &impl Table) -> Vec<Relative> {
    let line = line(name, table);
    let ancestors = line
        .iter()
        .skip(usize::from(!is_to_come))
        .map(|stat| stat.relative(Kinship::Ancestor));
    let mut relatives: Vec<Relative> = ancestors.collect();
    for stat in &line {
        let leaders = [
            (stat.group, Kinship::GroupLeader),
            (stat.session, Kinship::SessionLeader),
        ];
        for (leader, kinship) in leaders {
            let is_new = leader != 0
                && line.iter().all(|known| known.pid != leader)
                && relatives.iter().all(|known| known.pid != leader);
            let leader = is_new.then(|| table.stat(&leader.to_string())).flatten();
            if let Some(leader) = leader.as_deref().and_then(Stat::parse)
                && !leader.is_sibling(&line)
            {
                relatives.push(leader.relative(kinship));
            }
        }
    }
    relatives
}

/// The other members of the process group of `name`, if its leader is no ancestor.
///
/// That is how an orphan is known whose group is led by the script that called `cargo test`. The group of a script holds
/// everything that it starts, so this proves something only for what cargo started: the caller has to know that.
pub(super) fn beside(name: &str, table: &impl Table) -> Vec<Relative> {
    let line = line(name, table);
    let Some(own) = line.first() else {
        return Vec::new();
    };
    if own.group == 0 || line.iter().any(|known| known.pid == own.group) {
        return Vec::new();
    }
    let all = table
        .all()
        .into_iter()
        .filter_map(|other| Stat::parse(&table.stat(&other)?));
    all.filter(|other| other.group == own.group && line.iter().all(|known| known.pid != other.pid))
        .map(|other| other.relative(Kinship::GroupMember))
        .collect()
}

/// The process `name`, its parent, and so on to the first process.
fn line(name: &str, table: &impl Table) -> Vec<Stat> {
    let mut line: Vec<Stat> = Vec::new();
    let mut next = name.to_owned();
    while line.len() <= FARTHEST {
        let Some(stat) = table.stat(&next).as_deref().and_then(Stat::parse) else {
            break;
        };
        if line.iter().any(|known| known.pid == stat.pid) {
            break;
        }
        next = stat.parent.to_string();
        line.push(stat);
    }
    line
}

/// What matters of `/proc/<pid>/stat`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stat {
    pid: u32,
    name: String,
    parent: u32,
    group: u32,
    session: u32,
}

impl Stat {
    /// `pid (name) state parent group session …`; the name may contain anything, also `)`.
    fn parse(line: &str) -> Option<Self> {
        let (pid, rest) = line.split_once(" (")?;
        let (name, rest) = rest.rsplit_once(") ")?;
        let mut numbers = rest.split(' ').skip(1).map(|number| number.parse().ok());
        Some(Self {
            pid: pid.parse().ok()?,
            name: name.into(),
            parent: numbers.next()??,
            // In another namespace these are 0 or even less.
            group: numbers.next()?.unwrap_or(0),
            session: numbers.next()?.unwrap_or(0),
        })
    }

    /// Whether this leader was started by an ancestor of the process, beside it, as in `cargo test | upload-report`.
    ///
    /// The first process adopts orphans: to be its child tells nothing.
    fn is_sibling(&self, line: &[Self]) -> bool {
        self.parent != 1 && line.iter().any(|ancestor| ancestor.pid == self.parent)
    }

    fn relative(&self, kinship: Kinship) -> Relative {
        Relative {
            pid: self.pid,
            name: self.name.clone(),
            kinship,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Lines(&'static [&'static str]);

    impl Table for Lines {
        fn stat(&self, name: &str) -> Option<String> {
            let pid = if name == "self" { "100" } else { name };
            let found = self.0.iter().find(|line| line.split(' ').next() == Some(pid));
            found.map(|line| format!("{line} 0 -1 4194304 0"))
        }

        fn all(&self) -> Vec<String> {
            self.0
                .iter()
                .filter_map(|line| Some(line.split(' ').next()?.into()))
                .collect()
        }
    }

    fn of(lines: &'static [&'static str]) -> Vec<(u32, Kinship)> {
        let relatives = super::of("self", false, &Lines(lines));
        relatives
            .into_iter()
            .map(|relative| (relative.pid, relative.kinship))
            .collect()
    }

    use Kinship::{Ancestor, GroupLeader, SessionLeader};

    #[test]
    fn a_name_may_contain_anything() {
        let stat = Stat::parse("7 (a) R 1 (b c) S 4 5 6 0 -1").unwrap();
        assert_eq!(
            (stat.name.as_str(), stat.parent, stat.group, stat.session),
            ("a) R 1 (b c", 4, 5, 6)
        );
        for broken in ["", "7", "7 (a", "7 (a) S", "7 (a) S x 1 1", "x (a) S 1 1 1"] {
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
    fn an_orphan_in_the_group_of_a_script_has_the_members_beside_it() {
        let beside = |lines| -> Vec<u32> {
            super::beside("self", &Lines(lines))
                .iter()
                .map(|relative| relative.pid)
                .collect()
        };
        let orphan = &[
            "100 (probe) R 1 80 80",
            "95 (it) S 90 80 80",
            "90 (cargo) S 80 80 80",
            "80 (sh) S 2 80 80",
        ];
        assert_eq!(beside(orphan), [95, 90, 80]);
        let child = &[
            "100 (probe) R 80 80 80",
            "90 (cargo) S 80 80 80",
            "80 (sh) S 2 80 80",
        ];
        assert_eq!(beside(child), []);
        assert_eq!(beside(&["100 (probe) R 1 100 100", "90 (cargo) S 80 80 80"]), []);
        assert_eq!(beside(&["100 (probe) R 0 0 0", "90 (cargo) S 0 0 0"]), []);
    }

    #[test]
    fn in_a_container_the_first_process_adopts_orphans() {
        let lines = &[
            "100 (probe) R 1 90 90",
            "90 (cargo) S 1 90 90",
            "1 (tini) S 0 1 1",
        ];
        assert_eq!(of(lines), [(1, Ancestor), (90, GroupLeader)]);
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
        let pids: Vec<u32> = super::of("100", true, &lines)
            .iter()
            .map(|relative| relative.pid)
            .collect();
        assert_eq!(pids, [100, 90]);
    }

    #[test]
    fn a_circle_ends() {
        assert_eq!(
            of(&["100 (a) R 90 100 100", "90 (b) S 100 90 90"]),
            [(90, Ancestor)]
        );
    }
}
