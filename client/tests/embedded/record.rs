//! What the server remembers of its requests.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use plane_client::embedded::Plane;
use serde_json::json;

use crate::wire::{call, send, write};

#[test]
fn everything_is_recorded_refused_or_not() {
    let plane = Plane::start().unwrap();
    send(&plane, "GET", "/api/v1/users/me/", &[], b"");
    send(
        &plane,
        "POST",
        "/../no/%2F/route?x=%20&y",
        &[("X-Two", "1"), ("X-One", "2"), ("X-Two", "3")],
        b"\xff\0",
    );
    send(&plane, "HEAD", "/api/v1/workspaces/lab/projects", &[], b"");
    send(&plane, "BREW", "/", &[], b"");
    let seen: Vec<_> = plane
        .requests()
        .iter()
        .map(|r| (r.method.clone(), r.path.clone()))
        .collect();
    let expected = [
        ("GET", "/api/v1/users/me/"),
        ("POST", "/../no/%2F/route?x=%20&y"),
        ("HEAD", "/api/v1/workspaces/lab/projects"),
        ("BREW", "/"),
    ];
    assert_eq!(
        seen,
        expected.map(|(method, path)| (method.to_owned(), path.to_owned()))
    );
    let post = &plane.requests()[1];
    assert_eq!((&*post.body, post.header("x-TWO")), (&b"\xff\0"[..], Some("1")));
    let two = post.headers.iter().filter(|(name, _)| name == "x-two");
    assert_eq!(
        two.map(|(_, value)| value.as_str()).collect::<Vec<_>>(),
        ["1", "3"]
    );
    let writes: Vec<_> = plane.writes().iter().map(|r| r.method.clone()).collect();
    assert_eq!(writes, ["POST", "BREW"], "an unknown method is a write");
}

#[test]
fn bodies_are_recorded_as_sent() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let body = json!({"name": "Käse 🧀"});
    write(
        &plane,
        "POST",
        &format!("projects/{}/work-items/", project.id()),
        &body,
    );
    let [received] = &plane.writes()[..] else {
        panic!("one write")
    };
    assert_eq!(
        (received.json(), received.text().into_owned()),
        (Some(body.clone()), body.to_string())
    );
    assert!(received.is_write());
}

#[test]
fn a_request_is_recorded_before_it_is_answered() {
    let plane = Plane::start().unwrap();
    let mut stream = TcpStream::connect(plane.base_url().trim_start_matches("http://")).unwrap();
    let head = "POST /api/v1/ HTTP/1.1\r\nHost: plane\r\nContent-Length: 10\r\n\r\nhalf";
    stream.write_all(head.as_bytes()).unwrap();
    let deadline = Instant::now() + Duration::from_secs(5);
    while plane
        .requests()
        .first()
        .is_none_or(|request| request.body != b"half")
    {
        assert!(
            Instant::now() < deadline,
            "recorded so far: {:?}",
            plane.requests()
        );
        std::thread::sleep(Duration::from_millis(2));
    }
    drop(stream);
    std::thread::sleep(Duration::from_millis(20));
    assert_eq!(plane.requests().len(), 1);
}

#[test]
fn half_a_request_changes_nothing() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    let head = format!(
        "POST /api/v1/workspaces/lab/projects/{}/work-items/ HTTP/1.1\r\nHost: plane\r\nX-API-Key: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n\r\nname=half",
        project.id(),
        plane.api_key()
    );
    let mut stream = TcpStream::connect(plane.base_url().trim_start_matches("http://")).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let _ = stream.read_to_end(&mut Vec::new());
    assert_eq!(plane.writes()[0].text(), "name=half");
    assert!(plane.work_items(project.id()).is_empty());
}

#[test]
fn clearing_forgets_requests_and_keeps_what_they_did() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND");
    write(
        &plane,
        "POST",
        &format!("projects/{}/work-items/", project.id()),
        &json!({"name": "x"}),
    );
    plane.clear();
    assert_eq!((plane.requests().len(), plane.connections()), (0, 0));
    assert_eq!(plane.work_items(project.id()).len(), 1);
    call(&plane, "GET", "/api/v1/users/me/", None);
    assert_eq!((plane.requests().len(), plane.connections()), (1, 1));
}

#[test]
fn a_record_does_not_show_credentials() {
    let plane = Plane::start().unwrap();
    send(
        &plane,
        "GET",
        "/",
        &[("X-API-Key", "canary-1"), ("Authorization", "Bearer canary-2")],
        b"",
    );
    let shown = format!("{:?}", plane.requests());
    assert!(!shown.contains("canary"), "{shown}");
    assert_eq!(plane.requests()[0].header("X-API-Key"), Some("canary-1"));
}

#[test]
fn one_connection_may_carry_many_requests() {
    let plane = Plane::start().unwrap();
    let mut stream = TcpStream::connect(plane.base_url().trim_start_matches("http://")).unwrap();
    for _ in 0..3 {
        let head = format!(
            "GET /api/v1/users/me/ HTTP/1.1\r\nHost: p\r\nX-API-Key: {}\r\n\r\n",
            plane.api_key()
        );
        stream.write_all(head.as_bytes()).unwrap();
        assert!(stream.read(&mut [0; 4096]).unwrap() > 0);
    }
    assert_eq!((plane.requests().len(), plane.connections()), (3, 1));
}
