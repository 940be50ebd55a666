//! The facts of one process, read once and only when asked for.

use std::cell::OnceCell;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::{env, fs};

use super::ancestor::Standing;
use super::environment::Environment;

/// A process: this one, or another one seen from outside.
#[derive(Debug, Default)]
pub(crate) struct Process {
    place: Place,
    environment: OnceCell<Environment>,
    executable: OnceCell<Option<Executable>>,
}

impl Process {
    /// This process.
    pub(crate) fn own() -> Self {
        Self::at(Place::Own)
    }

    /// Any process.
    pub(crate) fn at(place: Place) -> Self {
        Self {
            place,
            ..Self::default()
        }
    }

    /// Whether this is the process that asks: only then do compiled-in facts tell something about it.
    pub(super) fn is_own(&self) -> bool {
        self.place == Place::Own
    }

    /// Whether this is a process that another one would start: it has no executable yet.
    pub(super) fn is_to_come(&self) -> bool {
        matches!(self.place, Place::Below(_))
    }

    /// The environment it was started with.
    pub(super) fn environment(&self) -> &Environment {
        self.environment.get_or_init(|| match self.place {
            Place::Own => Environment::Own(OnceCell::new()),
            Place::Other(_) | Place::Below(_) => {
                Environment::parse(&fs::read(self.entry("environ")).unwrap_or_default())
            }
        })
    }

    /// Where its executable lies, or lay before it was deleted.
    pub(super) fn executable(&self) -> Option<&Path> {
        self.located().map(Executable::path)
    }

    /// The way it was called, as far as it can tell of itself.
    pub(super) fn called(&self) -> Option<OsString> {
        self.is_own().then(called).flatten()
    }

    /// Its executable, open for reading.
    pub(super) fn image(&self) -> Option<File> {
        match self.located() {
            // The path may by now lead to another file.
            Some(Executable::Linked(path)) if cfg!(unix) => {
                File::open(self.entry("exe")).ok().or_else(|| open_regular(path))
            }
            Some(Executable::Linked(path) | Executable::Called(path)) => open_regular(path),
            // Below a loader the link leads to the loader.
            None if self.is_own() && env::current_exe().is_err() => File::open(OF_A_THREAD).ok(),
            None => None,
        }
    }

    fn located(&self) -> Option<&Executable> {
        let located = || match self.place {
            Place::Own => env::current_exe()
                .ok()
                .filter(|path| !is_loader(path))
                .map(|path| Executable::Linked(true_name(undeleted(path))))
                .or_else(|| called().and_then(found).map(Executable::Called)),
            Place::Other(_) => executable_of(&self.entry("exe")).map(Executable::Linked),
            Place::Below(_) => None,
        };
        self.executable.get_or_init(located).as_ref()
    }

    /// How it stands to terminals and signals, as far as `/proc` shows it.
    pub(super) fn standing(&self) -> Option<Standing> {
        let read = |file| fs::read_to_string(self.entry(file)).ok();
        Standing::parse(&read("stat")?, &read("status")?)
    }

    /// Whether `/proc` shows it.
    pub(crate) fn exists(&self) -> bool {
        self.entry("stat").exists()
    }

    /// Its number.
    pub(super) fn id(&self) -> u32 {
        match self.place {
            Place::Own => std::process::id(),
            Place::Other(pid) | Place::Below(pid) => pid,
        }
    }

    /// What `/proc` calls it.
    pub(super) fn name(&self) -> String {
        match self.place {
            Place::Own => "self".into(),
            Place::Other(pid) | Place::Below(pid) => pid.to_string(),
        }
    }

    fn entry(&self, file: &str) -> PathBuf {
        Path::new("/proc").join(self.name()).join(file)
    }
}

/// The executable of the thread that asks. It can be opened even if its path is too long to be told, and also after the first thread
/// of the process has ended, when `/proc/self/exe` is gone.
const OF_A_THREAD: &str = "/proc/thread-self/exe";

/// Which process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Place {
    /// This one.
    #[default]
    Own,
    /// Another one, as far as `/proc` shows it.
    Other(u32),
    /// One that another process would start: it inherits the environment, and its executable is not known.
    Below(u32),
}

/// Where the link `exe` of another process leads. Its disk is not asked: it may never answer.
pub(super) fn executable_of(link: &Path) -> Option<PathBuf> {
    fs::read_link(link)
        .ok()
        .map(|path| before_deletion(&path).unwrap_or(path))
}

