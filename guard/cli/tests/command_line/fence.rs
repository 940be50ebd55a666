//! `test --fence`: what gets out, from a world of its own.
//!
//! A network namespace stands for the world outside, with servers that count who comes. Each way out is tried in it
//! without the fence, where it arrives, and behind the fence.
#![cfg(target_os = "linux")]

use std::io::Read;
use std::net::{TcpListener, UdpSocket};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::command;

/// What is tried: its name, a line for bash, and whether it gets out nevertheless.
const WAYS: [(&str, &str, bool); 15] = [
    ("curl", "curl -s -m 1 http://192.0.2.1:8001/", false),
    ("bash", "exec 5<>/dev/tcp/192.0.2.1/8001", false),
    (
        "another library",
        "python3 -c 'import http.client as h; c = h.HTTPConnection(\"192.0.2.1\", 8001, timeout=1); c.request(\"POST\", \"/\", \"x\")'",
        false,
    ),
    (
        "a Python child",
        "sh -c 'python3 -c \"import urllib.request as u; u.urlopen(\\\"http://192.0.2.1:8001/\\\", timeout=1)\"'",
        false,
    ),
    (
        "a child that detaches itself",
        "setsid curl -s -m 1 http://192.0.2.1:8001/ & wait",
        false,
    ),
    ("udp", "echo x >/dev/udp/192.0.2.1/8002", false),
    (
        "a raw socket",
        "python3 -c 'import socket as s, struct as t; r = s.socket(s.AF_INET, s.SOCK_RAW, s.IPPROTO_RAW); a = s.inet_aton(\"192.0.2.1\"); r.sendto(t.pack(\"!BBHHHBBH4s4s\", 69, 0, 29, 1, 0, 64, 17, 0, a, a) + t.pack(\"!HHHH\", 9, 8002, 9, 0) + b\"x\", (\"192.0.2.1\", 0))'",
        false,
    ),
    ("ipv6", "curl -s -m 1 'http://[2001:db8::1]:8003/'", false),
    ("udp by ipv6", "echo x >/dev/udp/2001:db8::1/8002", false),
    (
        "a proxy",
        "http_proxy=http://192.0.2.1:8001 curl -s -m 1 http://203.0.113.9/",
        false,
    ),
    (
        "the loopback outside",
        "curl -s -m 1 http://127.0.0.1:8001/",
        false,
    ),
    (
        "the loopback outside by ipv6",
        "curl -s -m 1 'http://[::1]:8003/'",
        false,
    ),
    (
        "an abstract socket",
        "curl -s -m 1 --abstract-unix-socket way-out http://forwarded/",
        false,
    ),
    (
        "a socket with a path",
        "curl -s -m 1 --unix-socket \"$WORLD/forwards\" http://forwarded/",
        true,
    ),
    ("a connection that was open before", "echo x >&9", true),
];

/// Counts what arrives, anywhere.
fn servers(folder: &Path) -> Arc<AtomicUsize> {
    let arrived = Arc::new(AtomicUsize::new(0));
    let count = |mut accept: Box<dyn FnMut() -> bool + Send>| {
        let arrived = arrived.clone();
        std::thread::spawn(move || {
            loop {
                if accept() {
                    arrived.fetch_add(1, Ordering::SeqCst);
                }
            }
        });
    };
    for place in ["0.0.0.0:8001", "[::]:8003"] {
        let tcp = TcpListener::bind(place).unwrap();
        count(Box::new(move || tcp.accept().is_ok()));
    }
    let udp = UdpSocket::bind("[::]:8002").unwrap();
    count(Box::new(move || udp.recv(&mut [0; 16]).is_ok()));
    let path = UnixListener::bind(folder.join("forwards")).unwrap();
    count(Box::new(move || path.accept().is_ok()));
    let name = SocketAddr::from_abstract_name("way-out").unwrap();
    let named = UnixListener::bind_addr(&name).unwrap();
    count(Box::new(move || named.accept().is_ok()));
    // The connection that is there before the fence: what counts is what is sent.
    let before = TcpListener::bind("192.0.2.1:8009").unwrap();
    let arrived_before = arrived.clone();
    std::thread::spawn(move || {
        while let Ok((mut connection, _)) = before.accept() {
            let mut said = Vec::new();
            if connection.read_to_end(&mut said).is_ok() && !said.is_empty() {
                arrived_before.fetch_add(1, Ordering::SeqCst);
            }
        }
    });
    arrived
}

