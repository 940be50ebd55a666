//! A sandbox of numbers, of parts, or on a server: what it is not for.

use std::io::{Read, Write};
use std::net::TcpStream;

use tests::Recorder;
use write_guard::{Blocked, Identity, IsolationGate, Sandbox, Target, WriteRequest, enforce};

fn server() -> Recorder {
    Recorder::start("HTTP/1.1 204 x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
}

/// Deletes `id` on `server`, as a client with this gate does.
fn delete(
    server: &Recorder,
    gate: &IsolationGate,
    id: Option<&str>,
    kind: Option<&'static str>,
) -> Result<(), Blocked> {
    let request = WriteRequest::new("delete", id).kind(kind);
    enforce(gate, &request)?.spend(|| Target::new(id).kind(kind).at(server.origin()))?;
    let mut stream = TcpStream::connect(server.origin().replace("http://", "")).unwrap();
    write!(stream, "DELETE /{} HTTP/1.1\r\n\r\n", id.unwrap()).unwrap();
    stream.read_to_end(&mut Vec::new()).unwrap();
    Ok(())
}

fn gate(origin: &str, sandbox: Sandbox) -> IsolationGate {
    IsolationGate::new().origin(origin).sandbox(sandbox)
}

#[test]
fn a_sandbox_is_for_its_server_and_its_kinds() {
    let (tracker, other) = (server(), server());
    let (here, there) = (tracker.origin(), other.origin());
    let sandbox = |entries: &[&str]| Sandbox::new(entries).unwrap();
    for (sandbox, id, kind, at, written) in [
        (sandbox(&["7"]), "7", None, &here, true),
        (sandbox(&["7"]), "7", Some("project"), &here, false),
        (sandbox(&["7 as project"]), "7", Some("project"), &here, true),
        (sandbox(&["7 as project"]), "7", Some("group"), &here, false),
        (sandbox(&["7 as project"]), "7", None, &here, false),
        (sandbox(&["7"]).at(&here), "7", None, &here, true),
        (sandbox(&["7"]).at(&here), "7", None, &there, false),
        (
            sandbox(&["a"]).at(&here.replace("http", "HTTP")),
            "a",
            None,
            &here,
            true,
        ),
        (sandbox(&["a"]).at(&here), "a", None, &there, false),
        (sandbox(&[&format!("a at {here}")]), "a", None, &there, false),
        (
            sandbox(&[&format!("a at {here}")]).at(&there),
            "a",
            None,
            &there,
            false,
        ),
        (
            sandbox(&[&format!("a at {here}")]).at(&there),
            "a",
            None,
            &here,
            false,
        ),
    ] {
        let server = if *at == here { &tracker } else { &other };
        let case = format!("{sandbox:?} {id} {kind:?} {at}");
        let result = delete(server, &gate(at, sandbox), Some(id), kind);
        match result {
            Ok(()) => assert!(written, "{case}"),
            Err(blocked) => assert_eq!(
                (blocked.code(), written),
                ("prod-project-in-test", false),
                "{case}"
            ),
        }
        assert_eq!(server.take().len(), usize::from(written), "{case}");
    }
    let nameless = IsolationGate::new().sandbox(sandbox(&["a"]).at(&here));
    let blocked = delete(&tracker, &nameless, Some("a"), None).unwrap_err();
    assert_eq!(blocked.code(), "prod-project-in-test");
    assert!(blocked.to_string().contains("the gate names none"), "{blocked}");
    assert_eq!((tracker.connections(), other.connections()), (4, 0));
}

#[test]
fn a_tuple_is_written_whole_or_not_at_all() {
    let server = server();
    let gate = gate(
        &server.origin(),
        Sandbox::new(["acme/sandbox", "sandbox"]).unwrap(),
    );
    let write = |owner: &str, repository: &str| {
        let target = (owner, repository);
        delete(&server, &gate, target.identity().as_deref(), None).map_err(|blocked| blocked.code())
    };
    assert_eq!(write("acme", "sandbox"), Ok(()));
    for (owner, repository, code) in [
        ("acme-prod", "sandbox", "prod-project-in-test"),
        ("acme/sandbox/..", "prod", "ambiguous-target"),
        ("acme", "sandbox/../prod", "ambiguous-target"),
        ("acme", "..%2fprod", "ambiguous-target"),
        ("acme", "..\\prod", "ambiguous-target"),
        ("", "sandbox", "ambiguous-target"),
        ("..", "sandbox", "ambiguous-target"),
        ("acme", " ", "ambiguous-target"),
    ] {
        assert_eq!(write(owner, repository), Err(code), "{owner:?} {repository:?}");
    }
    assert_eq!(server.take().len(), 1);
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_gate_or_a_sandbox_on_what_is_no_server_writes_nothing() {
    let server = server();
    let origin = server.origin();
    let sandbox = || Sandbox::new(["a"]).unwrap();
    delete(
        &server,
        &gate(&format!("{}/", origin.replace("http", "HTTP")), sandbox()),
        Some("a"),
        None,
    )
    .unwrap();
    let address = origin.replace("http://", "");
    for text in [
        address.clone(),
        format!("{origin}/v1"),
        format!("http://user:c0ffee@{address}"),
        format!(" {origin}"),
        String::new(),
    ] {
        let as_gate = delete(&server, &gate(&text, sandbox()), Some("a"), None).unwrap_err();
        let as_sandbox = delete(&server, &gate(&origin, sandbox().at(&text)), Some("a"), None).unwrap_err();
        assert_eq!(as_gate.code(), "ambiguous-target", "{text}");
        assert_eq!(as_sandbox.code(), "unusable-allowlist", "{text}");
        for blocked in [as_gate, as_sandbox] {
            let told = blocked.to_string();
            assert!(
                told.contains("not an origin") && !told.contains("c0ffee"),
                "{told}"
            );
        }
    }
    assert_eq!(server.take().len(), 1);
    assert_eq!(server.connections(), 1);
}