/// An executable, and how it is known.
#[derive(Debug)]
enum Executable {
    /// The system says so.
    Linked(PathBuf),
    /// The process was called like this.
    Called(PathBuf),
}

impl Executable {
    fn path(&self) -> &Path {
        match self {
            Self::Linked(path) | Self::Called(path) => path,
        }
    }
}

fn called() -> Option<OsString> {
    env::args_os().next()
}

/// Without `/proc`, or below a loader, the way the program was called is all there is; it counts if there is such a file.
fn found(called: OsString) -> Option<PathBuf> {
    let called = PathBuf::from(called);
    // A pipe would be waited for, and a device never ends.
    (called.components().count() > 1)
        .then(|| called.canonicalize().ok())
        .flatten()
        .filter(|path| path.is_file())
}

/// Opens what lies at a path that somebody named: to open a pipe would wait for a writer, and a device has no end.
fn open_regular(path: &Path) -> Option<File> {
    path.is_file().then(|| File::open(path).ok()).flatten()
}

/// Whether this is the dynamic loader: `ld-linux-x86-64.so.2 ./program` runs a program without executing it.
pub(super) fn is_loader(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    name.starts_with("ld-") && name.contains(".so") || name.starts_with("ld.so")
}

/// Where links lead, and how the file is really called.
///
/// Linux says that by itself. Elsewhere a program is told what it was called by: a link, a short name of Windows, or its
/// name in other letters.
fn true_name(path: PathBuf) -> PathBuf {
    if cfg!(any(target_os = "linux", target_os = "android")) {
        return path;
    }
    path.canonicalize().unwrap_or(path)
}

/// Takes off what Linux appends to the link of an executable that was deleted or replaced.
fn undeleted(path: PathBuf) -> PathBuf {
    match before_deletion(&path) {
        Some(before) if !path.exists() => before,
        _ => path,
    }
}

fn before_deletion(path: &Path) -> Option<PathBuf> {
    path.to_str()?.strip_suffix(" (deleted)").map(Into::into)
}

#[cfg(test)]
impl Process {
    /// A process of which only the environment is known.
    pub(crate) fn with_environment(pairs: &[(&str, &str)]) -> Self {
        let process = Self::at(Place::Other(u32::MAX));
        let pairs = pairs.iter().map(|(name, value)| (name.into(), value.into()));
        process
            .environment
            .set(Environment::Listed(pairs.collect()))
            .unwrap();
        process
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deleted_executable_is_known_by_the_path_it_had() {
        let link = PathBuf::from("/nowhere/it-0123456789abcdef (deleted)");
        assert_eq!(undeleted(link), Path::new("/nowhere/it-0123456789abcdef"));
        assert_eq!(undeleted("/nowhere/it".into()), Path::new("/nowhere/it"));
    }

    #[test]
    fn a_file_that_is_really_called_deleted_is_not_renamed() {
        let path = env::temp_dir().join(format!("write-guard-{} (deleted)", std::process::id()));
        fs::write(&path, "").unwrap();
        assert_eq!(undeleted(path.clone()), path);
        fs::remove_file(path).unwrap();
    }

    #[test]
    #[cfg(unix)]
    fn what_is_no_regular_file_is_no_executable_and_is_never_opened() {
        for named in ["/dev/null", "/dev/urandom", "/dev"] {
            assert_eq!(found(named.into()), None, "{named}");
            assert!(open_regular(Path::new(named)).is_none(), "{named}");
        }
        let own = env::current_exe().unwrap();
        assert_eq!(found(own.clone().into()), Some(own.canonicalize().unwrap()));
        assert!(open_regular(&own).is_some());
        // A name alone was looked for in `PATH`, and not here, where such a file may well lie.
        assert_eq!(found("Cargo.toml".into()), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn how_a_process_stands_is_shown_by_the_kernel() {
        assert!(Process::own().standing().is_some());
        assert!(Process::at(Place::Other(u32::MAX)).standing().is_none());
    }

    #[test]
    fn the_dynamic_loader_is_no_program_of_its_own() {
        for name in [
            "ld-linux-x86-64.so.2",
            "ld-2.36.so",
            "ld-musl-aarch64.so.1",
            "ld.so",
        ] {
            assert!(is_loader(&Path::new("/lib64").join(name)), "{name}");
        }
        for name in ["ld", "ld-wrapper", "server", "old-linux.so"] {
            assert!(!is_loader(&Path::new("/opt").join(name)), "{name}");
        }
    }
}
