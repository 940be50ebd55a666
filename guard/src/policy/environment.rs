//! The policy of this process: the only reader of the policy's variables, and of where the reviewed file may be.

use std::env;
use std::ffi::OsString;
use std::path::{self, PathBuf};

use once_cell::sync::OnceCell;

use super::file::{self, Reviewed};
use super::list::{Ids, List, Source, Trouble, UnusableList, Use};
use super::{ALLOWED, OPT_IN, OptIn, PROTECTED, Policy};

/// The variables that hold the policy.
const VARIABLES: [&str; 3] = [OPT_IN, ALLOWED, PROTECTED];

/// The folder of the package, as cargo names it for whatever it runs.
const PACKAGE: &str = "CARGO_MANIFEST_DIR";

/// What was read, and what it was read from.
struct Known {
    values: [Option<OsString>; 3],
    policy: Policy,
}

static KNOWN: OnceCell<Known> = OnceCell::new();

/// The policy as variables and files had it at the first decision of a test process.
///
/// Read once, as one value: what is set later counts for nothing.
pub(crate) fn of_environment() -> &'static Policy {
    &KNOWN
        .get_or_init(|| Known::read(values(), &places(env::var_os(PACKAGE).map(PathBuf::from))))
        .policy
}

/// The policy that a test of the package in the current folder would find, for people who ask outside of a test.
pub(crate) fn expected_here() -> Policy {
    let package = env::var_os(PACKAGE)
        .map(PathBuf::from)
        .or_else(|| env::current_dir().ok());
    Known::read(values(), &places(package)).policy
}

/// The policy that a test of the package in `folder` would find.
pub(crate) fn expected_in(folder: &path::Path) -> Policy {
    Known::read(values(), &places(Some(folder.to_owned()))).policy
}

/// A variable of the policy that no longer says what it said at the first decision, and so counts for nothing.
pub(crate) fn set_late() -> Option<&'static str> {
    KNOWN.get()?.differs_from(&values())
}

fn values() -> [Option<OsString>; 3] {
    VARIABLES.map(env::var_os)
}

/// Where to look for the reviewed file: neither place depends on the current folder.
fn places(package: Option<PathBuf>) -> Vec<PathBuf> {
    let executable = env::current_exe().ok();
    let places = package.into_iter().chain(executable);
    places.filter_map(|place| path::absolute(place).ok()).collect()
}

impl Known {
    fn read(values: [Option<OsString>; 3], places: &[PathBuf]) -> Self {
        let [opt_in, allowed, protected] = &values;
        let files = file::above(places);
        let of_files = |list: fn(&Reviewed) -> &Option<List>| files.iter().flat_map(list).cloned();
        let policy = Policy {
            opt_in: match opt_in {
                None => OptIn::Off,
                Some(value) if value == "1" => OptIn::On,
                Some(_) => OptIn::Misspelt,
            },
            allowed: list(ALLOWED, allowed.as_ref(), Use::AllowAnywhere)
                .into_iter()
                .chain(of_files(|file| &file.allowed))
                .collect(),
            protected: list(PROTECTED, protected.as_ref(), Use::Protect)
                .into_iter()
                .chain(of_files(|file| &file.protected))
                .collect(),
            files: files.iter().map(|file| file.name.to_string()).collect(),
        };
        Self { values, policy }
    }

    /// The first variable that does not say the same.
    fn differs_from(&self, now: &[Option<OsString>; 3]) -> Option<&'static str> {
        let mut variables = VARIABLES.into_iter().zip(self.values.iter().zip(now));
        variables
            .find(|(_, (known, now))| known != now)
            .map(|(variable, _)| variable)
    }
}

fn list(variable: &'static str, value: Option<&OsString>, purpose: Use) -> Option<List> {
    Some(match value?.to_str() {
        Some(text) => Ids::parse(variable, text, purpose),
        None => Err(UnusableList::new(Source::Named(variable), Trouble::NotText)),
    })
}

#[cfg(test)]
mod tests;
