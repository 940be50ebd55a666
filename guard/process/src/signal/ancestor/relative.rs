//! Who is related to a process.

use std::path::{Path, PathBuf};

/// An ancestor, or the leader of a group that an ancestor belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relative {
    pub(super) pid: u32,
    /// The name the kernel keeps: the first 15 bytes of the file's.
    pub(super) name: String,
    pub(super) kinship: Kinship,
    /// An ancestor's child, by which it is an ancestor.
    pub(super) child: Option<u32>,
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
}

impl Kinship {
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Ancestor => "an ancestor",
            Self::GroupLeader => "the leader of the process group",
            Self::SessionLeader => "the leader of the session",
        }
    }
}

/// The processes there are.
pub(super) trait Table {
    /// The line that the kernel keeps about a process; `name` is its number, or `self`.
    fn stat(&self, name: &str) -> Option<String>;
}

/// How far up the ancestors are followed.
pub(super) const FARTHEST: usize = 512;

/// The relatives of the first process of `chain`: its ancestors, nearest first, then the leaders.
///
/// If `is_to_come`, those of a process that it would start: then the first process is an ancestor too.
pub(super) fn of(chain: &[Stat], is_to_come: bool, table: &impl Table) -> Vec<Relative> {
    let mut relatives: Vec<Relative> = Vec::with_capacity(chain.len());
    let mut child = None;
    for stat in chain {
        if child.is_some() || is_to_come {
            relatives.push(Relative {
                child,
                ..stat.relative(Kinship::Ancestor)
            });
        }
        child = Some(stat.pid);
    }
    for stat in chain {
        let leaders = [
            (stat.group, Kinship::GroupLeader),
            (stat.session, Kinship::SessionLeader),
        ];
        for (leader, kinship) in leaders {
            let is_new = leader != 0
                && chain.iter().all(|known| known.pid != leader)
                && relatives.iter().all(|known| known.pid != leader);
            let leader = is_new.then(|| table.stat(&leader.to_string())).flatten();
            let leader = leader.as_deref().and_then(Stat::parse);
            if let Some(leader) = leader.filter(|leader| !leader.is_sibling(chain)) {
                relatives.push(leader.relative(kinship));
            }
        }
    }
    relatives
}

/// The process `name`, its parent, and so on to the first process.
pub(super) fn chain(name: &str, table: &impl Table) -> Vec<Stat> {
    let mut chain: Vec<Stat> = Vec::new();
    let mut next = name.to_owned();
    while chain.len() <= FARTHEST {
        let Some(stat) = table.stat(&next).as_deref().and_then(Stat::parse) else {
            break;
        };
        if chain.iter().any(|known| known.pid == stat.pid) {
            break;
        }
        let parent = stat.parent;
        chain.push(stat);
        // What started the first process of a namespace is not shown.
        if parent == 0 {
            break;
        }
        next = parent.to_string();
    }
    chain
}

/// What matters of `/proc/<pid>/stat`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stat {
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
        let mut numbers = rest.split(' ').skip(1);
        Some(Self {
            pid: pid.parse().ok()?,
            name: name.into(),
            parent: numbers.next()?.parse().ok()?,
            // In another namespace these are 0 or even less.
            group: numbers.next()?.parse().unwrap_or(0),
            session: numbers.next()?.parse().unwrap_or(0),
        })
    }

    /// Whether this leader was started by an ancestor of the process, beside it, as in `cargo test | upload-report`.
    ///
    /// Where both are children of the first process, they may be the two ends of a pipeline whose shell has ended, or a test
    /// and its orphan. Nothing tells them apart for certain, so they count as a pipeline.
    fn is_sibling(&self, chain: &[Self]) -> bool {
        if self.parent != 1 {
            return chain.iter().any(|ancestor| ancestor.pid == self.parent);
        }
        let led = |stat: &&Self| stat.group == self.pid || stat.session == self.pid;
        chain.iter().rfind(led).is_some_and(|oldest| oldest.parent == 1)
    }

    fn relative(&self, kinship: Kinship) -> Relative {
        Relative {
            pid: self.pid,
            name: self.name.clone(),
            kinship,
            child: None,
        }
    }
}

#[cfg(test)]
#[path = "relative/tests.rs"]
mod tests;
