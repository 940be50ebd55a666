//! octocrab with the guard as its innermost layer: `cargo run --example octocrab --features octocrab`.
//!
//! Ends with 0 only if the server received what the guard allowed, and nothing else.

use std::error::Error;
use std::io::{self, Write};

use serde_json::json;
use write_guard::{Blocked, Sandbox};

mod github;
#[path = "../server/mod.rs"]
mod server;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = server::Server::start()?;
    // Without this a program that you start in a shell is live, and the layer is one load.
    write_guard::mark_test_process();

    let github = github::github(server.origin.parse()?, Some(Sandbox::new(["acme/sandbox"])?));
    for repository in ["production", "sandbox"] {
        let path = format!("/repos/acme/{repository}/issues");
        let told = match github._post(path, Some(&json!({"title": "Tune"}))).await {
            Ok(answer) => format!("sent, {}", answer.status()),
            Err(error) => Blocked::find_in(&error).map_or_else(|| error.to_string(), Blocked::to_string),
        };
        writeln!(io::stdout(), "{repository}: {told}")?;
    }
    server.end(2)
}
