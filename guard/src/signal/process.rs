//! The facts of one process, read once and only when asked for.

use std::cell::OnceCell;
use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// A process: this one, or another one seen from outside.
#[derive(Debug, Default)]
pub(crate) struct Process {
    place: Place,
    environment: OnceCell<Environment>,
    executable: OnceCell<Option<PathBuf>>,
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

    /// Whether there is nothing yet that has an executable.
    pub(super) fn is_to_come(&self) -> bool {
        matches!(self.place, Place::Below(_))
    }

    /// The environment it was started with.
    pub(super) fn environment(&self) -> &Environment {
        self.environment.get_or_init(|| match self.place {
            Place::Own => Environment::Own,
            Place::Other(_) | Place::Below(_) => {
                Environment::parse(&fs::read(self.entry("environ")).unwrap_or_default())
            }
        })
    }

    /// Where its executable lies, or lay before it was deleted.
    pub(super) fn executable(&self) -> Option<&Path> {
        self.executable
            .get_or_init(|| match self.place {
                Place::Own => env::current_exe().ok().or_else(named_by_argument).map(undeleted),
                Place::Other(_) => executable_of(&self.entry("exe")),
                Place::Below(_) => None,
            })
            .as_deref()
    }

    /// Its executable, open for reading.
    pub(super) fn image(&self) -> Option<File> {
        if self.is_to_come() {
            return None;
        }
        File::open(self.entry("exe"))
            .or_else(|error| self.executable().map_or(Err(error), File::open))
            .ok()
    }

    /// Whether `/proc` shows it.
    pub(crate) fn exists(&self) -> bool {
        self.entry("stat").exists()
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

/// Where the link `exe` of a process leads.
pub(super) fn executable_of(link: &Path) -> Option<PathBuf> {
    fs::read_link(link).ok().map(undeleted)
}

/// Without `/proc` the way the program was called is all there is; it counts if there is such a file.
fn named_by_argument() -> Option<PathBuf> {
    let called = PathBuf::from(env::args_os().next()?);
    (called.components().count() > 1)
        .then(|| called.canonicalize().ok())
        .flatten()
}

/// Takes off what Linux appends to the link of an executable that was deleted or replaced.
fn undeleted(path: PathBuf) -> PathBuf {
    match path.to_str().and_then(|text| text.strip_suffix(" (deleted)")) {
        Some(before) if !path.exists() => PathBuf::from(before),
        _ => path,
    }
}

/// The variables of a process.
#[derive(Debug)]
pub(super) enum Environment {
    /// Those of this process, asked for one by one: most questions need two of them.
    Own,
    /// Those of another process.
    Listed(Vec<(OsString, OsString)>),
}

impl Environment {
    /// Whether the variable is there, with whatever value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The value of one variable.
    pub(super) fn get(&self, name: &str) -> Option<OsString> {
        match self {
            Self::Own => env::var_os(name),
            Self::Listed(pairs) => pairs
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.clone()),
        }
    }

    /// Names and values of the variables whose name begins with `prefix`, the names without it.
    pub(super) fn beginning(&self, prefix: &str) -> Vec<(String, OsString)> {
        let without = |(name, value): (OsString, OsString)| {
            Some((name.to_str()?.strip_prefix(prefix)?.to_owned(), value))
        };
        match self {
            Self::Own => env::vars_os().filter_map(without).collect(),
            Self::Listed(pairs) => pairs.iter().cloned().filter_map(without).collect(),
        }
    }

    /// `NAME=value` pairs, each ended by a zero byte.
    fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let pairs = text.split('\0').filter_map(|pair| pair.split_once('='));
        Self::Listed(pairs.map(|(name, value)| (name.into(), value.into())).collect())
    }
}

#[cfg(test)]
impl Process {
    /// A process of which only the environment is known.
    pub(super) fn with_environment<const N: usize>(pairs: [(&str, &str); N]) -> Self {
        let process = Self::at(Place::Other(u32::MAX));
        let pairs = pairs.map(|(name, value)| (name.into(), value.into()));
        process
            .environment
            .set(Environment::Listed(pairs.into()))
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
    fn an_environment_is_read_as_the_kernel_shows_it() {
        let environment = Environment::parse(b"A=1\0EMPTY=\0B=x=y\0broken\0");
        assert_eq!(environment.get("A"), Some("1".into()));
        assert_eq!(environment.get("B"), Some("x=y".into()));
        assert!(environment.has("EMPTY") && !environment.has("broken"));
    }
}
