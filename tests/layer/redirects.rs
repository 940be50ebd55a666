//! An answer does not carry an allowed write to where it was not allowed.

use http::Request;
use http_body_util::Empty;
use reqwest_middleware::reqwest;
use tests::Recorder;
use tower::{Layer, ServiceBuilder, ServiceExt};
use tower_http::follow_redirect::FollowRedirectLayer;

use crate::stack::{Stack, blocked, closed, configured, hyper, opted_in, unwrapped};

/// A server that redirects everything to `location`.
fn redirecting(status: &str, location: &str) -> Recorder {
    Recorder::start(&format!(
        "HTTP/1.1 {status}\r\nlocation: {location}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    ))
}

#[tokio::test]
async fn reqwest_does_not_carry_an_allowed_write_elsewhere() {
    for status in ["307 Temporary Redirect", "308 Permanent Redirect"] {
        for method in ["POST", "PUT", "PATCH", "DELETE"] {
            let production = Recorder::start(&Recorder::json("200 OK", "{}"));
            let elsewhere = format!("{}/projects/production/", production.origin());
            // To another server, and to another project of the same one.
            for location in [&*elsewhere, "/projects/production/"] {
                let server = redirecting(status, location);
                let url = format!("{}/projects/sand/", server.origin());
                let sent = Stack::ReqwestMiddleware
                    .send(&opted_in(&server.origin()), method, &url, &[])
                    .await;
                let case = format!("{status} {method} {location}");
                let blocked = blocked(sent);
                assert_eq!(
                    (blocked.code(), blocked.target()),
                    ("ambiguous-target", Some("sand")),
                    "{case}"
                );
                assert!(write_guard::ledger::entries().contains(&blocked), "{case}");
                assert_eq!((server.connections(), production.connections()), (1, 0), "{case}");
            }
        }
    }
}

#[tokio::test]
async fn a_redirect_after_a_write_that_is_done_is_its_answer() {
    let production = Recorder::start(&Recorder::json("200 OK", "{}"));
    for (status, code) in [
        ("301 Moved Permanently", 301),
        ("302 Found", 302),
        ("303 See Other", 303),
    ] {
        let server = redirecting(status, &production.origin());
        let url = format!("{}/projects/sand/", server.origin());
        let guard = opted_in(&server.origin());
        let sent = Stack::ReqwestMiddleware.send(&guard, "POST", &url, &[]).await;
        assert_eq!((sent.unwrap().as_u16(), server.connections()), (code, 1));
    }
    assert_eq!(production.connections(), 0);
}

#[tokio::test]
async fn a_read_is_redirected_as_the_client_was_set_up() {
    let end = Recorder::start(&Recorder::json("200 OK", "{}"));
    let server = redirecting("307 Temporary Redirect", &format!("{}/x", end.origin()));
    let url = format!("{}/projects/production/", server.origin());
    for (follows, answer) in [(true, 200), (false, 307)] {
        let http = move || {
            let policy = if follows {
                reqwest::redirect::Policy::default()
            } else {
                reqwest::redirect::Policy::none()
            };
            configured().redirect(policy)
        };
        let client = closed(&server.origin()).client(http, |stack| stack).unwrap();
        let response = client.get(&url).send().await.unwrap();
        assert_eq!(response.status().as_u16(), answer);
        assert_eq!(end.take().len(), usize::from(follows));
    }
}

#[tokio::test]
async fn tower_asks_again_at_each_hop() {
    let production = Recorder::start(&Recorder::json("200 OK", "{}"));
    let elsewhere = format!("{}/projects/sand/", production.origin());
    for (location, code) in [
        (&*elsewhere, "ambiguous-target"),
        ("/projects/production/", "prod-project-in-test"),
    ] {
        let server = redirecting("307 Temporary Redirect", location);
        let client = ServiceBuilder::new()
            .layer(FollowRedirectLayer::new())
            .layer(opted_in(&server.origin()))
            .service(hyper());
        let url = format!("{}/projects/sand/", server.origin());
        let request = Request::patch(url).body(Empty::new()).unwrap();
        let sent = client.oneshot(request).await;
        let blocked = blocked(sent.map(|response| response.status()));
        assert_eq!(blocked.code(), code, "{location}");
        assert_eq!(
            (server.connections(), production.connections()),
            (1, 0),
            "{location}"
        );
    }
}

#[tokio::test]
async fn a_tower_client_that_follows_nothing_hands_the_answer_back() {
    let server = redirecting("308 Permanent Redirect", "/projects/production/");
    let client = opted_in(&server.origin()).layer(hyper());
    let url = format!("{}/projects/sand/", server.origin());
    let request = Request::patch(url).body(Empty::new()).unwrap();
    assert_eq!(client.oneshot(request).await.unwrap().status().as_u16(), 308);
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn an_allowed_write_takes_no_proxy_and_is_not_repeated_by_reqwest() {
    let proxy = Recorder::start(&Recorder::json("200 OK", "{}"));
    let server = Recorder::start(&Recorder::json("503 Service Unavailable", "{}"));
    let address = proxy.origin();
    let http = move || {
        let again = reqwest::retry::for_host("127.0.0.1")
            .max_retries_per_request(3)
            .classify_fn(|answer| match answer.status() {
                Some(_) => answer.retryable(),
                None => answer.success(),
            });
        configured()
            .proxy(reqwest::Proxy::all(&address).unwrap())
            .retry(again)
    };
    let client = opted_in(&server.origin()).client(http, |stack| stack).unwrap();
    let url = format!("{}/projects/sand/", server.origin());

    let read = client.get(&url).send().await.map_err(unwrapped).unwrap();
    assert_eq!((read.status().as_u16(), server.connections()), (200, 0));
    assert!(!proxy.take().is_empty(), "a read takes the proxy");

    let write = client.put(&url).send().await.map_err(unwrapped).unwrap();
    assert_eq!((write.status().as_u16(), server.connections()), (503, 1));
    assert!(proxy.take().is_empty());
}
