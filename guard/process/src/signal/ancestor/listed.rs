//! Ancestors where the system lists its processes instead of showing them as files: on Windows and macOS.
//!
//! There is no process group that outlives its leader to look into, so an orphan has no relatives here.

mod system;

use std::path::{Path, PathBuf};

use super::relative::{FARTHEST, Kinship, Relative};
use super::search::{self, Candidate, Search};
use super::{Facts, Known, Program, path, patiently, weigh};
use crate::signal::{Process, Signal};

/// Whether this system is one of them.
pub(super) const IS_USED: bool = cfg!(any(windows, target_os = "macos"));

/// What makes `process` a test among the processes that started it.
pub(super) fn look(process: &Process) -> Option<Signal> {
    let chain = chain(process.id(), system::processes());
    let relatives = relatives(&chain, process.is_to_come());
    let own = own(&chain, process.is_to_come());
    weigh(&relatives, own.as_deref(), &Listed(chain))
}

/// The executable of the first process of `chain`, called as those of the others are: Windows knows another name for each file.
fn own(chain: &[Entry], is_to_come: bool) -> Option<PathBuf> {
    let own = chain.first().filter(|_| !is_to_come)?;
    own.executable.clone()
}

/// What the system says about a process.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Entry {
    pid: u32,
    parent: u32,
    /// When it was started, in a unit of the system's own.
    start: u64,
    executable: Option<PathBuf>,
    arguments: Vec<String>,
    /// Whether cargo or nextest left a variable in it; `None` if the system does not show variables.
    is_of_runner: Option<bool>,
}

/// The process `pid`, its parent, and so on, as far as each is certain.
///
/// A parent that has ended gives its number to another process; that one is younger than the child.
fn chain(pid: u32, mut entry: impl FnMut(u32) -> Option<Entry>) -> Vec<Entry> {
    let mut chain: Vec<Entry> = Vec::new();
    let mut next = pid;
    while chain.len() <= FARTHEST {
        let Some(found) = entry(next) else { break };
        let is_younger = chain.last().is_some_and(|child| found.start > child.start);
        if is_younger || chain.iter().any(|known| known.pid == found.pid) {
            break;
        }
        next = found.parent;
        chain.push(found);
    }
    chain
}

/// The ancestors of the first process of `chain`, nearest first; with itself, if it is one of a process to come.
fn relatives(chain: &[Entry], is_to_come: bool) -> Vec<Relative> {
    let children = std::iter::once(None).chain(chain.iter().map(|entry| Some(entry.pid)));
    chain
        .iter()
        .zip(children)
        .skip(usize::from(!is_to_come))
        .map(|(entry, child)| Relative {
            pid: entry.pid,
            name: String::new(),
            kinship: Kinship::Ancestor,
            child,
        })
        .collect()
}

/// What is known of the relatives, found out already.
struct Listed(Vec<Entry>);

impl Listed {
    fn entry(&self, pid: u32) -> Option<&Entry> {
        self.0.iter().find(|entry| entry.pid == pid)
    }
}

impl Facts for Listed {
    fn program(&self, relative: &Relative) -> Option<Program> {
        Some(Program {
            path: self.entry(relative.pid)?.executable.clone()?,
            known: Known::Executed,
        })
    }

    fn arguments(&self, relative: &Relative) -> Vec<String> {
        let arguments = self.entry(relative.pid).map(|entry| entry.arguments.clone());
        arguments.unwrap_or_default()
    }

    fn built(&self, executable: &Path) -> Option<path::Built> {
        if !path::is_shaped(executable) {
            return None;
        }
        let executable = executable.to_owned();
        patiently(move || path::of(&executable)).flatten()
    }

    fn candidate(&self, _: &Relative, program: &Program) -> Option<Candidate> {
        (!is_installed(&program.path)).then(|| Candidate {
            file: program.path.clone(),
            must_be_rust: false,
        })
    }

    fn search(&self, candidates: Vec<Candidate>) -> Search {
        search::of(candidates)
    }

    fn did_start(&self, relative: &Relative) -> bool {
        // What is not shown excuses nobody.
        let child = relative.child.and_then(|child| self.entry(child));
        child.and_then(|child| child.is_of_runner) != Some(false)
    }
}

/// Whether a path says that the system, an installer or rustup put the program there: what lies there is no test.
///
/// Terminals and editors are ancestors of nearly everything, and large.
fn is_installed(path: &Path) -> bool {
    let text = path.to_string_lossy().to_lowercase().replace('\\', "/");
    let text = text.strip_prefix("//?/").unwrap_or(&text);
    let below_drive = text
        .split_once(":/")
        .filter(|(drive, _)| drive.len() == 1)
        .map(|(_, rest)| rest);
    let in_windows = ["windows/", "program files/", "program files (x86)/"];
    let in_macos = [
        "/applications/",
        "/system/",
        "/library/",
        "/usr/bin/",
        "/usr/libexec/",
        "/bin/",
        "/sbin/",
    ];
    let in_home = [
        "/appdata/local/programs/",
        "/microsoft/windowsapps/",
        "/.cargo/bin/",
        "/.rustup/toolchains/",
    ];
    below_drive.is_some_and(|rest| in_windows.iter().any(|part| rest.starts_with(part)))
        || in_macos.iter().any(|part| text.starts_with(part))
        || in_home.iter().any(|part| text.contains(part))
}

#[cfg(test)]
#[path = "listed/tests.rs"]
mod tests;
