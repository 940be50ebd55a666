//! Where the executable lies.
//!
//! Cargo builds tests as `deps/<name>-<hash>`, or in its new layout as `build/<package>/<hash>/out/<name>-<hash>`, and
//! keeps a fingerprint beside them whose name says what was built. Rustdoc builds doc tests as `rustdoctest…/rust_out`.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Process, Signal, SignalKind, shown};

pub(super) fn look(process: &Process) -> Option<Signal> {
    let path = process.executable()?;
    let package = process.environment().get("CARGO_PKG_NAME");
    let built = classify(path, package.as_deref(), &Disk)?;
    let detail = format!("the executable is {}: `{}`", built.meaning(), shown(path));
    Some(if built.is_test() {
        Signal::strong(SignalKind::Path, detail)
    } else {
        Signal::weak(SignalKind::Path, detail)
    })
}

/// What a path says that an executable is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Built {
    DocTest,
    /// Cargo's fingerprint says so.
    Test,
    Benchmark,
    /// Only the shape says so, in what is or was a target directory.
    Perhaps,
    /// Only the shape says so, and it lies anywhere.
    Resembling,
}

impl Built {
    pub(super) fn is_test(self) -> bool {
        self != Self::Resembling
    }

    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::DocTest => "a doc test that rustdoc built",
            Self::Test => "a test that cargo built",
            Self::Benchmark => "a benchmark that cargo built",
            Self::Perhaps => "named and placed like a test that cargo built",
            Self::Resembling => {
                "named like a test that cargo built, but in no target directory, which does not count"
            }
        }
    }
}

/// What the path of an executable says, to a process of this computer.
pub(super) fn of(path: &Path) -> Option<Built> {
    classify(path, None, &Disk)
}

/// Whether cargo's marks say that `path` is, or was, below a target directory.
pub(super) fn is_in_target(path: &Path) -> bool {
    has_marks(path, &Disk)
}

/// What has to be known of a file system.
trait Files {
    fn exists(&self, path: &Path) -> bool;
    fn is_cargo_tag(&self, path: &Path) -> bool;
    fn names(&self, directory: &Path) -> impl Iterator<Item = String>;
}

struct Disk;

impl Files for Disk {
    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }

    fn is_cargo_tag(&self, path: &Path) -> bool {
        fs::read_to_string(path).is_ok_and(|text| text.contains("cargo"))
    }

    fn names(&self, directory: &Path) -> impl Iterator<Item = String> {
        let entries = fs::read_dir(directory).into_iter().flatten().flatten();
        entries.filter_map(|entry| entry.file_name().into_string().ok())
    }
}

fn classify(path: &Path, package: Option<&OsStr>, files: &impl Files) -> Option<Built> {
    let directory = path.parent()?;
    let stem = stem(path)?;
    if stem == "rust_out" && is_rustdoc_directory(name(directory)) {
        return Some(Built::DocTest);
    }
    let (target, hash) = stem.rsplit_once('-')?;
    if !is_hash(hash) {
        return None;
    }
    let above = directory.parent()?;
    let is_new_layout = name(directory) == "out" && name(above) == hash;
    if !is_new_layout && !matches!(name(directory), "deps" | "examples") {
        return None;
    }
    // To ask for a file by its name is quicker than to read a directory.
    let says_test = |fingerprint: &PathBuf| {
        let is_there = |kind: &str| files.exists(&fingerprint.join([kind, target].concat()));
        let [first, second] = if is_unit_test(target, package) {
            [UNIT, INTEGRATION]
        } else {
            [INTEGRATION, UNIT]
        };
        is_there(first) || is_there(second)
    };
    let fingerprint = if is_new_layout {
        Some(above.join("fingerprint"))
    } else {
        // Where it is if cargo or nextest say truly which package runs.
        let guess = package
            .and_then(OsStr::to_str)
            .map(|package| above.join([".fingerprint/", package, "-", hash].concat()));
        if guess.as_ref().is_some_and(says_test) {
            return Some(Built::Test);
        }
        fingerprint(above, hash, files)
    };
    if fingerprint.as_ref().is_some_and(says_test) {
        return Some(Built::Test);
    }
    let kind: Vec<String> = fingerprint
        .map(|found| files.names(&found).collect())
        .unwrap_or_default();
    let is = |prefix: &str| kind.iter().any(|name| name.starts_with(prefix));
    if is("test-") {
        Some(Built::Test)
    } else if is("bench-") {
        Some(Built::Benchmark)
    } else if is("bin-") || is("example-") || name(directory) == "examples" {
        None
    } else if has_marks(directory, files) {
        Some(Built::Perhaps)
    } else {
        Some(Built::Resembling)
    }
}

/// How the fingerprints of the most frequent tests begin.
const INTEGRATION: &str = "test-integration-test-";
const UNIT: &str = "test-lib-";

/// Whether a test is called like the package, as the unit tests of most libraries are.
fn is_unit_test(target: &str, package: Option<&OsStr>) -> bool {
    package.and_then(OsStr::to_str).is_some_and(|package| {
        let same = |(a, b): (u8, u8)| a == b || (a == b'_' && b == b'-');
        target.len() == package.len() && target.bytes().zip(package.bytes()).all(same)
    })
}

/// The directory of the fingerprint whose name ends in `-<hash>`.
fn fingerprint(profile: &Path, hash: &str, files: &impl Files) -> Option<PathBuf> {
    let all = profile.join(".fingerprint");
    let ending = format!("-{hash}");
    let name = files.names(&all).find(|name| name.ends_with(&ending))?;
    Some(all.join(name))
}

/// `rustdoctest` and the six characters of a temporary directory.
fn is_rustdoc_directory(name: &str) -> bool {
    name.strip_prefix("rustdoctest")
        .is_some_and(|rest| rest.len() == 6 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// The 16 hexadecimal digits that cargo appends.
fn is_hash(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// `/opt/deps/server-0123456789abcdef` is a live program.
fn has_marks(path: &Path, files: &impl Files) -> bool {
    path.ancestors().skip(1).take(6).any(|above| {
        files.exists(&above.join(".cargo-lock"))
            || files.exists(&above.join(".fingerprint"))
            || files.is_cargo_tag(&above.join("CACHEDIR.TAG"))
    })
}

fn stem(path: &Path) -> Option<&str> {
    let file = path.file_name()?.to_str()?;
    Some(file.strip_suffix(".exe").unwrap_or(file))
}

fn name(directory: &Path) -> &str {
    directory.file_name().and_then(OsStr::to_str).unwrap_or_default()
}

#[cfg(test)]
#[path = "path/tests.rs"]
mod tests;
