//! A login and the writes after it are one session.

use std::sync::Arc;

use reqwest_middleware::ClientWithMiddleware;
use reqwest_middleware::reqwest::cookie::Jar;
use reqwest_middleware::reqwest::redirect::Policy;
use reqwest_middleware::reqwest::{ClientBuilder, retry};
use tests::Recorder;

use crate::stack::{blocked, configured, opted_in, unwrapped};

type Configuration = Box<dyn Fn() -> ClientBuilder + Send + Sync>;

/// Every way to have cookies that the layer can share.
fn configurations() -> [(&'static str, Configuration); 4] {
    let jar = Arc::new(Jar::default());
    let (one, other) = (Arc::clone(&jar), jar);
    [
        ("a store", Box::new(|| configured().cookie_store(true))),
        (
            "a store and few redirects",
            Box::new(|| configured().cookie_store(true).redirect(Policy::limited(2))),
        ),
        (
            "a jar",
            Box::new(move || configured().cookie_provider(Arc::clone(&one))),
        ),
        (
            "a jar and a policy",
            Box::new(move || {
                let policy = Policy::custom(|attempt| Policy::limited(2).redirect(attempt));
                configured().cookie_provider(Arc::clone(&other)).redirect(policy)
            }),
        ),
    ]
}

fn client(server: &Recorder, http: Configuration) -> ClientWithMiddleware {
    opted_in(&server.origin()).client(http, |stack| stack).unwrap()
}

/// An answer that sets the session, without a body.
fn answer(status: &str, headers: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nset-cookie: session=7; path=/\r\n{headers}content-length: 0\r\nconnection: close\r\n\r\n"
    )
}

fn has_session(request: &[u8]) -> bool {
    String::from_utf8_lossy(request).contains("session=7")
}

#[tokio::test]
async fn it_begins_with_a_read_or_a_write() {
    for first in ["GET", "POST"] {
        for (case, http) in configurations() {
            let server = Recorder::start(&answer("200 OK", ""));
            let client = client(&server, http);
            let url = format!("{}/projects/sand/", server.origin());
            for method in [first, "GET", "POST"] {
                let sent = client.request(method.parse().unwrap(), &url).send().await;
                sent.map_err(unwrapped).unwrap();
            }
            let [login, read, write] = server.take().try_into().unwrap();
            assert!(!has_session(&login) || case.starts_with("a jar"), "{case}");
            assert!(has_session(&read) && has_session(&write), "{case}: {first}");
        }
    }
}

#[tokio::test]
async fn an_allowed_write_of_it_goes_nowhere_else() {
    for (case, http) in configurations() {
        let production = Recorder::start(&Recorder::json("200 OK", "{}"));
        let location = format!("location: {}/\r\n", production.origin());
        let server = Recorder::start(&answer("307 Temporary Redirect", &location));
        let client = client(&server, http);
        let url = format!("{}/projects/sand/", server.origin());
        let sent = client.put(&url).send().await;
        let blocked = blocked(sent.map(|answer| answer.status()).map_err(unwrapped));
        assert_eq!(blocked.code(), "ambiguous-target", "{case}");
        assert_eq!((server.connections(), production.connections()), (1, 0), "{case}");
        // The read after it is redirected as ever.
        let read = client.get(&url).send().await.unwrap();
        assert_eq!(
            (read.status().as_u16(), production.connections()),
            (200, 1),
            "{case}"
        );
    }
}

#[tokio::test]
async fn a_read_of_it_is_redirected_as_often_as_the_client_was_set_up() {
    for (policy, hops) in [
        (Policy::limited as fn(usize) -> Policy, Some(3)),
        (|_| Policy::none(), None),
    ] {
        let server = Recorder::start(&answer("302 Found", "location: /again\r\n"));
        let http = move || configured().cookie_store(true).redirect(policy(2));
        let sent = client(&server, Box::new(http)).get(server.origin()).send().await;
        match hops {
            Some(hops) => {
                let error = unwrapped(sent.unwrap_err());
                assert!(
                    error
                        .downcast_ref::<reqwest_middleware::reqwest::Error>()
                        .unwrap()
                        .is_redirect()
                );
                assert_eq!(server.take().len(), hops);
            }
            None => assert_eq!((sent.unwrap().status().as_u16(), server.take().len()), (302, 1)),
        }
    }
}

#[tokio::test]
async fn an_allowed_write_of_it_is_not_repeated() {
    let server = Recorder::start(&answer("503 Service Unavailable", ""));
    let http = || {
        let again = retry::for_host("127.0.0.1").classify_fn(|answer| match answer.status() {
            Some(_) => answer.retryable(),
            None => answer.success(),
        });
        configured().cookie_store(true).retry(again)
    };
    let url = format!("{}/projects/sand/", server.origin());
    client(&server, Box::new(http)).put(&url).send().await.unwrap();
    assert_eq!(server.connections(), 1);
}
