//! A network namespace with nothing but loopback around the command.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::process::Command;

use crate::exit::Failure;

/// What runs within the new namespace: brings loopback up, sees that this is not the one outside and that nothing else is
/// there, and becomes the command.
const WITHIN: &str = r#"[ "$(readlink /proc/self/ns/net)" != "$0" ] || { echo "this is the namespace outside" >&2; exit 125; }
ip link set lo up || exit 125
[ "$(grep -c : /proc/self/net/dev)" = 1 ] || { echo "there is more than loopback in the fence" >&2; exit 125; }
exec "$@""#;

/// Behind the fence before the command is: whether its program is there.
const IS_THERE: &str = r#"case $0 in
*/*) [ -f "$0" ] && [ -x "$0" ] ;;
*) command -v "$0" >/dev/null ;;
esac || exit 124"#;
const NOT_THERE: i32 = 124;

/// The command behind the fence.
///
/// # Errors
///
/// Where there can be no fence: it never runs without one.
pub(super) fn around(words: &[OsString]) -> Result<Command, Failure> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::NoFence("network namespaces are Linux's".to_owned()));
    }
    let program = words.first().cloned().unwrap_or_default();
    let tried = fenced(&["sh".into(), "-c".into(), IS_THERE.into(), program.clone()])?.output();
    let tried = tried
        .map_err(|error| Failure::NoFence(format!("`unshare`, of util-linux, cannot be run: {error}")))?;
    if tried.status.code() == Some(NOT_THERE) {
        return Err(Failure::running(&program)(io::Error::new(
            io::ErrorKind::NotFound,
            "no such program",
        )));
    }
    if !tried.status.success() {
        let said = String::from_utf8_lossy(&tried.stderr);
        return Err(Failure::NoFence(said.trim().to_owned()));
    }
    fetch(words)?;
    let mut command = fenced(words)?;
    command.env("CARGO_NET_OFFLINE", "true");
    Ok(command)
}

fn fenced(words: &[OsString]) -> Result<Command, Failure> {
    let mut command = Command::new("unshare");
    command.arg("--net");
    if !is_root() {
        // Who is not root may have a namespace within one of users, where the own user is called root.
        command.arg("--map-root-user");
    }
    let outside =
        fs::read_link("/proc/self/ns/net").map_err(Failure::at("see which network namespace this is"))?;
    command.args(["--", "sh", "-c", WITHIN]).arg(outside).args(words);
    Ok(command)
}

/// Cargo's dependencies, while the network is there.
fn fetch(words: &[OsString]) -> Result<(), Failure> {
    let is_cargo = words.first().is_some_and(|word| word == "cargo");
    if !is_cargo {
        return Ok(());
    }
    let mut fetch = Command::new("cargo");
    // A toolchain, and which workspace.
    fetch.args(
        words
            .get(1)
            .filter(|word| word.as_encoded_bytes().starts_with(b"+")),
    );
    fetch.arg("fetch");
    let mut words = words.iter().take_while(|word| *word != "--");
    while let Some(word) = words.next() {
        if word == "--manifest-path" {
            fetch.arg(word).args(words.next());
        } else if word.as_encoded_bytes().starts_with(b"--manifest-path=") || word == "--locked" {
            fetch.arg(word);
        }
    }
    let status = fetch
        .stdout(io::stderr())
        .status()
        .map_err(Failure::at("fetch the dependencies"))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::NoFence(
        "`cargo fetch` failed, and behind the fence nothing can be fetched".to_owned(),
    ))
}

#[cfg(unix)]
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
