//! Which executables of ancestors are searched for a harness, and how long that may take.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::patiently;
use crate::signal::image::{self, Finding, Harness};

/// A file that is worth a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) file: PathBuf,
    /// Whether it is searched only if it says that rustc made it.
    pub(super) must_be_rust: bool,
}

/// What the search of all came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Search {
    /// The candidate at this place contains a harness.
    Found(usize, Harness),
    Nothing,
    /// A disk did not answer in time.
    Unanswered,
}

/// Searches one after the other, in one thread that is not waited for long.
pub(super) fn of(candidates: Vec<Candidate>) -> Search {
    let found = patiently(move || {
        candidates
            .iter()
            .map(Candidate::harness)
            .enumerate()
            .find_map(|(at, harness)| Some((at, harness?)))
    });
    match found {
        Some(Some((at, harness))) => Search::Found(at, harness),
        Some(None) => Search::Nothing,
        None => Search::Unanswered,
    }
}

impl Candidate {
    fn harness(&self) -> Option<Harness> {
        // To open a pipe would wait for a writer.
        let file = fs::metadata(&self.file)
            .is_ok_and(|data| data.is_file())
            .then(|| File::open(&self.file).ok())??;
        let is_worth_it = image::says_rust(&file).unwrap_or(!self.must_be_rust);
        match is_worth_it.then(|| image::harness_of_stranger(&file))? {
            Finding::Harness(harness) => Some(harness),
            Finding::Nothing | Finding::Unfinished => None,
        }
    }
}

/// Whether what lies at `path` must say that it is made by rustc to be searched; `None` if it is not searched at all.
///
/// What a system brings says nothing of its compiler, and a test that somebody put there mostly does.
pub(super) fn place(path: &Path) -> Option<bool> {
    let text = path.to_str().unwrap_or_default();
    // Packages of their own, rustup's and those of `cargo install`: what lies there is no test.
    let is_installed = ["/nix/store/", "/snap/"]
        .iter()
        .any(|part| text.starts_with(part))
        || ["/.cargo/bin/", "/.rustup/toolchains/"]
            .iter()
            .any(|part| text.contains(part));
    let system = [
        "/bin",
        "/sbin",
        "/lib",
        "/lib64",
        "/usr/bin",
        "/usr/sbin",
        "/usr/lib",
        "/usr/libexec",
    ];
    let is_of_the_system = system.iter().any(|directory| path.starts_with(directory));
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let starts_everything = is_of_the_system && STARTS_EVERYTHING.split(' ').any(|known| known == name);
    (!is_installed && !starts_everything).then_some(is_of_the_system)
}

/// What is an ancestor of nearly every process. Nobody opens it to learn that it is no test.
const STARTS_EVERYTHING: &str = "\
    ash bash busybox conmon containerd-shim-runc-v2 cron dash dumb-init fish init sh sshd \
    systemd tini zsh";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_brings_is_searched_only_if_it_says_that_it_is_rust() {
        for path in ["/usr/bin/python3.11", "/bin/e2e", "/usr/lib/x/ld-linux.so.2"] {
            assert_eq!(place(Path::new(path)), Some(true), "{path}");
        }
        for path in [
            "/usr/bin/bash",
            "/bin/sh",
            "/usr/lib/systemd/systemd",
            "/h/.cargo/bin/zellij",
            "/h/.rustup/toolchains/x/bin/cargo",
            "/nix/store/x-it/bin/it",
        ] {
            assert_eq!(place(Path::new(path)), None, "{path}");
        }
        for path in [
            "/usr/local/bin/it",
            "/tmp/it",
            "/tmp/bash",
            "/binary/it",
            "/p/target/debug/server",
        ] {
            assert_eq!(place(Path::new(path)), Some(false), "{path}");
        }
    }

    #[test]
    fn the_first_that_contains_a_harness_is_named_by_its_place() {
        let own = std::env::current_exe().unwrap();
        let candidate = |file: &Path, must_be_rust| Candidate {
            file: file.to_owned(),
            must_be_rust,
        };
        let nowhere = candidate(Path::new("/nowhere"), false);
        let found = of(vec![nowhere.clone(), candidate(&own, cfg!(target_os = "linux"))]);
        assert_eq!(found, Search::Found(1, Harness::Libtest));
        assert_eq!(of(vec![nowhere]), Search::Nothing);
    }
}
