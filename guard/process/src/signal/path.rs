//! Where the executable lies.
//!
//! Cargo builds tests as `deps/<name>-<hash>`, or in the new layout that nightlies have as `build/<package>/<hash>/out/<name>-<hash>`, and
//! keeps a fingerprint beside them whose name says what was built. Rustdoc builds doc tests as `rustdoctest…/rust_out`, and as
//! `src_lib_rs_12_0/rust_out` if it is to keep them. The fingerprint is proof, and so is the shape within a target directory, where
//! programs have it only below `examples` and as copies that cargo hides. Elsewhere the shape is weak: anybody may call a program so. It
//! cannot see a test that was copied or renamed, which its contents tell.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Process, Signal, SignalKind, shown};

pub(super) fn look(process: &Process) -> Option<Signal> {
    let path = process.executable()?;
    let package = process.environment().get("CARGO_PKG_NAME");
    classify(path, package.as_deref(), &Disk).map(|built| signal(built, path))
}

/// A test that cargo started: it was called by its path, and the package's name in the environment says where its fingerprint is.
///
/// This takes one question to the file system. To find the executable first would take another.
pub(super) fn glance(process: &Process) -> Option<Signal> {
    let package = process.environment().get("CARGO_PKG_NAME")?;
    let path = PathBuf::from(process.called()?);
    is_called_as_a_test(&path, &package, &Disk).then(|| signal(Built::Test, &path))
}

fn is_called_as_a_test(path: &Path, package: &OsStr, files: &impl Files) -> bool {
    path.has_root() && Shape::of(path, files).is_some_and(|shape| shape.is_guessed_a_test(package, files))
}

fn signal(built: Built, path: &Path) -> Signal {
    let detail = ["the executable is ", built.meaning(), ": `", &shown(path), "`"].concat();
    if built.is_test() {
        Signal::strong(SignalKind::Path, detail)
    } else {
        Signal::weak(SignalKind::Path, detail)
    }
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

/// Whether `path` alone says that a test may lie there; no disk is asked.
pub(super) fn is_shaped(path: &Path) -> bool {
    is_doc_test(path, &Disk) || Shape::of(path, &Disk).is_some()
}

/// Whether what cargo leaves there says that `path` is, or was, below a target directory.
pub(super) fn is_in_target(path: &Path) -> bool {
    has_traces(path, &Disk)
}

/// What has to be known of a file system.
trait Files {
    fn exists(&self, path: &Path) -> bool;
    fn is_cargo_tag(&self, path: &Path) -> bool;
    /// What lies in a directory.
    fn names(&self, directory: &Path) -> Vec<String>;

    /// Whether `NAME` and `name` are one file.
    fn ignores_case(&self) -> bool;

    /// Whether two names may be those of one file.
    fn are_same(&self, one: &str, other: &str) -> bool {
        one == other || self.ignores_case() && one.eq_ignore_ascii_case(other)
    }
}

struct Disk;

impl Files for Disk {
    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }

    fn is_cargo_tag(&self, path: &Path) -> bool {
        // A pipe would be waited for.
        fs::metadata(path).is_ok_and(|data| data.is_file())
            && fs::read_to_string(path).is_ok_and(|text| text.contains("cargo"))
    }

    fn names(&self, directory: &Path) -> Vec<String> {
        let Ok(entries) = fs::read_dir(directory) else {
            return Vec::new();
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        names.collect()
    }

    fn ignores_case(&self) -> bool {
        cfg!(any(windows, target_vendor = "apple"))
    }
}

fn classify(path: &Path, package: Option<&OsStr>, files: &impl Files) -> Option<Built> {
    if is_doc_test(path, files) {
        return Some(Built::DocTest);
    }
    let shape = Shape::of(path, files)?;
    if package.is_some_and(|package| shape.is_guessed_a_test(package, files)) {
        return Some(Built::Test);
    }
    let kind: Vec<String> = shape
        .fingerprint(files)
        .map(|found| files.names(&found))
        .unwrap_or_default();
    let is = |prefix: &str| kind.iter().any(|name| name.starts_with(prefix));
    if is("test-") {
        Some(Built::Test)
    } else if is("bench-") {
        Some(Built::Benchmark)
    } else if is("bin-") || is("example-") || shape.directory == "examples" {
        None
    } else if has_traces(path.parent()?, files) {
        Some(Built::Perhaps)
    } else {
        Some(Built::Resembling)
    }
}

fn is_doc_test(path: &Path, files: &impl Files) -> bool {
    let is_program = path
        .file_name()
        .and_then(stem)
        .is_some_and(|stem| files.are_same(stem, "rust_out"));
    is_program
        && path
            .parent()
            .is_some_and(|folder| is_rustdoc_directory(name(folder), files))
}

/// A path like those that cargo gives to what it builds.
struct Shape<'a> {
    /// What is above the directory.
    above: &'a Path,
    directory: &'a str,
    target: &'a str,
    hash: &'a str,
}

