//! The guard as a layer, in a live process.

use http::Request;
use http_body_util::Full;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use reqwest_middleware::ClientBuilder;
use tests::Recorder;
use tower::{Layer, ServiceExt};
use write_guard_layer::{Outgoing, WriteGuard};

use crate::block_on;

const BODY: &str = r#"{"state":"closed"}"#;
const METHODS: [&str; 6] = ["GET", "POST", "PUT", "PATCH", "DELETE", "MERGE"];

/// A guard none of whose questions may be asked.
fn unasked() -> WriteGuard {
    fn asked(request: &Outgoing<'_>) -> ! {
        panic!("a live process asked about {request:?}")
    }
    WriteGuard::new("https://sandbox.example", |request| asked(request))
        .also_asks(|request| asked(request))
        .known_to_read(|request| asked(request))
        .showing(|_: &Full<&[u8]>| panic!("a live process looked into a body"))
}

/// Each request once with the layer and once without it.
pub(crate) fn tower_bytes_are_the_same() {
    let server = Recorder::start(&Recorder::json("200 OK", "{}"));
    block_on(async {
        let client = Client::builder(TokioExecutor::new()).build_http::<Full<&[u8]>>();
        let guarded = unasked().layer(client.clone());
        for method in METHODS {
            let request = || {
                let url = format!("{}/projects/production/issues/7?x=1", server.origin());
                let request = Request::builder().method(method).uri(url);
                let request = request.header("authorization", "Bearer 0");
                request.body(Full::new(BODY.as_bytes())).unwrap()
            };
            guarded.clone().oneshot(request()).await.unwrap();
            // write-guard: excused: the unguarded twin, to a server of the test
            client.clone().oneshot(request()).await.unwrap();
            assert_twins(&server, method);
        }
    });
}

/// Each request once with the middleware and once without it.
pub(crate) fn reqwest_middleware_bytes_are_the_same() {
    let server = Recorder::start(&Recorder::json("200 OK", "{}"));
    block_on(async {
        let guarded = unasked()
            .client(tests::issues::configured, |stack| stack)
            .unwrap();
        let plain = ClientBuilder::new(tests::issues::configured().build().unwrap()).build();
        for method in METHODS {
            for client in [&guarded, &plain] {
                let url = format!("{}/projects/production/issues/7?x=1", server.origin());
                // write-guard: excused: one of them is the unguarded twin
                let request = client.request(method.parse().unwrap(), url);
                let request = request.header("authorization", "Bearer 0");
                // write-guard: excused: one of them is the unguarded twin
                request.body(BODY).send().await.unwrap();
            }
            assert_twins(&server, method);
        }
    });
}

/// What the user's own redirect policy does stays as it was.
pub(crate) fn redirects_are_followed() {
    let end = Recorder::start(&Recorder::json("200 OK", "{}"));
    let server = Recorder::start(&format!(
        "HTTP/1.1 307 Temporary Redirect\r\nlocation: {}/x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        end.origin()
    ));
    let client = unasked()
        .client(tests::issues::configured, |stack| stack)
        .unwrap();
    let sent = block_on(client.patch(server.origin()).body(BODY).send()).unwrap();
    assert_eq!(sent.status().as_u16(), 200);
    assert_eq!((server.connections(), end.connections()), (1, 1));
}

fn assert_twins(server: &Recorder, method: &str) {
    let [guarded, plain] = server.take().try_into().unwrap();
    assert!(guarded.starts_with(method.as_bytes()));
    assert_eq!(String::from_utf8(guarded), String::from_utf8(plain), "{method}");
}
