//! What started this process.
//!
//! A test leaves itself among the ancestors of what it starts, and `cargo test` too; a leader of a process group or a session still names the
//! test after the parent has died. Linux shows all of it in `/proc`, Windows and macOS show the ancestors only. Along the parents it is
//! strong, because nobody can come to be the child of a test but by being started; but for a shell that turned into `cargo test`
//! (see `started`). What may not be read is unknown, and no hit. It cannot see through docker, ssh or a service manager, nor an orphan
//! whose relatives have all ended.

mod command;
mod listed;
mod relative;
mod started;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use self::relative::{Relative, Table};
pub(super) use self::started::Standing;
use super::image::{self, Finding};
use super::{Place, Process, Signal, SignalKind, path, shown};
use crate::escape::escape;

pub(super) fn look(process: &Process) -> Option<Signal> {
    if listed::IS_USED {
        return listed::look(process);
    }
    let line = relative::line(&process.name(), &Proc);
    let relatives = relative::of(&line, process.is_to_come(), &Proc);
    judge(&relatives, process.executable(), &Disk(process))
}

/// Does what may wait for another process's disk, which may never answer; `None` if it takes too long.
fn patiently<T: Send + 'static>(look: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (say, hear) = mpsc::channel();
    let looking = thread::Builder::new().spawn(move || say.send(look()));
    looking.ok().and_then(|_| hear.recv_timeout(PATIENCE).ok())
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
    fn executable(&self, relative: &Relative) -> Option<std::path::PathBuf>;
    fn arguments(&self, relative: &Relative) -> Vec<String>;
    fn built(&self, executable: &Path) -> Option<path::Built>;
    fn harness(&self, relative: &Relative) -> Finding;
    /// Whether what runs tests started that by which it is a relative.
    fn did_start(&self, relative: &Relative) -> bool;
}

fn judge(relatives: &[Relative], own: Option<&Path>, facts: &impl Facts) -> Option<Signal> {
    let mut to_search = Vec::new();
    for relative in relatives {
        let executable = facts.executable(relative);
        // Few have to be asked for their arguments.
        let arguments = std::cell::LazyCell::new(|| facts.arguments(relative));
        // Where the link may not be read, what the process was called as is next best.
        let path = executable.as_deref().or_else(|| called(relative, &arguments));
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
        let is_new = |path: &PathBuf| {
            own != Some(path.as_path())
                && !is_of_the_system(path)
                && to_search.iter().all(|(_, known)| known != path)
        };
        if let Some(path) = executable.filter(is_new) {
            to_search.push((relative, path));
        }
    }
    // Reading executables comes last: it costs most.
    to_search
        .iter()
        .take(MOST_SEARCHED)
        .find_map(|(relative, path)| match facts.harness(relative) {
            Finding::Harness(harness) => Some(hit(relative, &format!("contains {harness}"), Some(path))),
            Finding::Nothing | Finding::Unfinished => None,
        })
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

/// Whether an executable belongs to the system, to rustup or to `cargo install`: what lies there is no test.
fn is_of_the_system(path: &Path) -> bool {
    let system = [
        "/bin",
        "/sbin",
        "/lib",
        "/lib64",
        "/usr/bin",
        "/usr/sbin",
        "/usr/lib",
        "/usr/libexec",
        "/nix/store",
        "/snap",
    ];
    let in_home = ["/.cargo/bin/", "/.rustup/toolchains/"];
    system.iter().any(|directory| path.starts_with(directory))
        || path
            .to_str()
            .is_some_and(|text| in_home.iter().any(|part| text.contains(part)))
}

/// What `/proc` and the files tell, to the process that asks.
struct Disk<'p>(&'p Process);

impl Facts for Disk<'_> {
    fn executable(&self, relative: &Relative) -> Option<std::path::PathBuf> {
        super::process::executable_of(&relative.entry("exe"))
    }

    fn arguments(&self, relative: &Relative) -> Vec<String> {
        let mut bytes = Vec::with_capacity(MOST_READ);
        if let Ok(file) = File::open(relative.entry("cmdline")) {
            let _ = file.take(MOST_READ as u64).read_to_end(&mut bytes);
        }
        let text = String::from_utf8_lossy(&bytes);
        text.split_terminator('\0')
            .take(command::MOST_ARGUMENTS)
            .map(Into::into)
            .collect()
    }

    fn built(&self, executable: &Path) -> Option<path::Built> {
        path::of(executable)
    }

    fn harness(&self, relative: &Relative) -> Finding {
        let executable = relative.entry("exe");
        patiently(move || match File::open(executable) {
            Ok(image) if image::may_be_rust(&image) => image::harness_of_stranger(&image),
            _ => Finding::Nothing,
        })
        .unwrap_or(Finding::Unfinished)
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

#[cfg(test)]
mod tests;