impl<'a> Shape<'a> {
    fn of(path: &'a Path, files: &impl Files) -> Option<Self> {
        let mut names = path.iter();
        let (target, hash) = stem(names.next_back()?)?.rsplit_once('-')?;
        let directory = names.next_back()?.to_str()?;
        let known = ["deps", "examples", "out"];
        let directory = known.into_iter().find(|known| files.are_same(directory, known))?;
        let shape = Self {
            above: names.as_path(),
            directory,
            target,
            hash,
        };
        let is_known = directory != "out" || files.are_same(name(shape.above), hash);
        (is_known && is_hash(hash, files)).then_some(shape)
    }

    fn is_new_layout(&self) -> bool {
        self.directory == "out"
    }

    /// Whether the fingerprint of the most frequent tests is there, if cargo or nextest say truly which package runs.
    ///
    /// To ask for a file by its name is quicker than to read a directory.
    fn is_guessed_a_test(&self, package: &OsStr, files: &impl Files) -> bool {
        let package = package.to_str().unwrap_or_default();
        let kinds = if is_unit_test(self.target, package) {
            [UNIT, INTEGRATION]
        } else {
            [INTEGRATION, UNIT]
        };
        let is_there = |kind: &str| {
            let fingerprint = if self.is_new_layout() {
                ["fingerprint/", kind, self.target].concat()
            } else {
                [".fingerprint/", package, "-", self.hash, "/", kind, self.target].concat()
            };
            files.exists(&self.above.join(fingerprint))
        };
        kinds.into_iter().any(is_there)
    }

    /// The directory of the fingerprint, wherever it is.
    fn fingerprint(&self, files: &impl Files) -> Option<PathBuf> {
        if self.is_new_layout() {
            return Some(self.above.join("fingerprint"));
        }
        let all = self.above.join(".fingerprint");
        let is_of_it = |name: &String| {
            let hash = name.rsplit_once('-').map(|(_, hash)| hash);
            hash.is_some_and(|hash| files.are_same(hash, self.hash))
        };
        let name = files.names(&all).into_iter().find(is_of_it)?;
        Some(all.join(name))
    }
}

/// How the fingerprints of the most frequent tests begin.
const INTEGRATION: &str = "test-integration-test-";
const UNIT: &str = "test-lib-";

/// Whether a test is called like the package, as the unit tests of most libraries are.
fn is_unit_test(target: &str, package: &str) -> bool {
    let same = |(a, b): (u8, u8)| a == b || (a == b'_' && b == b'-');
    target.len() == package.len() && target.bytes().zip(package.bytes()).all(same)
}

/// `rustdoctest` and the six characters of a temporary directory, or what `--persist-doctests` makes of the place of a test:
/// `src_lib_rs_12_0`.
fn is_rustdoc_directory(name: &str, files: &impl Files) -> bool {
    let is_temporary = name
        .split_at_checked("rustdoctest".len())
        .is_some_and(|(first, rest)| {
            files.are_same(first, "rustdoctest")
                && rest.len() == 6
                && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    let mut parts = name.rsplit('_');
    let mut is_number = || {
        let part = parts.next().unwrap_or_default();
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let has_place = is_number() && is_number();
    let is_source = parts
        .next()
        .is_some_and(|kind| ["rs", "md"].iter().any(|known| files.are_same(kind, known)));
    is_temporary || has_place && is_source && parts.next().is_some()
}

/// The 16 hexadecimal digits that cargo appends.
fn is_hash(text: &str, files: &impl Files) -> bool {
    let is_digit = |byte: u8| {
        matches!(byte, b'0'..=b'9' | b'a'..=b'f') || files.ignores_case() && byte.is_ascii_hexdigit()
    };
    text.len() == 16 && text.bytes().all(is_digit)
}

/// Whether a folder above is, or was, cargo's target directory: without one, `/opt/deps/server-0123456789abcdef` is a live program.
fn has_traces(path: &Path, files: &impl Files) -> bool {
    path.ancestors().skip(1).take(6).any(|above| {
        files.exists(&above.join(".cargo-lock"))
            || files.exists(&above.join(".fingerprint"))
            || files.is_cargo_tag(&above.join("CACHEDIR.TAG"))
    })
}

fn stem(file: &OsStr) -> Option<&str> {
    let file = file.to_str()?;
    Some(without_exe(file).unwrap_or(file))
}

/// The name of a program of Windows without what says that it is one, in letters of either kind.
pub(super) fn without_exe(file: &str) -> Option<&str> {
    let (stem, ending) = file.split_at_checked(file.len().checked_sub(4)?)?;
    ending.eq_ignore_ascii_case(".exe").then_some(stem)
}

fn name(directory: &Path) -> &str {
    directory.file_name().and_then(OsStr::to_str).unwrap_or_default()
}

#[cfg(test)]
#[path = "path/tests.rs"]
mod tests;
