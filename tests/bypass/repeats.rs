//! Attempts, replays and what a server does to them.

use std::path::Path;
use std::thread;
use std::time::Duration;

use plane_client::{Error, Sandbox};
use tests::tracker::Tracker;
use tests::{Answer, Recorder, detached, logged};

use crate::fixture::{ITEM, SANDBOX, Verb, item, opted_in, sandbox, write};

/// How long a client waits for who is late.
const PATIENCE: Duration = Duration::from_millis(500);
/// Longer than that.
const LATE: Duration = Duration::from_millis(1200);

/// What befalls a request after the server has read it.
fn faults() -> Vec<(&'static str, Answer)> {
    let json = |status| Answer::Bytes(Recorder::json(status, "{}"));
    let limited =
        "HTTP/1.1 429 Too Many Requests\r\nretry-after: 0\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    vec![
        ("closed without an answer", Answer::Bytes(String::new())),
        ("reset", Answer::Reset),
        ("500", json("500 Internal Server Error")),
        ("503", json("503 Service Unavailable")),
        ("429, at once", Answer::Bytes(limited.to_owned())),
        (
            "half an answer",
            Answer::Bytes("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{".to_owned()),
        ),
        ("too late", Answer::Late(LATE, Recorder::json("200 OK", "{}"))),
    ]
}

/// Writes, and returns how many permits were given and how many writes arrived.
fn permits_and_writes(fault: Answer, verb: Verb) -> (usize, usize, Error) {
    let is_late = matches!(fault, Answer::Late(..));
    let server = Recorder::conversing("127.0.0.1", &[fault]);
    let timeout = if is_late { PATIENCE } else { LATE * 10 };
    let client = opted_in(&server.origin()).timeout(timeout).build().unwrap();
    let (result, log) = logged(write(&client, sandbox(), verb));
    drop(client);
    let events = log.events();
    assert!(
        events
            .iter()
            .all(|event| event["fields"]["message"] == "write ALLOWED"),
        "{events:?}"
    );
    (events.len(), server.take().len(), result.unwrap_err())
}

#[test]
fn no_more_writes_arrive_than_permits_were_given() {
    let mut cases = Vec::new();
    for (name, fault) in faults() {
        for verb in [Verb::Post, Verb::PostAgain, Verb::Patch, Verb::Delete] {
            // What the server put off was not done, so anything may be tried again; else only what it knows again.
            let is_repeated = name.starts_with("429") || !matches!(verb, Verb::Post);
            let fault = fault.clone();
            let tried = thread::spawn(move || permits_and_writes(fault, verb));
            cases.push((
                format!("{verb:?}, {name}"),
                if is_repeated { 3 } else { 1 },
                tried,
            ));
        }
    }
    for (case, attempts, tried) in cases {
        let (permits, writes, error) = tried.join().unwrap();
        assert!(writes <= permits, "{case}: {writes} writes for {permits} permits");
        assert_eq!(permits, attempts, "{case}: {error}");
        // A busy machine may be too late to send.
        assert!(
            writes == permits || case.contains("too late"),
            "{case}: {writes} writes"
        );
        let is_unknown = matches!(error, Error::UnknownOutcome { .. });
        let is_put_off = matches!(error, Error::RateLimited { .. });
        assert_eq!(is_put_off, case.contains("429"), "{case}: {error:?}");
        assert!(is_unknown || is_put_off, "{case}: {error:?}");
    }
}

#[tokio::test]
async fn a_write_that_nobody_waits_for_any_more_is_not_repeated() {
    let late = Answer::Late(LATE, Recorder::json("503 Service Unavailable", "{}"));
    let server = Recorder::conversing("127.0.0.1", &[late]);
    let client = opted_in(&server.origin()).build().unwrap();
    let waited = tokio::time::timeout(PATIENCE, write(&client, sandbox(), Verb::Patch));
    assert!(waited.await.is_err(), "the server is late");
    drop(client);
    tokio::time::sleep(LATE * 2).await;
    assert_eq!(server.take().len(), 1);
}

/// A library may send again by itself what it wrote on a connection that turns out to be closed.
#[tokio::test]
async fn a_kept_connection_that_breaks_repeats_nothing() {
    let kept = "HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}";
    for broken in [Answer::Bytes(String::new()), Answer::Reset] {
        let server = Recorder::conversing("127.0.0.1", &[Answer::Bytes(kept.to_owned()), broken]);
        let client = opted_in(&server.origin()).attempts(1).build().unwrap();
        client
            .in_project(sandbox())
            .work_items()
            .get(item())
            .await
            .unwrap_err();

        let result = write(&client, sandbox(), Verb::Patch).await;

        drop(client);
        // What broke is told, without the URL.
        let Err(Error::UnknownOutcome {
            source: Some(source), ..
        }) = result
        else {
            panic!("{result:?}");
        };
        assert!(!source.to_string().contains("://"), "{source}");
        let requests = server.take();
        assert_eq!(server.connections(), 1, "both went over one connection");
        assert_eq!(requests.len(), 2, "the read and the write");
    }
}

/// A loop of one's own around a guarded function asks for each attempt.
#[test]
fn an_opt_in_that_is_gone_stops_the_next_attempt_of_a_loop_outside() {
    let server = Recorder::start(&Recorder::json("503 Service Unavailable", "{}"));
    let closed = Tracker::new(server.origin(), "key");
    let open = Tracker::new(server.origin(), "key").sandbox(Sandbox::new([SANDBOX]).unwrap());
    let mut blocked = 0;
    for tracker in [&open, &closed, &closed, &closed] {
        match tracker.comment(Some(SANDBOX), ITEM, "") {
            Err(tests::tracker::Error::Blocked(block)) => {
                assert_eq!(block.code(), "opt-in-disabled");
                blocked += 1;
            }
            result => assert!(result.is_err(), "{result:?}"),
        }
    }
    drop(open);
    assert_eq!((blocked, server.take().len()), (3, 1));
}

/// In a process of its own, since it is live at first.
#[test]
fn a_process_that_proves_to_be_a_test_between_two_attempts_sends_no_second() {
    let (code, said) = detached(Path::new(env!("CARGO_BIN_EXE_twice")), &[], &[]);
    assert_eq!((code, said.trim()), (0, "live, 1 write, opt-in-disabled"));
}