/// The world: not a test, but what one starts in a namespace.
#[test]
#[ignore = "a world for a test, not a test"]
fn world() {
    let folder = tempfile::tempdir().unwrap();
    let arrived = servers(folder.path());
    let tried = |fence: &[&str], line: &str| {
        let before = arrived.load(Ordering::SeqCst);
        let with_a_connection = "exec 9<>/dev/tcp/192.0.2.1/8009; exec \"$@\"";
        let status = Command::new("bash")
            .args([
                "-c",
                with_a_connection,
                "bash",
                env!("CARGO_BIN_EXE_cargo-write-guard"),
                "test",
            ])
            .args(fence)
            .args([
                "--",
                "bash",
                "-c",
                &format!("{line} 2>/dev/null; echo ran >\"$WORLD/ran\""),
            ])
            .env("WORLD", folder.path())
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success(), "{line}: {status}");
        std::fs::remove_file(folder.path().join("ran")).unwrap();
        std::thread::sleep(Duration::from_millis(50));
        arrived.load(Ordering::SeqCst) > before
    };
    for (name, line, leaves) in WAYS {
        assert!(tried(&[], line), "{name}: without the fence it arrives");
        assert_eq!(tried(&["--fence"], line), leaves, "{name}: behind the fence");
    }
}

fn fenced(line: &str) -> Output {
    command(&["test", "--fence", "--", "sh", "-c", line])
        .output()
        .unwrap()
}

#[test]
#[ignore = "needs curl, Python and network namespaces"]
fn behind_the_fence_nothing_leaves_but_what_the_page_names() {
    let own = std::env::current_exe().unwrap();
    let output = Command::new("unshare")
        .args(["--net", "--map-root-user", "sh", "-c"])
        .arg("ip link set lo up && ip address add 192.0.2.1/32 dev lo && ip -6 address add 2001:db8::1/128 dev lo && exec \"$@\"")
        .arg("sh")
        .arg(own)
        .args(["--exact", "fence::world", "--ignored", "--nocapture"])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("1 passed"), "{said}");
}

#[test]
#[ignore = "needs curl, Python and network namespaces"]
fn servers_that_a_test_starts_are_reached_behind_the_fence() {
    let output = fenced(
        "python3 -m http.server 8005 --bind 127.0.0.1 >/dev/null 2>&1 & server=$!; \
         curl -sf --retry 40 --retry-delay 1 --retry-connrefused http://127.0.0.1:8005/ >/dev/null; status=$?; kill $server; exit $status",
    );
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(fenced("exit 5").status.code(), Some(5));
}

#[test]
#[ignore = "needs network namespaces"]
fn a_program_that_is_not_there_ends_as_without_the_fence() {
    for program in ["no-such-program", "/no/such/program", "/", "/etc/passwd", "-x"] {
        let answer = |fence: &[&str]| {
            let output = command(&[&["test"], fence, &["--", program]].concat())
                .output()
                .unwrap();
            (output.status.code(), String::from_utf8(output.stderr).unwrap())
        };
        let (status, said) = answer(&["--fence"]);
        assert_eq!(status, Some(3), "{program}: {said}");
        assert_eq!(answer(&[]).0, Some(3), "{program}");
        assert!(said.contains(&format!("cannot run `{program}`")), "{said}");
    }
}

/// A folder that is looked in for programs before any other, with one in it.
fn with_program(name: &str, script: &str) -> (tempfile::TempDir, String) {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join(name);
    std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/sbin:/usr/bin:/sbin:/bin", folder.path().display());
    (folder, path)
}

#[test]
#[ignore = "needs network namespaces"]
fn dependencies_are_fetched_as_the_command_would() {
    let (folder, path) = with_program("cargo", "echo \"$*; offline: $CARGO_NET_OFFLINE\" >>\"$LOG\"");
    let log = folder.path().join("log");
    let by_place = folder.path().join("cargo").display().to_string();
    for cargo in ["cargo", &by_place] {
        let words = "+stable test --frozen --manifest-path=x --config a=1 -p y -- --locked --config b";
        let status = command(&["test", "--fence", "--", cargo])
            .args(words.split(' '))
            .env("PATH", &path)
            .env("LOG", &log)
            .env_remove("CARGO_NET_OFFLINE")
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(0));
        let fetched = "+stable fetch --frozen --manifest-path=x --config a=1; offline: \n";
        let run = format!("{words}; offline: true\n");
        assert_eq!(std::fs::read_to_string(&log).unwrap(), format!("{fetched}{run}"));
        std::fs::remove_file(&log).unwrap();
    }
}

