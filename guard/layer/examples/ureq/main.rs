//! A blocking client of one's own over ureq: `cargo run --example ureq`.
//!
//! Ends with 0 only if the server received what the guard allowed, and nothing else.

#![expect(unreachable_pub, reason = "the tests take a part of it")]

use std::error::Error;
use std::io::{self, Write};

use write_guard::Sandbox;

#[path = "../server/mod.rs"]
mod server;
mod tracker;

fn main() -> Result<(), Box<dyn Error>> {
    let server = server::Server::start()?;
    // Without this a program that you start in a shell is live, and the guard is one load.
    write_guard::mark_test_process();

    let tracker = tracker::Tracker::new(&server.origin, "key").sandbox(Sandbox::new(["sand"])?);
    for project in ["payroll", "sand"] {
        let told = match tracker.comment(Some(project), "7", "<p>Hi.</p>") {
            Ok(status) => format!("commented, {status}"),
            Err(error) => error.to_string(),
        };
        writeln!(io::stdout(), "{project}: {told}")?;
    }
    server.end(2)
}
