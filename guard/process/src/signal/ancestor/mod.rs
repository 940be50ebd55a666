//! What started this process.
//!
//! A test leaves itself among the ancestors of what it starts, and `cargo test` too; a leader of a process group or a session still names the
//! test after the parent has died. Linux shows all of it in `/proc`, Windows and macOS show the ancestors only. It is
//! strong, because a process has a test above it only if that test started it, directly or not. The one exception is a shell that started a
//! server and then turned into `cargo test`: see `started`. If a program's file may not be read, the name it was called by counts;
//! if that is unknown too, there is no hit. It cannot see through docker, ssh or a service manager, nor an orphan whose relatives have all ended.

mod carrier;
mod command;
#[cfg(any(test, windows, target_os = "macos"))]
mod listed;
mod relative;
mod search;
mod started;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use self::relative::{Relative, Table};
use self::search::{Candidate, Search};
pub(super) use self::started::Standing;
use super::{Place, Process, Signal, SignalKind, path, shown};
use crate::escape::escape;

pub(super) fn look(process: &Process) -> Option<Signal> {
    #[cfg(any(test, windows, target_os = "macos"))]
    if listed::IS_USED {
        return listed::look(process);
    }
    let chain = relative::chain(&process.name(), &Proc);
    let relatives = relative::of(&chain, process.is_to_come(), &Proc);
    weigh(&relatives, process.executable(), &Disk(process))
}

/// Does what may wait for another process's disk, which may never answer; `None` if it takes too long.
fn patiently<T: Send + 'static>(look: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let answer = Arc::new(Mutex::new(None));
    let told = Arc::clone(&answer);
    let is_there = ends_in_time(Box::new(move || {
        let found = look();
        *told.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
    }));
    let mut answer = answer.lock().unwrap_or_else(PoisonError::into_inner);
    answer.take().filter(|_| is_there)
}

/// Whether `work` ends while it is waited for, in a thread of its own.
///
/// A channel would do too, and would be a seventh of the code that rustc generates for this package.
fn ends_in_time(work: Box<dyn FnOnce() + Send>) -> bool {
    let ended = Arc::new((Mutex::new(false), Condvar::new()));
    let told = Arc::clone(&ended);
    let working = thread::Builder::new().spawn(move || {
        work();
        *told.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        told.1.notify_one();
    });
    let Ok(working) = working else {
        return false;
    };
    let (ended, changed) = &*ended;
    let not_yet = ended.lock().unwrap_or_else(PoisonError::into_inner);
    let waited = changed.wait_timeout_while(not_yet, PATIENCE, |ended| !*ended);
    let has_ended = waited.is_ok_and(|(ended, _)| *ended);
    if has_ended {
        // What had one thread has one again.
        let _ = working.join();
    }
    has_ended
}

/// How long an answer is waited for: much longer than any disk that works needs.
const PATIENCE: Duration = Duration::from_secs(2);

/// The processes of this computer.
struct Proc;

impl Table for Proc {
    fn stat(&self, name: &str) -> Option<String> {
        // The kernel shows all of it at once, and what matters comes first.
        let mut line = [0; 512];
        let mut file = File::open(["/proc/", name, "/stat"].concat()).ok()?;
        let length = file.read(&mut line).ok()?;
        Some(String::from_utf8_lossy(line.get(..length)?).into_owned())
    }
}

/// What has to be found out about a relative.
trait Facts {
    /// The program that it runs.
    fn program(&self, relative: &Relative) -> Option<Program>;
    /// What the program was called with, and as what.
    fn arguments(&self, relative: &Relative) -> Vec<String>;
    fn built(&self, executable: &Path) -> Option<path::Built>;
    /// Its program as a file that is worth a search.
    fn candidate(&self, relative: &Relative, program: &Program) -> Option<Candidate>;
    fn search(&self, candidates: Vec<Candidate>) -> Search;
    /// Whether what runs tests started that by which it is a relative.
    fn did_start(&self, relative: &Relative) -> bool;
}

/// The program that a process runs.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Program {
    path: PathBuf,
    known: Known,
}

/// How it is known which program a process runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// The system executed it.
    Executed,
    /// A tool runs it, and the system executed the tool.
    Carried,
    /// It was called by an absolute path. What the system executed may not be read: the process is another user's, or in another namespace.
    Called,
}