#[test]
#[ignore = "needs network namespaces"]
fn a_signal_while_dependencies_are_fetched_reaches_that_and_nothing_is_left() {
    let (folder, path) = with_program(
        "cargo",
        "echo $$ >\"$PID.new\"; mv \"$PID.new\" \"$PID\"; exec sleep 60",
    );
    let (pid, ledgers) = (folder.path().join("pid"), folder.path().join("ledgers"));
    std::fs::create_dir(&ledgers).unwrap();
    let mut suite = command(&["test", "--fence"])
        .env("PATH", path)
        .env("PID", &pid)
        .env("TMPDIR", &ledgers)
        .spawn()
        .unwrap();
    while !pid.exists() {
        std::thread::sleep(Duration::from_millis(1));
    }
    let own = rustix::process::Pid::from_child(&suite);
    rustix::process::kill_process(own, rustix::process::Signal::TERM).unwrap();
    assert_eq!(suite.wait().unwrap().code(), Some(3));
    let fetching = std::fs::read_to_string(pid).unwrap();
    assert!(!Path::new(&format!("/proc/{}", fetching.trim())).exists());
    assert_eq!(std::fs::read_dir(ledgers).unwrap().count(), 0);
}

#[test]
#[ignore = "needs network namespaces"]
fn there_is_a_fence_where_only_one_of_users_is_allowed_and_beside_an_idle_tunnel() {
    let within = |script: &str| {
        let (_folder, path) = with_program("unshare", script);
        let output = command(&["test", "--fence", "--", "sh", "-c", "exit 5"])
            .env("PATH", path)
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let of_users = "case \"$*\" in *--map-root-user*) exec /usr/bin/unshare \"$@\";; esac; echo 'not permitted' >&2; exit 1";
    assert_eq!(within(of_users).0, Some(5));
    let tunnel = |more: &str| {
        format!(
            "while [ \"$1\" != -- ]; do shift; done; shift\n\
             exec /usr/bin/unshare --net --map-root-user sh -c 'ip link add end type veth peer name other && {more} exec \"$@\"' sh \"$@\""
        )
    };
    assert_eq!(within(&tunnel("")).0, Some(5));
    let (status, said) = within(&tunnel("ip link set end up &&"));
    assert_eq!(status, Some(3));
    assert!(
        said.contains("there is more than loopback in the fence"),
        "{said}"
    );
}

#[test]
fn where_no_fence_is_possible_nothing_runs() {
    let folder = tempfile::tempdir().unwrap();
    let ran = folder.path().join("ran");
    let line = format!("echo ran >'{}'", ran.display());
    let tools = folder.path().join("tools");
    std::fs::create_dir(&tools).unwrap();
    // No `unshare`; one that is not allowed; one that makes no new namespace.
    for (tool, told) in [
        (None, "unshare"),
        (
            Some("#!/bin/sh\necho 'unshare: unshare failed: Operation not permitted' >&2; exit 1\n"),
            "not permitted",
        ),
        (
            Some("#!/bin/sh\nwhile [ \"$1\" != -- ]; do shift; done; shift; exec \"$@\"\n"),
            "this is the namespace outside",
        ),
    ] {
        if let Some(script) = tool {
            use std::os::unix::fs::PermissionsExt;
            let path = tools.join("unshare");
            std::fs::write(&path, script).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        let path = match tool {
            None => tools.display().to_string(),
            Some(_) => format!("{}:/usr/sbin:/usr/bin:/sbin:/bin", tools.display()),
        };
        let output = command(&["test", "--fence", "--", "sh", "-c", &line])
            .env("PATH", path)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(
            said.contains("no fence is possible here, so nothing was run") && said.contains(told),
            "{said}"
        );
        assert!(!ran.exists());
    }
}
