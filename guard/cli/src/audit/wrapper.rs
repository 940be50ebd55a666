//! What cargo calls in place of the compiler: clippy for what is audited, the compiler for the rest.
//!
//! A wrapper and not `RUSTFLAGS`, because these would replace the flags of the user's configuration.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::Path;
use std::process::Command;

use crate::exit::Exit;

/// Set for cargo, and so for the wrapper: which packages are audited.
pub(super) const SCOPE: &str = "WRITE_GUARD_AUDIT_SCOPE";

/// Every package, or those alone that were asked for.
pub(super) const EVERYTHING: &str = "everything";
pub(super) const SELECTED: &str = "selected";

/// Likewise: where the audit's folder is.
pub(super) const FOLDER: &str = "WRITE_GUARD_AUDIT_FOLDER";

/// Where clippy reads what it is told. Set here and not for cargo, whose configuration may force another one upon the compiler.
pub(super) const RULES: &str = "CLIPPY_CONF_DIR";

/// What a user's clippy is told in an environment: not to look into dependencies, for one.
const OF_THE_USER: &str = "CLIPPY_ARGS";

/// Below that, a file for each package that was asked for, by name and version.
const NAMES: &str = "selected";

/// What a user's lints say is not asked, and what is asked nobody can silence.
const FORCED: [&str; 2] = ["--force-warn", "clippy::disallowed_methods"];

/// The lint, and the caps that silence all others.
pub(super) fn arguments(given: &[OsString]) -> Vec<OsString> {
    let caps = |arg: &OsString| arg.to_string_lossy().starts_with("--cap-lints");
    let mut arguments: Vec<OsString> = FORCED.map(OsString::from).to_vec();
    if !given.iter().any(caps) {
        arguments.extend(["--cap-lints", "allow"].map(OsString::from));
    }
    arguments
}

/// The packages that were asked for, of those that were compiled with the audit's `folder`: only cargo knows which it chose.
pub(super) fn selected(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder.join(NAMES)).into_iter().flatten();
    entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

fn enter_selected() -> io::Result<()> {
    let of = |name: &str| std::env::var_os(name).ok_or_else(|| io::Error::other(format!("no `{name}`")));
    let folder = Path::new(&of(FOLDER)?).join(NAMES);
    std::fs::create_dir_all(&folder)?;
    let mut name = of("CARGO_PKG_NAME")?;
    name.push(" ");
    name.push(of("CARGO_PKG_VERSION")?);
    std::fs::write(folder.join(name), "")
}

/// Compiles as cargo told: `args` are the compiler and its arguments.
pub(super) fn run(scope: &OsStr, args: &[OsString]) -> Exit {
    let is_selected = std::env::var_os("CARGO_PRIMARY_PACKAGE").is_some();
    if is_selected {
        if let Err(error) = enter_selected() {
            crate::terminal::complain(&format!("cannot note which package is audited: {error}"));
            return Exit::FAILED;
        }
    }
    let mut command = match args.split_first() {
        Some((_, rest)) if scope == EVERYTHING || is_selected => {
            let mut command = Command::new("clippy-driver");
            // As cargo would call it: the compiler first.
            command.args(args).args(arguments(rest)).env_remove(OF_THE_USER);
            if let Some(folder) = std::env::var_os(FOLDER) {
                command.env(RULES, folder);
            }
            command
        }
        Some((compiler, rest)) => {
            let mut command = Command::new(compiler);
            command.args(rest);
            command
        }
        None => return Exit::FAILED,
    };
    match command.status() {
        Ok(status) => Exit::of(status),
        Err(error) => {
            crate::terminal::complain(&format!("cannot run the compiler: {error}"));
            Exit::FAILED
        }
    }
}