fn weigh(relatives: &[Relative], own: Option<&Path>, facts: &impl Facts) -> Option<Signal> {
    let mut to_search: Vec<(&Relative, Program)> = Vec::new();
    for relative in relatives {
        let program = facts.program(relative);
        // Few have to be asked for their arguments.
        let arguments = std::cell::LazyCell::new(|| facts.arguments(relative));
        // Where the link may not be read, what the process was called as is next best.
        let path = program
            .as_ref()
            .map(|program| program.path.as_path())
            .or_else(|| called(relative, &arguments));
        if let Some(built) = path
            .and_then(|path| facts.built(path))
            .filter(|built| built.is_test())
        {
            return Some(hit(relative, &format!("is {}", built.meaning()), path));
        }
        if let Some(tests) = path
            .filter(|path| command::may_run_tests(path))
            .and_then(|path| command::that_runs_tests(path, &arguments))
            .filter(|_| facts.did_start(relative))
        {
            return Some(hit(
                relative,
                &format!("runs tests with `{}`", escape(&tests)),
                None,
            ));
        }
        let is_new = |program: &Program| {
            own != Some(program.path.as_path()) && to_search.iter().all(|(_, known)| known != program)
        };
        let called = || {
            let path = called(relative, &arguments).filter(|path| path.has_root())?;
            Some(Program {
                path: path.to_owned(),
                known: Known::Called,
            })
        };
        if let Some(program) = program.clone().or_else(called).filter(is_new) {
            to_search.push((relative, program));
        }
    }
    // Reading executables comes last: it costs most.
    let (searched, candidates): (Vec<_>, Vec<_>) = to_search
        .iter()
        .filter_map(|of| Some((of, facts.candidate(of.0, &of.1)?)))
        .take(MOST_SEARCHED)
        .unzip();
    if candidates.is_empty() {
        return None;
    }
    match facts.search(candidates) {
        Search::Found(at, harness) => {
            let (relative, program) = searched.get(at)?;
            Some(hit(relative, &format!("contains {harness}"), Some(&program.path)))
        }
        Search::Nothing => None,
        Search::Unanswered => Some(Signal::weak(
            SignalKind::Ancestor,
            "the disk of what started this process did not answer in time, so it is not known whether that is a test",
        )),
    }
}

/// How much of a command line is read, in bytes.
const MOST_READ: usize = 16 << 10;

/// How many executables of ancestors are searched; a chain with more different programs of one's own is no test's.
const MOST_SEARCHED: usize = 16;

fn hit(relative: &Relative, what: &str, path: Option<&Path>) -> Signal {
    let path = path
        .map(|path| format!(": `{}`", shown(path)))
        .unwrap_or_default();
    Signal::strong(
        SignalKind::Ancestor,
        format!(
            "{} (process {}) {what}{path}",
            relative.kinship.meaning(),
            relative.pid
        ),
    )
}

/// The path in the first argument, if the kernel's name of the process agrees with it.
fn called<'a>(relative: &Relative, arguments: &'a [String]) -> Option<&'a Path> {
    let path = Path::new(arguments.first()?);
    let name = path.file_name()?.to_str()?;
    (!relative.name.is_empty() && name.starts_with(&relative.name)).then_some(path)
}

/// What `/proc` and the files tell, to the process that asks.
struct Disk<'p>(&'p Process);

impl Facts for Disk<'_> {
    fn program(&self, relative: &Relative) -> Option<Program> {
        let path = super::process::executable_of(&relative.entry("exe"))?;
        let carried = carrier::is_carrier(&path).then(|| carried(relative)).flatten();
        Some(match carried {
            Some(carried) => Program {
                path: carried.path,
                known: Known::Carried,
            },
            None => Program {
                path,
                known: Known::Executed,
            },
        })
    }

    fn arguments(&self, relative: &Relative) -> Vec<String> {
        let mut arguments = arguments(relative);
        let is_carrier = arguments
            .first()
            .is_some_and(|first| carrier::is_carrier(Path::new(first)));
        if let Some(carried) = is_carrier.then(|| carried(relative)).flatten() {
            arguments.drain(..carried.argument);
        }
        arguments
    }

    fn built(&self, executable: &Path) -> Option<path::Built> {
        if !path::is_shaped(executable) {
            return None;
        }
        let executable = executable.to_owned();
        patiently(move || path::of(&executable)).flatten()
    }

    fn candidate(&self, relative: &Relative, program: &Program) -> Option<Candidate> {
        let file = match program.known {
            Known::Executed => relative.entry("exe"),
            // As that process sees it.
            Known::Carried => relative.entry("root").join(program.path.strip_prefix("/").ok()?),
            Known::Called => program.path.clone(),
        };
        search::place(&program.path).map(|must_be_rust| Candidate { file, must_be_rust })
    }

    fn search(&self, candidates: Vec<Candidate>) -> Search {
        search::of(candidates)
    }

    fn did_start(&self, relative: &Relative) -> bool {
        let (runner, started) = match relative.child {
            Some(child) => (relative.pid, Process::at(Place::Other(child))),
            None if self.0.is_to_come() && relative.pid == self.0.id() => return true,
            None => (relative.pid, Process::at(Place::Other(self.0.id()))),
        };
        let runner = Process::at(Place::Other(runner));
        started::by(&runner, &started, relative.kinship)
    }
}

fn arguments(relative: &Relative) -> Vec<String> {
    let bytes = beginning(&relative.entry("cmdline"), MOST_READ);
    String::from_utf8_lossy(&bytes)
        .split_terminator('\0')
        .map(Into::into)
        .collect()
}

/// The program that a tool runs, as far as that is certain.
fn carried(relative: &Relative) -> Option<carrier::Carried> {
    let maps = beginning(&relative.entry("maps"), carrier::MOST_MAPS);
    carrier::carried(&arguments(relative), &String::from_utf8_lossy(&maps))
}

/// The first bytes of what the kernel shows.
fn beginning(entry: &Path, most: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(MOST_READ);
    if let Ok(file) = File::open(entry) {
        let _ = file.take(most as u64).read_to_end(&mut bytes);
    }
    bytes
}

#[cfg(test)]
mod tests;
