//! The variables of the ledger, and what this program is called. None of them decides anything about a write.

use std::env;
use std::path::PathBuf;
use std::sync::Arc;

use once_cell::sync::OnceCell;
use write_guard_process::escape;

/// The folder where a suite collects its blocks.
const FOLDER: &str = "WRITE_GUARD_LEDGER";

/// nextest runs a process for each test, and says which.
const MODE: &str = "NEXTEST_EXECUTION_MODE";
const TEST: &str = "NEXTEST_TEST_NAME";

static KNOWN_FOLDER: OnceCell<Option<PathBuf>> = OnceCell::new();
static KNOWN_PROGRAM: OnceCell<String> = OnceCell::new();
static KNOWN_TEST: OnceCell<Option<Arc<str>>> = OnceCell::new();

/// Where the suite's ledger is, if there is one. Read once.
pub(super) fn folder() -> Option<&'static PathBuf> {
    let known = KNOWN_FOLDER.get_or_init(|| {
        env::var_os(FOLDER)
            .filter(|path| !path.is_empty())
            .map(PathBuf::from)
    });
    known.as_ref()
}

/// The one test of this process, if its runner says so. Read once.
pub(super) fn test() -> Option<Arc<str>> {
    let known = KNOWN_TEST.get_or_init(|| {
        let is_alone = env::var_os(MODE).is_some_and(|mode| mode == "process-per-test");
        let name = env::var_os(TEST).filter(|name| is_alone && !name.is_empty())?;
        Some(name.to_string_lossy().into())
    });
    known.clone()
}

/// The program of this process, for people. Read once.
pub(super) fn program() -> &'static str {
    KNOWN_PROGRAM.get_or_init(|| {
        let path = env::current_exe().unwrap_or_default();
        escape(&path.to_string_lossy()).into_owned()
    })
}
