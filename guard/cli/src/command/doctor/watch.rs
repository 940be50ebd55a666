//! The processes that a command starts.

use std::collections::HashSet;
use std::fs;

use serde::Serialize;
use write_guard::Diagnosis;

/// Looks at a process and its descendants, again and again.
#[derive(Debug)]
pub(super) struct Watch {
    /// The process and the descendants seen so far: one stays known after its parent died.
    family: Vec<u32>,
    /// Which process ran which program: a process may turn from one into another.
    known: HashSet<(u32, String)>,
    seen: Vec<Seen>,
}

/// A program that ran.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Seen {
    pub(super) pid: u32,
    pub(super) program: String,
    /// What a guarded program would see in its place.
    pub(super) itself: Diagnosis,
    /// What a guarded program would see that it starts.
    pub(super) starts: Diagnosis,
}

impl Watch {
    pub(super) fn new(pid: u32) -> Self {
        Self {
            family: vec![pid],
            known: HashSet::new(),
            seen: Vec::new(),
        }
    }

    /// Looks once.
    pub(super) fn look(&mut self) {
        self.visit(self.family.first().copied());
        for (pid, parent) in processes() {
            if self.family.contains(&parent) && !self.family.contains(&pid) {
                self.family.push(pid);
            }
            if self.family.contains(&pid) {
                self.visit(Some(pid));
            }
        }
    }

    /// What was seen, in the order in which it was.
    pub(super) fn seen(self) -> Vec<Seen> {
        self.seen
    }

    fn visit(&mut self, pid: Option<u32>) {
        let Some((pid, program)) = pid.and_then(|pid| Some((pid, program(pid)?))) else {
            return;
        };
        if !self.known.insert((pid, program.clone())) {
            return;
        }
        let both = Diagnosis::of(pid).zip(Diagnosis::below(pid));
        // Between `fork` and `exec`, and after its end, a process is not what it seems.
        if let Some((itself, starts)) = both.filter(|_| self::program(pid).as_deref() == Some(&program)) {
            self.seen.push(Seen {
                pid,
                program,
                itself,
                starts,
            });
        }
    }
}

/// Each process with its parent, in the order of their numbers.
fn processes() -> Vec<(u32, u32)> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let mut processes: Vec<(u32, u32)> = pids.filter_map(|pid| Some((pid, parent(pid)?))).collect();
    processes.sort_unstable();
    processes
}

fn parent(pid: u32) -> Option<u32> {
    let stat = fs::read(format!("/proc/{pid}/stat")).ok()?;
    let stat = String::from_utf8_lossy(&stat);
    let (_, rest) = stat.rsplit_once(") ")?;
    rest.split(' ').nth(1)?.parse().ok()
}

/// The executable of a process, as it may be shown.
fn program(pid: u32) -> Option<String> {
    let path = fs::read_link(format!("/proc/{pid}/exe")).ok()?;
    Some(path.to_string_lossy().escape_debug().to_string())
}
