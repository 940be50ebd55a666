//! Writes that look like reads, and reads that look like writes.

use futures_util::FutureExt;
use http::Request;
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use tests::{Recorder, logged};
use tower::{Layer, ServiceExt};
use write_guard_layer::WriteGuard;

use crate::stack::{Stack, blocked, closed, configured, opted_in, unwrapped};

fn server() -> Recorder {
    Recorder::start(&Recorder::json("200 OK", "{}"))
}

#[tokio::test]
async fn a_get_that_opens_a_channel_or_says_another_method_is_a_write() {
    let server = server();
    for stack in Stack::ALL {
        for (query, headers) in [
            ("", vec![("upgrade", "websocket")]),
            ("", vec![("connection", "keep-alive, Upgrade")]),
            ("", vec![("x-original-method", "DELETE")]),
            ("", vec![("x-tunneled-method", "DELETE")]),
            ("", vec![("x-rest-method", "DELETE")]),
            ("", vec![("x-http-verb", "DELETE")]),
            ("", vec![("x-override", "DELETE")]),
            ("", vec![("connection", "keep-alive;\tUPGRADE")]),
            ("", vec![("x-upgrade", "websocket")]),
            ("", vec![("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")]),
            (
                "",
                vec![("x-original-url", "/projects/production;_method=DELETE")],
            ),
            (";_method=DELETE", vec![]),
            ("?.method=DELETE", vec![]),
            ("?+_method=DELETE", vec![]),
            ("?_method%5B%5D=DELETE", vec![]),
            ("?%252525255fmethod=DELETE", vec![]),
            ("?%c1%9fmethod=DELETE", vec![]),
            ("?%u005fmethod=DELETE", vec![]),
            ("?$httpMethod=DELETE", vec![]),
            ("?methodOverride=DELETE", vec![]),
            ("?method=delete", vec![]),
            ("", vec![("x-rewrite-url", "/projects/production?_method=DELETE")]),
            ("?_method=DELETE", vec![]),
            ("?a=1&%5Fmethod=DELETE", vec![]),
        ] {
            let url = format!("{}/projects/production/exec{query}", server.origin());
            let sent = stack
                .send(&opted_in(&server.origin()), "GET", &url, &headers)
                .await;
            let code = blocked(sent).code();
            assert_eq!(code, "prod-project-in-test", "{stack:?} {query} {headers:?}");
        }
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_read_with_harmless_neighbours_of_these_passes() {
    let server = server();
    let url = format!(
        "{}/projects/production/?payment_method=card&method=sum&q=_method%3DDELETE",
        server.origin()
    );
    for stack in Stack::ALL {
        let headers = [
            ("access-control-request-method", "DELETE"),
            ("x-request-id", "7"),
            ("upgrade-insecure-requests", "1"),
        ];
        let status = stack.send(&closed(&server.origin()), "GET", &url, &headers).await;
        assert_eq!(status.unwrap().as_u16(), 200, "{stack:?}");
    }
    assert_eq!(server.take().len(), 2);
}

#[tokio::test]
async fn a_write_that_names_another_place_in_a_header_goes_nowhere() {
    let server = server();
    let url = format!("{}/projects/sand/issues/7", server.origin());
    for stack in Stack::ALL {
        for name in [
            "x-original-url",
            "x-rewrite-url",
            "x-forwarded-uri",
            "x-original-path",
            "x-forwarded-host",
            "x-forwarded-prefix",
            "x-forwarded-path",
            "x-forwarded-server",
            "x-script-name",
            "x-rewrite",
            "x-ms-rename-source",
            "destination-account",
            "forwarded",
        ] {
            let headers = [(name, "/projects/production")];
            let sent = stack
                .send(&opted_in(&server.origin()), "POST", &url, &headers)
                .await;
            let blocked = blocked(sent);
            assert_eq!(blocked.code(), "ambiguous-target", "{stack:?} {name}");
            assert!(
                blocked.to_string().contains("another path or server"),
                "{blocked}"
            );
        }
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_move_or_copy_stays_in_its_sandbox_at_both_ends() {
    let server = server();
    let url = format!("{}/projects/sand/a", server.origin());
    let here = format!("{}/projects/sand/b", server.origin());
    for stack in Stack::ALL {
        for method in ["MOVE", "COPY"] {
            for destination in [
                &*format!("{}/projects/production/a", server.origin()),
                "/projects/production/a",
                "/projects/sand/../production/a",
                "http://production.example/projects/sand/a",
                "projects/sand/a",
                "",
            ] {
                let headers = [("destination", destination)];
                let sent = stack
                    .send(&opted_in(&server.origin()), method, &url, &headers)
                    .await;
                assert_eq!(
                    blocked(sent).code(),
                    "ambiguous-target",
                    "{stack:?} {destination}"
                );
            }
            let two = [("destination", &*here), ("destination", "/projects/production/a")];
            let sent = stack.send(&opted_in(&server.origin()), method, &url, &two).await;
            assert_eq!(blocked(sent).code(), "ambiguous-target", "{stack:?}");
            assert!(server.take().is_empty());
            let headers = [("destination", &*here)];
            let sent = stack
                .send(&opted_in(&server.origin()), method, &url, &headers)
                .await;
            assert_eq!(sent.unwrap().as_u16(), 200);
            assert_eq!(server.take().len(), 1);
            assert!(server.take().is_empty());
        }
    }
}

#[tokio::test]
async fn what_reqwest_adds_to_every_request_is_seen() {
    let server = server();
    let client_of = |name: &'static str, value: &'static str| {
        let added = [(name.parse().unwrap(), value.parse().unwrap())];
        let added: http::HeaderMap = added.into_iter().collect();
        let http = move || configured().default_headers(added.clone());
        opted_in(&server.origin()).client(http, |stack| stack).unwrap()
    };
    let url = |project: &str| format!("{}/projects/{project}/", server.origin());
    for (name, value) in [
        ("x-http-method-override", "DELETE"),
        ("upgrade", "websocket"),
        ("connection", "upgrade"),
        ("x-original-url", "/projects/production/?_method=DELETE"),
    ] {
        let sent = client_of(name, value).get(url("production")).send().await;
        let blocked = blocked(sent.map(|response| response.status()).map_err(unwrapped));
        assert_eq!(blocked.code(), "prod-project-in-test", "{name}");
    }
    for (name, value) in [
        ("x-original-url", "/projects/production/"),
        ("x-forwarded-host", "h"),
    ] {
        let sent = client_of(name, value).patch(url("sand")).send().await;
        let blocked = blocked(sent.map(|response| response.status()).map_err(unwrapped));
        assert_eq!(blocked.code(), "ambiguous-target", "{name}");
    }
    assert_eq!(server.connections(), 0);
    for (name, value) in [("x-api-key", "c0ffee"), ("x-client", "\"a\", \"b\"")] {
        let client = client_of(name, value);
        client.get(url("production")).send().await.unwrap();
        client.patch(url("sand")).send().await.unwrap();
        let sent = server.take();
        assert_eq!(sent.len(), 2);
        for request in sent {
            assert!(
                String::from_utf8(request)
                    .unwrap()
                    .contains(&format!("{name}: {value}\r\n"))
            );
        }
    }
}

#[tokio::test]
async fn what_its_owner_calls_a_write_is_one() {
    let server = server();
    let guard = opted_in(&server.origin())
        .also_asks(|request| request.uri().path().ends_with("/rpc"))
        .also_asks(|request| request.uri().path().ends_with("/hook"));
    for stack in Stack::ALL {
        for (path, is_write) in [("rpc", true), ("hook", true), ("items", false)] {
            let url = format!("{}/projects/production/{path}", server.origin());
            let sent = stack.send(&guard, "GET", &url, &[]).await;
            if is_write {
                assert_eq!(blocked(sent).code(), "prod-project-in-test", "{stack:?} {path}");
            } else {
                assert_eq!(sent.unwrap().as_u16(), 200, "{stack:?} {path}");
            }
        }
    }
    assert_eq!(server.take().len(), 2);
}

/// A guard that knows one document of GraphQL.
fn knows_a_query(origin: &str) -> WriteGuard {
    closed(origin)
        .known_to_read(|request| request.uri().path() == "/graphql" && request.body() == Some(b"{viewer}"))
}

#[test]
fn a_query_by_post_is_a_read_and_the_audit_says_so() {
    let server = server();
    let url = format!("{}/graphql", server.origin());
    for (body, is_read) in [("{viewer}", true), ("mutation{close}", false)] {
        let client = knows_a_query(&server.origin())
            .client(configured, |stack| stack)
            .unwrap();
        let (by_reqwest, log) = logged(async {
            let sent = client.post(&url).body(body).send().await;
            sent.map(|answer| answer.status()).map_err(unwrapped)
        });
        let (by_tower, _) = logged(async {
            let http = Client::builder(TokioExecutor::new()).build_http::<Full<&'static [u8]>>();
            let guard = knows_a_query(&server.origin()).showing(|body: &Full<&'static [u8]>| {
                (*body)
                    .collect()
                    .now_or_never()?
                    .ok()
                    .map(|all| all.to_bytes().to_vec())
            });
            let request = Request::post(&url).body(Full::new(body.as_bytes())).unwrap();
            guard
                .layer(http)
                .oneshot(request)
                .await
                .map(|answer| answer.status())
        });
        assert_eq!(server.take().len(), if is_read { 2 } else { 0 }, "{body}");
        let [event] = log.events().try_into().unwrap();
        let told = if is_read { "read ALLOWED" } else { "write BLOCKED" };
        assert_eq!(event["fields"]["message"], told);
        for sent in [by_reqwest, by_tower] {
            if is_read {
                assert_eq!(sent.unwrap().as_u16(), 200);
            } else {
                assert_eq!(blocked(sent).code(), "opt-in-disabled");
            }
        }
    }
}

#[tokio::test]
async fn what_is_known_to_read_is_so_here_and_straight_and_nowhere_else() {
    let [server, production] = [server(), server()];
    let guard = closed(&server.origin()).known_to_read(|_| true);
    for stack in Stack::ALL {
        for (url, headers) in [
            (format!("{}/projects/sand", production.origin()), vec![]),
            (format!("{}/projects/sand?_method=PUT", server.origin()), vec![]),
            (
                format!("{}/projects/sand/%2e%2e/x", server.origin()),
                vec![("x-path", "/x")],
            ),
            (
                format!("{}/projects/sand", server.origin()),
                vec![("x-http-method", "PUT")],
            ),
            (
                format!("{}/projects/sand", server.origin()),
                vec![("upgrade", "h2c")],
            ),
            (
                format!("{}/projects/sand", server.origin()),
                vec![("x-original-url", "/x")],
            ),
            (
                format!("{}/projects/sand", server.origin()),
                vec![("destination", "/x")],
            ),
        ] {
            let sent = stack.send(&guard, "POST", &url, &headers).await;
            assert_eq!(
                blocked(sent).code(),
                "opt-in-disabled",
                "{stack:?} {url} {headers:?}"
            );
        }
    }
    let client = guard.client(configured, |stack| stack).unwrap();
    for form in ["q=x&_method=DELETE", "q=x&%5Fmethod=DELETE"] {
        let url = format!("{}/projects/sand", server.origin());
        let request = client
            .post(url)
            .header("content-type", "application/x-www-form-urlencoded");
        let sent = request.body(form).send().await;
        let blocked = blocked(sent.map(|response| response.status()).map_err(unwrapped));
        assert_eq!(blocked.code(), "opt-in-disabled", "{form}");
    }
    assert_eq!((server.connections(), production.connections()), (0, 0));
}
