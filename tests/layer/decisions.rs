//! What passes, and what is blocked.

use http::header::{HOST, HeaderValue};
use tests::Recorder;
use write_guard::Sandbox;
use write_guard_layer::{Outgoing, WriteGuard};

use crate::stack::{Stack, blocked, closed, configured, opted_in};

const UNSAFE: [&str; 9] = [
    "POST", "PUT", "PATCH", "DELETE", "MERGE", "PROPFIND", "QUERY", "post", "get",
];

fn server() -> Recorder {
    Recorder::start(&Recorder::json("200 OK", "{}"))
}

#[tokio::test]
async fn a_write_of_a_test_process_is_blocked_unless_it_opts_in() {
    let server = server();
    let url = format!("{}/projects/default-deny/issues/7", server.origin());
    for stack in Stack::ALL {
        for method in UNSAFE {
            let blocked = blocked(stack.send(&closed(&server.origin()), method, &url, &[]).await);
            let op = format!("http.{}", method.to_lowercase());
            assert_eq!(
                (blocked.op(), blocked.target(), blocked.code()),
                (&*op, Some("default-deny"), "opt-in-disabled"),
                "{stack:?} {method}"
            );
            assert!(write_guard::ledger::entries().contains(&blocked));
        }
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_read_passes_and_nobody_asks_for_its_target() {
    let server = server();
    let url = format!("{}/projects/production/issues/7", server.origin());
    let guard = WriteGuard::new(&server.origin(), |request| panic!("asked about {request:?}"));
    for stack in Stack::ALL {
        for method in ["GET", "HEAD", "OPTIONS", "TRACE"] {
            let status = stack.send(&guard, method, &url, &[]).await.unwrap();
            assert_eq!(
                (status.as_u16(), server.take().len()),
                (200, 1),
                "{stack:?} {method}"
            );
        }
    }
}

#[tokio::test]
async fn a_write_that_opted_in_reaches_its_sandbox() {
    let server = server();
    let url = format!("{}/projects/sand/issues/7?x=1", server.origin());
    for stack in Stack::ALL {
        for method in UNSAFE {
            let sent = stack.send(&opted_in(&server.origin()), method, &url, &[]).await;
            assert_eq!(sent.unwrap().as_u16(), 200, "{stack:?} {method}");
            let [request] = server.take().try_into().unwrap();
            let line = format!("{method} /projects/sand/issues/7?x=1 HTTP/1.1\r\n");
            assert!(request.starts_with(line.as_bytes()), "{stack:?} {method}");
        }
    }
}

#[tokio::test]
async fn a_write_that_opted_in_reaches_nothing_else() {
    let server = server();
    let guard = opted_in(&server.origin());
    for stack in Stack::ALL {
        for method in UNSAFE {
            for (path, code) in [
                ("/projects/production/issues/7", "prod-project-in-test"),
                ("/projects/SAND/issues/7", "prod-project-in-test"),
                ("/projects/%73and/issues/7", "prod-project-in-test"),
                ("/projects//issues/7", "ambiguous-target"),
                ("/graphql", "ambiguous-target"),
                ("/", "ambiguous-target"),
            ] {
                let url = format!("{}{path}", server.origin());
                let blocked = blocked(stack.send(&guard, method, &url, &[]).await);
                assert_eq!(blocked.code(), code, "{stack:?} {method} {path}");
            }
        }
    }
    assert_eq!(server.connections(), 0);
}

/// `/{kind}s/{id}`
fn of_a_kind(request: &Outgoing<'_>) -> Option<(String, &'static str)> {
    let mut segments = request.segments();
    let kind = match segments.next()? {
        "projects" => "project",
        "groups" => "group",
        _ => return None,
    };
    Some((segments.next()?.to_owned(), kind))
}

#[tokio::test]
async fn the_project_7_is_not_the_group_7() {
    let server = server();
    let guard =
        WriteGuard::with_kinds(&server.origin(), of_a_kind).sandbox(Sandbox::new(["7 as project"]).unwrap());
    let url = |path: &str| format!("{}{path}", server.origin());
    for stack in Stack::ALL {
        let sent = stack.send(&guard, "DELETE", &url("/projects/7"), &[]).await;
        assert_eq!(
            (sent.unwrap().as_u16(), server.take().len()),
            (200, 1),
            "{stack:?}"
        );
        let group = blocked(stack.send(&guard, "DELETE", &url("/groups/7"), &[]).await);
        assert_eq!(
            (group.target(), group.code()),
            (Some("7"), "prod-project-in-test"),
            "{stack:?}"
        );
        let (from, to) = (url("/projects/7"), url("/groups/7"));
        let moved = stack.send(&guard, "MOVE", &from, &[("destination", &to)]).await;
        assert_eq!(blocked(moved).code(), "ambiguous-target", "{stack:?}");
        assert!(server.take().is_empty(), "{stack:?}");
    }
}

#[tokio::test]
async fn a_path_that_a_server_may_read_otherwise_has_no_target() {
    let server = server();
    let guard = opted_in(&server.origin());
    for step in [
        "..",
        "%2e%2e",
        ".%2E",
        "x%2f..%2f..",
        "..%5c..",
        "..;",
        "%252e%252e",
    ] {
        let url = format!("{}/projects/sand/{step}/production/issues/7", server.origin());
        // reqwest takes the steps itself; what is left names production, or is not plain.
        for stack in Stack::ALL {
            let blocked = blocked(stack.send(&guard, "DELETE", &url, &[]).await);
            assert!(
                ["ambiguous-target", "prod-project-in-test"].contains(&blocked.code()),
                "{stack:?} {step}: {blocked}"
            );
        }
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn an_allowed_id_on_another_server_is_not_allowed() {
    let [sandbox, production] = [server(), server()];
    let path = "/projects/sand/issues/7";
    let elsewhere = production.origin();
    let by_name = sandbox.origin().replace("127.0.0.1", "localhost");
    for stack in Stack::ALL {
        for (origin, url, headers) in [
            (sandbox.origin(), format!("{elsewhere}{path}"), vec![]),
            (sandbox.origin(), format!("{by_name}{path}"), vec![]),
            (
                sandbox.origin(),
                format!("{}{path}", sandbox.origin()),
                vec![("host", "production.example")],
            ),
            (String::new(), format!("{elsewhere}{path}"), vec![]),
            ("production".into(), format!("{elsewhere}{path}"), vec![]),
        ] {
            let blocked = blocked(stack.send(&opted_in(&origin), "POST", &url, &headers).await);
            assert_eq!(blocked.code(), "ambiguous-target", "{stack:?} {origin} {url}");
        }
    }
    assert_eq!((sandbox.connections(), production.connections()), (0, 0));
}

#[tokio::test]
async fn a_default_header_of_the_client_names_no_other_server() {
    let server = server();
    let http = || {
        let elsewhere = [(HOST, HeaderValue::from_static("production.example"))];
        configured().default_headers(elsewhere.into_iter().collect())
    };
    let client = opted_in(&server.origin()).client(http, |stack| stack).unwrap();
    let url = format!("{}/projects/sand/", server.origin());
    client.post(&url).send().await.unwrap();
    let [sent] = server.take().try_into().unwrap();
    let host = format!("\r\nhost: {}\r\n", server.origin().replace("http://", ""));
    assert!(String::from_utf8(sent).unwrap().contains(&host));
}

#[tokio::test]
async fn a_read_that_a_header_turns_into_a_write_is_a_write() {
    let server = server();
    let url = format!("{}/projects/production/issues/7", server.origin());
    for stack in Stack::ALL {
        for name in ["x-http-method-override", "x-http-method", "x-method-override"] {
            let headers = [(name, "DELETE")];
            let sent = stack
                .send(&opted_in(&server.origin()), "GET", &url, &headers)
                .await;
            assert_eq!(blocked(sent).code(), "prod-project-in-test", "{stack:?} {name}");
        }
    }
    assert_eq!(server.connections(), 0);
}
