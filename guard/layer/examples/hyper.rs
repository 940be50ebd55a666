//! A client of one's own over hyper: `cargo run --example hyper`.
//!
//! Ends with 0 only if the server received what the guard allowed, and nothing else.

use std::error::Error as StdError;
use std::io::{self, Write};

use http::{Method, Request};
use http_body_util::Full;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use write_guard::{Blocked, IsolationGate, Permit, Sandbox, Target, guarded_write, plain_segments};

#[path = "server/mod.rs"]
mod server;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error(transparent)]
    Blocked(#[from] Blocked),
    #[error("no such request can be made")]
    Request(#[from] http::Error),
    #[error("the request failed")]
    Http(#[from] hyper_util::client::legacy::Error),
}

type Body = Full<&'static [u8]>;

/// A client of some tracker. hyper follows no redirect and takes no proxy of its own accord.
struct Tracker {
    http: Client<HttpConnector, Body>,
    root: String,
    gate: IsolationGate,
}

impl Tracker {
    #[guarded_write(op = "delete", target = project, item = ticket, gate = self.gate, permit = permit)]
    async fn delete(&self, project: &str, ticket: &str) -> Result<u16, Error> {
        let url = format!("{}/projects/{project}/tickets/{ticket}", self.root);
        let request = Request::builder().method(Method::DELETE).uri(url);
        self.send(permit, request.body(Body::default())?).await
    }

    /// The one place that sends a write: the permit is spent on what is in the finished request.
    async fn send(&self, permit: Permit, request: Request<Body>) -> Result<u16, Error> {
        permit.spend(|| Target::new(project(request.uri().path())))?;
        let answer = self.http.request(request).await?;
        Ok(answer.status().as_u16())
    }
}

/// The project in a finished path, `/projects/{project}/tickets/{ticket}`.
fn project(path: &str) -> Option<&str> {
    match plain_segments(path)?[..] {
        ["projects", project, "tickets", _] => Some(project),
        _ => None,
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn StdError>> {
    let server = server::Server::start()?;
    // Without this a program that you start in a shell is live, and the guard is one load.
    write_guard::mark_test_process();

    let tracker = Tracker {
        http: Client::builder(TokioExecutor::new()).build_http(),
        root: server.origin.clone(),
        gate: IsolationGate::new().sandbox(Sandbox::new(["sand"])?),
    };
    for project in ["payroll", "sand"] {
        let told = match tracker.delete(project, "7").await {
            Ok(status) => format!("deleted, {status}"),
            Err(error) => error.to_string(),
        };
        writeln!(io::stdout(), "{project}: {told}")?;
    }
    server.end(2)
}
