//! A client that tonic made, with the guard around its connection, against a server that tonic made.

#![cfg(test)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tokio::net::TcpListener;
use tokio_stream::wrappers::TcpListenerStream;
use tonic::body::Body;
use tonic::transport::{Channel, Server};
use tonic::{Request, Status};
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;
use tower::Layer;
use tower::util::MapRequestLayer;
use write_guard::{Blocked, Sandbox};
use write_guard_layer::{Outgoing, WriteGuard};

const CHECK: &str = "/grpc.health.v1.Health/Check";

/// A server, and how many calls it received.
async fn started() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&calls);
    let count = MapRequestLayer::new(move |request: http::Request<Body>| {
        counter.fetch_add(1, Ordering::SeqCst);
        request
    });
    let (_, health) = tonic_health::server::health_reporter();
    let server = Server::builder().layer(count).add_service(health);
    tokio::spawn(server.serve_with_incoming(TcpListenerStream::new(listener)));
    (origin, calls)
}

/// gRPC names the method in the path; what it changes this API names in its metadata.
fn project(request: &Outgoing<'_>) -> Option<String> {
    let project = request.headers().get("x-project")?;
    (request.uri().path() == CHECK).then_some(project.to_str().ok()?.to_owned())
}

fn call(project: &str) -> Request<HealthCheckRequest> {
    let mut request = Request::new(HealthCheckRequest::default());
    request
        .metadata_mut()
        .insert("x-project", project.parse().unwrap());
    request
}

/// What connects, and adds nothing.
fn connection() -> Client<HttpConnector, Body> {
    Client::builder(TokioExecutor::new())
        .http2_only(true)
        .build_http()
}

fn blocked(answer: Result<impl Sized, Status>) -> Blocked {
    let status = answer.err().unwrap();
    Blocked::find_in(&status).unwrap().clone()
}

#[tokio::test]
async fn a_call_is_blocked_unless_it_goes_to_the_sandbox_or_is_known_to_read() {
    let (origin, calls) = started().await;
    let client =
        |guard: &WriteGuard| HealthClient::with_origin(guard.layer(connection()), origin.parse().unwrap());
    let closed = WriteGuard::new(&origin, project).named("health");
    let refused = blocked(client(&closed).check(call("sand")).await);
    assert_eq!(
        (refused.op(), refused.target(), refused.code()),
        ("health.post", Some("sand"), "opt-in-disabled")
    );

    let open = closed.clone().sandbox(Sandbox::new(["sand"]).unwrap());
    let refused = blocked(client(&open).check(call("production")).await);
    assert_eq!(refused.code(), "prod-project-in-test");
    assert_eq!(calls.load(Ordering::SeqCst), 0);
    client(&open).check(call("sand")).await.unwrap();
    assert_eq!(calls.load(Ordering::SeqCst), 1);

    let reads = closed.known_to_read(|request| request.uri().path() == CHECK);
    client(&reads).check(call("production")).await.unwrap();
    assert_eq!(calls.load(Ordering::SeqCst), 2);
    let refused = blocked(client(&reads).watch(call("production")).await);
    assert_eq!(refused.code(), "opt-in-disabled", "another method");
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn above_what_names_the_server_every_write_is_blocked_and_the_error_says_so() {
    let (origin, calls) = started().await;
    let guard = WriteGuard::new(&origin, project).sandbox(Sandbox::new(["sand"]).unwrap());
    let channel = Channel::from_shared(origin).unwrap().connect_lazy();
    let refused = blocked(HealthClient::new(guard.layer(channel)).check(call("sand")).await);
    assert_eq!(refused.code(), "ambiguous-target");
    assert!(
        refused.to_string().contains("below what sets the base URL"),
        "{refused}"
    );
    let refused = blocked(
        HealthClient::new(guard.layer(connection()))
            .check(call("sand"))
            .await,
    );
    assert_eq!(refused.code(), "ambiguous-target");
    assert_eq!(calls.load(Ordering::SeqCst), 0);
}
