//! octocrab with the guard as its innermost layer: `cargo run -p github-client --example octocrab`.
//!
//! Ends with 0 only if the server received what the guard allowed, and nothing else.

use std::error::Error;
use std::io::{self, Write};

use github_client::github;
use serde_json::json;
use tests::Recorder;
use write_guard::{Blocked, Sandbox};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = Recorder::start(&Recorder::json("200 OK", "{}"));
    // Without this a program that you start in a shell is live, and the layer is one load.
    write_guard::mark_test_process();

    let github = github(server.origin().parse()?, Some(Sandbox::new(["acme/sandbox"])?));
    let mut out = io::stdout().lock();
    for repository in ["production", "sandbox"] {
        let path = format!("/repos/acme/{repository}/issues");
        let told = match github._post(path, Some(&json!({"title": "Tune"}))).await {
            Ok(answer) => format!("sent, {}", answer.status()),
            Err(error) => Blocked::find_in(&error).map_or_else(|| error.to_string(), Blocked::to_string),
        };
        writeln!(out, "{repository}: {told}")?;
    }
    let received = server.take().len();
    writeln!(out, "the server received {received} of 2 writes")?;
    match received {
        1 => Ok(()),
        _ => Err("one write should have arrived".into()),
    }
}
