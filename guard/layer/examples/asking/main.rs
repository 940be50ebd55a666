//! A client that takes no layer asks where it has the finished request: `cargo run --example asking`.
//!
//! Ends with 0 only if the server received what the guard allowed, and nothing else.

use std::error::Error;
use std::io::{self, Write};

use write_guard::{Blocked, Sandbox};
use write_guard_layer::{Outgoing, WriteGuard};

mod asked;
#[path = "../server/mod.rs"]
mod server;

/// What a request changes: `/projects/{project}/…`.
fn project(request: &Outgoing<'_>) -> Option<String> {
    match write_guard::plain_segments(request.uri().path())?[..] {
        ["projects", project, ..] => Some(project.to_owned()),
        _ => None,
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let server = server::Server::start()?;
    // Without this a program that you start in a shell is live, and the guard is one load.
    write_guard::mark_test_process();

    let guard = WriteGuard::new(&server.origin, project)
        .named("tracker")
        .sandbox(Sandbox::new(["sand"])?);
    let url = |project: &str| format!("{}/projects/{project}/items", server.origin);

    let agent = asked::asking_agent(guard.clone());
    let told = match agent.post(url("sand")).send("{}") {
        Ok(answer) => format!("sent, {}", answer.status()),
        Err(error) => error.to_string(),
    };
    writeln!(io::stdout(), "ureq, sand: {told}")?;

    let http = reqwest::blocking::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()?;
    // write-guard: excused: made here, and sent where the guard is asked
    let request = http.post(url("payroll")).build()?;
    let told = match asked::asked_and_sent(&http, &guard, request) {
        Ok(answer) => format!("sent, {}", answer.status()),
        Err(error) => Blocked::find_in(&*error).map_or_else(|| error.to_string(), Blocked::to_string),
    };
    writeln!(io::stdout(), "reqwest, payroll: {told}")?;
    server.end(2)
}
