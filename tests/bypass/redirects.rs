//! A server that sends a write on to somewhere else.

use plane_client::{Error, Method, Sandbox, TargetIn, operations};
use tests::tracker::Tracker;
use tests::{Answer, Recorder, block_on};

use crate::fixture::{ITEM, PRODUCTION, SANDBOX, Verb, item, line, opted_in, sandbox, write};

const CODES: [u16; 5] = [301, 302, 303, 307, 308];
const METHODS: [(&str, Verb); 3] = [
    ("POST", Verb::Post),
    ("PATCH", Verb::Patch),
    ("DELETE", Verb::Delete),
];

/// A server, the one it redirects to, and the place: production, on the same host or on another.
struct Hops {
    first: Recorder,
    second: Recorder,
    location: String,
}

impl Hops {
    fn start(code: u16, is_same_host: bool) -> Self {
        let second = Recorder::conversing("127.0.0.2", &[Answer::Bytes(Recorder::json("200 OK", "{}"))]);
        let path = format!("/api/v1/workspaces/lab/projects/{PRODUCTION}/work-items/{ITEM}/");
        let origin = if is_same_host { "" } else { &second.origin() };
        let location = format!("{origin}{path}");
        let answer =
            format!("HTTP/1.1 {code} Elsewhere\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n");
        // A second request, on this connection or on another, would be answered and counted.
        let answer = Answer::Bytes(answer);
        Self {
            first: Recorder::conversing("127.0.0.1", &[answer.clone(), answer]),
            second,
            location,
        }
    }

    /// Insists that one request arrived, and nothing anywhere else.
    fn assert_one(&self, method: &str, case: &str) {
        let requests = self.first.take();
        assert_eq!(requests.len(), 1, "{case}");
        assert!(line(&requests[0]).starts_with(method), "{case}");
        assert_eq!(
            (self.first.connections(), self.second.connections()),
            (1, 0),
            "{case}"
        );
    }
}

#[test]
fn no_write_makes_a_second_hop() {
    let mut cases = 0;
    for (method, verb) in METHODS {
        for code in CODES {
            for is_same_host in [true, false] {
                let hops = Hops::start(code, is_same_host);
                let client = opted_in(&hops.first.origin()).build().unwrap();
                // What is pooled is closed with the client and its runtime.
                let result = block_on(write(&client, sandbox(), verb));
                drop(client);

                let case = format!("{method} {code} to {}", hops.location);
                assert!(
                    matches!(&result, Err(Error::Redirected { status }) if *status == code),
                    "{case}: {result:?}"
                );
                let error = result.unwrap_err();
                let said = format!("{error} {error:?}");
                assert!(!said.contains(PRODUCTION), "{case}: {said}");
                hops.assert_one(method, &case);
                cases += 1;
            }
        }
    }
    assert_eq!(cases, 30);
}

#[test]
fn no_read_makes_a_second_hop() {
    for code in CODES {
        for is_same_host in [true, false] {
            let hops = Hops::start(code, is_same_host);
            let client = opted_in(&hops.first.origin()).build().unwrap();
            let result = block_on(client.in_project(sandbox()).work_items().get(item()));
            drop(client);
            assert!(
                matches!(result, Err(Error::Redirected { .. })),
                "{code}: {result:?}"
            );
            hops.assert_one("GET", &format!("GET {code}"));
        }
    }
}

#[test]
fn a_client_over_another_library_makes_none_either() {
    for code in CODES {
        for is_same_host in [true, false] {
            let hops = Hops::start(code, is_same_host);
            let tracker = Tracker::new(hops.first.origin(), "key").sandbox(Sandbox::new([SANDBOX]).unwrap());
            assert_eq!(tracker.comment(Some(SANDBOX), ITEM, "").unwrap(), code);
            drop(tracker);
            hops.assert_one("POST", &format!("foreign POST {code}"));
        }
    }
}

/// So the matrix has no fourth row: what is put is of no project.
#[test]
fn no_test_sends_a_put() {
    let puts = operations().iter().filter(|row| row.method == Method::Put);
    let targets: Vec<_> = puts.map(|row| row.target).collect();
    assert!(!targets.is_empty());
    assert!(targets.iter().all(|target| *target == TargetIn::Nowhere));
}
