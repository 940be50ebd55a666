//! `test`: a command whose blocked writes are all looked at, or it is red.
//!
//! The command and everything it starts is marked as a test, and finds in its environment a folder where each guarded
//! process enters what it blocks. The folder is gone when the answer is there.

mod child;
mod collected;
mod fence;
mod junit;
mod report;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use self::collected::Collected;
use self::report::Report;
use crate::args::Test;
use crate::exit::{Exit, Failure};
use crate::terminal::Terminal;

/// Where the processes of a suite enter their blocks.
const FOLDER: &str = "WRITE_GUARD_LEDGER";

/// What a folder in memory must have room for: in bytes, and in files.
#[cfg(target_os = "linux")]
const ROOM: u64 = 256 << 20;
#[cfg(target_os = "linux")]
const FILES: u64 = 100_000;

/// Runs the command, and tells what was blocked.
pub(crate) fn test(args: &Test, terminal: Terminal) -> Result<Exit, Failure> {
    let default = [OsString::from("cargo"), OsString::from("test")];
    let words = if args.command.is_empty() {
        &default[..]
    } else {
        &args.command
    };
    let folder = tempfile::Builder::new()
        .prefix("write-guard-ledger-")
        .tempdir_in(place())
        .map_err(Failure::at("make a folder for the ledger"))?;
    open_to_all(folder.path()).map_err(Failure::at("open the ledger's folder to every user of the suite"))?;
    let mut command = if args.fence {
        fence::around(words)?
    } else {
        bare(words)
    };
    command.env(FOLDER, folder.path());
    write_guard::mark_test_command(&mut command);
    if args.json {
        // Standard output holds the answer alone.
        command.stdout(Stdio::from(io::stderr()));
    }
    let program = command.get_program().to_owned();
    let ended = child::run(command).map_err(Failure::running(&program))?;
    let collected = Collected::in_folder(folder.path()).map_err(Failure::at("read the ledger"))?;
    folder
        .close()
        .map_err(Failure::at("remove the ledger's folder"))?;

    let report = Report::new(ended, &collected);
    let written = if args.json {
        report.write_json(&mut io::stdout().lock())
    } else {
        report.write(&mut io::stdout().lock(), terminal)
    };
    written.map_err(Failure::at("write what was blocked"))?;
    // After the answer, which no full disk may swallow.
    if let Some(path) = &args.junit {
        fs::write(path, junit::written(&report)).map_err(|source| Failure::NotWritten {
            file: path.display().to_string(),
            source,
        })?;
    }
    Ok(report.exit())
}

/// Where the folder is made: in memory, if nobody said otherwise and there is room, since there a file costs next to nothing.
#[cfg(target_os = "linux")]
fn place() -> PathBuf {
    use rustix::fs::{Access, access, statvfs};
    let memory = Path::new("/dev/shm");
    let is_roomy = statvfs(memory)
        .is_ok_and(|at| at.f_bavail.saturating_mul(at.f_frsize) >= ROOM && at.f_favail >= FILES);
    let is_open = access(memory, Access::WRITE_OK | Access::EXEC_OK).is_ok();
    if is_roomy && is_open && env::var_os("TMPDIR").is_none() {
        memory.to_owned()
    } else {
        env::temp_dir()
    }
}

#[cfg(not(target_os = "linux"))]
fn place() -> PathBuf {
    env::temp_dir()
}

fn bare(words: &[OsString]) -> Command {
    let mut words = words.iter();
    let mut command = Command::new(words.next().map(OsString::as_os_str).unwrap_or_default());
    command.args(words);
    command
}

/// A suite may start processes of other users; they enter their blocks too.
#[cfg(unix)]
fn open_to_all(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o1777))
}

#[cfg(not(unix))]
fn open_to_all(_: &Path) -> io::Result<()> {
    Ok(())
}
