//! What a layer says when it cannot tell, and how its errors are found.

use http::{Extensions, Request};
use http_body_util::Empty;
use reqwest_middleware::{Middleware, Next, reqwest};
use tests::Recorder;
use tower::{Layer, ServiceExt};
use write_guard::Blocked;

use crate::stack::{BoxError, Stack, blocked, closed, configured, hyper, opted_in};

#[tokio::test]
async fn an_unclear_server_is_told_with_its_cause_and_its_remedy() {
    let server = Recorder::start(&Recorder::json("200 OK", "{}"));
    let origin = server.origin();
    let url = format!("{origin}/projects/sand/7");
    let by_name = url.replace("127.0.0.1", "localhost");
    for stack in Stack::ALL {
        for (origin, url, headers, cause, remedy) in [
            (
                "",
                &url,
                vec![],
                "the gate's server is unclear",
                "scheme, host and port",
            ),
            (
                "tracker",
                &url,
                vec![],
                "the gate's server is unclear",
                "scheme, host and port",
            ),
            (
                &*origin,
                &url,
                vec![("host", "prod.example")],
                "`Host`",
                "the one `Host`",
            ),
            (
                &*origin,
                &by_name,
                vec![],
                "http://127.0.0.1",
                "`localhost`, `127.0.0.1`",
            ),
        ] {
            let blocked = blocked(stack.send(&opted_in(origin), "POST", url, &headers).await);
            let told = blocked.to_string();
            assert_eq!(blocked.code(), "ambiguous-target");
            assert!(told.contains(cause) && told.contains(remedy), "{stack:?} {told}");
        }
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_layer_above_what_sets_the_server_says_where_it_belongs() {
    let request = Request::post("/projects/sand/7").body(Empty::new()).unwrap();
    let sent = opted_in("https://tracker.example")
        .layer(hyper())
        .oneshot(request)
        .await;
    let told = blocked(sent.map(|answer| answer.status())).to_string();
    assert!(
        told.contains("relative URI") && told.contains("below what sets the base URL"),
        "{told}"
    );
}

/// Puts an error of its own around those of others, as middlewares that retry do.
struct Wrapping;

#[derive(Debug)]
struct GaveUp(reqwest_middleware::Error);

impl std::fmt::Display for GaveUp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("gave up")
    }
}

impl std::error::Error for GaveUp {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

#[async_trait::async_trait]
impl Middleware for Wrapping {
    async fn handle(
        &self,
        request: reqwest::Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<reqwest::Response> {
        let sent = next.run(request, extensions).await;
        sent.map_err(|error| reqwest_middleware::Error::middleware(GaveUp(error)))
    }
}

#[tokio::test]
async fn a_block_is_found_however_often_it_was_wrapped() {
    let origin = "http://127.0.0.1:9";
    for wraps in 0..3 {
        let stack = |mut stack: reqwest_middleware::ClientBuilder| {
            for _ in 0..wraps {
                stack = stack.with(Wrapping);
            }
            stack
        };
        let client = closed(origin).client(configured, stack).unwrap();
        let error = client
            .post(format!("{origin}/projects/sand"))
            .send()
            .await
            .unwrap_err();
        let found = Blocked::find_in(&error).map(Blocked::code);
        assert_eq!(found, Some("opt-in-disabled"), "{wraps}");
        let boxed: BoxError = error.into();
        assert!(Blocked::find_in(&*boxed).is_some());
    }
    let none: BoxError = "no block".into();
    assert!(Blocked::find_in(&*none).is_none());
}
