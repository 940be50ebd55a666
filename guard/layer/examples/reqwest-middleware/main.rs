//! reqwest-middleware with the guard as its last middleware: `cargo run --example reqwest-middleware`.
//!
//! Ends with 0 only if the server received what the guard allowed, and nothing else.

#![expect(unreachable_pub, reason = "the tests take a part of it")]

use std::error::Error;
use std::io::{self, Write};

use write_guard::Sandbox;

mod issues;
#[path = "../server/mod.rs"]
mod server;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = server::Server::start()?;
    // Without this a program that you start in a shell is live, and the layer is one load.
    write_guard::mark_test_process();

    let sandbox = Some(Sandbox::new(["sand"])?);
    let issues = issues::Issues::new(&server.origin, sandbox, |stack| stack)?;
    for project in ["payroll", "sand"] {
        let told = match issues.close(project, 7).await {
            Ok(status) => format!("closed, {status}"),
            Err(error) => error.to_string(),
        };
        writeln!(io::stdout(), "{project}: {told}")?;
    }
    let mut out = io::stdout();
    writeln!(out, "payroll, read: {}", issues.read("payroll", 7).await?)?;
    // What has no method of its own is asked all the same.
    let other = issues
        .http()
        .delete(format!("{}/projects/payroll", server.origin));
    let told = other
        .send()
        .await
        .err()
        .map_or_else(|| "deleted".to_owned(), |error| error.to_string());
    writeln!(out, "payroll, deleted by hand: {told}")?;
    server.end(3)
}
