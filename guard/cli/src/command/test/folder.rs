//! The folder where the processes of a suite enter what they block.

#[cfg(target_os = "linux")]
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::collected::WHOLE;

/// What a folder in memory must have room for: in bytes, and in files.
#[cfg(target_os = "linux")]
const ROOM: u64 = 256 << 20;
#[cfg(target_os = "linux")]
const FILES: u64 = 100_000;

/// How often it is removed again because of files that were being made while it was moved away.
const LATE: usize = 100;

/// It is within one of our own, so that it can be moved away.
pub(super) struct Folder(TempDir);

impl Folder {
    pub(super) fn new() -> io::Result<Self> {
        let own = tempfile::Builder::new()
            .prefix("write-guard-ledger-")
            .tempdir_in(place())?;
        let folder = Self(own);
        fs::create_dir(folder.path())?;
        fs::write(folder.path().join(WHOLE), "")?;
        // A suite may start processes of other users; they enter their blocks too.
        allow(folder.0.path(), 0o711)?;
        allow(&folder.path(), 0o1777)?;
        Ok(folder)
    }

    /// Where processes enter what they block.
    pub(super) fn path(&self) -> PathBuf {
        self.0.path().join("open")
    }

    /// Moves it away, so that what outlives the command makes no file in it while it is read and removed.
    pub(super) fn close(&self) -> io::Result<PathBuf> {
        let closed = self.0.path().join("closed");
        fs::rename(self.path(), &closed)?;
        Ok(closed)
    }

    pub(super) fn remove(self) -> io::Result<()> {
        let own = self.0.keep();
        for _ in 0..LATE {
            match fs::remove_dir_all(&own) {
                Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {}
                removed => return removed,
            }
        }
        fs::remove_dir_all(own)
    }
}

/// In memory, if nobody said otherwise and there is room, since there a file costs next to nothing.
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
    std::env::temp_dir()
}

#[cfg(unix)]
fn allow(folder: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn allow(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn nothing_is_entered_any_more_once_it_is_closed() {
        let folder = Folder::new().unwrap();
        fs::write(folder.path().join("before"), "").unwrap();
        let closed = folder.close().unwrap();
        assert!(closed.join("before").exists());
        assert!(fs::write(folder.path().join("after"), "").is_err());
    }

    #[test]
    fn every_user_may_enter_blocks_and_nobody_another_ones_folder() {
        let folder = Folder::new().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
        assert_eq!((mode(folder.0.path()), mode(&folder.path())), (0o711, 0o1777));
        let own = folder.0.path().to_owned();
        folder.remove().unwrap();
        assert!(!own.exists());
    }
}
