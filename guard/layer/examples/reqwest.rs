//! A client of one's own over reqwest: `cargo run --example reqwest`.
//!
//! It opts in to a sandbox and takes a permit, which binds what leaves. Ends with 0 only if the server received what the guard
//! allowed, and nothing else.

use std::error::Error as StdError;
use std::io::{self, Write};

use write_guard::{Blocked, IsolationGate, Permit, Sandbox, Target, guarded_write, plain_segments};

#[path = "server/mod.rs"]
mod server;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error(transparent)]
    Blocked(#[from] Blocked),
    #[error("the request failed")]
    Http(#[from] reqwest::Error),
}

/// A client of some tracker.
struct Tracker {
    http: reqwest::Client,
    root: String,
    gate: IsolationGate,
}

impl Tracker {
    fn new(root: &str, sandbox: Sandbox) -> Result<Self, Error> {
        // A redirect or a proxy would carry an allowed write elsewhere.
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()?;
        Ok(Self {
            http,
            root: root.to_owned(),
            gate: IsolationGate::new().sandbox(sandbox),
        })
    }

    #[guarded_write(op = "close", target = project, item = ticket, gate = self.gate, permit = permit)]
    async fn close(&self, project: &str, ticket: &str) -> Result<u16, Error> {
        let url = format!("{}/projects/{project}/tickets/{ticket}", self.root);
        self.send(permit, self.http.patch(url).body(r#"{"state":"closed"}"#))
            .await
    }

    /// The one place that sends a write: the permit is spent on what is in the finished request.
    async fn send(&self, permit: Permit, request: reqwest::RequestBuilder) -> Result<u16, Error> {
        let request = request.build()?;
        permit.spend(|| Target::new(project(request.url().path())))?;
        let answer = self.http.execute(request).await?;
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

    let tracker = Tracker::new(&server.origin, Sandbox::new(["sand"])?)?;
    for project in ["payroll", "sand"] {
        let told = match tracker.close(project, "7").await {
            Ok(status) => format!("closed, {status}"),
            Err(error) => error.to_string(),
        };
        writeln!(io::stdout(), "{project}: {told}")?;
    }
    server.end(2)
}
