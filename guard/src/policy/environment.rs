//! The policy of this process: the only reader of the policy's variables, and of where the reviewed file may be.

use std::env;
use std::ffi::OsString;
use std::path::{self, PathBuf};

use once_cell::sync::OnceCell;

use super::file::{self, Reviewed};
use super::list::{List, Use};
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
        .get_or_init(|| read(&places(env::var_os(PACKAGE).map(PathBuf::from))))
        .policy
}

/// The policy that a test of the package in the current folder would find, for people who ask outside of a test.
pub(crate) fn expected_here() -> Policy {
    let package = env::var_os(PACKAGE)
        .map(PathBuf::from)
        .or_else(|| env::current_dir().ok());
    read(&places(package)).policy
}

/// A variable of the policy that no longer says what it said at the first decision, and so counts for nothing.
pub(crate) fn set_late() -> Option<&'static str> {
    let known = KNOWN.get()?;
    let mut variables = VARIABLES.into_iter().zip(&known.values);
    variables
        .find(|(variable, value)| env::var_os(variable) != **value)
        .map(|(variable, _)| variable)
}

/// Where to look for the reviewed file: neither place depends on the current folder.
fn places(package: Option<PathBuf>) -> Vec<PathBuf> {
    let executable = env::current_exe().ok();
    let places = package.into_iter().chain(executable);
    places.filter_map(|place| path::absolute(place).ok()).collect()
}

fn read(places: &[PathBuf]) -> Known {
    let values = VARIABLES.map(env::var_os);
    let [opt_in, allowed, protected] = &values;
    let files = file::above(places);
    let of_files = |list: fn(&Reviewed) -> &List| files.iter().map(list).cloned();
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
    Known { values, policy }
}

fn list(variable: &'static str, value: Option<&OsString>, purpose: Use) -> Option<List> {
    let text = value?.to_str();
    Some(text.map_or_else(
        || List::not_text(variable),
        |text| List::parse(variable, text, purpose),
    ))
}
