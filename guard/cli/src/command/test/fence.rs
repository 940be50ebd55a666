//! A network namespace with nothing but loopback around the command.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use super::child::Runner;
use crate::exit::Failure;

/// What runs within the new namespace: brings loopback up, sees that this is not the one outside and that nothing else is
/// up (a kernel may put idle ends of tunnels into each), and becomes the command.
const WITHIN: &str = r#"[ "$(readlink /proc/self/ns/net)" != "$0" ] || { echo "this is the namespace outside" >&2; exit 125; }
ip link set lo up || exit 125
up=$(ip -o link show up) || exit 125
[ "$(printf '%s\n' "$up" | wc -l)" = 1 ] || { echo "there is more than loopback in the fence" >&2; exit 125; }
exec "$@""#;

/// Behind the fence before the command is: whether its program is there.
const IS_THERE: &str = r#"case $0 in
*/*) [ -f "$0" ] && [ -x "$0" ] ;;
*) command -v "$0" >/dev/null ;;
esac || exit 124"#;
const NOT_THERE: i32 = 124;

/// A namespace of the network; within one of users, where the own user is called root, for who may not have the first alone.
const KINDS: [&[&str]; 2] = [&["--net"], &["--net", "--map-root-user"]];

/// The command behind the fence.
///
/// # Errors
///
/// Where there can be no fence: it never runs without one.
pub(super) fn around(asked: &[OsString], runner: &Runner) -> Result<Command, Failure> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::NoFence("network namespaces are Linux's".to_owned()));
    }
    let program = asked.first().cloned().unwrap_or_default();
    let outside =
        fs::read_link("/proc/self/ns/net").map_err(Failure::at("see which network namespace this is"))?;
    let fenced = |kind: &[&str], asked: &[OsString]| {
        let mut command = Command::new("unshare");
        command.args(kind).args(["--", "sh", "-c", WITHIN]);
        command.arg(&outside).args(asked);
        command
    };
    let is_there = ["sh".into(), "-c".into(), IS_THERE.into(), program.clone()];
    let mut refused = String::new();
    for kind in KINDS {
        let tried = fenced(kind, &is_there).output();
        let tried = tried
            .map_err(|error| Failure::NoFence(format!("`unshare`, of util-linux, cannot be run: {error}")))?;
        if tried.status.code() == Some(NOT_THERE) {
            return Err(Failure::running(&program)(io::Error::new(
                io::ErrorKind::NotFound,
                "no such program",
            )));
        }
        if tried.status.success() {
            fetch(asked, runner)?;
            let mut command = fenced(kind, asked);
            command.env("CARGO_NET_OFFLINE", "true");
            return Ok(command);
        }
        refused = String::from_utf8_lossy(&tried.stderr).into_owned();
    }
    Err(Failure::NoFence(refused.trim().to_owned()))
}

/// Cargo's dependencies, while the network is there.
fn fetch(asked: &[OsString], runner: &Runner) -> Result<(), Failure> {
    let Some((cargo, asked)) = asked.split_first() else {
        return Ok(());
    };
    if Path::new(cargo).file_stem() != Some("cargo".as_ref()) {
        return Ok(());
    }
    let mut fetch = Command::new(cargo);
    let is_toolchain = |argument: &&OsString| argument.as_encoded_bytes().starts_with(b"+");
    fetch.args(asked.first().filter(is_toolchain)).arg("fetch");
    // Which workspace, which configuration, and what it may change.
    let mut asked = asked.iter().take_while(|argument| *argument != "--");
    while let Some(argument) = asked.next() {
        match &*argument.to_string_lossy() {
            "--manifest-path" | "--config" => fetch.arg(argument).args(asked.next()),
            "--locked" | "--offline" | "--frozen" => fetch.arg(argument),
            text if text.starts_with("--manifest-path=") || text.starts_with("--config=") => {
                fetch.arg(argument)
            }
            _ => &mut fetch,
        };
    }
    fetch.stdout(io::stderr());
    let ended = runner.run(fetch).map_err(Failure::at("fetch the dependencies"))?;
    if ended.is_good() {
        return Ok(());
    }
    Err(Failure::NoFence(
        "`cargo fetch` failed, and behind the fence nothing can be fetched".to_owned(),
    ))
}
