//! Where the executable lies.

use std::env;
use std::ffi::OsStr;
use std::path::Path;

use super::{Signal, SignalKind, shown};

pub(super) fn executable() -> Option<Signal> {
    let path = env::current_exe().ok()?;
    classify(&path).map(|what| {
        Signal::new(
            SignalKind::Path,
            format!("the executable is {what}: `{}`", shown(&path)),
        )
    })
}

/// What the path says the executable is.
fn classify(path: &Path) -> Option<&'static str> {
    let directory = path.parent()?;
    if name(directory).starts_with("rustdoctest") {
        return Some("a doc test");
    }
    let is_hashed = hash(path).is_some();
    (is_hashed && name(directory) == "deps" && is_in_target(directory)).then_some("a test that cargo built")
}

/// The 16 hexadecimal digits that cargo appends to what it keeps in `deps`.
fn hash(path: &Path) -> Option<&str> {
    let stem = path.file_stem()?.to_str()?;
    let (_, hash) = stem.rsplit_once('-')?;
    (hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(hash)
}

/// Whether cargo's marks say that `directory` is, or was, below a target directory.
///
/// `/opt/deps/server-0123456789abcdef` is a live program.
fn is_in_target(directory: &Path) -> bool {
    directory.ancestors().skip(1).take(4).any(|above| {
        [".fingerprint", ".cargo-lock", "CACHEDIR.TAG"]
            .iter()
            .any(|mark| above.join(mark).exists())
    })
}

fn name(directory: &Path) -> &str {
    directory.file_name().and_then(OsStr::to_str).unwrap_or_default()
}
